#!/bin/sh
# As in the official image: flags or a file alone mean redis-server, root is dropped, protected mode is off.
set -e
if [ "${1#-}" != "$1" ] || [ "${1%.conf}" != "$1" ]; then
    set -- redis-server "$@"
fi
if [ "$1" = redis-server ]; then
    set -- "$@" --protected-mode no
    if [ "$(id -u)" = 0 ]; then
        chown redis:redis /data
        exec setpriv --reuid redis --regid redis --clear-groups "$@"
    fi
fi
exec "$@"
