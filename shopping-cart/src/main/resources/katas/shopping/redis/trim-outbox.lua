-- Removes the oldest entries of an outbox, if whoever asks has the lease still.
--
-- KEYS  the lease; the outbox
-- ARGV  who asks; the first entry that stays
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('XTRIM', KEYS[2], 'MINID', ARGV[2])
end
return redis.status_reply('OK')
