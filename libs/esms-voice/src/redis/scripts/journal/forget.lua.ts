import { CALLS, SWEEP } from './calls.lua.js';

/**
 * Forgets calls of a number that are at rest, and what was kept aside about them: so many, behind an entry. Gives back the
 * last entry that it came to, and the counts.
 */
export const ERASE = `${CALLS}
local phoneHash, behind, limit = unpack(ARGV)
local from = behind == '' and '[' .. phoneHash .. ' ' or '(' .. behind
local entries = redis.call('ZRANGEBYLEX', key('phones'), from, '(' .. phoneHash .. '!', 'LIMIT', 0, limit)
local erased, kept = {}, 0

local function forget_aside()
  for _, entry in ipairs(redis.call('ZRANGE', key('aside'), 0, -1)) do
    local id, requestId = string.match(entry, '^(%S*) (%S*) ')
    if erased[requestId] then
      redis.call('ZREM', key('aside'), entry)
      redis.call('HDEL', key('sealed'), id)
    end
  end
end

local count = 0
for _, entry in ipairs(entries) do
  local id = string.match(entry, ' (%S*)$')
  local _, header = find(id)
  if not header or header.phoneHash ~= phoneHash then
    redis.call('ZREM', key('phones'), entry)
  elseif header.restAt == '' then
    kept = kept + 1
  else
    forget(header)
    erased[id], count = true, count + 1
  end
end
if count > 0 then forget_aside() end
return { entries[tonumber(limit)] or '', count, kept }
`;

/** Forgets calls at rest, the longest unchanged first. Gives back how many it came to, and how many it forgot. */
export const PURGE = `${CALLS}${SWEEP}
local before, limit = unpack(ARGV)
local members = redis.call('ZRANGEBYSCORE', key('rest'), '-inf', '(' .. before, 'LIMIT', 0, limit)
local purged = 0
for _, member in ipairs(members) do
  local ended = read_rest_member(member)
  local _, header = find(id_of(ended.place))
  if header and header.place == ended.place then
    forget(header)
    purged = purged + 1
  end
end
sweep(members)
return { #members, purged }
`;
