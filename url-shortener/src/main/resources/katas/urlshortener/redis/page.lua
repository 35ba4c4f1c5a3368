-- Lists what an owner has, newest first.
--
-- KEYS  the owner's list of links
-- ARGV  where to go on: "+", or "(" and the entry before; how many
--
-- Replies with Redis' time in milliseconds, then the entries.
local time = redis.call('TIME')
local entries = redis.call('ZRANGE', KEYS[1], ARGV[1], '-', 'BYLEX', 'REV', 'LIMIT', 0, ARGV[2])
table.insert(entries, 1, time[1] * 1000 + math.floor(time[2] / 1000))
return entries
