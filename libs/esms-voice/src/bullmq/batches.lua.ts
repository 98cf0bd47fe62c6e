/** KEYS: head, waiting, boxes. ARGV: fields of the head, as JSON; seconds that it is kept; when; name of each chunk; its box. */
export const WRITE_BATCH = `
local known = redis.call('HGET', KEYS[1], 'head')
if known then return { 0, known, redis.call('HGET', KEYS[1], 'conflicts') } end
redis.call('HSET', KEYS[1], 'head', ARGV[1], 'conflicts', 0)
redis.call('EXPIRE', KEYS[1], ARGV[2])
for i = 4, #ARGV, 2 do
  redis.call('ZADD', KEYS[2], ARGV[3], ARGV[i])
  redis.call('HSET', KEYS[3], ARGV[i], ARGV[i + 1])
end
return { 1, ARGV[1], '0' }
`;

/** KEYS: waiting, boxes. ARGV: now; until. */
export const TAKE_CHUNK = `
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, 1)
if not due[1] then return false end
redis.call('ZADD', KEYS[1], ARGV[2], due[1])
return { due[1], redis.call('HGET', KEYS[2], due[1]) }
`;

/** KEYS: waiting. ARGV: name of the chunk; when. */
export const GIVE_CHUNK_BACK = `return redis.call('ZADD', KEYS[1], 'XX', ARGV[2], ARGV[1])`;

/** KEYS: head, waiting, boxes. ARGV: name of the chunk; conflicts. */
export const END_CHUNK = `
if redis.call('ZREM', KEYS[2], ARGV[1]) == 0 then return end
redis.call('HDEL', KEYS[3], ARGV[1])
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HINCRBY', KEYS[1], 'conflicts', ARGV[2]) end
`;
