-- State: "<start of the current window> <permits in the window before> <permits in the current one>".
local function load(key, capacity, window)
  local meter = { capacity = capacity, window = window, start = now - now % window, previous = 0, current = 0 }
  local start, previous, current = string.match(redis.call('GET', key) or '', '(%d+) (%d+) (%d+)')
  start = tonumber(start or 0)
  if start > meter.start then
    -- written by a faster clock: counts as the window before, so that it weighs for one window at most
    meter.previous = math.max(tonumber(previous), tonumber(current))
  elseif start == meter.start then
    meter.previous, meter.current = tonumber(previous), tonumber(current)
  elseif start + window == meter.start then
    meter.previous = tonumber(current)
  end
  return meter
end

-- how far into a window the count of the one before it weighs no more than the room
local function light_enough(meter, count, room)
  local millis = meter.window / 1000
  return count <= room and 0 or (millis - math.floor(room * millis / count)) * 1000
end

local function wait_for(meter, permits)
  local room = meter.capacity - meter.current - permits
  local free
  if room >= 0 then
    free = meter.start + light_enough(meter, meter.previous, room)
  else
    free = meter.start + meter.window + light_enough(meter, meter.current, room + meter.current)
  end
  return math.max(0, free - now)
end

local function take(meter, permits)
  meter.current = meter.current + permits
end

local function remaining(meter)
  local millis = meter.window / 1000
  local covered = millis - math.floor((now - meter.start) / 1000)
  return math.max(0, meter.capacity - meter.current - math.ceil(meter.previous * covered / millis))
end

local function reset_after(meter)
  if meter.current > 0 then
    return meter.start + 2 * meter.window - now
  end
  return meter.previous > 0 and meter.start + meter.window - now or 0
end

local function save(meter, ttl)
  local state = whole(meter.start) .. ' ' .. whole(meter.previous) .. ' ' .. whole(meter.current)
  redis.call('SET', meter.key, state, 'PX', ttl)
end
