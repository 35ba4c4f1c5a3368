-- Notes how an attempt ended, and what follows for its delivery and its endpoint.
--
-- KEYS  what the names of all keys of the shard begin with
-- ARGV  now, or empty: Redis' own time; tenant; endpoint; message; number of the lease; how it ended: delivered, failed,
--       gone; when to try again (empty: not any more); the attempt as JSON; how many attempts are remembered; of the
--       breaker the window, the calls that it needs, the share that may fail, how long it stays open; after how long of
--       failing an endpoint is disabled. Times in milliseconds.
--
-- Replies with what became of the delivery: delivered, retrying, dead, or lost, if the lease was somebody else's by then;
-- and of the endpoint: nothing, broken, mended, gone or disabled.
local shard = KEYS[1]
local now, tenant, endpoint, message, lease, ended, next, attempt, remembered = unpack(ARGV, 1, 9)
local window, needed, share, open, disabling = unpack(ARGV, 10, 14)
if now == '' then
  local time = redis.call('TIME')
  now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
end
local settings = shard .. ':endpoint:' .. endpoint
local delivery = shard .. ':delivery:' .. message .. ':' .. endpoint
local attempts = shard .. ':attempts:' .. message .. ':' .. endpoint

-- it was made, whoever has the lease
redis.call('RPUSH', attempts, attempt)
redis.call('LTRIM', attempts, -remembered, -1)
redis.call('PEXPIRE', attempts, math.max(redis.call('PTTL', delivery), 1))
if redis.call('HGET', shard .. ':leased:' .. endpoint, message) ~= lease then
  return { 'lost', '' }
end
redis.call('HDEL', shard .. ':leased:' .. endpoint, message)
redis.call('ZREM', shard .. ':leases:' .. endpoint, message)
redis.call('HINCRBY', delivery, 'attempts', 1)

local function letNextGo()
  local key = redis.call('HGET', delivery, 'key')
  if not key then
    return
  end
  local following = redis.call('LPOP', shard .. ':behind:' .. endpoint .. ':' .. key)
  if following then
    redis.call('HSET', shard .. ':busy:' .. endpoint, key, following)
    redis.call('ZADD', shard .. ':queue:' .. endpoint, now, following)
  else
    redis.call('HDEL', shard .. ':busy:' .. endpoint, key)
  end
end

local became
if ended == 'delivered' then
  became = 'delivered'
  redis.call('HSET', delivery, 'state', became)
  letNextGo()
elseif next ~= '' then
  became = 'retrying'
  redis.call('HSET', delivery, 'state', became, 'next', next)
  redis.call('ZADD', shard .. ':queue:' .. endpoint, next, message)
else
  became = 'dead'
  redis.call('HSET', delivery, 'state', became)
  redis.call('ZADD', shard .. ':dead:' .. tenant, now, message .. ':' .. endpoint)
  letNextGo()
end

-- Returns what the end of this attempt did to the breaker.
local function breaker()
  local broken, probe, since, good, bad = unpack(redis.call('HMGET', settings, 'broken', 'probe', 'since', 'good', 'bad'))
  if broken then
    if probe ~= message then
      return ''
    end
    if ended == 'delivered' then
      redis.call('HDEL', settings, 'broken', 'probe', 'since', 'good', 'bad')
      return 'mended'
    end
    redis.call('HSET', settings, 'broken', now + open)
    redis.call('HDEL', settings, 'probe')
    return ''
  end
  if not since or now - since >= tonumber(window) then
    redis.call('HSET', settings, 'since', now, 'good', 0, 'bad', 0)
    good, bad = 0, 0
  end
  local counted = ended == 'delivered' and 'good' or 'bad'
  redis.call('HINCRBY', settings, counted, 1)
  good = good + (counted == 'good' and 1 or 0)
  bad = bad + (counted == 'bad' and 1 or 0)
  if good + bad >= tonumber(needed) and bad >= (good + bad) * share then
    redis.call('HSET', settings, 'broken', now + open)
    return 'broken'
  end
  return ''
end

local function disable(reason)
  redis.call('HSET', settings, 'enabled', 0, 'reason', reason, 'disabled', now)
  return reason
end

local change = breaker()
if ended == 'delivered' then
  redis.call('HDEL', settings, 'failing')
elseif ended == 'gone' then
  change = disable('gone')
else
  redis.call('HSETNX', settings, 'failing', now)
  if now - redis.call('HGET', settings, 'failing') >= tonumber(disabling) then
    change = disable('failing')
  end
end

redis.call('ZADD', shard .. ':ready:' .. tenant, 'LT', now, endpoint)
redis.call('ZADD', shard .. ':waking', 'LT', now, tenant)
return { became, change }
