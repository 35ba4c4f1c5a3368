-- Plans a creation: which code, and when. Whoever repeats it is told the same plan, and lists the link again.
--
-- KEYS  the owner's list of links; the plan of a creation that must happen once, which is not used otherwise
-- ARGV  the digest of what is asked for, or nothing if it need not happen once; the code to use; what tells this
--       creation from others; when the link is to expire in microseconds, or nothing; the entry that was planned before
--       and whose code is taken, or nothing; how long the plan is remembered, in milliseconds
--
-- Replies with "planned", the code, the creation and its milliseconds; with "reused" if the plan is another's; or with
-- "expired".
local request, code, creation, expiresAt, taken, ttl = unpack(ARGV)
local time = redis.call('TIME')
local micros = time[1] * 1000000 + time[2]
local at = string.format('%013d', math.floor(micros / 1000))

local plan = {}
if request ~= '' then
  plan = redis.call('HMGET', KEYS[2], 'request', 'code', 'creation', 'at')
end
if plan[1] and plan[1] ~= request then
  return {'reused'}
end

if plan[1] then
  creation = plan[3]
  at = plan[4]
  if at .. ':' .. plan[2] == taken then
    redis.call('HSET', KEYS[2], 'code', code)
  else
    code = plan[2]
  end
elseif expiresAt ~= '' and tonumber(expiresAt) <= micros then
  return {'expired'}
elseif request ~= '' then
  redis.call('HSET', KEYS[2], 'request', request, 'code', code, 'creation', creation, 'at', at)
  redis.call('PEXPIRE', KEYS[2], ttl)
end

redis.call('ZADD', KEYS[1], 0, at .. ':' .. code)
return {'planned', code, creation, at}
