-- Says why a sequence still waits, if it does.
--
-- KEYS  the dead letters of the shard
-- ARGV  the sequence's name; what is known of it
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
end
return redis.status_reply('OK')
