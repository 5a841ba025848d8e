#!/bin/sh
# Moves an installation of DocEX 2.x: dry run, run, verification. Run it again after a break.
#
#   migrate.sh CONFIG HOME [OPTION...]
#
# CONFIG is the config.yaml of 2.x, HOME the new folder. Options go to every call of migrate-v2-to-v3, for example
# --base DIR, --rename OLD=NEW, --as-tenant ID; with --strict it ends after the dry run when there are findings.
# DOCEX names the launcher unless it is on the PATH. On PostgreSQL: DOCEX_DATABASE_URL and the variables beside it.
set -eu

if [ $# -lt 2 ]; then
    echo "usage: $0 CONFIG HOME [OPTION...]" >&2
    exit 2
fi
config=$1
home=${2%/}
shift 2
docex=${DOCEX:-docex}

migrate() {
    "$docex" migrate-v2-to-v3 --from "$config" --to "$home" "$@"
}

echo "== Dry run: nothing is changed"
migrate "$@" --dry-run --report "$home.dry-run.json"

echo "== Run"
migrate "$@" --report "$home.report.json"

echo "== Verification: every row and every byte"
migrate "$@" --verify

cat <<END
== Done: $home
The findings are in $home.report.json; docs/migration-guide.md says what each means. Next:
  1. DOCEX_HOME=$home $docex status
  2. Start the server with DOCEX_HOME=$home, look at three documents of each tenant, compare the counts.
  3. Configure security.issuer in $home/docex.yaml and switch security.local_key off before others call.
  4. Keep the old installation until you are sure. To go back: stop the server, remove $home, start 2.x;
     on PostgreSQL run the drop script too that was printed above.
END
