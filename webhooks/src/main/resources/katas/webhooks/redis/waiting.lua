-- Counts what waits for an endpoint: due or not, to be sent again, or behind another message of its key.
--
-- ARGV  from 2: tenant; endpoint
local tenant, endpoint = unpack(ARGV, 2, 3)
if redis.call('HEXISTS', shard .. ':endpoints:' .. tenant, endpoint) == 0 then
  return 0
end
local waiting = redis.call('ZCARD', shard .. ':queue:' .. endpoint) + redis.call('ZCARD', shard .. ':replays:' .. endpoint)
for _, key in ipairs(redis.call('HKEYS', shard .. ':busy:' .. endpoint)) do
  waiting = waiting + redis.call('LLEN', shard .. ':behind:' .. endpoint .. ':' .. key)
end
return waiting
