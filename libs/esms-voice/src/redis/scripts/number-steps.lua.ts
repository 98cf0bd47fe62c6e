import { SLOT } from './slot.lua.js';

/** Cancels what is under way. */
export const CANCEL = `${SLOT}
local users = not ask.id and redis.call('HGET', NUMBER, 'users')
local verification, timeline = load(id_asked_for(users))
if not verification then return { 'not-found', '' } end
if not is_under_way(verification) then return { 'over', '' } end
verification.status = 'cancelled'
return { 'cancelled', save(verification, append(timeline, ask.now, 'cancelled')) }
`;

/** Undoes the count of a call; once, however often it is sent. */
export const TAKE_BACK = `${SLOT}
local verification, timeline = load(ask.id)
if not verification then return end
local lane = read_lane(redis.call('HGET', NUMBER, verification.lane))
for i = #lane.rings, 1, -1 do
  if lane.rings[i] == ask.at then
    table.remove(lane.rings, i)
    save_lane(verification.lane, lane)
    verification.rings = verification.rings - 1
    if verification.rings <= 0 then verification.status = 'cancelled' end
    save(verification, append(timeline, ask.now, ask.what, ask.why))
    return
  end
end
`;

/** Adds to a timeline. */
export const NOTE = `${SLOT}
local verification, timeline = load(ask.id)
if not verification then return end
redis.call('HSET', VERIFICATIONS, 'timeline:' .. ask.id, append(timeline, ask.now, ask.what, ask.why))
`;

/** Reads a verification with its lane and timeline. */
export const FIND = `${SLOT}
local verification, timeline = load(ask.id)
if not verification then return false end
return { cjson.encode(verification), write_lane(read_lane(redis.call('HGET', NUMBER, verification.lane))), timeline }
`;

/** Forgets the wrong codes of both lanes. */
export const FORGIVE = `${SLOT}
local lanes = redis.call('HMGET', NUMBER, 'unproved', 'proved')
for i, name in ipairs({ 'unproved', 'proved' }) do
  if lanes[i] then
    local lane = read_lane(lanes[i])
    lane.failures = 0
    save_lane(name, lane)
  end
end
`;
