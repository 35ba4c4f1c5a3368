-- State: the time by which all permits taken so far will have been earned.
local function load(key, burst, interval)
  local tolerance = burst * interval
  local earned_at = tonumber(redis.call('GET', key)) or now
  -- further ahead than the tolerance was written by a faster clock
  earned_at = math.min(math.max(earned_at, now), now + tolerance)
  return { capacity = burst, interval = interval, tolerance = tolerance, earned_at = earned_at }
end

local function wait_for(meter, permits)
  return math.max(0, meter.earned_at + permits * meter.interval - meter.tolerance - now)
end

local function take(meter, permits)
  meter.earned_at = meter.earned_at + permits * meter.interval
end

local function remaining(meter)
  return math.floor((now + meter.tolerance - meter.earned_at) / meter.interval)
end

local function reset_after(meter)
  return meter.earned_at - now
end

local function save(meter, ttl)
  redis.call('SET', meter.key, whole(meter.earned_at), 'PX', ttl)
end
