-- Forgets deliveries to an endpoint that was ended, and what waited behind others, some at a time.
--
-- ARGV  from 2: tenant; endpoint; how many
--
-- Replies with how many are left.
local tenant, endpoint, most = unpack(ARGV, 2, 4)
local history, busy = shard .. ':history:' .. endpoint, shard .. ':busy:' .. endpoint
if redis.call('EXISTS', shard .. ':endpoint:' .. endpoint) == 1 then
  return 0
end
for _, message in ipairs(redis.call('ZRANGE', history, 0, most - 1)) do
  redis.call('ZREM', history, message)
  redis.call('UNLINK', shard .. ':delivery:' .. message .. ':' .. endpoint)
  redis.call('ZREM', shard .. ':deliveries:' .. message, endpoint)
  redis.call('ZREM', shard .. ':dead:' .. tenant, message .. '.' .. endpoint)
end
for _, key in ipairs(redis.call('HRANDFIELD', busy, most)) do
  redis.call('HDEL', busy, key)
  redis.call('UNLINK', shard .. ':behind:' .. endpoint .. ':' .. key)
end
return redis.call('ZCARD', history) + redis.call('HLEN', busy)
