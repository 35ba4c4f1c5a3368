-- Ends a lease of which nothing has come, and nothing will.
--
-- ARGV  from 2: tenant; endpoint; message; number of the lease
handBack(unpack(ARGV, 2, 5))
return redis.status_reply('done')
