import { CALLS, SWEEP } from './calls.lua.js';

/** How many ended calls a write cleans up: more than one, so that they do not pile up. */
const SWEPT_BY_WRITE = 2;
/** Whoever waits to write and has not come back by then loses its place. */
const WAITS_MS = 1_000;

/** Writes a new call, or gives back the one that has the id. */
export const INSERT = `${CALLS}${SWEEP}
local text, retentionMs = unpack(ARGV)
local after = read_header(text)
local existing, header = find(id_of(after.place))
if existing then return header.writeId ~= after.writeId and existing end
write(nil, after, text, retentionMs)
sweep_oldest(retentionMs, ${SWEPT_BY_WRITE})
`;

/**
 * Writes a call if it still has the version that the change was made from, and nobody waits who came earlier; else gives
 * back the call as it is, and how many wait ahead. A ticket is a place in the line of those who wait.
 */
export const REPLACE = `${CALLS}${SWEEP}
local version, text, retentionMs, ticket = unpack(ARGV)
local after = read_header(text)
local id = id_of(after.place)
local current, before = find(id)
local line = key('w:' .. id)

-- How many may write first.
local function ahead()
  if ticket == '' then return redis.call('ZCARD', line) end
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  redis.call('ZREMRANGEBYSCORE', line, '-inf', now - ${WAITS_MS})
  redis.call('ZADD', line, 'NX', now, ticket)
  redis.call('PEXPIRE', line, ${WAITS_MS})
  return redis.call('ZRANK', line, ticket)
end

if not current then return { 'gone' } end
if before.writeId == after.writeId then return { 'written' } end
local waiting = ahead()
if waiting > 0 or before.version ~= version then return { 'changed', current, waiting } end
write(before, after, text, retentionMs)
if ticket ~= '' then redis.call('ZREM', line, ticket) end
sweep_oldest(retentionMs, ${SWEPT_BY_WRITE})
return { 'written' }
`;

/** Leaves the line of those who wait to write a call. */
export const LEAVE = `
return redis.call('ZREM', KEYS[1] .. 'w:' .. ARGV[1], ARGV[2])
`;
