.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
ARTICLE ?= corpora/articles/detour.txt
REPORT ?= report.html

.PHONY: help demo test lint bench truth docs train clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

demo: $(STAMP)  ## install, check an article against the embedded statistics, write an HTML report
	EXTRACTOR_STORE=$(VENV)/demo.duckdb $(BIN)/extractor check $(ARTICLE) --html $(REPORT)

test: $(STAMP)  ## install and run all tests
	$(BIN)/python -m pytest

lint: $(STAMP)  ## style, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

truth: $(STAMP)  ## figures against the public test sentences in ../shared, where they are there
	$(BIN)/python -m pytest tests/truth -n 0

bench: $(STAMP)  ## ratios of speed, measured in one run
	$(BIN)/python tests/bench/run.py
	$(BIN)/python tests/bench/figures.py

train: $(STAMP)  ## make the trained linker again from pinned packages and corpora/
	bash models/linker/train.sh

docs: $(STAMP)  ## run the examples of the documentation
	$(BIN)/python -m pytest tests/test_docs.py -n 0

clean:  ## remove what was made here
	rm -rf $(VENV) .bench build dist *.egg-info report.html .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
