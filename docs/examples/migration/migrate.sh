#!/bin/sh
# Moves an installation of DocEX 2.x: dry run, run, comparison. Run it again after a break.
#
#   migrate.sh CONFIG HOME [OPTION...]
#
# CONFIG is the config.yaml of 2.x, HOME the new folder. Options go to both calls of migrate-v2-to-v3, for example
# --base DIR, --rename OLD=NEW, --as-tenant ID; with --strict it ends after the dry run when there are findings.
# DOCEX names the launcher unless it is on the PATH. On PostgreSQL: DOCEX_DATABASE_URL and the variables beside it.
set -eu
umask 077

if [ $# -lt 2 ]; then
    echo "usage: $0 CONFIG HOME [OPTION...]" >&2
    exit 2
fi
config=$1
home=${2%/}
shift 2
docex=${DOCEX:-docex}

echo "== Dry run: nothing is changed"
"$docex" migrate-v2-to-v3 --from "$config" --to "$home" "$@" --dry-run --report "$home.dry-run.json"

echo "== Run, and comparison of every row and byte"
"$docex" migrate-v2-to-v3 --from "$config" --to "$home" "$@" --verify

cat <<END
== Done: $home
The findings are in $home/migration/report.json; docs/migration-guide.md says what each means. Next:
  1. Start the server with DOCEX_HOME=$home. Look at three documents of each tenant, compare the counts.
  2. Before others call: security.issuer into $home/docex.yaml, security.local_key off.
  3. Keep the old installation until you are sure. To go back: stop the server, remove $home, start 2.x;
     on PostgreSQL run $home/migration/drop.sql first.
END
