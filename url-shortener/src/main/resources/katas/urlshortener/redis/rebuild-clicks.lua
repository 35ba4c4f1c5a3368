-- Lets all counts of a shard be made anew. Those that there are belong to no generation any more, and are removed when
-- their code is met in the log.
--
-- KEYS  the position; the generation
redis.call('INCR', KEYS[2])
redis.call('SET', KEYS[1], '0')
return {}
