import { SLOT } from './slot.lua.js';

/** Cancels what is under way. */
export const CANCEL = `${SLOT}
local id, purpose, user = unpack(ARGV, 2, 4)
local verification, timeline = load(id ~= NONE and id or id_of(purpose, user))
if not verification then return { 'not-found', '' } end
if not is_under_way(verification) then return { 'over', '' } end
verification[STATUS] = 'cancelled'
return { 'cancelled', save(verification, append(timeline, 'cancelled')) }
`;

/** Undoes the count of a call; once, however often it is sent. */
export const TAKE_BACK = `${SLOT}
local id, at, what, why, requestId, windowId, proof, expiresAt, calledAt, earlierId = unpack(ARGV, 2, 11)
local verification, timeline = load(id)
if not verification then return end
local lane = read_lane(redis.call('HGET', NUMBER, verification[LANE]))
for i = #lane.rings, 1, -1 do
  if lane.rings[i] == tonumber(at) then
    table.remove(lane.rings, i)
    local rings = tonumber(verification[RINGS]) - 1
    verification[RINGS] = whole(rings)
    if rings <= 0 then verification[STATUS] = 'cancelled' end
    if windowId and verification[REQUESTID] == requestId then
      verification[WINDOWID], verification[PROOF], verification[EXPIRESAT] = windowId, proof, expiresAt
      verification[CALLEDAT], verification[REQUESTID] = calledAt, earlierId
    end
    save(verification, append(timeline, what, why), verification[LANE], write_lane(lane))
    return
  end
end
`;

/** Adds to a timeline. */
export const NOTE = `${SLOT}
local id, what, why = unpack(ARGV, 2, 4)
local verification, timeline = load(id)
if not verification then return end
redis.call('HSET', NUMBER, 'timeline:' .. id, append(timeline, what, why))
`;

/** Reads a verification with its lane and timeline. */
export const FIND = `${SLOT}
local verification, timeline = load(ARGV[2])
if not verification then return false end
return { write(verification), write_lane(read_lane(redis.call('HGET', NUMBER, verification[LANE]))), timeline }
`;

/** Forgets the wrong codes of both lanes. */
export const FORGIVE = `${SLOT}
local lanes = redis.call('HMGET', NUMBER, 'unproved', 'proved')
for i, name in ipairs({ 'unproved', 'proved' }) do
  if lanes[i] then
    local lane = read_lane(lanes[i])
    lane.failures = 0
    redis.call('HSET', NUMBER, name, write_lane(lane))
  end
end
`;
