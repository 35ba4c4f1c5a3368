local meters = {}
for i, key in ipairs(KEYS) do
  meters[i] = load(key, tonumber(ARGV[3 * i - 2]), tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i]))
  meters[i].key = key
end

local reply = { now }
local taken = false
for call = 3 * #KEYS + 1, #ARGV do
  local permits = tonumber(ARGV[call])

  local allowed = true
  for _, meter in ipairs(meters) do
    meter.wait = wait_for(meter, permits)
    allowed = allowed and meter.wait == 0
  end

  for _, meter in ipairs(meters) do
    if allowed and permits > 0 then
      take(meter, permits)
      taken = true
    end
    local left = remaining(meter)
    reply[#reply + 1] = meter.wait
    reply[#reply + 1] = left
    reply[#reply + 1] = left == meter.capacity and 0 or wait_for(meter, left + 1)
    reply[#reply + 1] = reset_after(meter)
  end
end

if taken then
  for _, meter in ipairs(meters) do
    -- when nothing is left to remember, the key goes; never sooner than after a second
    save(meter, math.max(1000, math.ceil(reset_after(meter) / 1000)))
  end
end
return reply
