-- Puts a machine off whose time is up, and which nobody could tell so. One that somebody has changed meanwhile has
-- another time by now, and keeps it.
--
-- KEYS  the time-outs of one shard
-- ARGV  the machine's id; for how many microseconds
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local due = redis.call('ZSCORE', KEYS[1], ARGV[1])
if due and tonumber(due) <= now then
  redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[2]), ARGV[1])
end
return {}
