import { MAX_QUARANTINED } from '../../../journal/in-memory-quarantine.js';

/**
 * Keeps a callback aside. `aside` sorts ids with what is needed to forget them, `sealed` holds the callbacks; both end with
 * the newest one. An account has as many as the whole journal in memory.
 */
export const QUARANTINE = `
local ASIDE, SEALED = KEYS[1] .. 'aside', KEYS[1] .. 'sealed'
local id, requestId, expiresAt, text, now = unpack(ARGV)
redis.call('ZADD', ASIDE, 0, id .. ' ' .. requestId .. ' ' .. expiresAt)
redis.call('HSET', SEALED, id, text)

local function is_over(entry)
  return redis.call('ZCARD', ASIDE) > ${MAX_QUARANTINED} or tonumber(string.match(entry, '(%S*)$')) <= tonumber(now)
end
local oldest = redis.call('ZRANGE', ASIDE, 0, 0)[1]
while oldest and is_over(oldest) do
  redis.call('ZREM', ASIDE, oldest)
  redis.call('HDEL', SEALED, string.match(oldest, '^(%S*)'))
  oldest = redis.call('ZRANGE', ASIDE, 0, 0)[1]
end
for _, name in ipairs({ ASIDE, SEALED }) do redis.call('PEXPIRE', name, expiresAt - now) end
`;

/** The newest callbacks behind an id. */
export const LIST_QUARANTINED = `
local behind, count = unpack(ARGV)
local entries = redis.call('ZREVRANGEBYLEX', KEYS[1] .. 'aside', behind, '-', 'LIMIT', 0, count)
local ids = {}
for i, entry in ipairs(entries) do ids[i] = string.match(entry, '^(%S*)') end
return #ids > 0 and redis.call('HMGET', KEYS[1] .. 'sealed', unpack(ids)) or {}
`;
