-- Drops a sequence with all that waits in it.
--
-- KEYS  what waits of the sequence; and as what; the dead letters of the shard; their ages
-- ARGV  the sequence's name
local waiting, records, letters, ages = unpack(KEYS)
redis.call('UNLINK', waiting, records)
redis.call('HDEL', letters, ARGV[1])
redis.call('ZREM', ages, ARGV[1])
return redis.status_reply('OK')
