-- KEYS  the replicas by when they were last heard from; how often something changed
-- ARGV  this replica; for how many milliseconds a silent one counts as alive
-- Replies with how many replicas are alive, and how often something changed.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - ARGV[2]))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
-- begins with the time: a Redis that lost its data must not come back to a count that was seen before
redis.call('SET', KEYS[2], time[1] .. string.format('%06d', time[2]), 'NX')
return { redis.call('ZCARD', KEYS[1]), tonumber(redis.call('GET', KEYS[2])) }
