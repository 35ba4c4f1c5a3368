-- KEYS  the time-outs of one shard
-- ARGV  most machines to name
-- Replies with Redis' time in microseconds and the machines whose time is up.
local time = redis.call('TIME')
local now = time[1] .. string.format('%06d', time[2])
local reply = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])
table.insert(reply, 1, now)
return reply
