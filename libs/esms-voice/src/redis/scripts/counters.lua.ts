const READ = `
local COUNTER = KEYS[1]
local ask = cjson.decode(ARGV[1])

local function add(slice, held)
  redis.call('HSET', COUNTER, slice, string.format('%.17g', held + ask.amount))
  redis.call('PEXPIRE', COUNTER, ask.keptMs)
end

local function forget_old(slices)
  local gone = {}
  for _, slice in ipairs(slices) do
    if tonumber(slice) < ask.oldestKept then gone[#gone + 1] = slice end
  end
  if #gone > 0 then redis.call('HDEL', COUNTER, unpack(gone)) end
end
`;

/** `decideTake` in Lua. */
export const TAKE = `${READ}
local flat, counted, names, sum, own = redis.call('HGETALL', COUNTER), {}, {}, 0, 0
for i = 1, #flat, 2 do
  local slice, held = tonumber(flat[i]), tonumber(flat[i + 1])
  names[#names + 1] = flat[i]
  if slice == ask.slice then own = held end
  if slice >= ask.oldestCounted then
    counted[#counted + 1] = { slice = slice, held = held }
    sum = sum + held
  end
end
local sumText = string.format('%.17g', sum)

if sum + ask.amount <= ask.max then
  add(ask.slice, own)
  forget_old(names)
  return { 'taken', sumText, '' }
end

table.sort(counted, function(a, b) return a.slice < b.slice end)
local left = sum
for _, entry in ipairs(counted) do
  left = left - entry.held
  if left + ask.amount <= ask.max then return { 'full', sumText, tostring(entry.slice) } end
end
return { 'full', sumText, '' }
`;

/** Adds to a slice, once for each text where there is one. */
export const ADD = `${READ}
if KEYS[2] and not redis.call('SET', KEYS[2], '', 'PX', ask.keptMs, 'NX') then return end
local held = redis.call('HGET', COUNTER, ask.slice)
if not held then forget_old(redis.call('HKEYS', COUNTER)) end
add(ask.slice, tonumber(held or 0))
`;
