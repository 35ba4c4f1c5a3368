-- Notes that the message of an idempotency key is in the log; not if the key is forgotten already, or it stayed for ever.
--
-- ARGV  from 2: tenant; digest of the key
local claim = shard .. ':idempotency:' .. ARGV[2] .. ':' .. ARGV[3]
if redis.call('EXISTS', claim) == 1 then
  redis.call('HSET', claim, 'logged', 1)
end
return redis.status_reply('settled')
