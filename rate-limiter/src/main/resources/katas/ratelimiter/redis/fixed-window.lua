-- State: "<start of the window> <permits taken>".
local function load(key, capacity, window)
  local meter = { capacity = capacity, window = window, start = now - now % window, taken = 0 }
  local start, taken = string.match(redis.call('GET', key) or '', '(%d+) (%d+)')
  -- a start that lies ahead was written by a faster clock: its count holds for this window
  if start and tonumber(start) >= meter.start then
    meter.taken = tonumber(taken)
  end
  return meter
end

local function wait_for(meter, permits)
  return meter.taken + permits <= meter.capacity and 0 or meter.start + meter.window - now
end

local function take(meter, permits)
  meter.taken = meter.taken + permits
end

local function remaining(meter)
  return meter.capacity - meter.taken
end

local function reset_after(meter)
  return meter.taken == 0 and 0 or meter.start + meter.window - now
end

local function save(meter, ttl)
  redis.call('SET', meter.key, whole(meter.start) .. ' ' .. whole(meter.taken), 'PX', ttl)
end
