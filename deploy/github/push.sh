#!/usr/bin/env bash
# Pushes what a sync has committed: to the branch that is checked out, or to $BRANCH with a pull
# request, whose text is the report in file $1.
set -euo pipefail

if [ -z "$BRANCH" ]; then
  git push origin "HEAD:$GITHUB_REF"
elif [ "$(git rev-list --count "HEAD..refs/heads/$BRANCH" -- 2>/dev/null || echo 0)" -gt 0 ]; then
  git push origin "refs/heads/$BRANCH:refs/heads/$BRANCH"
  node "$(dirname -- "${BASH_SOURCE[0]}")/tell.mjs" pull-request "$1"
fi
