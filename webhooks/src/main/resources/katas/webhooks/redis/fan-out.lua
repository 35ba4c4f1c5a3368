-- Notes that a message is to go to some endpoints of its tenant: once each, however often it is called.
--
-- ARGV  from 2: how long deliveries are remembered; message; tenant; what it is in order by (empty: nothing); when it was
--       accepted; then the endpoints. Times in milliseconds.
--
-- Replies with the number of deliveries that are new.
local kept, message, tenant, key, accepted = unpack(ARGV, 2, 6)
local new = 0

local function queue(endpoint)
  redis.call('ZADD', shard .. ':queue:' .. endpoint, now, message)
  wake(tenant, endpoint, now)
end

local function remember(endpoint)
  redis.call('PEXPIRE', shard .. ':delivery:' .. message .. ':' .. endpoint, kept)
  redis.call('ZADD', shard .. ':deliveries:' .. message, 0, endpoint)
  local history = shard .. ':history:' .. endpoint
  redis.call('ZADD', history, accepted, message)
  redis.call('ZREMRANGEBYSCORE', history, '-inf', now - kept)
  redis.call('PEXPIRE', history, kept)
end

for number = 7, #ARGV do
  local endpoint = ARGV[number]
  local settings = shard .. ':endpoint:' .. endpoint
  local delivery = shard .. ':delivery:' .. message .. ':' .. endpoint
  if redis.call('EXISTS', settings) == 1 and redis.call('HSETNX', delivery, 'state', 'WAITING') == 1 then
    new = new + 1
    remember(endpoint)
    if key == '' or redis.call('HGET', settings, 'ordered') ~= '1' then
      queue(endpoint)
    else
      redis.call('HSET', shard .. ':keyed:' .. endpoint, message, key)
      -- one of a key is on its way, the others wait behind it
      if redis.call('HSETNX', shard .. ':busy:' .. endpoint, key, message) == 1 then
        queue(endpoint)
      else
        redis.call('RPUSH', shard .. ':behind:' .. endpoint .. ':' .. key, message)
      end
    end
  end
end
if new > 0 then
  redis.call('PEXPIRE', shard .. ':deliveries:' .. message, kept)
end
return new
