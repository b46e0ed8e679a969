# `make` lists what there is. Every target that needs the environment makes it first.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh

BIN := .venv/bin
JOBS ?= 2
KILLS ?= 120
ARGS ?=
TYPED := qd_core $(wildcard plugins/*/qd_*)
SLOW_SUITES := --ignore=tests/e2e --ignore=tests/bench --ignore=tests/faults --ignore=tests/aws

.PHONY: help setup demo desk test test-e2e test-aws test-faults fuzz test-wheels check format docs bench report test-matrix lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## make .venv (PYTHON=… picks the interpreter); done again only when a dependency changed
	@scripts/setup

demo: setup ## see it work: draft the quotes of a demo company
	@scripts/demo $(ARGS)

desk: setup ## start the desk with the demo company's mail in its queue (ARGS="--port 9000")
	@scripts/desk $(ARGS)

test: setup ## unit, contract, integration and architecture tests (ARGS="-k word" narrows; JOBS=4)
	@$(BIN)/python -m pytest -q -n $(JOBS) $(SLOW_SUITES) $(ARGS)

test-e2e: setup ## the desk in a real browser (needs chromium; ARGS="-k word" narrows)
	@scripts/test-e2e $(ARGS)

test-aws: setup ## the AWS back-end against an emulator that is started and stopped (ARGS="-k word" narrows)
	@$(BIN)/python -m pytest -q tests/aws $(ARGS)

test-faults: setup ## kill a real process at every step boundary (KILLS=120): nothing lost, nothing sent twice
	@QD_KILLS=$(KILLS) $(BIN)/python -m pytest -q tests/faults $(ARGS)

test-wheels: setup ## build every wheel and try each in a clean environment (ARGS=qd_captcha: that one alone)
	@scripts/test-wheels $(ARGS)

fuzz: setup ## broken and made-up inputs to every reader (ARGS="mail --inputs 5000 --engine hypothesis")
	@scripts/fuzz $(ARGS)

check: setup ## style, format, types, who may import whom, generated documentation
	@$(BIN)/ruff check --quiet . && echo "ruff          ok"
	@$(BIN)/ruff format --quiet --check . && echo "format        ok" || { echo "format        'make format' mends it"; exit 1; }
	@$(BIN)/mypy --strict --no-error-summary $(TYPED) && echo "mypy          ok"
	@out=$$($(BIN)/lint-imports --no-logo 2>&1) && echo "lint-imports  ok" || { echo "$$out"; exit 1; }
	@if [ -f scripts/docs.py ]; then $(BIN)/python scripts/docs.py --check && echo "docs          ok"; fi

format: setup ## mend style and format where that needs no thought
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

docs: setup ## write docs/reference from the code
	@$(BIN)/python scripts/docs.py $(ARGS)

bench: setup ## measure speed (ARGS=--write renews docs/reference/benchmarks.md; ARGS="pdf queue" runs these alone)
	@$(BIN)/python -m tests.bench $(ARGS)

report: setup ## measure quality: docs/reference/quality.md (ARGS="accuracy mail" prints these sections alone)
	@$(BIN)/python -m tests.report $(ARGS)

test-matrix: setup ## the tests on every Python from 3.11 to 3.14 that this machine has
	@scripts/test-matrix $(ARGS)

lock: setup ## remake requirements/ (ARGS=--upgrade takes the newest versions)
	@scripts/lock $(ARGS)

clean: ## remove the environments, caches and builds
	@rm -rf .venv .venvs build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
