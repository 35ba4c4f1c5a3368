-- Takes deliveries that are due: of one tenant after the other, of each the endpoint that has waited longest.
--
-- ARGV  from 2: how many at most; how long a lease lasts, in milliseconds; how many attempts may be under way to an endpoint,
--       to one that is failing, and to all of a tenant; how long deliveries are remembered: what has been due for so long is a
--       dead letter; who asks; for which time: the same again until there was a reply
--
-- Replies with in how many milliseconds to ask again (-1: when something new comes), and of each delivery: tenant, endpoint,
-- version of its settings, message, number of the lease, attempts so far, cause, bytes of the body as it is kept; and, in
-- turn, endpoints that nothing can be taken from, and why: each once a minute.
local most, lasting, width, failingWidth, tenantWidth, kept, visitor, visit = unpack(ARGV, 2, 9)
most, lasting, width, failingWidth = tonumber(most), tonumber(lasting), tonumber(width), tonumber(failingWidth)
kept = tonumber(kept)
local VISITS, drops, MINUTE = 500, 200, 60000
local waking, turns = shard .. ':waking', shard .. ':turns'

local function earliest(set)
  local first = redis.call('ZRANGE', set, 0, 0, 'WITHSCORES')
  return first[1], tonumber(first[2])
end

local function sooner(one, other)
  return one and other and math.min(one, other) or one or other
end

local function turn()
  return redis.call('INCR', shard .. ':turn')
end

local function deliveryOf(endpoint, message)
  return unpack(redis.call('HMGET', shard .. ':delivery:' .. message .. ':' .. endpoint, 'state', 'attempts', 'cause'))
end

-- Returns what is due first, from where and since when; or else only when something will be. What is sent again goes only if
-- nothing else is due, and leaves half of the room to what may come.
local function due(endpoint, roomy)
  local queue, replays = shard .. ':queue:' .. endpoint, shard .. ':replays:' .. endpoint
  local live, liveAt = earliest(queue)
  if live and liveAt <= now then
    return live, queue, liveAt
  end
  local again, againAt = earliest(replays)
  if again and againAt <= now then
    if roomy then
      return again, replays, againAt
    end
    againAt = nil
  end
  return nil, nil, sooner(liveAt, againAt)
end

-- Ends what waits for a disabled endpoint for too long; returns when there may be more, if ever.
local function giveUpOverdue(tenant, endpoint)
  local next
  for _, name in ipairs({ ':queue:', ':replays:' }) do
    local queue = shard .. name .. endpoint
    local message, at = earliest(queue)
    while message and at <= now - kept and drops > 0 do
      bury(tenant, endpoint, message, kept)
      redis.call('ZREM', queue, message)
      drops = drops - 1
      message, at = earliest(queue)
    end
    next = sooner(next, at and at + kept)
  end
  return next
end

-- Returns a delivery, if one may go now, and when to look at the endpoint again, if ever.
local function takeFrom(tenant, endpoint)
  local settings, leases = shard .. ':endpoint:' .. endpoint, shard .. ':leases:' .. endpoint
  giveUpLost(tenant, endpoint, kept)
  local version, enabled, interval, burst, arrival, broken, probe, failing, quiet = unpack(
    redis.call('HMGET', settings, 'n', 'enabled', 'interval', 'burst', 'arrival', 'broken', 'probe', 'failing', 'quiet'))
  local _, lost = earliest(leases)
  if enabled ~= '1' then
    return nil, sooner(giveUpOverdue(tenant, endpoint), lost)
  end
  local underWay, room = redis.call('ZCARD', leases), failing and failingWidth or width
  broken = tonumber(broken)
  -- half open: one attempt, and what comes after it follows from how that ends
  if underWay >= room or broken and probe then
    return nil, lost
  end
  if broken and broken > now then
    return nil, broken
  end
  if quiet and tonumber(quiet) > now then
    return nil, tonumber(quiet)
  end
  interval = tonumber(interval)
  arrival = math.max(tonumber(arrival) or 0, now)
  if interval and arrival - now > interval * (burst - 1) then
    return nil, arrival - interval * (burst - 1)
  end
  while drops > 0 do
    local message, queue, at = due(endpoint, underWay < room / 2)
    if not message then
      return nil, sooner(at, lost)
    end
    local state, attempts, cause = deliveryOf(endpoint, message)
    if at > now - kept and (state == 'WAITING' or state == 'RETRYING') then
      local lease = redis.call('HINCRBY', settings, 'lease', 1)
      redis.call('HSET', shard .. ':leased:' .. endpoint, message, lease)
      redis.call('ZADD', leases, now + lasting, message)
      redis.call('ZADD', shard .. ':under-way:' .. tenant, now + lasting, message .. '.' .. endpoint)
      if interval then
        redis.call('HSET', settings, 'arrival', arrival + interval)
      end
      if broken then
        redis.call('HSET', settings, 'probe', message)
      end
      local body = redis.call('HSTRLEN', shard .. ':message:' .. message, 'payload')
      redis.call('ZREM', queue, message)
      return { tenant, endpoint, version, message, tostring(lease), attempts or '0', cause or 'LIVE', tostring(body) }, now
    end
    -- due for too long, or nobody remembers it any more
    bury(tenant, endpoint, message, kept)
    redis.call('ZREM', queue, message)
    drops = drops - 1
  end
  return nil, now
end

-- Returns when a tenant that has all that it may have can have more, nil if it has not.
local function full(tenant)
  local underWay = shard .. ':under-way:' .. tenant
  redis.call('ZREMRANGEBYSCORE', underWay, '-inf', now)
  if redis.call('ZCARD', underWay) < tonumber(tenantWidth) then
    return nil
  end
  local _, ends = earliest(underWay)
  return ends
end

-- a reply that got lost has given nobody anything
local visited = shard .. ':visited:' .. visitor
if redis.call('LINDEX', visited, 0) == visit then
  local lost = redis.call('LRANGE', visited, 1, -1)
  for at = 1, #lost, 4 do
    -- what cannot be handed back is due when its lease ends
    pcall(handBack, unpack(lost, at, at + 3))
  end
end
redis.call('DEL', visited)

for _, tenant in ipairs(redis.call('ZRANGE', waking, '-inf', now, 'BYSCORE')) do
  redis.call('ZADD', turns, 'NX', turn(), tenant)
  redis.call('ZREM', waking, tenant)
end

local taken, sick, visits = {}, {}, 0
while #taken < most and visits < VISITS do
  local tenant = redis.call('ZPOPMIN', turns)[1]
  if not tenant then
    break
  end
  visits = visits + 1
  local ready = shard .. ':ready:' .. tenant
  local endpoint, at = earliest(ready)
  local later = full(tenant) or at
  if endpoint and later <= now then
    local well, delivery, next = pcall(takeFrom, tenant, endpoint)
    if not well then
      -- whatever is wrong with what is stored of it, all others go on
      if redis.call('SET', shard .. ':sick:' .. endpoint, 1, 'NX', 'PX', MINUTE) then
        table.insert(sick, endpoint)
        table.insert(sick, type(delivery) == 'table' and delivery.err or tostring(delivery))
      end
      redis.call('ZADD', ready, now + MINUTE, endpoint)
    elseif delivery then
      table.insert(taken, delivery)
      redis.call('ZADD', ready, next, endpoint)
    elseif next then
      -- never again in this moment, whatever the arithmetic says
      redis.call('ZADD', ready, math.max(next, now + 1), endpoint)
    else
      redis.call('ZREM', ready, endpoint)
    end
    redis.call('ZADD', turns, turn(), tenant)
  elseif endpoint then
    redis.call('ZADD', waking, 'LT', later, tenant)
  end
end

if #taken > 0 then
  redis.call('RPUSH', visited, visit)
  for _, delivery in ipairs(taken) do
    redis.call('RPUSH', visited, delivery[1], delivery[2], delivery[4], delivery[5])
  end
  redis.call('PEXPIRE', visited, lasting)
end
local _, again = earliest(waking)
if redis.call('EXISTS', turns) == 1 then
  again = now
end
return { again and math.ceil(again - now) or -1, taken, sick }
