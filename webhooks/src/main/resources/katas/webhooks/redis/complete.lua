-- Notes how an attempt ended, and what follows for its delivery and its endpoint.
--
-- ARGV  from 2: tenant; endpoint; message; number of the lease; how it ended: delivered, failed, gone; in which time to try
--       again (empty: not any more); whether the endpoint is to blame for a failure: 1 or 0; the attempt as it is
--       remembered, and as it is told; for how long; for how long the endpoint asked to be left alone (0: it did not); of the
--       breaker the window, the calls that it needs, the share that may
--       fail, how long it stays open; after how long of failing an endpoint's owner is warned, and it is disabled.
--       Times in milliseconds.
--
-- Replies with what became of the delivery and of the endpoint.
local tenant, endpoint, message, lease, ended, wait, blamed, attempt, told = unpack(ARGV, 2, 10)
local kept, quiet, window, needed, share, open, warning, disabling = unpack(ARGV, 11, 18)
kept, quiet = tonumber(kept), tonumber(quiet)
-- how many attempts a message has, how many events a tenant, and among how many attempts a repetition is looked for
local REMEMBERED, TOLD, LOOKED_AT = 20000, 1000, 1000
local EXCERPTS, DAY, LONGEST_QUIET = 1024 * 1024, 24 * 60 * 60 * 1000, 60 * 60 * 1000
local settings = shard .. ':endpoint:' .. endpoint
local delivery = shard .. ':delivery:' .. message .. ':' .. endpoint
local attempts = shard .. ':attempts:' .. message

local function tell(kind, document)
  local events = shard .. ':events:' .. tenant
  redis.call('XADD', events, 'MAXLEN', '~', TOLD, '*', 'kind', kind, 'document', document)
  redis.call('PEXPIRE', events, kept)
end

local function tellOf(kind)
  tell(kind, '{"endpoint":"' .. endpoint .. '"}')
end

-- An endpoint's answers are kept with what they say up to a mebibyte a day: nobody can fill Redis by answering at length.
local function bounded()
  if redis.call('EXISTS', settings) == 0 then
    return told
  end
  local since = tonumber(redis.call('HGET', settings, 'excerptsSince'))
  if not since or now - since >= DAY then
    redis.call('HSET', settings, 'excerptsSince', now, 'excerpts', 0)
  end
  return redis.call('HINCRBY', settings, 'excerpts', #attempt - #told) <= EXCERPTS and attempt or told
end

local function isNoted(text)
  return redis.call('LPOS', attempts, text, 'RANK', -1, 'MAXLEN', LOOKED_AT)
end

local valid = redis.call('HGET', shard .. ':leased:' .. endpoint, message) == lease
-- it was made, whoever has the lease; but somebody without an answer from here says the same twice
if valid or not isNoted(attempt) and not isNoted(told) then
  redis.call('RPUSH', attempts, bounded())
  redis.call('LTRIM', attempts, -REMEMBERED, -1)
  keep(attempts, kept)
  tell('attempt', told)
end
if not valid then
  return { 'LOST', 'NOTHING' }
end

-- it may be forgotten by now, and is not made anew
local since = redis.call('HGET', delivery, 'since')

local function become(state)
  if since then
    redis.call('HINCRBY', delivery, 'attempts', 1)
    redis.call('HSET', delivery, 'state', state)
    redis.call('HDEL', delivery, 'lost')
  end
  return state
end

local function retry()
  local queue = (redis.call('HGET', delivery, 'cause') or 'LIVE') == 'LIVE' and ':queue:' or ':replays:'
  redis.call('ZADD', shard .. queue .. endpoint, now + wait, message)
  expect(endpoint, message, wait, kept)
end

wait = wait ~= '' and math.max(tonumber(wait), 1)
local became
if ended == 'delivered' then
  became = become('DELIVERED')
  finish(endpoint, message, kept)
  letNextGo(tenant, endpoint, message)
elseif wait and since and now + wait <= since + kept then
  became = become('RETRYING')
  retry()
else
  become('RETRYING')
  bury(tenant, endpoint, message, kept)
  became = 'DEAD'
end

local function halfOpen()
  if ended == 'delivered' then
    redis.call('HDEL', settings, 'broken', 'probe', 'since', 'good', 'bad')
    tellOf('breaker-closed')
    return 'MENDED'
  end
  redis.call('HDEL', settings, 'probe')
  if blamed == '1' then
    redis.call('HSET', settings, 'broken', now + open)
  end
end

-- Counts in windows; returns what that did to the breaker, if anything.
local function breaker()
  local broken, probe, since = unpack(redis.call('HMGET', settings, 'broken', 'probe', 'since'))
  if broken then
    return probe == message and halfOpen() or nil
  end
  if ended ~= 'delivered' and blamed == '0' then
    return nil
  end
  if not since or now - since >= tonumber(window) then
    redis.call('HSET', settings, 'since', now, 'good', 0, 'bad', 0)
  end
  local good = redis.call('HINCRBY', settings, 'good', ended == 'delivered' and 1 or 0)
  local bad = redis.call('HINCRBY', settings, 'bad', ended == 'delivered' and 0 or 1)
  if good + bad >= tonumber(needed) and bad >= (good + bad) * share then
    redis.call('HSET', settings, 'broken', now + open)
    tellOf('breaker-opened')
    return 'BROKEN'
  end
end

local function disable(reason, effect)
  redis.call('HSET', settings, 'enabled', 0, 'reason', reason, 'disabled', now)
  redis.call('HINCRBY', settings, 'n', 1)
  tell('endpoint-disabled', '{"endpoint":"' .. endpoint .. '","reason":"' .. reason .. '"}')
  return effect
end

-- Returns what so much failing means for the endpoint, if anything. It is never disabled without a warning long before.
local function health()
  if ended == 'delivered' then
    redis.call('HDEL', settings, 'failing', 'warned')
    return nil
  end
  local enabled, failing, warned = unpack(redis.call('HMGET', settings, 'enabled', 'failing', 'warned'))
  if enabled ~= '1' or blamed == '0' then
    return nil
  end
  if ended == 'gone' then
    return disable('gone', 'GONE')
  end
  if not failing then
    redis.call('HSET', settings, 'failing', now)
  elseif not warned and now - failing >= tonumber(warning) then
    redis.call('HSET', settings, 'warned', now)
    tellOf('endpoint-disabling')
    return 'WARNED'
  elseif warned and now - failing >= tonumber(disabling) and now - warned >= disabling - warning then
    return disable('failing', 'DISABLED')
  end
end

-- who asks to be left alone asks for all that waits for it; but a word too much is not to silence it for a day
if quiet > 0 and redis.call('EXISTS', settings) == 1 then
  redis.call('HSET', settings, 'quiet', now + math.min(quiet, LONGEST_QUIET))
end
local change = breaker()
change = health() or change
wake(tenant, endpoint, now)
-- last: if anything before was refused, the lease ends by itself, and whoever has the next one goes on from there
release(tenant, endpoint, message)
return { became, change or 'NOTHING' }
