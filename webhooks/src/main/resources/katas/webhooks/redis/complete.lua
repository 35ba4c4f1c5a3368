-- Notes how an attempt ended, and what follows for its delivery and its endpoint.
--
-- ARGV  from 2: tenant; endpoint; message; number of the lease; how it ended: delivered, failed, gone; in which time to try
--       again (empty: not any more); whether the endpoint is to blame for a failure: 1 or 0; the attempt as it is
--       remembered, and as it is told; how long; of the breaker the window, the calls that it needs, the share that may
--       fail, how long it stays open; after how long of failing an endpoint's owner is warned, and it is disabled.
--       Times in milliseconds.
--
-- Replies with what became of the delivery and of the endpoint.
local tenant, endpoint, message, lease, ended, wait, blamed, attempt, told = unpack(ARGV, 2, 10)
local kept, window, needed, share, open, warning, disabling = unpack(ARGV, 11, 17)
-- how many attempts a message has, how many events a tenant, and among how many attempts a repetition is looked for
local REMEMBERED, TOLD, LOOKED_AT = 20000, 1000, 1000
local settings = shard .. ':endpoint:' .. endpoint
local delivery = shard .. ':delivery:' .. message .. ':' .. endpoint
local attempts = shard .. ':attempts:' .. message

local function tell(kind, document)
  local events = shard .. ':events:' .. tenant
  redis.call('XADD', events, 'MAXLEN', '~', TOLD, '*', 'kind', kind, 'document', document)
  redis.call('PEXPIRE', events, kept)
end

local function tellOf(kind)
  tell(kind, '{"endpoint":"' .. endpoint .. '"}')
end

local valid = redis.call('HGET', shard .. ':leased:' .. endpoint, message) == lease
-- it was made, whoever has the lease; but somebody without an answer from here says the same twice
if valid or not redis.call('LPOS', attempts, attempt, 'RANK', -1, 'MAXLEN', LOOKED_AT) then
  redis.call('RPUSH', attempts, attempt)
  redis.call('LTRIM', attempts, -REMEMBERED, -1)
  redis.call('PEXPIRE', attempts, kept)
  tell('attempt', told)
end
if not valid then
  return { 'LOST', 'NOTHING' }
end
redis.call('HDEL', shard .. ':leased:' .. endpoint, message)
redis.call('ZREM', shard .. ':leases:' .. endpoint, message)
redis.call('ZREM', shard .. ':under-way:' .. tenant, message .. '.' .. endpoint)

-- it may be forgotten by now, and is not made anew
local known = redis.call('EXISTS', delivery) == 1

local function become(state)
  if known then
    redis.call('HINCRBY', delivery, 'attempts', 1)
    redis.call('HSET', delivery, 'state', state)
  end
  return state
end

local function retry()
  local next = now + math.max(wait, 1)
  if known then
    local queue = (redis.call('HGET', delivery, 'cause') or 'LIVE') == 'LIVE' and ':queue:' or ':replays:'
    redis.call('ZADD', shard .. queue .. endpoint, next, message)
  end
end

local function bury()
  local dead = shard .. ':dead:' .. tenant
  if known then
    redis.call('ZADD', dead, now, message .. '.' .. endpoint)
  end
  redis.call('ZREMRANGEBYSCORE', dead, '-inf', now - kept)
end

local became
if ended == 'delivered' then
  became = become('DELIVERED')
  letNextGo(tenant, endpoint, message)
elseif wait ~= '' and known then
  became = become('RETRYING')
  retry()
else
  became = become('DEAD')
  bury()
  letNextGo(tenant, endpoint, message)
end

local function halfOpen()
  if ended == 'delivered' then
    redis.call('HDEL', settings, 'broken', 'probe', 'since', 'good', 'bad')
    tellOf('breaker-closed')
    return 'MENDED'
  end
  redis.call('HDEL', settings, 'probe')
  if blamed == '1' then
    redis.call('HSET', settings, 'broken', now + open)
  end
end

-- Counts in windows; returns what that did to the breaker, if anything.
local function breaker()
  local broken, probe, since = unpack(redis.call('HMGET', settings, 'broken', 'probe', 'since'))
  if broken then
    return probe == message and halfOpen() or nil
  end
  if ended ~= 'delivered' and blamed == '0' then
    return nil
  end
  if not since or now - since >= tonumber(window) then
    redis.call('HSET', settings, 'since', now, 'good', 0, 'bad', 0)
  end
  local good = redis.call('HINCRBY', settings, 'good', ended == 'delivered' and 1 or 0)
  local bad = redis.call('HINCRBY', settings, 'bad', ended == 'delivered' and 0 or 1)
  if good + bad >= tonumber(needed) and bad >= (good + bad) * share then
    redis.call('HSET', settings, 'broken', now + open)
    tellOf('breaker-opened')
    return 'BROKEN'
  end
end

local function disable(reason, effect)
  redis.call('HSET', settings, 'enabled', 0, 'reason', reason, 'disabled', now)
  redis.call('HINCRBY', settings, 'n', 1)
  tell('endpoint-disabled', '{"endpoint":"' .. endpoint .. '","reason":"' .. reason .. '"}')
  return effect
end

-- Returns what so much failing means for the endpoint, if anything. It is never disabled without a warning long before.
local function health()
  if ended == 'delivered' then
    redis.call('HDEL', settings, 'failing', 'warned')
    return nil
  end
  local enabled, failing, warned = unpack(redis.call('HMGET', settings, 'enabled', 'failing', 'warned'))
  if enabled ~= '1' or blamed == '0' then
    return nil
  end
  if ended == 'gone' then
    return disable('gone', 'GONE')
  end
  if not failing then
    redis.call('HSET', settings, 'failing', now)
  elseif not warned and now - failing >= tonumber(warning) then
    redis.call('HSET', settings, 'warned', now)
    tellOf('endpoint-disabling')
    return 'WARNED'
  elseif warned and now - failing >= tonumber(disabling) and now - warned >= disabling - warning then
    return disable('failing', 'DISABLED')
  end
end

local change = breaker()
change = health() or change
wake(tenant, endpoint, now)
return { became, change or 'NOTHING' }
