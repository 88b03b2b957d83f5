# Every target explains itself in `make help`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi

.PHONY: help run test test-quick bench shots short lint translations clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/.run: requirements.txt constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Rounds needs Python 3.11 or newer: set PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing: apt install python3-venv"; exit 1; }
	@echo "Installing what Rounds needs ..."
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements-dev.txt
	@echo "Installing what the tests need ..."
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@

PO := $(wildcard app/translations/*/LC_MESSAGES/messages.po)
MO := $(PO:.po=.mo)
%.mo: %.po | $(VENV)/.run
	@$(BIN)/pybabel -q compile -i $< -o $@

run: $(VENV)/.run $(MO) ## Install, migrate, load the sample company into an empty database, and serve (PORT=8000, EMPTY=1 for none)
	@PORT=$(PORT) EMPTY=$(EMPTY) $(BIN)/python serve.py

test: $(VENV)/.test $(MO) ## Run every test: unit, views, house and browser, on SQLite and on PostgreSQL
	@PYTHON_BIN=$(BIN) bash tests/run.sh

test-quick: $(VENV)/.test $(MO) ## Run the tests on SQLite only, without a browser
	@$(BIN)/pytest -q --ignore tests/browser

bench: $(VENV)/.test $(MO) ## Print weight and speed as ratios against a bare Flask page of the same size
	@$(BIN)/python -m bench

shots: $(VENV)/.test $(MO) ## Make the screenshots of the README
	@$(BIN)/python -m docs.shots

short: $(VENV)/.run ## Shorten the scripts after they were changed (needs Node)
	@$(BIN)/python -m tools.short

lint: $(VENV)/.test ## Check style
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

translations: $(VENV)/.test ## Collect the sentences of the pages into the catalogues
	@$(BIN)/pybabel -q extract -F babel.cfg -k _l -k lazy_gettext -k Message -o /tmp/rounds.pot . && \
	for locale in zh_Hans zh_Hant; do $(BIN)/pybabel -q update --no-fuzzy-matching -l $$locale -i /tmp/rounds.pot -d app/translations; done

clean: ## Remove the virtual environment (data under instance/ stays)
	rm -rf $(VENV)
