import { CALLS } from './calls.lua.js';

/** The call that has an id of the gateway. */
export const FIND_BY_CALL_ID = `${CALLS}
local id = redis.call('HGET', key('ids'), ARGV[1])
local text, header = find(id or '')
return header and header.callId == ARGV[1] and text
`;

/**
 * The newest calls of some states between two places: each one's place and text. A call that has ended by itself has no text,
 * and its place is cleaned up.
 */
export const LIST = `${CALLS}
local behind, last, count = unpack(ARGV)
local found = {}
for i = 4, #ARGV do
  local places = redis.call('ZREVRANGEBYLEX', key('s:' .. ARGV[i]), behind, last, 'LIMIT', 0, count)
  for _, place in ipairs(places) do found[#found + 1] = { place = place, state = ARGV[i] } end
end
table.sort(found, function(a, b) return a.place > b.place end)

local page = {}
for i = 1, math.min(#found, tonumber(count)) do
  local place, state = found[i].place, found[i].state
  local text, header = find(id_of(place))
  local isThere = header and header.place == place
  if not isThere then redis.call('ZREM', key('s:' .. state), place) end
  page[#page + 1] = place
  page[#page + 1] = isThere and text or ''
end
return page
`;
