-- Tells whether a link leads somewhere now, and takes one of its visits if it is to.
--
-- KEYS  the link; its visits
-- ARGV  "visit", or "look" to take none
local stored = redis.call('GET', KEYS[1])
if not stored then
  return {'ABSENT'}
end
local link = cjson.decode(stored).link
if not link then
  return {'DELETED'}
end

local time = redis.call('TIME')
if link.expiresAt and time[1] * 1000000 + time[2] >= link.expiresAt then
  return {'EXPIRED'}
end

if link.maxVisits then
  if tonumber(redis.call('GET', KEYS[2]) or 0) >= link.maxVisits then
    return {'USED_UP'}
  end
  if ARGV[1] == 'visit' then
    redis.call('INCR', KEYS[2])
  end
end
return {'GRANTED'}
