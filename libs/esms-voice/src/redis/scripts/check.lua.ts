import { MAX_PROVED_USERS } from '../../verification/domain/verification.js';
import { SLOT } from './slot.lua.js';

/** `decide-check.ts` in Lua: a guess is claimed, then compared. The proofs follow what is read first. */
export const CHECK = `${SLOT}
local id, purpose, user, guessId, maxGuesses, maxFailures, isFailuresRecordOnly = unpack(ARGV, 2, 8)
local FIRST_PROOF = 9

local number = redis.call('HMGET', NUMBER, 'users', 'unproved', 'proved')
local verification, timeline = load(id_asked_for(id, purpose, user, number[1]))
if not verification then return { 'not-found', '' } end

local laneText = verification[LANE] == 'proved' and number[3] or verification[LANE] == 'unproved' and number[2]
local lane = read_lane(laneText)
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
  for known in string.gmatch(number[1] or '', '%S+') do
    if known ~= verification[USER] then users[#users + 1] = known end
  end
  users[#users + 1] = verification[USER]
  if #users > ${MAX_PROVED_USERS} then table.remove(users, 1) end
  redis.call('HSET', NUMBER, 'users', table.concat(users, ' '))
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
  end
  verification[STATUS] = result == 'wrong' and 'pending' or result
  save_lane(verification[LANE], lane, not laneText)
  return result
end

-- A client sends a command again when the connection breaks before the reply: the guess is counted once.
if verification[GUESSID] == guessId then
  local results = { pending = 'wrong', approved = 'approved', locked = 'locked', cancelled = 'not-found' }
  return { results[verification[STATUS]], write(verification) }
end

local result = gate()
if result == 'not-found' then return { result, write(verification) } end
if result == 'compare' then result = compare() end
return { result, save(verification, append(timeline, result)) }
`;
