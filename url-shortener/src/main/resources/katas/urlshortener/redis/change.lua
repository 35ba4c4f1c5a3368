-- Changes a link, if it is still what the change was computed from.
--
-- KEYS  the link
-- ARGV  what was stored; what to store; when the changed link expires in microseconds, or nothing
local time = redis.call('TIME')
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return {'moved'}
end
if ARGV[3] ~= '' and tonumber(ARGV[3]) <= time[1] * 1000000 + time[2] then
  return {'expired'}
end
redis.call('SET', KEYS[1], ARGV[2])
return {'changed'}
