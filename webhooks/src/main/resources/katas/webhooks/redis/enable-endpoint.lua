-- Lets a disabled endpoint have messages again: decides, some at a time, what becomes of those that waited, and when all is
-- decided enables it. Whoever dies in between has decided a part, and the endpoint is disabled until it is asked for again.
--
-- ARGV  from 2: tenant; endpoint; how many to decide now; whether they are sent (1) or dead letters (0); when this began in
--       milliseconds, empty the first time
--
-- Replies with when this began, how many were decided, and 1 if there may be more; with nothing if there is no such endpoint.
local tenant, endpoint, most, sent, begun = unpack(ARGV, 2, 6)
begun = tonumber(begun) or now
local settings = shard .. ':endpoint:' .. endpoint
local queue, replays = shard .. ':queue:' .. endpoint, shard .. ':replays:' .. endpoint
local dead = shard .. ':dead:' .. tenant
if redis.call('HEXISTS', shard .. ':endpoints:' .. tenant, endpoint) == 0 then
  return {}
end
if redis.call('HGET', settings, 'enabled') == '1' then
  return { begun, 0, 0 }
end

-- Those that this has not decided yet: what it has is due at the moment in which it began.
local function undecided(set)
  local some = redis.call('ZRANGE', set, '-inf', '(' .. begun, 'BYSCORE', 'LIMIT', 0, most)
  if #some == 0 then
    some = redis.call('ZRANGE', set, '(' .. begun, '+inf', 'BYSCORE', 'LIMIT', 0, most)
  end
  return some
end

local function begin(message, cause)
  local delivery = shard .. ':delivery:' .. message .. ':' .. endpoint
  if redis.call('EXISTS', delivery) == 1 then
    redis.call('HSET', delivery, 'state', 'WAITING', 'attempts', 0, 'cause', cause)
  end
end

-- What is in order keeps its place in it, and is live: what is live waits behind it.
local function catchUp(set, message)
  if redis.call('HEXISTS', shard .. ':keyed:' .. endpoint, message) == 1 then
    begin(message, 'LIVE')
    redis.call('ZADD', queue, begun, message)
  else
    if set == queue then
      begin(message, 'CATCH_UP')
      redis.call('ZREM', queue, message)
    else
      begin(message, redis.call('HGET', shard .. ':delivery:' .. message .. ':' .. endpoint, 'cause'))
    end
    redis.call('ZADD', replays, begun, message)
  end
end

local function park(set, message)
  local delivery = shard .. ':delivery:' .. message .. ':' .. endpoint
  redis.call('ZREM', set, message)
  if redis.call('EXISTS', delivery) == 1 then
    redis.call('HSET', delivery, 'state', 'DEAD')
    redis.call('ZADD', dead, now, message .. '.' .. endpoint)
  end
  -- what waited behind it is parked in its turn
  letNextGo(tenant, endpoint, message)
end

local decided = 0
for _, set in ipairs({ queue, replays }) do
  local some = sent == '1' and undecided(set) or redis.call('ZRANGE', set, 0, most - 1)
  for _, message in ipairs(some) do
    decided = decided + 1
    if sent == '1' then
      catchUp(set, message)
    else
      park(set, message)
    end
  end
end
if decided > 0 then
  return { begun, decided, 1 }
end

redis.call('HDEL', settings, 'reason', 'disabled', 'failing', 'warned', 'broken', 'probe', 'since', 'good', 'bad')
redis.call('HSET', settings, 'enabled', 1)
redis.call('HINCRBY', settings, 'n', 1)
wake(tenant, endpoint, now)
return { begun, 0, 0 }
