-- Counts clicks and moves the position, if it stands where they begin.
--
-- KEYS  the position; the generation; then of each code and day: the link; the index of its days; the day's counts; the
--       day's visitors
-- ARGV  where the clicks begin; where the next ones do; then of each code and day: the day; how many clicks; and, each
--       with its length in front: hours and their clicks; hosts and their clicks, in the order of the log; visitors
--
-- Replies with how many clicks were counted, and how many were not since their links are gone; or that the position
-- stands elsewhere.
local HOSTS_A_DAY = 50

if (redis.call('GET', KEYS[1]) or '0') ~= ARGV[1] then
  return {'moved'}
end
redis.call('SET', KEYS[1], ARGV[2])
local generation = redis.call('GET', KEYS[2]) or '0'

local read = 2
local function take()
  read = read + 1
  return ARGV[read]
end

local function take_list()
  local list = {}
  for _ = 1, tonumber(take()) do
    list[#list + 1] = take()
  end
  return list
end

local function is_link(key)
  local stored = redis.call('GET', key)
  return stored and cjson.decode(stored).link
end

local function field_of(host, counts)
  local field = 'from:' .. host
  if host == '' or redis.call('HEXISTS', counts, field) == 1 then
    return field
  end
  if tonumber(redis.call('HGET', counts, 'hosts') or 0) >= HOSTS_A_DAY then
    return 'others'
  end
  redis.call('HINCRBY', counts, 'hosts', 1)
  return field
end

local counted, gone = 0, 0
for key = 3, #KEYS, 4 do
  local link, index, counts, visitors = KEYS[key], KEYS[key + 1], KEYS[key + 2], KEYS[key + 3]
  local day, clicks, hours, hosts, names = take(), tonumber(take()), take_list(), take_list(), take_list()
  if is_link(link) then
    counted = counted + clicks
    if (redis.call('HGET', index, 'generation') or generation) ~= generation then
      forget_clicks(index)
    end
    redis.call('HSET', index, 'generation', generation)
    redis.call('HINCRBY', index, day, clicks)
    for i = 1, #hours, 2 do
      redis.call('HINCRBY', counts, 'hour:' .. hours[i], hours[i + 1])
    end
    for i = 1, #hosts, 2 do
      redis.call('HINCRBY', counts, field_of(hosts[i], counts), hosts[i + 1])
    end
    if #names > 0 then
      redis.call('PFADD', visitors, unpack(names))
    end
  else
    gone = gone + clicks
  end
end
return {'applied', counted, gone}
