-- Notes that a message is to go to some endpoints of this shard: once each, however often it is called.
--
-- KEYS  what the names of all keys of the shard begin with
-- ARGV  now and how long deliveries are remembered, in milliseconds; the message; its tenant; what it is in order by
--       (empty: nothing); then the endpoints
--
-- Replies with the number of deliveries that are new.
local shard = KEYS[1]
local now, kept, message, tenant, key = unpack(ARGV, 1, 5)
local new = 0

local function queue(endpoint)
  redis.call('ZADD', shard .. ':queue:' .. endpoint, now, message)
  redis.call('ZADD', shard .. ':ready:' .. tenant, 'LT', now, endpoint)
  redis.call('ZADD', shard .. ':waking', 'LT', now, tenant)
end

for number = 6, #ARGV do
  local endpoint = ARGV[number]
  local settings = shard .. ':endpoint:' .. endpoint
  local delivery = shard .. ':delivery:' .. message .. ':' .. endpoint
  if redis.call('EXISTS', settings) == 1 and redis.call('HSETNX', delivery, 'state', 'waiting') == 1 then
    new = new + 1
    redis.call('PEXPIRE', delivery, kept)
    redis.call('SADD', shard .. ':deliveries:' .. message, endpoint)
    redis.call('PEXPIRE', shard .. ':deliveries:' .. message, kept)
    if key == '' or redis.call('HGET', settings, 'ordered') ~= '1' then
      queue(endpoint)
    else
      redis.call('HSET', delivery, 'key', key)
      -- one of a key is on its way, the others wait behind it
      if redis.call('HSETNX', shard .. ':busy:' .. endpoint, key, message) == 1 then
        queue(endpoint)
      else
        redis.call('RPUSH', shard .. ':behind:' .. endpoint .. ':' .. key, message)
      end
    end
  end
end
return new
