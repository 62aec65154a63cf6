#!/bin/sh
# A night's run in a checkout of the lists: pull, sync, push. Its arguments are those of `wikisync sync`;
# without any it is over all listings. $WIKISYNC is the program, if it has another name.
# It ends with the code of the sync; with 75, try again later, where only git kept it from being done.
set -u
[ "$#" -gt 0 ] || set -- --all

has_upstream=no
git rev-parse --quiet --verify '@{upstream}' >/dev/null 2>&1 && has_upstream=yes
if [ "$has_upstream" = yes ]; then
  git fetch --quiet || exit 75
  # What an earlier run could not push goes after what others did.
  if ! git rebase --quiet '@{upstream}'; then
    git rebase --abort 2>/dev/null
    echo 'wikisync-nightly: the checkout cannot follow its upstream; look at git status.' >&2
    exit 1
  fi
fi

code=0
# The program may be several words.
# shellcheck disable=SC2086
${WIKISYNC:-wikisync} sync --commit "$@" || code=$?

if [ "$has_upstream" = yes ] && ! git push --quiet; then
  [ "$code" -ne 0 ] || code=75
fi
exit "$code"
