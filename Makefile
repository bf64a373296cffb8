# The commands of this project; `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -ec
.DEFAULT_GOAL := help
.PHONY: help setup run test checks check-ruff check-format check-mypy check-imports check-migrations
.PHONY: check-port test-sqlite test-postgres fuzz storm kill9 bench lock deploycheck clean

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
# Four browsers at most: more only wait for each other.
PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 4
FIXTURES := $(wildcard fixtures/grunddata/*.yaml) $(wildcard fixtures/kontrakter/*.yaml)
# An empty DATABASE_URL means db.sqlite3 in this folder, whatever the shell has set for other projects.
DEMO := DEBUG=1 DATABASE_URL= $(BIN)/python manage.py

help:
	@echo 'make run          set up, load all contracts into db.sqlite3 and serve on http://127.0.0.1:8000 (PORT=8001 to change)'
	@echo 'make setup        only set up: .venv from the hashed lock, and the npm part'
	@echo 'make test         linters, types, import order, tests on SQLite and PostgreSQL, real browser'
	@echo 'make fuzz         at least 10.000 generated inputs to every form and address (FUZZ=200 for more, TEST=-p tests.postgres)'
	@echo 'make storm        8 processes x 1.250 saves on the same 20 statuses, on SQLite and PostgreSQL (GANGE=100 for fewer)'
	@echo 'make kill9        100 x kill -9 during saves and loading, on SQLite and PostgreSQL (GANGE=10 for fewer)'
	@echo 'make bench        time of pages, Excel export and upload as ratios'
	@echo 'make lock         renew the locks (UPGRADE=--upgrade for newer versions)'
	@echo 'make deploycheck  Django'"'"'s own list for production'
	@echo 'make clean        delete all that can be made again; keeps db.sqlite3'

setup: .venv/.ready node_modules/.ready

.venv/.ready: requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed (PYTHON=python3.12 make …)")'
	@echo 'Installing Python packages in .venv …'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	@touch $@

node_modules/.ready: package.json package-lock.json .npmrc
	@echo 'Installing the design system in node_modules …'
	@npm ci --silent --ignore-scripts
	@touch $@

run: setup check-port
	@echo 'Databasen klargøres …'
	@test -e db.sqlite3 || rm -f build/loaded
	@$(DEMO) migrate --verbosity 0
	@$(MAKE) --silent --no-print-directory build/loaded
	@$(DEMO) demobrugere
	@echo 'Åbn http://127.0.0.1:$(PORT)/ – stop med Ctrl-C.'
	@$(DEMO) runserver 127.0.0.1:$(PORT)

# Before `demobrugere`: a site that runs already must not lose the password it has printed.
check-port:
	@$(BIN)/python -c 'import socket, sys; sys.exit(socket.socket().connect_ex(("127.0.0.1", $(PORT))) == 0)' \
	|| { echo 'Port $(PORT) er optaget; måske kører systemet allerede. Vælg en anden: make run PORT=8001' >&2; exit 1; }

# Only when a file is new: loading again would take back what was since corrected in the administration.
build/loaded: $(FIXTURES)
	@echo 'Kontrakterne indlæses …'
	@$(DEMO) indlaes --verbosity 0 $(FIXTURES)
	@mkdir -p build && touch $@

test: setup
	@mkdir -p build && rm -f build/*.log && echo 'ruff, mypy, import-linter, makemigrations: FAILED, see above' > build/checks.log
	@code=0; $(MAKE) --no-print-directory --keep-going checks test-sqlite test-postgres || code=$$?; \
	echo; echo '== What ran where'; cat build/checks.log; \
	for run in sqlite postgres; do grep -E '^(SQLite|PostgreSQL) [0-9.]+: ' build/$$run.log || true; tail -n 1 build/$$run.log; done; \
	exit $$code

checks: check-ruff check-format check-mypy check-imports check-migrations
	@mkdir -p build && echo 'ruff, mypy, import-linter and makemigrations: nothing found' > build/checks.log

check-ruff:
	$(BIN)/ruff check .

check-format:
	$(BIN)/ruff format --check .

check-mypy:
	$(BIN)/mypy .

check-imports:
	$(BIN)/lint-imports --no-cache --no-logo

check-migrations:
	$(DEMO) makemigrations --check --dry-run

test-sqlite:
	@mkdir -p build
	env -u TEST_DATABASE_URL $(PYTEST) 2>&1 | tee build/sqlite.log

test-postgres:
	@mkdir -p build
	$(PYTEST) -p tests.postgres 2>&1 | tee build/postgres.log

# Inputs for each kind of form of each page, and for each address; the last lines count them.
FUZZ ?= 80
fuzz: setup
	FUZZ=$(FUZZ) $(BIN)/python -m pytest $(TEST) tests/fuzz -q

# Real servers and real log-ins, each database for itself; the last line of each says what was answered.
storm: setup
	$(BIN)/python -m tests.drift.storm $(if $(GANGE),--gange $(GANGE))

kill9: setup
	$(BIN)/python -m tests.drift.kill9 $(if $(GANGE),--gange $(GANGE))

bench: setup
	@DEBUG=1 $(BIN)/python -m bench

lock: .venv/.ready
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 $(UPGRADE) requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 $(UPGRADE) requirements-dev.in -o requirements-dev.txt
	npm install --package-lock-only --silent

deploycheck: setup
	DEBUG=0 DATABASE_URL= ALLOWED_HOSTS=eksempel.dk SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
	$(BIN)/python manage.py check --deploy --fail-level WARNING

clean:
	rm -rf .venv node_modules build staticfiles .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
