import { MAX_PROVED_USERS } from '../../verification/domain/verification.js';
import { SLOT } from './slot.lua.js';

/** `decide-check.ts` in Lua: a guess is claimed, then compared. */
export const CHECK = `${SLOT}
local number = redis.call('HMGET', NUMBER, 'users', 'unproved', 'proved')
local verification, timeline = load(id_asked_for(number[1]))
if not verification then return { 'not-found', '' } end

local laneText = verification.lane == 'proved' and number[3] or verification.lane == 'unproved' and number[2]
local lane = read_lane(laneText)

local function gate()
  local rules = ask.rules
  if not is_under_way(verification) then return 'not-found' end
  if verification.status == 'locked' or verification.guesses >= rules.maxGuesses then return 'locked' end
  if ask.now >= verification.expiresAt then return 'expired' end
  if lane.failures >= rules.failures.max and not rules.failures.recordOnly then return 'locked' end
  return 'compare'
end

-- Proofs are MACs of 128 bits under a key that is not here: how long it takes to compare two tells nothing of the code.
local function is_right()
  for _, proof in ipairs(ask.proofs) do
    if proof == verification.proof then return true end
  end
  return false
end

local function remember_user()
  if verification.user == '' then return end
  local users = {}
  for _, user in ipairs(number[1] and cjson.decode(number[1]) or {}) do
    if user ~= verification.user then users[#users + 1] = user end
  end
  users[#users + 1] = verification.user
  if #users > ${MAX_PROVED_USERS} then table.remove(users, 1) end
  redis.call('HSET', NUMBER, 'users', cjson.encode(users))
end

local function compare()
  verification.guesses = verification.guesses + 1
  verification.guessId = ask.guessId
  local result = verification.guesses >= ask.rules.maxGuesses and 'locked' or 'wrong'
  if is_right() then
    result = 'approved'
    lane.failures, lane.approvedAt = 0, ask.now
    remember_user()
  else
    lane.failures = lane.failures + 1
  end
  verification.status = result == 'wrong' and 'pending' or result
  save_lane(verification.lane, lane, not laneText)
  return result
end

-- A client sends a command again when the connection breaks before the reply: the guess is counted once.
if verification.guessId == ask.guessId then
  local results = { pending = 'wrong', approved = 'approved', locked = 'locked', cancelled = 'not-found' }
  return { results[verification.status], cjson.encode(verification) }
end

local result = gate()
if result == 'not-found' then return { result, cjson.encode(verification) } end
if result == 'compare' then result = compare() end
return { result, save(verification, append(timeline, ask.now, result)) }
`;
