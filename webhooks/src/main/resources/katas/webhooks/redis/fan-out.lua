-- Notes that a message is to go to some endpoints of its tenant: once each, however often it is called.
--
-- ARGV  from 2: how long deliveries are remembered; message; tenant; what it is in order by (empty: nothing); when it was
--       accepted; then the endpoints. Times in milliseconds.
--
-- Replies with the number of deliveries that are new.
local kept, message, tenant, key, accepted = unpack(ARGV, 2, 6)
kept = tonumber(kept)
local new = 0

local function queue(endpoint)
  redis.call('ZADD', shard .. ':queue:' .. endpoint, now, message)
  wake(tenant, endpoint, now)
end

local function note(endpoint, delivery)
  redis.call('HSET', delivery, 'since', now)
  redis.call('ZADD', shard .. ':deliveries:' .. message, 0, endpoint)
  local history = shard .. ':history:' .. endpoint
  redis.call('ZADD', history, accepted, message)
  redis.call('ZREMRANGEBYSCORE', history, '-inf', now - kept)
  redis.call('PEXPIRE', history, kept)
  expect(endpoint, message, 0, kept)
end

-- Whoever is before it has ended when it has been due for too long; and may have been put off that long before.
local function wait(endpoint)
  local behind = shard .. ':behind:' .. endpoint .. ':' .. key
  redis.call('RPUSH', behind, message)
  expect(endpoint, message, kept, kept)
  redis.call('PEXPIRE', behind, kept + kept + GRACE)
end

for number = 7, #ARGV do
  local endpoint = ARGV[number]
  local settings = shard .. ':endpoint:' .. endpoint
  local delivery = shard .. ':delivery:' .. message .. ':' .. endpoint
  if redis.call('EXISTS', settings) == 1 and redis.call('HSETNX', delivery, 'state', 'WAITING') == 1 then
    new = new + 1
    note(endpoint, delivery)
    if key == '' or redis.call('HGET', settings, 'ordered') ~= '1' then
      queue(endpoint)
    else
      redis.call('HSET', shard .. ':keyed:' .. endpoint, message, key)
      -- one of a key is on its way, the others wait behind it
      if redis.call('HSETNX', shard .. ':busy:' .. endpoint, key, message) == 1 then
        queue(endpoint)
      else
        wait(endpoint)
      end
    end
  end
end
return new
