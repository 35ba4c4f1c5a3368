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

-- Has a key expire no sooner than that.
local function keep(key, lasting)
  if redis.call('PTTL', key) < lasting then
    redis.call('PEXPIRE', key, lasting)
  end
end

-- Has a delivery, and what is needed for it, expire no sooner than that.
local function remember(endpoint, message, lasting)
  for _, name in ipairs({ ':message:', ':deliveries:', ':attempts:' }) do
    keep(shard .. name .. message, lasting)
  end
  keep(shard .. ':delivery:' .. message .. ':' .. endpoint, lasting)
end

-- Remembers one that has ended; what waited for longer is not kept for longer.
local function finish(endpoint, message, kept)
  remember(endpoint, message, kept)
  redis.call('PEXPIRE', shard .. ':delivery:' .. message .. ':' .. endpoint, kept)
end

-- What waits is a dead letter when it has been due for as long as one is kept, a day before it expires.
local GRACE = 24 * 60 * 60 * 1000

-- Remembers one that is to be attempted in some time.
local function expect(endpoint, message, wait, kept)
  remember(endpoint, message, wait + kept + GRACE)
end

-- Gives a lease up, of which nothing more is to be done. That it is one is what may not fail, and goes last.
local function release(tenant, endpoint, message)
  redis.call('ZREM', shard .. ':under-way:' .. tenant, message .. '.' .. endpoint)
  redis.call('ZREM', shard .. ':leases:' .. endpoint, message)
  redis.call('HDEL', shard .. ':leased:' .. endpoint, message)
end

-- Lets the next message of a key go, if this one was the first of it; what has ended meanwhile, or is forgotten, is skipped:
-- if that is much, by and by. The next is due since it came, so that its time is not longer for having waited here. If it
-- cannot go now, all is as it was, for whoever comes again.
local function letNextGo(tenant, endpoint, message)
  local busy, keyed = shard .. ':busy:' .. endpoint, shard .. ':keyed:' .. endpoint
  local key = redis.call('HGET', keyed, message)
  if not key or redis.call('HGET', busy, key) ~= message then
    redis.call('HDEL', keyed, message)
    return
  end
  local behind = shard .. ':behind:' .. endpoint .. ':' .. key
  local following, state, since
  for _ = 1, 100 do
    if following then
      redis.call('LPOP', behind)
      redis.call('HDEL', keyed, following)
    end
    following = redis.call('LINDEX', behind, 0)
    if not following then
      redis.call('HDEL', busy, key)
      redis.call('HDEL', keyed, message)
      return
    end
    state, since = unpack(redis.call('HMGET', shard .. ':delivery:' .. following .. ':' .. endpoint, 'state', 'since'))
    if state == 'WAITING' then
      break
    end
  end
  redis.call('ZADD', shard .. ':queue:' .. endpoint, since or 0, following)
  wake(tenant, endpoint, now)
  redis.call('HSET', busy, key, following)
  redis.call('LPOP', behind)
  redis.call('HDEL', keyed, message)
end

-- Makes a delivery a dead letter, if it is remembered and has not ended; returns how many that are.
local function bury(tenant, endpoint, message, kept)
  local delivery, dead = shard .. ':delivery:' .. message .. ':' .. endpoint, shard .. ':dead:' .. tenant
  local state = redis.call('HGET', delivery, 'state')
  local open = state == 'WAITING' or state == 'RETRYING'
  if open then
    redis.call('ZADD', dead, now, message .. '.' .. endpoint)
    redis.call('ZREMRANGEBYSCORE', dead, '-inf', now - kept)
    redis.call('PEXPIRE', dead, kept)
    redis.call('HSET', delivery, 'state', 'DEAD')
    redis.call('HDEL', delivery, 'lost')
    finish(endpoint, message, kept)
  end
  letNextGo(tenant, endpoint, message)
  return open and 1 or 0
end

-- What a worker took and never told the end of is due again; later each time if that happens often, for it may be what they
-- die of, and at last not any more.
local function giveUpLost(tenant, endpoint, kept)
  local settings, leases = shard .. ':endpoint:' .. endpoint, shard .. ':leases:' .. endpoint
  local AT_ONCE, MOST, MINUTE = 2, 10, 60000
  for _, message in ipairs(redis.call('ZRANGE', leases, '-inf', now, 'BYSCORE')) do
    local delivery = shard .. ':delivery:' .. message .. ':' .. endpoint
    if redis.call('HGET', settings, 'probe') == message then
      redis.call('HDEL', settings, 'probe')
    end
    local times = redis.call('EXISTS', delivery) == 1 and redis.call('HINCRBY', delivery, 'lost', 1) or MOST
    if times >= MOST then
      bury(tenant, endpoint, message, kept)
    else
      local wait = times > AT_ONCE and times * MINUTE or 0
      local queue = (redis.call('HGET', delivery, 'cause') or 'LIVE') == 'LIVE' and ':queue:' or ':replays:'
      redis.call('ZADD', shard .. queue .. endpoint, now + wait, message)
      expect(endpoint, message, wait, kept)
    end
    release(tenant, endpoint, message)
  end
end

-- Ends a lease, if it is still the one of this number: its delivery is due again now.
local function handBack(tenant, endpoint, message, lease)
  local settings, leased = shard .. ':endpoint:' .. endpoint, shard .. ':leased:' .. endpoint
  if redis.call('HGET', leased, message) ~= lease then
    return
  end
  if redis.call('HGET', settings, 'probe') == message then
    redis.call('HDEL', settings, 'probe')
  end
  local cause = redis.call('HGET', shard .. ':delivery:' .. message .. ':' .. endpoint, 'cause') or 'LIVE'
  redis.call('ZADD', shard .. (cause == 'LIVE' and ':queue:' or ':replays:') .. endpoint, now, message)
  wake(tenant, endpoint, now)
  release(tenant, endpoint, message)
end
