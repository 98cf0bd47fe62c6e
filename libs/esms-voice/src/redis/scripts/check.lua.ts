import { MAX_PROVED_USERS } from '../../verification/domain/verification.js';
import { SLOT } from './slot.lua.js';

/** `decide-check.ts` in Lua: a guess is claimed, then compared. The proofs follow what is read first. */
export const CHECK = `${SLOT}
local id, purpose, user, guessId, maxGuesses, maxFailures, isFailuresRecordOnly = unpack(ARGV, 2, 8)
local FIRST_PROOF = 9

if id == NONE then id = id_of(purpose, user) end
local known = redis.call('HMGET', NUMBER, id, 'timeline:' .. id, 'unproved', 'proved')
local verification, timeline = read_known(known[1]), known[2] or ''
if not verification then return { 'not-found', '' } end

local laneName = verification[LANE]
local lane = read_lane(laneName == 'proved' and known[4] or laneName == 'unproved' and known[3])
maxGuesses = tonumber(maxGuesses)

local function gate()
  if not is_under_way(verification) then return 'not-found' end
  if verification[STATUS] == 'locked' or tonumber(verification[GUESSES]) >= maxGuesses then return 'locked' end
  if now >= tonumber(verification[EXPIRESAT]) then return 'expired' end
  if lane.failures >= tonumber(maxFailures) and isFailuresRecordOnly == '0' then return 'locked' end
  return 'compare'
end

-- Proofs are MACs of 128 bits under a key that is not here: how long it takes to compare two tells nothing of the code.
local function is_right()
  for i = FIRST_PROOF, #ARGV do
    if ARGV[i] == verification[PROOF] then return true end
  end
  return false
end

local function remember_user()
  if verification[USER] == NONE then return end
  local users = {}
  for proved in string.gmatch(redis.call('HGET', NUMBER, 'users') or '', '%S+') do
    if proved ~= verification[USER] then users[#users + 1] = proved end
  end
  users[#users + 1] = verification[USER]
  if #users > ${MAX_PROVED_USERS} then table.remove(users, 1) end
  redis.call('HSET', NUMBER, 'users', table.concat(users, ' '))
  keep_long()
end

local function compare()
  local guesses = tonumber(verification[GUESSES]) + 1
  verification[GUESSES], verification[GUESSID] = whole(guesses), guessId
  local result = guesses >= maxGuesses and 'locked' or 'wrong'
  if is_right() then
    result = 'approved'
    lane.failures, lane.approvedAt = 0, now
    remember_user()
  else
    lane.failures = lane.failures + 1
    if lane.failures == 1 then keep_long() end
  end
  verification[STATUS] = result == 'wrong' and 'pending' or result
  return result
end

-- A client sends a command again when the connection breaks before the reply: the guess is counted once.
if verification[GUESSID] == guessId then
  local results = { pending = 'wrong', approved = 'approved', locked = 'locked', cancelled = 'not-found' }
  return { results[verification[STATUS]], write(verification) }
end

local result = gate()
if result == 'not-found' then return { result, write(verification) } end
if result ~= 'compare' then return { result, save(verification, append(timeline, result)) } end
result = compare()
return { result, save(verification, append(timeline, result), laneName, write_lane(lane)) }
`;
