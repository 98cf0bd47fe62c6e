import { DAY_MS, HOUR_MS, MAX_RINGS_KEPT } from '../../verification/domain/verification.js';

/** `number-limits.ts` in Lua. */
export const LIMITS = `
local function rings_after(rings, after)
  local later = {}
  for _, at in ipairs(rings) do
    if at > after then later[#later + 1] = at end
  end
  return later
end

local function free_at(rings, span, max)
  local decisive = rings[#rings - max + 1]
  return decisive and decisive + span or 0
end

local function cooldown_end(lane, cooldowns)
  local recent = rings_after(lane.rings, math.max(now - ${HOUR_MS}, lane.approvedAt))
  if #recent == 0 then return 0 end
  local pauses = {}
  for pause in string.gmatch(cooldowns, '%S+') do pauses[#pauses + 1] = tonumber(pause) end
  return recent[#recent] + pauses[math.min(#recent, #pauses)]
end

local function find_breaches(lane, failures, day, hour, cooldowns)
  local breaches = {}
  local function add(rule, when, recordOnly)
    breaches[#breaches + 1] = { rule = rule, when = when, recordOnly = recordOnly }
  end
  local function add_until(rule, when, recordOnly)
    if when > now then add(rule, whole(when), recordOnly) end
  end
  if lane.failures >= failures.max then add('number-failures', '', failures.recordOnly) end
  if #lane.rings == 0 then return breaches end
  add_until('number-day', free_at(lane.rings, ${DAY_MS}, day.max), day.recordOnly)
  add_until('number-hour', free_at(lane.rings, ${HOUR_MS}, hour.max), hour.recordOnly)
  add_until('number-cooldown', cooldown_end(lane, cooldowns), false)
  return breaches
end

local function add_ring(lane)
  local rings = rings_after(lane.rings, now - ${DAY_MS})
  rings[#rings + 1] = now
  if #rings > ${MAX_RINGS_KEPT} then table.remove(rings, 1) end
  lane.rings = rings
end
`;
