-- Removes everything that was counted of a link's clicks.
--
-- clicks  the link's index: a hash whose fields are the days that there are counts of (and "generation")
local function forget_clicks(clicks)
  for _, day in ipairs(redis.call('HKEYS', clicks)) do
    redis.call('DEL', clicks .. ':' .. day, clicks .. ':' .. day .. ':visitors')
  end
  redis.call('DEL', clicks)
end
