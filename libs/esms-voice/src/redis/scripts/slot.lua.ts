import {
  MAX_TIMELINE_ENTRIES,
  MAX_VERIFICATIONS_KEPT,
  NUMBER_KEPT_MS,
  VERIFICATION_KEPT_MS,
} from '../../verification/domain/verification.js';
import { VERIFICATION_FIELDS } from '../verification-line.js';

const captures = VERIFICATION_FIELDS.map(() => '(%S+)').join(' ');
const places = VERIFICATION_FIELDS.map((_, index) => index + 1).join(', ');

/** Lines of it are cut only once in so many, for counting them costs more than keeping them. */
const SLACK = 20;

/**
 * What the scripts of a number share. Its one key is a hash: what is known of the number in each lane, the users who proved
 * it, its verifications by id, their timelines, and which of them is current. All is kept as words in a line: in Lua that is
 * read and written in a fifth of the time that JSON takes.
 */
export const SLOT = `
local NUMBER = KEYS[1]
local ${VERIFICATION_FIELDS.map((field) => field.toUpperCase()).join(', ')} = ${places}
local NONE = '-'
local now = tonumber(ARGV[1])

local function whole(number)
  return string.format('%.0f', number)
end

local function read_lane(text)
  local failures, approvedAt, calls = string.match(text or '0 0', '^(%S+) (%S+)(.*)$')
  local rings = {}
  for at in string.gmatch(calls, '%S+') do rings[#rings + 1] = tonumber(at) end
  return { failures = tonumber(failures), approvedAt = tonumber(approvedAt), rings = rings }
end

local function write_lane(lane)
  local words = { whole(lane.failures), whole(lane.approvedAt) }
  for _, at in ipairs(lane.rings) do words[#words + 1] = whole(at) end
  return table.concat(words, ' ')
end

-- Wrong codes and proved users outlive verifications.
local function keep_long()
  redis.call('PEXPIRE', NUMBER, ${NUMBER_KEPT_MS})
end

-- Hashes of users are base64url: as plain text, a dash would be a pattern.
local function lane_of(users, user)
  local isProved = users and user ~= NONE and string.find(' ' .. users .. ' ', ' ' .. user .. ' ', 1, true)
  return isProved and 'proved' or 'unproved'
end

local function current_field(lane, purpose)
  return 'current:' .. lane .. ':' .. purpose
end

local function is_under_way(verification)
  return verification[STATUS] == 'pending' or verification[STATUS] == 'locked'
end

local function read_known(line)
  if not line then return nil end
  local verification = { string.match(line, '^${captures}$') }
  if tonumber(verification[CALLEDAT]) > now - ${VERIFICATION_KEPT_MS} then return verification end
end

local function write(verification)
  return table.concat(verification, ' ')
end

local function load(id)
  local found = redis.call('HMGET', NUMBER, id, 'timeline:' .. id)
  return read_known(found[1]), found[2] or ''
end

-- Of the verification that is current for a purpose and a user.
local function id_of(purpose, user)
  local users = redis.call('HGET', NUMBER, 'users')
  return redis.call('HGET', NUMBER, current_field(lane_of(users, user), purpose)) or ''
end

local function cut(timeline)
  local _, count = string.gsub(timeline, '\\n', '')
  for _ = ${MAX_TIMELINE_ENTRIES} + 1, count do
    timeline = string.sub(timeline, string.find(timeline, '\\n', 1, true) + 1)
  end
  return timeline
end

local function append(timeline, what, why)
  local longer = timeline .. ARGV[1] .. ' ' .. what .. ' ' .. (why or NONE) .. '\\n'
  return #longer > ${(MAX_TIMELINE_ENTRIES + SLACK) * 24} and cut(longer) or longer
end

local function save(verification, timeline, ...)
  local line, id = write(verification), verification[ID]
  redis.call('HSET', NUMBER, id, line, 'timeline:' .. id, timeline, ...)
  return line
end
`;

/** Forgets what is too old, and what is too much. */
export const FORGET = `
local function forget(fields, isOver)
  local gone = {}
  for name, value in pairs(fields) do
    local id = string.match(name, '^timeline:(.*)$') or (string.find(name, '^current:') and value) or name
    if isOver(id) then gone[#gone + 1] = name end
  end
  if #gone > 0 then redis.call('HDEL', NUMBER, unpack(gone)) end
end

local function forget_oldest(fields, verifications)
  local count, oldest = 0, nil
  for _, verification in pairs(verifications) do
    count = count + 1
    if not oldest or tonumber(verification[CALLEDAT]) < tonumber(oldest[CALLEDAT]) then oldest = verification end
  end
  if count <= ${MAX_VERIFICATIONS_KEPT} then return end
  forget(fields, function(id) return id == oldest[ID] end)
end
`;
