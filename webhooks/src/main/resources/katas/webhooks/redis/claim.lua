-- Claims an idempotency key for a message.
--
-- ARGV  from 2: for how long, in milliseconds; tenant; digest of the key; fingerprint of what was sent; then of the message
--       its id, when it was accepted, and its trace
--
-- Replies with new; taken, if it stands for something else; or repeated, and of the message that it stands for the same
-- three, and 1 if that is known to be in the log.
local lasting, tenant, digest, fingerprint, id, accepted, trace = unpack(ARGV, 2, 8)
local claim = shard .. ':idempotency:' .. tenant .. ':' .. digest
if redis.call('HSETNX', claim, 'fingerprint', fingerprint) == 1 then
  redis.call('HSET', claim, 'id', id, 'accepted', accepted, 'trace', trace)
  redis.call('PEXPIRE', claim, lasting)
  return { 'new' }
end
if redis.call('HGET', claim, 'fingerprint') ~= fingerprint then
  return { 'taken' }
end
local before = redis.call('HMGET', claim, 'id', 'accepted', 'trace', 'logged')
return { 'repeated', before[1], before[2], before[3], before[4] or '0' }
