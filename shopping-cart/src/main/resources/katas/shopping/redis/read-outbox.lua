-- Reads the oldest entries of an outbox for whoever has the lease; takes it if nobody has.
--
-- KEYS  the lease; the outbox
-- ARGV  who asks; for how many milliseconds they have the lease from now on; how many entries at most
--
-- Replies with the entries; with none if somebody else has the lease.
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  return {}
end
if not holder or redis.call('PTTL', KEYS[1]) < ARGV[2] / 2 then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
return redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', ARGV[3])
