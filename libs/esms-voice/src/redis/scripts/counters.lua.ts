const READ = `
local COUNTER = KEYS[1]
local amount, slice, oldestKept, keptMs = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), ARGV[4]

local function add(held)
  redis.call('HSET', COUNTER, slice, string.format('%.17g', held + amount))
  redis.call('PEXPIRE', COUNTER, keptMs)
end

local function forget_old(slices)
  local gone = {}
  for _, name in ipairs(slices) do
    if tonumber(name) < oldestKept then gone[#gone + 1] = name end
  end
  if #gone > 0 then redis.call('HDEL', COUNTER, unpack(gone)) end
end
`;

/** `decideTake` in Lua. */
export const TAKE = `${READ}
local max, oldestCounted = tonumber(ARGV[5]), tonumber(ARGV[6])
local flat, counted, names, sum, own = redis.call('HGETALL', COUNTER), {}, {}, 0, 0
for i = 1, #flat, 2 do
  local name, held = flat[i], tonumber(flat[i + 1])
  names[#names + 1] = name
  if name == slice then own = held end
  if tonumber(name) >= oldestCounted then
    counted[#counted + 1] = { slice = tonumber(name), held = held }
    sum = sum + held
  end
end
local sumText = string.format('%.17g', sum)

if sum + amount <= max then
  add(own)
  forget_old(names)
  return { 'taken', sumText, '' }
end

table.sort(counted, function(a, b) return a.slice < b.slice end)
local left = sum
for _, entry in ipairs(counted) do
  left = left - entry.held
  if left + amount <= max then return { 'full', sumText, tostring(entry.slice) } end
end
return { 'full', sumText, '' }
`;

/** Adds to a slice, once for each text where there is one. */
export const ADD = `${READ}
if KEYS[2] and not redis.call('SET', KEYS[2], '', 'PX', keptMs, 'NX') then return end
local held = redis.call('HGET', COUNTER, slice)
if not held then forget_old(redis.call('HKEYS', COUNTER)) end
add(tonumber(held or 0))
`;
