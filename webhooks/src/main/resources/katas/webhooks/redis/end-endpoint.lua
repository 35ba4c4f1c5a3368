-- Ends an endpoint, and everything that waits for it. What is remembered of its deliveries, and of keys, is forgotten by
-- forget-deliveries.lua; or expires, if nobody comes to that.
--
-- ARGV  from 2: tenant; endpoint
--
-- Replies with 1, or 0 if there is none.
local tenant, endpoint = unpack(ARGV, 2, 3)
if redis.call('HEXISTS', shard .. ':endpoints:' .. tenant, endpoint) == 0 then
  return 0
end
-- first what may be refused, then what may not: it is ended whole, or not at all
for _, message in ipairs(redis.call('ZRANGE', shard .. ':leases:' .. endpoint, 0, -1)) do
  redis.call('ZREM', shard .. ':under-way:' .. tenant, message .. '.' .. endpoint)
end
redis.call('ZREM', shard .. ':ready:' .. tenant, endpoint)
redis.call('INCR', shard .. ':directory:' .. tenant)
redis.call('HDEL', shard .. ':endpoints:' .. tenant, endpoint)
for _, name in ipairs({ 'endpoint', 'queue', 'replays', 'leases', 'leased', 'keyed' }) do
  redis.call('UNLINK', shard .. ':' .. name .. ':' .. endpoint)
end
redis.call('PEXPIRE', shard .. ':busy:' .. endpoint, GRACE)
return 1
