import {
  MAX_TIMELINE_ENTRIES,
  MAX_VERIFICATIONS_KEPT,
  NUMBER_KEPT_MS,
  VERIFICATION_KEPT_MS,
} from '../../verification/domain/verification.js';
import { VERIFICATION_FIELDS } from '../verification-line.js';

const words = (count: number): string => Array.from({ length: count }, () => '(%S+)').join(' ');
const places = VERIFICATION_FIELDS.map((_, index) => index + 1).join(', ');

/** Lines of it are cut only once in so many, for counting them costs more than keeping them. */
const SLACK = 20;

/**
 * How every script of a number begins: with its one key, and with its words, which come as one text in place of an argument
 * each. The key is a hash: what is known of the number in each lane, the users who proved it, its verifications by id, their
 * timelines, and which of them is current. All is kept as words in a line: in Lua that is read and written in a fifth of the
 * time that JSON takes. What follows is cut into parts, since each function costs its making in every run.
 * @param count of words; what comes after them is one more.
 */
export const head = (count: number): string => `
local NUMBER = KEYS[1]
local ${VERIFICATION_FIELDS.map((field) => field.toUpperCase()).join(', ')} = ${places}
local NONE = '-'
local WORDS = { string.match(ARGV[1], '^${words(count)} ?(.*)$') }
local now = tonumber(WORDS[1])
`;

/** Reading and writing what a hash holds. Times stay words: most scripts only hand them on. */
export const LINES = `
local function whole(number)
  return string.format('%.0f', number)
end

local function read_lane(text)
  local failures, approvedAt, rings = string.match(text or '0 0', '^(%S+) (%S+)(.*)$')
  return { failures = tonumber(failures), approvedAt = approvedAt, rings = rings }
end

local function write_lane(lane)
  return lane.failures .. ' ' .. lane.approvedAt .. lane.rings
end

local function is_under_way(verification)
  return verification[STATUS] == 'pending' or verification[STATUS] == 'locked'
end

local function read_known(line)
  if not line then return nil end
  local verification = { string.match(line, '^${words(VERIFICATION_FIELDS.length)}$') }
  if tonumber(verification[CALLEDAT]) > now - ${VERIFICATION_KEPT_MS} then return verification end
end

local function write(verification)
  return table.concat(verification, ' ')
end

local function append(timeline, what, why)
  local longer = timeline .. WORDS[1] .. ' ' .. what .. ' ' .. (why or NONE) .. '\\n'
  if #longer <= ${(MAX_TIMELINE_ENTRIES + SLACK) * 24} then return longer end
  local _, count = string.gsub(longer, '\\n', '')
  for _ = ${MAX_TIMELINE_ENTRIES} + 1, count do
    longer = string.sub(longer, string.find(longer, '\\n', 1, true) + 1)
  end
  return longer
end

local function save(verification, timeline, ...)
  local line, id = write(verification), verification[ID]
  redis.call('HSET', NUMBER, id, line, 'timeline:' .. id, timeline, ...)
  return line
end
`;

/** Finding a verification by its id. */
export const LOAD = `
local function load(id)
  local found = redis.call('HMGET', NUMBER, id, 'timeline:' .. id)
  return read_known(found[1]), found[2] or ''
end
`;

/** Finding the verification that is current for a purpose and a user. */
export const CURRENT = `
-- Hashes of users are base64url: as plain text, a dash would be a pattern.
local function lane_of(users, user)
  local isProved = users and user ~= NONE and string.find(' ' .. users .. ' ', ' ' .. user .. ' ', 1, true)
  return isProved and 'proved' or 'unproved'
end

local function current_field(lane, purpose)
  return 'current:' .. lane .. ':' .. purpose
end

local function id_of(purpose, user)
  local users = redis.call('HGET', NUMBER, 'users')
  return redis.call('HGET', NUMBER, current_field(lane_of(users, user), purpose)) or ''
end
`;

/** Wrong codes and proved users outlive verifications. */
export const KEEP_LONG = `redis.call('PEXPIRE', NUMBER, ${NUMBER_KEPT_MS})`;

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
