import { CALLS, SWEEP } from './calls.lua.js';

/** Settlement asks this every few seconds, so that calls end in the indexes, too, where nobody writes. */
const SWEPT_BY_CLAIM = 100;

/** Takes what is due by putting it off. */
export const CLAIM = `${CALLS}${SWEEP}
local field, kind, now, untilWhen, limit, retentionMs = unpack(ARGV)
local claimed = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', key(kind), '-inf', now, 'LIMIT', 0, limit)) do
  local text, before = find(id)
  if text then
    local _, after = find(id)
    after[field], after.version = untilWhen, string.format('%.0f', before.version + 1)
    local putOff = with_header(after, text)
    write(before, after, putOff, retentionMs)
    claimed[#claimed + 1] = putOff
  else
    redis.call('ZREM', key(kind), id)
  end
end
sweep_oldest(retentionMs, ${SWEPT_BY_CLAIM})
return claimed
`;
