# Two commands are enough: `make demo` and `make test`. Both set up by themselves, in .venv beside this file.
PYTHON ?= python3.11
BIN = .venv/bin
CODE = bot handlers messages storage rules
# One more than there are cores: tests that kill processes wait for half of their time.
WORKERS ?= $(shell $(PYTHON) -c "import os; print((os.cpu_count() or 1) + 1)")

.DEFAULT_GOAL := help
.PHONY: help demo test check pictures lock clean

help: ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/'

demo: .venv/run ## everything on one machine: two phones and a clock in a browser
	$(BIN)/python -m bot demo $(DEMO)

# Whatever the surroundings say: without compiled files each worker and each process in a test compiles all anew.
test: export PYTHONDONTWRITEBYTECODE =
test: .venv/dev ## all tests, on SQLite and on PostgreSQL
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal $(TESTS)

check: .venv/dev ## lint, types, import contracts, migrations against the tables, rules covered to the last branch
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/ty check $(CODE) tests bench
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/storage/test_migrations.py
	$(BIN)/coverage run -m pytest -q tests/rules
	$(BIN)/coverage report

pictures: .venv/dev ## docs/pictures and docs/transcripts.md, made anew by playing the demo (needs Chromium)
	$(BIN)/python -m tests.demo.pictures
	$(BIN)/python -m tests.demo.transcripts

lock: ## the two hashed locks, made anew from pyproject.toml
	$(PYTHON) -m pip install -q uv
	uv pip compile pyproject.toml --extra build --generate-hashes --no-annotate --no-header --python-version 3.11 -q -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra dev --generate-hashes --no-annotate --no-header --python-version 3.11 -q -o requirements-dev.lock

clean: ## forget what was set up
	rm -rf .venv build *.egg-info .coverage .pytest_cache .ruff_cache .hypothesis .import_linter_cache

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run: requirements.lock .venv/bin/python
	@echo "Setting up in .venv, once: a minute or more, without a word while it lasts"
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: requirements-dev.lock .venv/run
	$(BIN)/python -m pip install -q --no-compile --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
