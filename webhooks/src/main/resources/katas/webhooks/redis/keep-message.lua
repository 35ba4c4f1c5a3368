-- Keeps a message, unless it is kept already, and for how long it is needed from now.
--
-- ARGV  from 2: how long, in milliseconds; message; then fields and values
local message = shard .. ':message:' .. ARGV[3]
if redis.call('EXISTS', message) == 0 then
  redis.call('HSET', message, unpack(ARGV, 4))
end
keep(message, tonumber(ARGV[2]))
return redis.status_reply('kept')
