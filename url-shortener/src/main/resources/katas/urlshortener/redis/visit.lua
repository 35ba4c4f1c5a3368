-- Tells whether a link leads somewhere now, and takes one of its visits if it is to.
--
-- KEYS  the link; its visits
-- ARGV  "visit", or "look" to take none; the last moment that a visit may be taken at in microseconds, or nothing
local stored = redis.call('GET', KEYS[1])
if not stored then
  return {'ABSENT'}
end
local link = cjson.decode(stored).link
if not link then
  return {'DELETED'}
end

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
if link.expiresAt and now >= link.expiresAt then
  return {'EXPIRED'}
end

if link.maxVisits then
  if tonumber(redis.call('GET', KEYS[2]) or 0) >= link.maxVisits then
    return {'USED_UP'}
  end
  if ARGV[1] == 'visit' then
    if ARGV[2] ~= '' and now > tonumber(ARGV[2]) then
      return {'LATE'}
    end
    redis.call('INCR', KEYS[2])
  end
end
return {'GRANTED'}
