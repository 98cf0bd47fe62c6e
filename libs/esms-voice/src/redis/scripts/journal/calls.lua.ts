import { TIME_LENGTH } from '../../journal/call-place.js';
import { HEADER_FIELDS } from '../../journal/call-line.js';

const names = HEADER_FIELDS.join(', ');
const captures = HEADER_FIELDS.map(() => '(%S*)').join(' ');

/**
 * What the scripts of the journal share. All keys of an account begin with `KEYS[1]`, which holds its hash tag and names no
 * key itself:
 * `r:<request id>` a call · `s:<state>` the places of the calls in a state, sorted as texts · `ask`, `handle` request ids by
 * the time at which they are due · `rest` calls at rest by their last change · `ids` request ids by the gateway's ids ·
 * `phones` request ids behind the hashes of their numbers · `w:<request id>` who waits to write a call.
 */
export const CALLS = `
local BASE = KEYS[1]
local ORDER = { ${HEADER_FIELDS.map((name) => `'${name}'`).join(', ')} }

local function key(kind)
  return BASE .. kind
end

local function call_key(id)
  return BASE .. 'r:' .. id
end

local function id_of(place)
  return string.sub(place, ${TIME_LENGTH + 1})
end

local function read_header(text)
  local ${names} = string.match(text, '^${captures}\\n')
  return { ${HEADER_FIELDS.map((name) => `${name} = ${name}`).join(', ')} }
end

local function with_header(header, text)
  local words = {}
  for i, name in ipairs(ORDER) do words[i] = header[name] end
  return table.concat(words, ' ') .. string.sub(text, string.find(text, '\\n', 1, true), -1)
end

-- What a call at rest stands in the indexes by, so that they can be cleaned when it has ended by itself.
local function rest_member(header)
  return table.concat({ header.place, header.state, header.callId, header.phoneHash }, ' ')
end

local function read_rest_member(member)
  local place, state, callId, phoneHash = string.match(member, '^(%S*) (%S*) (%S*) (%S*)$')
  return { place = place, state = state, callId = callId, phoneHash = phoneHash, askAt = '', handleAt = '', restAt = '0' }
end

local function entries_of(header)
  local entries = {}
  if not header then return entries end
  local id = id_of(header.place)
  entries['s:' .. header.state] = { header.place, '0' }
  if header.askAt ~= '' then entries.ask = { id, header.askAt } end
  if header.handleAt ~= '' then entries.handle = { id, header.handleAt } end
  if header.restAt ~= '' then entries.rest = { rest_member(header), header.restAt } end
  if header.phoneHash ~= '' then entries.phones = { header.phoneHash .. ' ' .. id, '0' } end
  return entries
end

local function index_call_id(before, after)
  local old, new = before and before.callId or '', after and after.callId or ''
  if old == new then return end
  if old ~= '' and redis.call('HGET', key('ids'), old) == id_of(before.place) then redis.call('HDEL', key('ids'), old) end
  if new ~= '' then redis.call('HSET', key('ids'), new, id_of(after.place)) end
end

-- Writes what differs between the entries of a call and those that it had.
local function index(before, after)
  local old, new = entries_of(before), entries_of(after)
  for kind, entry in pairs(old) do
    if not new[kind] or new[kind][1] ~= entry[1] then redis.call('ZREM', key(kind), entry[1]) end
  end
  for kind, entry in pairs(new) do
    local known = old[kind]
    if not known or known[1] ~= entry[1] or known[2] ~= entry[2] then redis.call('ZADD', key(kind), entry[2], entry[1]) end
  end
  index_call_id(before, after)
end

-- A call at rest ends by itself; one that is under way never does.
local function write(before, after, text, retentionMs)
  local name = call_key(id_of(after.place))
  if after.restAt == '' then redis.call('SET', name, text) else redis.call('SET', name, text, 'PX', retentionMs) end
  index(before, after)
end

local function forget(header)
  redis.call('UNLINK', call_key(id_of(header.place)))
  index(header, nil)
end

local function find(id)
  local text = redis.call('GET', call_key(id))
  return text, text and read_header(text)
end
`;

/** Cleans the indexes of calls that have ended by themselves, a few at a time. */
export const SWEEP = `
local function sweep(members)
  for _, member in ipairs(members) do
    local ended = read_rest_member(member)
    local _, header = find(id_of(ended.place))
    if not header or header.place ~= ended.place then index(ended, header) end
  end
end

local function sweep_oldest(retentionMs, limit)
  local time = redis.call('TIME')
  local before = tonumber(time[1]) * 1000 - tonumber(retentionMs)
  sweep(redis.call('ZRANGEBYSCORE', key('rest'), '-inf', before, 'LIMIT', 0, limit))
end
`;
