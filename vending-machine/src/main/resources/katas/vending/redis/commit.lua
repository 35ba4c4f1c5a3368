-- Stores what a command did: all of it, or nothing.
--
-- KEYS  the machine; what is remembered of the command; the journal; the machines' ids; the time-outs
-- ARGV  the machine's id; the version that the decision was made on; the version after it; the snapshot; when it times
--       out in microseconds, if ever; what to remember of the command, if anything; for how many milliseconds; then
--       what to add to the journal
--
-- Replies with nothing when it is stored. When the machine has another version by now, or the command has been executed
-- already, replies with what is to be decided from anew.
local id, before, after, snapshot, due, remembered, ttl = unpack(ARGV)
local stored = redis.call('HGET', KEYS[1], 'version') or '0'
if stored ~= before or redis.call('EXISTS', KEYS[2]) == 1 then
  return seen()
end

if after ~= before then
  redis.call('HSET', KEYS[1], 'version', after, 'snapshot', snapshot)
  redis.call('ZADD', KEYS[4], 0, id)
  if due == '' then
    redis.call('ZREM', KEYS[5], id)
  else
    redis.call('ZADD', KEYS[5], due, id)
  end
  for entry = 8, #ARGV do
    redis.call('RPUSH', KEYS[3], ARGV[entry])
  end
end
if remembered ~= '' then
  redis.call('SET', KEYS[2], remembered, 'PX', ttl)
end
return {}
