import {
  MAX_TIMELINE_ENTRIES,
  MAX_VERIFICATIONS_KEPT,
  NUMBER_KEPT_MS,
  VERIFICATION_KEPT_MS,
} from '../../verification/domain/verification.js';

/**
 * What the scripts of a number share. Its two keys have one hash tag: a hash of what is known of the number, and a hash of
 * its verifications, their timelines and which of them is current.
 */
export const SLOT = `
local NUMBER, VERIFICATIONS = KEYS[1], KEYS[2]
local ask = cjson.decode(ARGV[1])

local function whole(number)
  return string.format('%.0f', number)
end

local function read_lane(text)
  local numbers = {}
  for number in string.gmatch(text or '0 0', '%S+') do numbers[#numbers + 1] = tonumber(number) end
  return { failures = table.remove(numbers, 1), approvedAt = table.remove(numbers, 1), rings = numbers }
end

local function write_lane(lane)
  local texts = { whole(lane.failures), whole(lane.approvedAt) }
  for _, at in ipairs(lane.rings) do texts[#texts + 1] = whole(at) end
  return table.concat(texts, ' ')
end

local function save_lane(name, lane, isNew)
  redis.call('HSET', NUMBER, name, write_lane(lane))
  -- The key was evicted, and is here again.
  if isNew then redis.call('PEXPIRE', NUMBER, ${NUMBER_KEPT_MS}) end
end

local function lane_of(users, user)
  for _, proved in ipairs(users and cjson.decode(users) or {}) do
    if proved == user then return 'proved' end
  end
  return 'unproved'
end

local function current_field(lane, purpose)
  return 'current:' .. lane .. ':' .. purpose
end

local function is_under_way(verification)
  return verification.status == 'pending' or verification.status == 'locked'
end

local function decode_known(text)
  local verification = text and cjson.decode(text)
  if verification and verification.calledAt > ask.now - ${VERIFICATION_KEPT_MS} then return verification end
end

local function load(id)
  local found = redis.call('HMGET', VERIFICATIONS, id, 'timeline:' .. id)
  return decode_known(found[1]), found[2] or ''
end

-- Of the verification that is asked for by id, or is current for a purpose and a user.
local function id_asked_for(users)
  if ask.id then return ask.id end
  return redis.call('HGET', VERIFICATIONS, current_field(lane_of(users, ask.user), ask.purpose)) or ''
end

local function append(timeline, at, what, why)
  local lines = timeline .. cjson.encode({ at, what, why or cjson.null }) .. '\\n'
  local _, count = string.gsub(lines, '\\n', '')
  for _ = ${MAX_TIMELINE_ENTRIES} + 1, count do lines = string.sub(lines, string.find(lines, '\\n', 1, true) + 1) end
  return lines
end

local function save(verification, timeline, ...)
  local text, id = cjson.encode(verification), verification.id
  redis.call('HSET', VERIFICATIONS, id, text, 'timeline:' .. id, timeline, ...)
  return text
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
  if #gone > 0 then redis.call('HDEL', VERIFICATIONS, unpack(gone)) end
end

local function forget_oldest(fields, verifications)
  local count, oldest = 0, nil
  for _, verification in pairs(verifications) do
    count = count + 1
    if not oldest or verification.calledAt < oldest.calledAt then oldest = verification end
  end
  if count <= ${MAX_VERIFICATIONS_KEPT} then return end
  forget(fields, function(id) return id == oldest.id end)
end
`;
