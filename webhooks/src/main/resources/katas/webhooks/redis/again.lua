-- Sends messages again: behind everything that is live, and marked by why. One that is on its way is due at once, and stays
-- what it is.
--
-- ARGV  from 2: how long deliveries are remembered from now, and messages, in milliseconds; tenant; why; then endpoints and
--       messages in turn
--
-- Replies with how many that are: not those that nobody remembers, and for REDRIVE only dead ones.
local kept, messagesKept, tenant, cause = unpack(ARGV, 2, 5)
local sent = 0

-- it is remembered for as long as one that is new
local function remember(delivery, message)
  redis.call('PEXPIRE', delivery, kept)
  redis.call('PEXPIRE', shard .. ':deliveries:' .. message, kept)
  redis.call('PEXPIRE', shard .. ':message:' .. message, messagesKept)
end

local function sendAgain(endpoint, message, delivery)
  redis.call('ZREM', shard .. ':dead:' .. tenant, message .. '.' .. endpoint)
  redis.call('HSET', delivery, 'state', 'WAITING', 'attempts', 0, 'cause', cause)
  redis.call('ZADD', shard .. ':replays:' .. endpoint, now, message)
  remember(delivery, message)
end

local function hurry(endpoint, message)
  redis.call('ZADD', shard .. ':queue:' .. endpoint, 'XX', 'LT', now, message)
  redis.call('ZADD', shard .. ':replays:' .. endpoint, 'XX', 'LT', now, message)
end

for number = 6, #ARGV, 2 do
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
    end
    wake(tenant, endpoint, now)
  end
end
return sent
