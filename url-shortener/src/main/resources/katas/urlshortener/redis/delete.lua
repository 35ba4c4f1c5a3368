-- Deletes a link with all that is known of its visitors. What stays only keeps its code from being used again.
--
-- KEYS  the link; its visits; what was counted of its clicks
-- ARGV  the owner; the digest that stands for it when the link is gone
--
-- Replies with the milliseconds of the link's creation; with nothing more if it was deleted before; or that it is not
-- this owner's.
local stored = redis.call('GET', KEYS[1])
if not stored then
  return {'missing'}
end
local there = cjson.decode(stored)
if there.deleted then
  return {there.deleted.owner == ARGV[2] and 'deleted' or 'missing'}
end
if there.link.owner ~= ARGV[1] then
  return {'missing'}
end

redis.call('SET', KEYS[1], cjson.encode({v = 1, deleted = {owner = ARGV[2], creation = there.link.creation}}))
redis.call('DEL', KEYS[2])
forget_clicks(KEYS[3])
return {'deleted', string.format('%013d', there.link.createdAt)}
