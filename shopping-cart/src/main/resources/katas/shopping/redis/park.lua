-- Lets a record wait behind those of its sequence that wait already.
--
-- KEYS  what waits of the sequence; and as what; the dead letters of the shard; their ages
-- ARGV  the record's position; the record; the sequence's name; what is known of it, if this is the first; when it came, in
--       milliseconds; how many may wait; whether it must not be the first (1)
--
-- Replies with what became of it.
local waiting, records, letters, ages = unpack(KEYS)
local position, record, sequence, letter, now, most, onlyBehind = unpack(ARGV)
if redis.call('HEXISTS', records, position) == 1 then
  return redis.status_reply('PARKED')
end
local length = redis.call('LLEN', waiting)
if length == 0 and onlyBehind == '1' then
  return redis.status_reply('NOTHING_WAITS')
end
if length >= tonumber(most) then
  return redis.status_reply('FULL')
end
redis.call('RPUSH', waiting, position)
redis.call('HSET', records, position, record)
if length == 0 then
  redis.call('HSET', letters, sequence, letter)
  redis.call('ZADD', ages, now, sequence)
end
return redis.status_reply('PARKED')
