#!/usr/bin/env bash
# Style, types and the house's import contract. Silent where all is well; says everything that is not.
. "$(dirname "$0")/common.sh"
forget_surroundings
own_temporary_folder
# the type checker loads the settings, which make their key file in the data folder
export LIANXI_DATA=$TMPDIR/data
status=0
check() { quietly "$@" || status=1; }
check "$venv/bin/ruff" check --quiet --output-format concise .
check "$venv/bin/ruff" format --check --output-format concise .
check "$venv/bin/mypy" --no-error-summary
check "$venv/bin/lint-imports" --no-cache
exit "$status"
