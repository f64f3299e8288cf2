# `make` or `make help` lists what there is to make.
SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help setup demo test check fix nightly promises bench shots build lock

BIN := .venv/bin

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  \033[1mmake %-9s\033[0m %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## the Python environment, the web's packages and pages (the others call it)
	@scripts/setup

demo: setup ## server, one simulated station and a sample property; RESET=1 afresh, LAN=1 for real phones
	@exec $(BIN)/genkan demo $(if $(filter 1,$(RESET)),--reset) $(if $(filter 1,$(LAN)),--lan)

test: ## every check, the browsers included
	@scripts/test all

check: ## the fast checks: style, types, imports, unit tests, the rules of the house
	@scripts/test fast

fix: setup ## format and mend what the linters can
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix web run --silent fix

nightly: ## the full figures of docs/promises.md; takes hours
	@scripts/setup tests
	@$(BIN)/pytest -m nightly tests --ignore=tests/e2e
	@$(BIN)/pytest -m nightly tests/e2e
	@$(BIN)/python scripts/promises.py

promises: ## docs/promises.md from what the last runs have shown
	@$(BIN)/python scripts/promises.py

bench: ## measure beside the floors; PEERS=1 also beside Home Assistant and Mosquitto
	@scripts/setup tests
	@$(BIN)/genkan bench $(if $(filter 1,$(PEERS)),--peers)

shots: ## pictures of every screen into var/shots; ONLY=entries one part, PICTURES=1 also the best into docs/pictures
	@scripts/setup tests
	@$(BIN)/python scripts/shots.py

build: setup ## the wheel, with its pages and words, into dist/
	@$(BIN)/uv build --quiet --wheel --no-build-isolation --python $(BIN)/python --out-dir dist .
	@ls -1t dist/*.whl | head -1

lock: ## new versions of every package into requirements/ and web/package-lock.json
	@scripts/lock
