-- Creates a link where nothing is and nothing was; again for the same creation changes nothing.
--
-- KEYS  the link
-- ARGV  what to store; what tells this creation from others
--
-- Replies with Redis' time in milliseconds; and, if the code is another creation's, with the owner and the milliseconds
-- of that, as far as they are known.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local stored = redis.call('GET', KEYS[1])
if not stored then
  redis.call('SET', KEYS[1], ARGV[1])
  return {now}
end
local there = cjson.decode(stored)
if (there.link or there.deleted).creation == ARGV[2] then
  return {now}
end
return {now, there.link and there.link.owner or '', there.link and there.link.createdAt or 0}
