# One word runs each habit. Everything is installed into .venv by itself.

PYTHON ?= python3
BIN := .venv/bin

# One more than there are cores: some tests only wait.
WORKERS ?= $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )))

.DEFAULT_GOAL := help
.PHONY: help install demo test quick check fix audit sbom lock benchmarks

help: ## what can be made here
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 8

install: .venv/run ## what a server needs: the packages, and the bot compiled, for which it starts sooner
	$(BIN)/python -m compileall -q -x '^\./(\.venv|tests)/' .
	$(BIN)/python -m web.templating

demo: .venv/run ## talk to the whole bot in the browser; no token, no settings
	$(BIN)/python bot.py demo

test: .venv/dev ## all tests, on every core
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

quick: .venv/dev ## what a change of one area needs, in a minute: make quick AREA=cases; without AREA of the files changed
	$(BIN)/python -m tests.quick $(AREA)

check: .venv/dev ## format, lint, types, import contracts, content, tests: what CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python bot.py learn --check
	$(BIN)/python bot.py check
	$(MAKE) test

benchmarks: .venv/dev ## measure everything anew and write docs/benchmarks.md; takes some hours, with nothing else running
	$(BIN)/python -m benchmarks

fix: .venv/dev ## format the code and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

audit: .venv/dev ## ask for known holes in what is installed; needs the network, so it is no part of check
	@$(BIN)/pip-audit --strict --disable-pip --require-hashes --progress-spinner off -r requirements.lock || { \
		echo "make audit: a table above names holes. An error above means that nothing was audited: the service" >&2; \
		echo "was not reached, or this machine's package index knows nothing of holes. Try it elsewhere." >&2; \
		exit 1; }

sbom: .venv/dev ## what the bot runs on, as a CycloneDX list in sbom.json
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --of JSON -o sbom.json requirements.lock

lock: .venv/dev ## write the lock files anew from pyproject.toml
	$(BIN)/uv pip compile $(LOCK) pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile $(LOCK) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

.venv/run: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@touch $@

.venv/dev: requirements-dev.lock .venv/run
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@
