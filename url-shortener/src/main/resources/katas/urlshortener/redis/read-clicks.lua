-- Reads what was counted of a link's clicks.
--
-- KEYS  the generation; the index of the link's days
-- ARGV  the first day and the last
--
-- Replies with day, field and value, one after the other; the field of how many visitors there were is "visitors".
if redis.call('HGET', KEYS[2], 'generation') ~= (redis.call('GET', KEYS[1]) or '0') then
  -- there is nothing, or it is about to be made anew
  return {}
end
local found = {}
local function add(...)
  for _, text in ipairs({...}) do
    found[#found + 1] = text
  end
end
for _, day in ipairs(redis.call('HKEYS', KEYS[2])) do
  if day >= ARGV[1] and day <= ARGV[2] then
    local counts = KEYS[2] .. ':' .. day
    local fields = redis.call('HGETALL', counts)
    for i = 1, #fields, 2 do
      add(day, fields[i], fields[i + 1])
    end
    add(day, 'visitors', redis.call('PFCOUNT', counts .. ':visitors'))
  end
end
return found
