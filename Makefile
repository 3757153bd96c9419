# Needs Python 3.11 or newer with venv, and make. Everything else comes into .venv.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export PYTHONDONTWRITEBYTECODE ?=

.DEFAULT_GOAL := help
.PHONY: help setup run test check lint types layers content bench messages

help: ## tell what each command does
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/ready: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Pimpasa needs Python 3.11 or newer; this is $$($(PYTHON) -V). Install it, or say which one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' || { echo "This Python has no venv. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Environment (.venv): first time only, about a minute"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Cannot write .venv here. Is the folder yours, and is there room on the disk?"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9 || { echo "The packages could not be fetched. Is there a network? What is here was kept; run make again."; exit 1; }
	@$(BIN)/uv sync --frozen --inexact --quiet || { echo "The packages could not be fetched or written. Check network and disk; run make again."; exit 1; }
	@touch .venv/ready

setup: .venv/ready ## make the environment in .venv, with the command .venv/bin/pimpasa

run: setup ## start everything and open the site (PORT=8000)
	@$(BIN)/pimpasa serve --port $(PORT) --demonstration

test: setup ## all tests
	@$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

check: lint types layers content test ## what continuous integration runs

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/yamllint -s content
	git ls-files '*.html' | xargs $(BIN)/djade --check --target-version 5.2
	$(BIN)/python -m django makemigrations --check --dry-run --settings pimpasa.config.settings
	PIMPASA_HTTPS=1 PIMPASA_HOSTS=example.test $(BIN)/python -m django check --deploy --fail-level WARNING --settings pimpasa.config.settings

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

content: setup ## prove every guide, run its cases, and try a mistake in every fact
	$(BIN)/pimpasa content check --mutations

bench: setup ## figures as ratios against a named peer or limit
	@$(BIN)/uv sync --frozen --inexact --quiet --group bench
	@$(BIN)/python -m bench

messages: setup ## collect interface texts, and compile their English (needs gettext)
	@command -v msgfmt >/dev/null || { echo "This needs gettext. On Debian or Ubuntu: apt-get install gettext"; exit 1; }
	cd src/pimpasa && ../../$(BIN)/python -m django makemessages -l en --add-location file --no-obsolete --no-wrap --ignore tests --ignore migrations --settings pimpasa.config.settings
	cd src/pimpasa && ../../$(BIN)/python -m django compilemessages -l en --settings pimpasa.config.settings
