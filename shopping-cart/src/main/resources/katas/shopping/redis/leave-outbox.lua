-- Gives the lease of an outbox back, if whoever asks has it still.
--
-- KEYS  the lease
-- ARGV  who asks
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
return redis.status_reply('OK')
