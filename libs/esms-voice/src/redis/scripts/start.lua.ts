import { NUMBER_KEPT_MS, VERIFICATION_KEPT_MS } from '../../verification/domain/verification.js';
import { LIMITS } from './limits.lua.js';
import { CURRENT, FORGET, head, KEEP_LONG, LINES } from './slot.lua.js';

/** `decide-start.ts`, and what follows from it. */
const DECIDE_START = `
local function bound(place)
  return { max = tonumber(WORDS[place]), recordOnly = WORDS[place + 1] == '1' }
end
local failures, day, hour = bound(12), bound(14), bound(16)

local function opening_of(current)
  if not current or current[STATUS] ~= 'pending' then return 'new' end
  if isNewCodeEachCall == '1' or now >= tonumber(current[EXPIRESAT]) then return 'new-window' end
  return 'same-window'
end

local function may_wait(current, rule)
  if rule == 'number-failures' then return false end
  return rule == 'number-cooldown' or (current[STATUS] == 'pending' and now < tonumber(current[EXPIRESAT]))
end

local function decide_start(lane, current)
  local breaches = find_breaches(lane, failures, day, hour, cooldowns)
  for _, breach in ipairs(breaches) do
    if not breach.recordOnly then
      return current and may_wait(current, breach.rule) and 'wait' or 'blocked', { breach }
    end
  end
  return 'ring', breaches, opening_of(current)
end

-- A client sends a command again when the connection breaks before the reply: the call is counted once.
local function opening_of_repeat(current)
  if not current or current[REQUESTID] ~= requestId then return nil end
  if current[ID] == askedId then return 'new' end
  return current[WINDOWID] == windowId and 'new-window' or 'same-window'
end

local function open_window(opening, current, lane)
  local at = WORDS[1]
  if opening == 'new' then
    return { askedId, purpose, lane, phone, user, at, 'pending', windowId, proof, endsAt, at, requestId, '1', '0', NONE }
  end
  if opening == 'new-window' then
    current[WINDOWID], current[PROOF], current[EXPIRESAT] = windowId, proof, endsAt
  end
  current[REQUESTID], current[CALLEDAT], current[RINGS] = requestId, at, whole(tonumber(current[RINGS]) + 1)
  return current
end
`;

/** Decides whether a number is rung, and writes the call down. */
export const START = `${head(17)}
local _, askedId, windowId, proof, requestId, phone, purpose, user, lifetimeMs, isNewCodeEachCall, cooldowns = unpack(WORDS, 1, 11)
local endsAt = string.format('%.0f', now + tonumber(lifetimeMs))
local flat = redis.call('HGETALL', NUMBER)

-- No rule says no to a number of which nothing is known: most are such, and need none of what follows.
if #flat == 0 then
  local at, lane = WORDS[1], '0 0 ' .. WORDS[1]
  local line = table.concat({
    askedId, purpose, 'unproved', phone, user, at, 'pending', windowId, proof, endsAt, at, requestId, '1', '0', NONE,
  }, ' ')
  redis.call('HSET', NUMBER, 'startedAt', at, 'unproved', lane, askedId, line,
    'timeline:' .. askedId, at .. ' called ' .. requestId .. '\\n', 'current:unproved:' .. purpose, askedId)
  redis.call('PEXPIRE', NUMBER, ${VERIFICATION_KEPT_MS})
  return { 'ring', 'new', lane, line, '' }
end
${LINES}${CURRENT}${FORGET}${LIMITS}${DECIDE_START}
local NAMES = { startedAt = true, users = true, unproved = true, proved = true }

local function read_number()
  local fields, verifications = {}, {}
  for i = 1, #flat, 2 do fields[flat[i]] = flat[i + 1] end
  if tonumber(fields.startedAt) <= now - ${NUMBER_KEPT_MS} then
    redis.call('DEL', NUMBER)
    return {}, verifications
  end
  for name, line in pairs(fields) do
    if not NAMES[name] and not string.find(name, ':', 1, true) then verifications[name] = read_known(line) end
  end
  forget(fields, function(id) return not NAMES[id] and not verifications[id] end)
  return fields, verifications
end

local fields, verifications = read_number()
local name = lane_of(fields.users, user)
local lane = read_lane(fields[name])
local field = current_field(name, purpose)
local current = verifications[fields[field] or '']
if current and not is_under_way(current) then current = nil end

local function is_kept_long(fields)
  local function has_failures(text) return text and string.sub(text, 1, 2) ~= '0 ' end
  return fields.users or has_failures(fields.unproved) or has_failures(fields.proved)
end

local function reply(kind, opening, line, before, breaches)
  local answer = { kind, opening or '', write_lane(lane), line, before }
  for _, breach in ipairs(breaches) do answer[#answer + 1] = breach.rule .. ' ' .. breach.when end
  return answer
end

local repeated = opening_of_repeat(current)
if repeated then return reply('ring', repeated, write(current), '', {}) end

local kind, breaches, opening = decide_start(lane, current)
local timeline = current and opening ~= 'new' and fields['timeline:' .. current[ID]] or ''
if kind == 'ring' then
  for _, breach in ipairs(breaches) do timeline = append(timeline, 'would-limit', breach.rule) end
  timeline = append(timeline, opening == 'same-window' and 'called-again' or 'called', requestId)
elseif current then
  timeline = append(timeline, kind == 'wait' and 'waited' or 'limited', breaches[1].rule)
end

local line, before = '', ''
if kind == 'ring' and opening ~= 'new' then before = write(current) end
-- Whose right code it will be nobody can say any more.
if current and current[USER] ~= user then current[USER] = NONE end
if kind == 'ring' then
  add_ring(lane)
  local verification = open_window(opening, current, name)
  line = save(verification, timeline, field, verification[ID], name, write_lane(lane), 'startedAt', WORDS[1])
  verifications[verification[ID]] = verification
  fields[field] = verification[ID]
  forget_oldest(fields, verifications)
elseif current then
  line = save(current, timeline, 'startedAt', WORDS[1])
else
  redis.call('HSET', NUMBER, 'startedAt', WORDS[1])
end
if is_kept_long(fields) then ${KEEP_LONG} else redis.call('PEXPIRE', NUMBER, ${VERIFICATION_KEPT_MS}) end
return reply(kind, opening, line, before, breaches)
`;
