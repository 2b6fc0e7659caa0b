#!/bin/sh
# A postgres of its own in a temporary folder, at the port that is named, with a shop in it.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
as=''
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  as='setpriv --reuid=postgres --regid=postgres --clear-groups'
fi
cd "$folder"
$as "$bin/initdb" -D "$folder/data" -U shop -A trust --no-sync -E UTF8 --locale=C >/dev/null || exit 1
echo "CREATE TABLE fruit (name text PRIMARY KEY, price numeric(6,2) NOT NULL, stock int DEFAULT 0 CHECK (stock >= 0));
INSERT INTO fruit VALUES ('apple', 1.20, 10), ('banana', 0.80, 25), ('cherry', 4.50, 3);" >shop.sql
<shop.sql tr -s '\n' ' ' | $as "$bin/postgres" --single -D "$folder/data" postgres >/dev/null || exit 1
$as "$bin/postgres" -D "$folder/data" -p "$1" -h 127.0.0.1 -k "$folder" -F &
trap 'kill -INT $!' TERM INT HUP
wait
wait
