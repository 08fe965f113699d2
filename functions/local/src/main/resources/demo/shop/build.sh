#!/bin/sh
# The shop's build: writes the commit into the page, and beside it for machines.
set -eu
sed -e "s/@COMMIT@/$SLUICE_COMMIT/" -e "s/@ENVIRONMENT@/$SLUICE_ENVIRONMENT/" index.html > index.html.new
mv index.html.new index.html
printf '%s\n' "$SLUICE_COMMIT" > commit.txt
echo "built $SLUICE_COMMIT for $SLUICE_ENVIRONMENT"
