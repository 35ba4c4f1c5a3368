-- State: "<level> <since when>"; the level is in units that never round (see BucketUnits).
local function load(key, burst, permit, refill)
  local meter = { capacity = burst, permit = permit, refill = refill, full = burst * permit, level = burst * permit }
  local level, since = string.match(redis.call('GET', key) or '', '(%d+) (%d+)')
  if level then
    -- a time that lies ahead was written by a faster clock: refill from now on
    local elapsed = math.max(0, now - since)
    meter.level = math.min(meter.full, level + elapsed * refill)
  end
  return meter
end

local function wait_for(meter, permits)
  return math.max(0, math.ceil((permits * meter.permit - meter.level) / meter.refill))
end

local function take(meter, permits)
  meter.level = meter.level - permits * meter.permit
end

local function remaining(meter)
  return math.floor(meter.level / meter.permit)
end

local function reset_after(meter)
  return math.ceil((meter.full - meter.level) / meter.refill)
end

local function save(meter, ttl)
  redis.call('SET', meter.key, whole(meter.level) .. ' ' .. whole(now), 'PX', ttl)
end
