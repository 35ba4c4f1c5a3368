-- Replies with what a command is decided from: Redis' time in microseconds, the machine's version (0 if there is no
-- machine) and snapshot, and what is remembered of the command.
local function seen()
  local time = redis.call('TIME')
  local stored = redis.call('HMGET', KEYS[1], 'version', 'snapshot')
  return {
    time[1] .. string.format('%06d', time[2]),
    stored[1] or '0',
    stored[2] or '',
    redis.call('GET', KEYS[2]) or '',
  }
end
