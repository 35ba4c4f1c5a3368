-- Sends messages again: behind everything that is live, and marked by why. One that is on its way is due at once, and stays
-- what it is.
--
-- ARGV  from 2: how long deliveries are remembered, in milliseconds; tenant; why; then endpoints and messages in turn
--
-- Replies with how many that are: not those that nobody remembers, and for REDRIVE only dead ones.
local kept, tenant, cause = unpack(ARGV, 2, 4)
kept = tonumber(kept)
local sent = 0

local function sendAgain(endpoint, message, delivery)
  redis.call('ZADD', shard .. ':replays:' .. endpoint, now, message)
  wake(tenant, endpoint, now)
  redis.call('ZREM', shard .. ':dead:' .. tenant, message .. '.' .. endpoint)
  -- last: until then it has ended, and can be asked for again
  redis.call('HSET', delivery, 'state', 'WAITING', 'attempts', 0, 'cause', cause, 'since', now)
  -- as one that is new
  expect(endpoint, message, 0, kept)
end

local function hurry(endpoint, message)
  redis.call('ZADD', shard .. ':queue:' .. endpoint, 'XX', 'LT', now, message)
  redis.call('ZADD', shard .. ':replays:' .. endpoint, 'XX', 'LT', now, message)
end

for number = 5, #ARGV, 2 do
  local endpoint, message = ARGV[number], ARGV[number + 1]
  local delivery = shard .. ':delivery:' .. message .. ':' .. endpoint
  local state = redis.call('HGET', delivery, 'state')
  local ended = state == 'DEAD' or state == 'DELIVERED' and cause ~= 'REDRIVE'
  if state and (ended or cause ~= 'REDRIVE') and redis.call('EXISTS', shard .. ':endpoint:' .. endpoint) == 1 then
    sent = sent + 1
    if ended then
      sendAgain(endpoint, message, delivery)
    else
      hurry(endpoint, message)
      wake(tenant, endpoint, now)
    end
  end
end
return sent
