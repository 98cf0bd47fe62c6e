import { DAY_MS, HOUR_MS, MAX_RINGS_KEPT } from '../../verification/domain/verification.js';

/** `number-limits.ts` in Lua. */
export const LIMITS = `
local function rings_after(lane, after)
  local later = {}
  for word in string.gmatch(lane.rings, '%S+') do
    local at = tonumber(word)
    if at > after then later[#later + 1] = at end
  end
  return later
end

local function free_at(rings, span, max)
  local decisive = rings[#rings - max + 1]
  return decisive and decisive + span or 0
end

local function cooldown_end(lane, cooldowns)
  local recent = rings_after(lane, math.max(now - ${HOUR_MS}, tonumber(lane.approvedAt)))
  if #recent == 0 then return 0 end
  local pauses = {}
  for pause in string.gmatch(cooldowns, '[^,]+') do pauses[#pauses + 1] = tonumber(pause) end
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
  if lane.rings == '' then return breaches end
  local rings = rings_after(lane, 0)
  add_until('number-day', free_at(rings, ${DAY_MS}, day.max), day.recordOnly)
  add_until('number-hour', free_at(rings, ${HOUR_MS}, hour.max), hour.recordOnly)
  add_until('number-cooldown', cooldown_end(lane, cooldowns), false)
  return breaches
end

local function add_ring(lane)
  local rings, words = rings_after(lane, now - ${DAY_MS}), {}
  for i = math.max(1, #rings - ${MAX_RINGS_KEPT} + 2), #rings do words[#words + 1] = ' ' .. whole(rings[i]) end
  lane.rings = table.concat(words) .. ' ' .. WORDS[1]
end
`;
