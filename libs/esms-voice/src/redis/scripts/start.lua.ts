import { NUMBER_KEPT_MS, VERIFICATION_KEPT_MS } from '../../verification/domain/verification.js';
import { LIMITS } from './limits.lua.js';
import { FORGET, SLOT } from './slot.lua.js';

/** `decide-start.ts`, and what follows from it. */
const DECIDE_START = `
local function opening_of(current)
  if not current or current.status ~= 'pending' then return 'new' end
  if ask.rules.newCodeEachCall or ask.now >= current.expiresAt then return 'new-window' end
  return 'same-window'
end

local function may_wait(current, rule)
  if rule == 'number-failures' then return false end
  return rule == 'number-cooldown' or (current.status == 'pending' and ask.now < current.expiresAt)
end

local function decide_start(lane, current)
  local breaches = find_breaches(lane, ask.rules)
  for _, breach in ipairs(breaches) do
    if not breach.recordOnly then
      return current and may_wait(current, breach.rule) and 'wait' or 'blocked', { breach }
    end
  end
  return 'ring', breaches, opening_of(current)
end

-- A client sends a command again when the connection breaks before the reply: the call is counted once.
local function opening_of_repeat(current)
  if not current or current.requestId ~= ask.requestId then return nil end
  if current.id == ask.id then return 'new' end
  return current.windowId == ask.windowId and 'new-window' or 'same-window'
end

local function open_window(opening, current, lane)
  local verification = current
  if opening == 'new' then
    verification = { id = ask.id, phone = ask.phone, purpose = ask.purpose, user = ask.user, lane = lane }
    verification.status, verification.startedAt, verification.rings, verification.guesses = 'pending', ask.now, 0, 0
  end
  if opening ~= 'same-window' then
    verification.windowId, verification.proof = ask.windowId, ask.proof
    verification.expiresAt = ask.now + ask.rules.lifetimeMs
  end
  verification.requestId, verification.calledAt = ask.requestId, ask.now
  verification.rings = verification.rings + 1
  return verification
end
`;

/** Decides whether a number is rung, and writes the call down. */
export const START = `${SLOT}${FORGET}${LIMITS}${DECIDE_START}
local function read_number()
  local known = redis.call('HMGET', NUMBER, 'startedAt', 'users', 'unproved', 'proved')
  if not known[1] or tonumber(known[1]) > ask.now - ${NUMBER_KEPT_MS} then return known end
  redis.call('DEL', NUMBER)
  return {}
end

local function read_verifications()
  local flat, fields, verifications = redis.call('HGETALL', VERIFICATIONS), {}, {}
  for i = 1, #flat, 2 do
    fields[flat[i]] = flat[i + 1]
    if not string.find(flat[i], ':', 1, true) then verifications[flat[i]] = decode_known(flat[i + 1]) end
  end
  forget(fields, function(id) return not verifications[id] end)
  return fields, verifications
end

local number = read_number()
local name = lane_of(number[2], ask.user)
local lane = read_lane(name == 'proved' and number[4] or name == 'unproved' and number[3])
local fields, verifications = read_verifications()
local field = current_field(name, ask.purpose)
local current = verifications[fields[field] or '']
if current and not is_under_way(current) then current = nil end

local function reply(kind, opening, text, breaches)
  local answer = { kind, opening or '', write_lane(lane), text }
  for _, breach in ipairs(breaches) do answer[#answer + 1] = breach.rule .. ' ' .. breach.when end
  return answer
end

local repeated = opening_of_repeat(current)
if repeated then return reply('ring', repeated, cjson.encode(current), {}) end

local kind, breaches, opening = decide_start(lane, current)
local timeline = current and opening ~= 'new' and fields['timeline:' .. current.id] or ''
if kind == 'ring' then
  for _, breach in ipairs(breaches) do timeline = append(timeline, ask.now, 'would-limit', breach.rule) end
  timeline = append(timeline, ask.now, opening == 'same-window' and 'called-again' or 'called', ask.requestId)
elseif current then
  timeline = append(timeline, ask.now, kind == 'wait' and 'waited' or 'limited', breaches[1].rule)
end

redis.call('HSET', NUMBER, 'startedAt', whole(ask.now))
local text = ''
if kind == 'ring' then
  add_ring(lane)
  redis.call('HSET', NUMBER, name, write_lane(lane))
  local verification = open_window(opening, current, name)
  text = save(verification, timeline, field, verification.id)
  redis.call('PEXPIRE', VERIFICATIONS, ${VERIFICATION_KEPT_MS})
  verifications[verification.id] = verification
  fields[field] = verification.id
  forget_oldest(fields, verifications)
elseif current then
  text = save(current, timeline)
end
redis.call('PEXPIRE', NUMBER, ${NUMBER_KEPT_MS})
return reply(kind, opening, text, breaches)
`;
