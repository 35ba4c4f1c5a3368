-- Counts what waits for an endpoint: due or not, to be sent again, or behind another message of its key.
--
-- ARGV  from 2: tenant; endpoint
local tenant, endpoint = unpack(ARGV, 2, 3)
if redis.call('HEXISTS', shard .. ':endpoints:' .. tenant, endpoint) == 0 then
  return 0
end
-- of those in order, one of each key is in the queue or under way
return redis.call('ZCARD', shard .. ':queue:' .. endpoint)
  + redis.call('ZCARD', shard .. ':replays:' .. endpoint)
  + redis.call('HLEN', shard .. ':keyed:' .. endpoint)
  - redis.call('HLEN', shard .. ':busy:' .. endpoint)
