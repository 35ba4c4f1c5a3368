-- Notes that a message is to go to some endpoints of its tenant: once each, however often it is called.
--
-- Redis rolls nothing back, so a delivery is noted last, when no command can fail any more: one that was refused half way is
-- not there, and what is may be done again.
--
-- ARGV  from 2: how long deliveries are remembered; message; tenant; what it is in order by (empty: nothing); when it was
--       accepted; then the endpoints. Times in milliseconds.
--
-- Replies with the number of deliveries that are new.
local kept, message, tenant, key, accepted = unpack(ARGV, 2, 6)
kept = tonumber(kept)
local new = 0

local function queue(endpoint)
  redis.call('ZADD', shard .. ':queue:' .. endpoint, now, message)
  wake(tenant, endpoint, now)
end

local function list(endpoint)
  redis.call('ZADD', shard .. ':deliveries:' .. message, 0, endpoint)
  local history = shard .. ':history:' .. endpoint
  redis.call('ZADD', history, accepted, message)
  redis.call('ZREMRANGEBYSCORE', history, '-inf', now - kept)
  redis.call('PEXPIRE', history, kept)
end

local function note(endpoint, delivery, wait)
  redis.call('HSET', delivery, 'state', 'WAITING', 'since', now)
  expect(endpoint, message, wait, kept)
end

-- Whoever is before it has ended when it has been due for too long; and may have been put off that long before.
local function wait(endpoint, delivery)
  local behind = shard .. ':behind:' .. endpoint .. ':' .. key
  redis.call('RPUSH', behind, message)
  note(endpoint, delivery, kept)
  redis.call('PEXPIRE', behind, kept + kept + GRACE)
end

for number = 7, #ARGV do
  local endpoint = ARGV[number]
  local settings = shard .. ':endpoint:' .. endpoint
  local delivery = shard .. ':delivery:' .. message .. ':' .. endpoint
  if redis.call('EXISTS', settings) == 1 and not redis.call('HGET', delivery, 'state') then
    new = new + 1
    list(endpoint)
    if key == '' or redis.call('HGET', settings, 'ordered') ~= '1' then
      queue(endpoint)
      note(endpoint, delivery, 0)
    else
      local busy = shard .. ':busy:' .. endpoint
      local first = redis.call('HGET', busy, key)
      redis.call('HSET', shard .. ':keyed:' .. endpoint, message, key)
      -- one of a key is on its way, the others wait behind it
      if first and first ~= message then
        wait(endpoint, delivery)
      else
        queue(endpoint)
        redis.call('HSET', busy, key, message)
        note(endpoint, delivery, 0)
      end
    end
  end
end
return new
