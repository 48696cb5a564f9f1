#!/bin/sh
# Re-make the hashed lock files from pyproject.toml (names, versions and hashes only; no registry addresses).
set -eu
cd "$(dirname "$0")/.."
uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
   pyproject.toml -o requirements/run.txt
uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
   --extra dev -c requirements/run.txt pyproject.toml -o requirements/dev.txt
