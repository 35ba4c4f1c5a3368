-- Before every script.
--
-- KEYS  what the names of all keys of the shard begin with
-- ARGV  now in milliseconds, or empty: Redis' own time; then what the script wants
--
-- Time in a shard never goes back: if a clock does, or another server with a clock that is behind takes over, it goes on
-- from the latest moment seen (to five seconds). Else what is due in a moment would wait for as long as the clock was ahead.
local shard = KEYS[1]
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
do
  local latest, behind = unpack(redis.call('HMGET', shard .. ':clock', 'latest', 'behind'))
  latest = tonumber(latest) or 0
  now = now + (behind or 0)
  if now < latest then
    redis.call('HSET', shard .. ':clock', 'behind', (behind or 0) + latest - now)
    now = latest
  elseif now >= latest + 5000 then
    redis.call('HSET', shard .. ':clock', 'latest', now)
  end
end

-- Has the dispatcher look at an endpoint at a moment, or before.
local function wake(tenant, endpoint, at)
  redis.call('ZADD', shard .. ':ready:' .. tenant, 'LT', at, endpoint)
  redis.call('ZADD', shard .. ':waking', 'LT', at, tenant)
end

-- Lets the next message of a key go, if this one was the first of it; what has ended meanwhile, or is forgotten, is skipped.
local function letNextGo(tenant, endpoint, message)
  local busy, keyed = shard .. ':busy:' .. endpoint, shard .. ':keyed:' .. endpoint
  local key = redis.call('HGET', keyed, message)
  redis.call('HDEL', keyed, message)
  if not key or redis.call('HGET', busy, key) ~= message then
    return
  end
  local behind = shard .. ':behind:' .. endpoint .. ':' .. key
  local following = redis.call('LPOP', behind)
  while following and redis.call('HGET', shard .. ':delivery:' .. following .. ':' .. endpoint, 'state') ~= 'WAITING' do
    redis.call('HDEL', keyed, following)
    following = redis.call('LPOP', behind)
  end
  if following then
    redis.call('HSET', busy, key, following)
    redis.call('ZADD', shard .. ':queue:' .. endpoint, now, following)
    wake(tenant, endpoint, now)
  else
    redis.call('HDEL', busy, key)
  end
end
