-- KEYS  the policies by name; how often something changed
-- ARGV  name and definition
-- Replies with how often something changed.
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return { redis.call('INCR', KEYS[2]) }
