-- KEYS  the machine; what is remembered of the command
return seen()
