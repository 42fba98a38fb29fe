#!/usr/bin/env bash
# The step of the action: every AUDITOR_* variable is an input of action.yml, empty where it was not given.
set -uo pipefail

paths=()
while IFS= read -r path; do
  [ -n "$path" ] && paths+=("$path")
done <<<"${AUDITOR_PATHS:-}"

words=()
[ -n "${AUDITOR_CONFIG:-}" ] && words+=(--config "$AUDITOR_CONFIG")
terms=()
[ -n "${AUDITOR_CORPUS:-}" ] && terms+=(--corpus "$AUDITOR_CORPUS")
[ "${AUDITOR_ADMIT:-false}" = true ] && terms+=(--admit)
[ -n "${AUDITOR_FAIL_ON:-}" ] && terms+=(--fail-on "$AUDITOR_FAIL_ON")
[ -n "${AUDITOR_MIN_SCORE:-}" ] && terms+=(--min-score "$AUDITOR_MIN_SCORE")
[ -n "${AUDITOR_MAX_REJECTED:-}" ] && terms+=(--max-rejected "$AUDITOR_MAX_REJECTED")
[ -n "${AUDITOR_SINCE:-}" ] && terms+=(--since "$AUDITOR_SINCE")
# Who sets a term wants a decision: without a corpus the gate then fails, and does not pass for want of one.
if [ "${#terms[@]}" -gt 0 ]; then words+=(gate "${terms[@]}"); else words+=(audit); fi
[ -n "${AUDITOR_POLICY:-}" ] && words+=(--policy "$AUDITOR_POLICY")
[ -n "${AUDITOR_BASELINE:-}" ] && words+=(--baseline "$AUDITOR_BASELINE")
[ -n "${AUDITOR_AS_OF:-}" ] && words+=(--as-of "$AUDITOR_AS_OF")
[ -n "${AUDITOR_LANGUAGE:-}" ] && words+=(--language "$AUDITOR_LANGUAGE")

# The talk is printed after the run, with what the runner would take for a command made harmless.
talk=$(mktemp)
trap 'rm -f "$talk"' EXIT
auditor "${words[@]}" --format github \
  --output "sarif=${AUDITOR_SARIF:-auditor.sarif}" --output "json=${AUDITOR_REPORT:-auditor.json}" \
  -- "${paths[@]}" 2>"$talk"
code=$?
sed -e 's/^[[:space:]]*::/ : :/' -e 's/##\[/# # [/g' "$talk" >&2
[ -n "${GITHUB_OUTPUT:-}" ] && echo "exit-code=$code" >>"$GITHUB_OUTPUT"
exit "$code"
