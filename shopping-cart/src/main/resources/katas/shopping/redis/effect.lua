-- Makes an effect happen: as a whole, or not at all.
--
-- KEYS  the memory of the message; what waits of its sequence, and as what; the dead letters, and their ages; the outbox;
--       then the documents; then the agendas
-- ARGV  for how many milliseconds the message is remembered, if it is; the name of the sequence, if there is one; what
--       waits first in it, if the message comes from there; the channel, and what to tell on it; the trace, if any; how
--       many documents; how many appointments; then of each document the version it must have, the JSON after it (empty:
--       none), and the milliseconds it is kept (empty: for ever); of each appointment a name, and when in milliseconds
--       (empty: not any more); of each message topic, type, key and JSON
--
-- Replies with what became of it.
local remembered, waiting, records, letters, ages, outbox = unpack(KEYS, 1, 6)
local retention, sequence, head, channel, news, trace, documents, appointments = unpack(ARGV, 1, 8)
local firstDocument = 7
local firstAgenda = firstDocument + documents
local ofDocuments = 9
local ofAppointments = ofDocuments + 3 * documents
local ofMessages = ofAppointments + 2 * appointments

local function isFirst()
  return redis.call('LINDEX', waiting, 0) == head
end

local function leave()
  redis.call('LPOP', waiting)
  redis.call('HDEL', records, head)
  if redis.call('EXISTS', waiting) == 0 then
    redis.call('HDEL', letters, sequence)
    redis.call('ZREM', ages, sequence)
  end
end

if retention ~= '' and redis.call('EXISTS', remembered) == 1 then
  if head ~= '' and isFirst() then
    leave()
  end
  return redis.status_reply('REPEATED')
end

if sequence ~= '' then
  local mayPass
  if head == '' then
    mayPass = redis.call('EXISTS', waiting) == 0
  else
    mayPass = isFirst()
  end
  if not mayPass then
    return redis.status_reply('PARKED')
  end
end

for number = 0, documents - 1 do
  local version = redis.call('HGET', KEYS[firstDocument + number], 'n') or '0'
  if version ~= ARGV[ofDocuments + 3 * number] then
    return redis.status_reply('STALE')
  end
end

-- what a timer brings about belongs to the trace of what it is about
if trace == '' and tonumber(documents) > 0 then
  trace = redis.call('HGET', KEYS[firstDocument], 't') or ''
end

if retention ~= '' then
  redis.call('SET', remembered, '', 'PX', retention)
end
if head ~= '' then
  leave()
end

for number = 0, documents - 1 do
  local document = KEYS[firstDocument + number]
  local before, after, ttl = unpack(ARGV, ofDocuments + 3 * number, ofDocuments + 3 * number + 2)
  if after == '' then
    redis.call('DEL', document)
  else
    redis.call('HSET', document, 'n', before + 1, 'd', after, 't', trace)
    if ttl == '' then
      redis.call('PERSIST', document)
    else
      redis.call('PEXPIRE', document, ttl)
    end
  end
end

for number = 0, appointments - 1 do
  local agenda = KEYS[firstAgenda + number]
  local name, at = unpack(ARGV, ofAppointments + 2 * number, ofAppointments + 2 * number + 1)
  if at == '' then
    redis.call('ZREM', agenda, name)
  else
    redis.call('ZADD', agenda, at, name)
  end
end

for message = ofMessages, #ARGV, 4 do
  local topic, type, key, value = unpack(ARGV, message, message + 3)
  redis.call('XADD', outbox, '*', 'topic', topic, 'type', type, 'key', key, 'value', value, 'trace', trace)
end
if ofMessages <= #ARGV then
  redis.call('PUBLISH', channel, news)
end
return redis.status_reply('DONE')
