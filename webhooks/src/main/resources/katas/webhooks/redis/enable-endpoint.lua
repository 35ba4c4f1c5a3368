-- Lets a disabled endpoint have messages again: decides, some at a time, what becomes of those that waited, and when all is
-- decided enables it. Whoever dies in between has decided a part, and the endpoint is disabled until it is asked for again:
-- whoever asks then, or at the same time, goes on from there. What is under way goes on, and so does what waits behind it.
--
-- ARGV  from 2: tenant; endpoint; how many to decide now; whether they are sent (1) or dead letters (0); how long deliveries
--       are remembered, in milliseconds
--
-- Replies with how many were decided, and 1 if there may be more; with nothing if there is no such endpoint.
local tenant, endpoint, most, sent, kept = unpack(ARGV, 2, 6)
kept = tonumber(kept)
local settings, keyed = shard .. ':endpoint:' .. endpoint, shard .. ':keyed:' .. endpoint
local queue, replays = shard .. ':queue:' .. endpoint, shard .. ':replays:' .. endpoint
if redis.call('HEXISTS', shard .. ':endpoints:' .. tenant, endpoint) == 0 then
  return {}
end
if redis.call('HGET', settings, 'enabled') == '1' then
  return { 0, 0 }
end
redis.call('HSETNX', settings, 'enabling', now)
local begun = tonumber(redis.call('HGET', settings, 'enabling'))

-- Those that nobody has decided yet: what is decided is due at the moment in which this began.
local function undecided(set)
  local some = redis.call('ZRANGE', set, '-inf', '(' .. begun, 'BYSCORE', 'LIMIT', 0, most)
  if #some == 0 then
    some = redis.call('ZRANGE', set, '(' .. begun, '+inf', 'BYSCORE', 'LIMIT', 0, most)
  end
  return some
end

-- Has a delivery begin anew; returns how many that are.
local function begin(message, cause, wait)
  local delivery = shard .. ':delivery:' .. message .. ':' .. endpoint
  if redis.call('EXISTS', delivery) == 0 then
    return 0
  end
  redis.call('HSET', delivery, 'state', 'WAITING', 'attempts', 0, 'cause', cause, 'since', begun)
  expect(endpoint, message, wait, kept)
  return 1
end

-- What is in order keeps its place in it, and is live: what is live waits behind it. Returns how many that are of a page,
-- and whether there is another one.
local function beginOrdered()
  local place = redis.call('HGET', settings, 'place') or '0'
  if place == 'end' then
    return 0, false
  end
  local next, page = unpack(redis.call('HSCAN', keyed, place, 'COUNT', most))
  local begun = 0
  for number = 1, #page, 2 do
    begun = begun + begin(page[number], 'LIVE', kept)
    redis.call('PEXPIRE', shard .. ':behind:' .. endpoint .. ':' .. page[number + 1], kept + kept + GRACE)
  end
  redis.call('HSET', settings, 'place', next == '0' and 'end' or next)
  return begun, next ~= '0'
end

local function catchUp(set, message)
  if redis.call('HEXISTS', keyed, message) == 1 then
    redis.call('ZADD', queue, begun, message)
    return 0
  end
  local cause = 'CATCH_UP'
  if set == replays then
    cause = redis.call('HGET', shard .. ':delivery:' .. message .. ':' .. endpoint, 'cause') or cause
  end
  local anew = begin(message, cause, 0)
  redis.call('ZADD', replays, begun, message)
  if set ~= replays then
    redis.call('ZREM', set, message)
  end
  return anew
end

giveUpLost(tenant, endpoint, kept)
local decided, more = 0, false
if sent == '1' then
  decided, more = beginOrdered()
end
for _, set in ipairs({ queue, replays }) do
  for _, message in ipairs(sent == '1' and undecided(set) or redis.call('ZRANGE', set, 0, most - 1)) do
    more = true
    if sent == '1' then
      decided = decided + catchUp(set, message)
    else
      -- what waited behind it is parked in its turn
      decided = decided + bury(tenant, endpoint, message, kept)
      redis.call('ZREM', set, message)
    end
  end
end
if more then
  return { decided, 1 }
end

redis.call('HDEL', settings, 'reason', 'disabled', 'failing', 'warned', 'broken', 'probe', 'since', 'good', 'bad', 'quiet')
redis.call('HDEL', settings, 'enabling', 'place')
redis.call('HSET', settings, 'enabled', 1)
redis.call('HINCRBY', settings, 'n', 1)
wake(tenant, endpoint, now)
return { decided, 0 }
