import { CURRENT, head, LINES, LOAD } from './slot.lua.js';

/** Cancels what is under way. */
export const CANCEL = `${head(4)}${LINES}${LOAD}${CURRENT}
local _, id, purpose, user = unpack(WORDS)
local verification, timeline = load(id ~= NONE and id or id_of(purpose, user))
if not verification then return { 'not-found', '' } end
if not is_under_way(verification) then return { 'over', '' } end
verification[STATUS] = 'cancelled'
return { 'cancelled', save(verification, append(timeline, 'cancelled')) }
`;

/** Undoes the count of a call; once, however often it is sent. */
export const TAKE_BACK = `${head(6)}${LINES}${LOAD}
local _, id, at, what, why, requestId, window = unpack(WORDS)
local windowId, proof, expiresAt, calledAt, earlierId = string.match(window, '^(%S+) (%S+) (%S+) (%S+) (%S+)$')
local verification, timeline = load(id)
if not verification then return end
local lane = read_lane(redis.call('HGET', NUMBER, verification[LANE]))
-- The latest call of that moment.
local earlier, later = string.match(lane.rings .. ' ', '^(.*) ' .. at .. ' (.*)$')
if not earlier then return end
lane.rings = earlier .. (later == '' and '' or ' ' .. string.sub(later, 1, -2))
local rings = tonumber(verification[RINGS]) - 1
verification[RINGS] = whole(rings)
if rings <= 0 then verification[STATUS] = 'cancelled' end
if windowId and verification[REQUESTID] == requestId then
  verification[WINDOWID], verification[PROOF], verification[EXPIRESAT] = windowId, proof, expiresAt
  verification[CALLEDAT], verification[REQUESTID] = calledAt, earlierId
end
save(verification, append(timeline, what, why), verification[LANE], write_lane(lane))
`;

/** Adds to a timeline. */
export const NOTE = `${head(4)}${LINES}${LOAD}
local _, id, what, why = unpack(WORDS)
local verification, timeline = load(id)
if not verification then return end
redis.call('HSET', NUMBER, 'timeline:' .. id, append(timeline, what, why))
`;

/** Reads a verification with its lane and timeline. */
export const FIND = `${head(2)}${LINES}${LOAD}
local verification, timeline = load(WORDS[2])
if not verification then return false end
return { write(verification), write_lane(read_lane(redis.call('HGET', NUMBER, verification[LANE]))), timeline }
`;

/** Forgets the wrong codes of both lanes. */
export const FORGIVE = `${head(1)}${LINES}
local lanes = redis.call('HMGET', NUMBER, 'unproved', 'proved')
for i, name in ipairs({ 'unproved', 'proved' }) do
  if lanes[i] then
    local lane = read_lane(lanes[i])
    lane.failures = 0
    redis.call('HSET', NUMBER, name, write_lane(lane))
  end
end
`;
