import { MAX_PROVED_USERS } from '../../verification/domain/verification.js';
import { CURRENT, head, KEEP_LONG, LINES } from './slot.lua.js';

/** `decide-check.ts` in Lua: a guess is claimed, then compared. The proofs are what comes after the words. */
export const CHECK = `${head(8)}${LINES}
local _, id, purpose, user, guessId, maxGuesses, maxFailures, isFailuresRecordOnly, proofs = unpack(WORDS)
if id == NONE then
  ${CURRENT}
  id = id_of(purpose, user)
end

local known = redis.call('HMGET', NUMBER, id, 'timeline:' .. id, 'unproved', 'proved')
local verification, timeline = read_known(known[1]), known[2] or ''
if not verification then return { 'not-found', '' } end

-- A client sends a command again when the connection breaks before the reply: the guess is counted once.
if verification[GUESSID] == guessId then
  local results = { pending = 'wrong', approved = 'approved', locked = 'locked', cancelled = 'not-found' }
  return { results[verification[STATUS]], known[1] }
end

local laneName = verification[LANE]
local lane = read_lane(laneName == 'proved' and known[4] or laneName == 'unproved' and known[3])
local guesses = tonumber(verification[GUESSES])
maxGuesses = tonumber(maxGuesses)

if not is_under_way(verification) then return { 'not-found', known[1] } end
local gate
if verification[STATUS] == 'locked' or guesses >= maxGuesses then gate = 'locked'
elseif now >= tonumber(verification[EXPIRESAT]) then gate = 'expired'
elseif lane.failures >= tonumber(maxFailures) and isFailuresRecordOnly == '0' then gate = 'locked' end
if gate then return { gate, save(verification, append(timeline, gate)) } end

verification[GUESSES], verification[GUESSID] = whole(guesses + 1), guessId
local result
-- Proofs are MACs of 128 bits under a key that is not here: how long it takes to compare two tells nothing of the code.
if string.find(' ' .. proofs .. ' ', ' ' .. verification[PROOF] .. ' ', 1, true) then
  result, lane.failures, lane.approvedAt = 'approved', 0, WORDS[1]
  if verification[USER] ~= NONE then
    local users = {}
    for proved in string.gmatch(redis.call('HGET', NUMBER, 'users') or '', '%S+') do
      if proved ~= verification[USER] then users[#users + 1] = proved end
    end
    users[#users + 1] = verification[USER]
    if #users > ${MAX_PROVED_USERS} then table.remove(users, 1) end
    redis.call('HSET', NUMBER, 'users', table.concat(users, ' '))
    ${KEEP_LONG}
  end
else
  result = guesses + 1 >= maxGuesses and 'locked' or 'wrong'
  lane.failures = lane.failures + 1
  if lane.failures == 1 then ${KEEP_LONG} end
end
verification[STATUS] = result == 'wrong' and 'pending' or result
return { result, save(verification, append(timeline, result), laneName, write_lane(lane)) }
`;
