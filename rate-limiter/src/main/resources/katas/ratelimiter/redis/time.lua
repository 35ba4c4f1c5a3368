-- Decides calls against all limits of a policy; every time is in microseconds.
--
-- KEYS  one a limit, all in one hash slot
-- ARGV  three numbers a limit (the capacity and what the algorithm asks for), then the permits of each call
--
-- Replies with the time, then for each call and each limit: the wait for the permits asked, the permits remaining,
-- the wait for one more, the wait until the key is as new.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]

-- Lua would print a time as 1.8e+15
local function whole(number)
  return string.format('%.0f', number)
end
