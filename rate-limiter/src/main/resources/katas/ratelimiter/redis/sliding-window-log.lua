-- State: a list of times, one a permit, oldest first.
local function load(key, capacity, window)
  local oldest = tonumber(redis.call('LINDEX', key, 0))
  while oldest and oldest <= now - window do
    redis.call('LPOP', key)
    oldest = tonumber(redis.call('LINDEX', key, 0))
  end
  -- times that lie ahead were written by a faster clock: they count from now
  local ahead = -1
  local newest = tonumber(redis.call('LINDEX', key, ahead))
  while newest and newest > now do
    redis.call('LSET', key, ahead, whole(now))
    ahead = ahead - 1
    newest = tonumber(redis.call('LINDEX', key, ahead))
  end
  return { key = key, capacity = capacity, window = window, taken = redis.call('LLEN', key) }
end

local function wait_for(meter, permits)
  local missing = meter.taken + permits - meter.capacity
  return missing <= 0 and 0 or redis.call('LINDEX', meter.key, missing - 1) + meter.window - now
end

local function take(meter, permits)
  for _ = 1, permits do
    redis.call('RPUSH', meter.key, whole(now))
  end
  meter.taken = meter.taken + permits
end

local function remaining(meter)
  return meter.capacity - meter.taken
end

local function reset_after(meter)
  return meter.taken == 0 and 0 or redis.call('LINDEX', meter.key, -1) + meter.window - now
end

local function save(meter, ttl)
  redis.call('PEXPIRE', meter.key, ttl)
end
