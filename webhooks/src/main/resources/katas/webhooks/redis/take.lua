-- Takes deliveries that are due: of one tenant after the other, of each its endpoint that has waited longest.
--
-- KEYS  what the names of all keys of the shard begin with
-- ARGV  now, or empty: Redis' own time; how many at most; how long a lease lasts; how many attempts may be under way to an
--       endpoint. Times in milliseconds.
--
-- Replies with when to ask again (empty: when something new comes), and of each delivery: endpoint, version of its
-- settings, message, number of the lease, attempts so far, and whether somebody asked for it again.
local shard = KEYS[1]
local now, most, lasting, width = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local waking, turns = shard .. ':waking', shard .. ':turns'

local function text(number)
  return string.format('%.0f', number)
end

local function earliest(set)
  local first = redis.call('ZRANGE', set, 0, 0, 'WITHSCORES')
  return first[1], tonumber(first[2])
end

local function sooner(one, other)
  if one and other then
    return math.min(one, other)
  end
  return one or other
end

local function turn()
  return redis.call('INCR', shard .. ':turn')
end

-- what a worker took and never told the end of is due again
local function giveUpLost(endpoint, leases)
  for _, message in ipairs(redis.call('ZRANGE', leases, '-inf', text(now), 'BYSCORE')) do
    redis.call('ZREM', leases, message)
    redis.call('HDEL', shard .. ':leased:' .. endpoint, message)
    redis.call('ZADD', shard .. ':queue:' .. endpoint, text(now), message)
  end
end

-- Returns what is due first, from which queue, or else when something will be.
local function due(endpoint)
  local queue, replays = shard .. ':queue:' .. endpoint, shard .. ':replays:' .. endpoint
  local live, liveAt = earliest(queue)
  if live and liveAt <= now then
    return live, queue
  end
  local again, againAt = earliest(replays)
  if again and againAt <= now then
    return again, replays
  end
  return nil, nil, sooner(liveAt, againAt)
end

-- Returns a delivery, if one may go now, and when to look at the endpoint again, if ever.
local function takeFrom(endpoint)
  local settings = shard .. ':endpoint:' .. endpoint
  local leases = shard .. ':leases:' .. endpoint
  local version, enabled, interval, burst, arrival, broken, probe =
    unpack(redis.call('HMGET', settings, 'n', 'enabled', 'interval', 'burst', 'arrival', 'broken', 'probe'))
  if enabled ~= '1' then
    return nil, nil
  end
  giveUpLost(endpoint, leases)
  local _, lost = earliest(leases)
  if redis.call('ZCARD', leases) >= width then
    return nil, lost
  end
  broken = tonumber(broken)
  if broken and broken > now then
    return nil, broken
  end
  -- half open: one attempt, and what comes after it follows from how that ends
  if broken and probe and redis.call('HEXISTS', shard .. ':leased:' .. endpoint, probe) == 1 then
    return nil, lost
  end
  interval = tonumber(interval)
  arrival = math.max(tonumber(arrival) or 0, now)
  if interval and arrival - now > interval * (tonumber(burst) - 1) then
    return nil, arrival - interval * (tonumber(burst) - 1)
  end
  local message, queue, later = due(endpoint)
  if not message then
    return nil, sooner(later, lost)
  end

  redis.call('ZREM', queue, message)
  local lease = text(redis.call('HINCRBY', settings, 'lease', 1))
  redis.call('HSET', shard .. ':leased:' .. endpoint, message, lease)
  redis.call('ZADD', leases, text(now + lasting), message)
  if interval then
    redis.call('HSET', settings, 'arrival', text(arrival + interval))
  end
  if broken then
    redis.call('HSET', settings, 'probe', message)
  end
  local delivery = shard .. ':delivery:' .. message .. ':' .. endpoint
  local attempts = redis.call('HGET', delivery, 'attempts') or '0'
  local again = queue == shard .. ':replays:' .. endpoint and '1' or '0'
  return { endpoint, version, message, lease, attempts, again }, now
end

for _, tenant in ipairs(redis.call('ZRANGE', waking, '-inf', text(now), 'BYSCORE')) do
  redis.call('ZREM', waking, tenant)
  redis.call('ZADD', turns, 'NX', turn(), tenant)
end

local taken = {}
while #taken < most do
  local tenant = redis.call('ZPOPMIN', turns)[1]
  if not tenant then
    break
  end
  local ready = shard .. ':ready:' .. tenant
  local endpoint, at = earliest(ready)
  if endpoint and at <= now then
    local delivery, next = takeFrom(endpoint)
    if next then
      redis.call('ZADD', ready, text(next), endpoint)
    else
      redis.call('ZREM', ready, endpoint)
    end
    if delivery then
      table.insert(taken, delivery)
    end
    redis.call('ZADD', turns, turn(), tenant)
  elseif endpoint then
    redis.call('ZADD', waking, text(at), tenant)
  end
end

local _, again = earliest(waking)
if redis.call('EXISTS', turns) == 1 then
  again = now
end
return { again and text(again) or '', taken }
