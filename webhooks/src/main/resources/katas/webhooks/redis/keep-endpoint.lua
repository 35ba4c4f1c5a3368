-- Keeps an endpoint, new or changed, if it is still what was read.
--
-- ARGV  from 2: tenant; endpoint; the version that was read, 0: it is new; how many a tenant may have; its line in the
--       directory; then fields and values, of which an empty one goes
--
-- Replies with kept; stale, if it has another version, or none any more; or full, if the tenant has no room for it.
local tenant, endpoint, version, most, line = unpack(ARGV, 2, 6)
local settings = shard .. ':endpoint:' .. endpoint
local endpoints = shard .. ':endpoints:' .. tenant
if (redis.call('HGET', settings, 'n') or '0') ~= version then
  return redis.status_reply('stale')
end
if version == '0' and redis.call('HLEN', endpoints) >= tonumber(most) then
  return redis.status_reply('full')
end
-- first what may be refused, then what may not: it is kept whole, or not at all
wake(tenant, endpoint, now)
if redis.call('HGET', endpoints, endpoint) ~= line then
  redis.call('INCR', shard .. ':directory:' .. tenant)
  redis.call('HSET', endpoints, endpoint, line)
end
for number = 7, #ARGV, 2 do
  if ARGV[number + 1] == '' then
    redis.call('HDEL', settings, ARGV[number])
  else
    redis.call('HSET', settings, ARGV[number], ARGV[number + 1])
  end
end
redis.call('HINCRBY', settings, 'n', 1)
return redis.status_reply('kept')
