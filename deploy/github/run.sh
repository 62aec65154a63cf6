#!/usr/bin/env bash
# One run of wikisync in a job of GitHub Actions: action.yml sets what it is called with. The report
# goes to the job's summary and to a comment, commits are pushed, and the exit code is wikisync's,
# but for 2: changes that wait are what a pull request is about.
set -uo pipefail

here=$(dirname -- "${BASH_SOURCE[0]}")
report="$RUNNER_TEMP/wikisync-report.md"
rm -f "$report"

read -ra more <<<"$ARGUMENTS"
read -ra names <<<"$LISTINGS"
[ "${#names[@]}" -gt 0 ] || names=(--all)
case "$COMMAND" in
  plan) options=(--exit-code) ;;
  check) options=(--format github) ;;
  sync) options=(--commit ${BRANCH:+--branch "$BRANCH"}) ;;
  *) echo "::error::The action's command is plan, check or sync." && exit 64 ;;
esac

# Commits of an earlier run may wait there; without a branch of that name there is nothing to fetch.
if [ "$COMMAND" = sync ] && [ -n "$BRANCH" ]; then
  if [ -n "$(git ls-remote --heads origin "refs/heads/$BRANCH")" ]; then
    git fetch --quiet origin "+refs/heads/$BRANCH:refs/heads/$BRANCH" || exit 1
  fi
fi

# What a page says must not be taken for a command to the runner.
stop=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
[ "$COMMAND" = check ] || echo "::stop-commands::$stop"
code=0
node "$WIKISYNC_ACTION/dist/cli/main.js" "$COMMAND" "${options[@]}" --report "$report" \
  "${more[@]}" "${names[@]}" || code=$?
[ "$COMMAND" = check ] || echo "::$stop::"

if [ ! -s "$report" ]; then
  printf '## wikisync %s\n\n**Nothing could be checked**: it ended with code %s, and the log of the job says why.\n' \
    "$COMMAND" "$code" >"$report"
fi
cat "$report" >>"$GITHUB_STEP_SUMMARY"
{ echo "exit-code=$code" && echo "report=$report"; } >>"$GITHUB_OUTPUT"

failed=0
case "$COMMAND" in
  plan) [ "$COMMENT" != true ] || node "$here/tell.mjs" comment "$report" "$code" ;;
  sync) bash "$here/push.sh" "$report" || failed=1 ;;
esac
[ "$code" -ne 2 ] || code=0
[ "$code" -ne 0 ] || code=$failed
exit "$code"
