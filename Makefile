# Every target sets itself up: Python 3.11 or newer, make and a network are enough.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
TRAINING := build/training-env
DEMO := $(BIN)/retold --graph demo/retold.db
# -P: the pages print; -I: they import the modules that stand beside them.
COG := $(BIN)/cog -P -I docs
PAGES := $(shell grep -rlF '[[[cog' --include='*.md' README.md docs 2>/dev/null)

.SILENT:
.PHONY: help demo test check format quality bench train clean

help:
	echo "make demo     read the sample documents into demo/ and look at what came of them"
	echo "make test     run all tests"
	echo "make check    check formatting, lint, types, layers and generated pages"
	echo "make format   format the code and generate the generated pages anew"
	echo "make quality  measure how well documents are read, and hold it against the floors"
	echo "make bench    measure quality and speed; takes some minutes and wants a quiet machine"
	echo "make train    train the extractor anew from data/corpus; takes hours and goes on where it stopped"
	echo "make clean    remove what the other targets made"

$(READY): pyproject.toml uv.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	echo "Setting up .venv, which may take a minute." >&2
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m uv --version >/dev/null 2>&1 \
		|| $(BIN)/python -m pip install -qq --disable-pip-version-check uv
	UV_PROJECT_ENVIRONMENT=.venv $(BIN)/python -m uv sync --quiet --frozen --inexact
	touch $@

demo: $(READY)
	rm -rf demo
	mkdir -p demo
	$(DEMO) add data/documents --text
	echo
	echo '$$ retold adaptations "Love in the Big City"'
	$(DEMO) adaptations "Love in the Big City" --text
	echo
	fact=$$($(DEMO) show "Love in the Big City" --kind series --json \
		| $(BIN)/python -c 'import json, sys; print(json.load(sys.stdin)["facts"][0]["id"])'); \
	echo "\$$ retold why $$fact"; \
	$(DEMO) why "$$fact" --text
	$(DEMO) view -o demo/graph.html
	$(DEMO) export turtle -o demo/graph.ttl
	echo
	echo "Made demo/retold.db (the graph), demo/graph.html (open it in a browser) and demo/graph.ttl."
	echo "To go on:"
	echo "  source $(BIN)/activate"
	echo "  export RETOLD_GRAPH=demo/retold.db"
	echo "  retold compare Fingersmith"
	echo "  retold --help"

test: $(READY)
	$(BIN)/python -m pytest -q -n 2

check: $(READY)
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(if $(PAGES),$(COG) --check $(PAGES))

format: $(READY)
	$(BIN)/python -m retold.vocabulary
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format --quiet
	$(if $(PAGES),$(COG) -r $(PAGES))

quality: $(READY)
	$(BIN)/python tests/benchmarks/quality.py

bench: $(READY)
	set -e; for benchmark in tests/benchmarks/*.py; do $(BIN)/python $$benchmark; done

# Training has an environment of its own: torch is large, and nothing else needs it.
train: $(READY)
	test -x $(TRAINING)/bin/python || $(PYTHON) -m venv $(TRAINING)
	$(TRAINING)/bin/python -m pip install -q --disable-pip-version-check -r graph/retold_training/requirements.txt -e .
	PYTHONPATH=graph $(TRAINING)/bin/python -m retold_training all

clean:
	rm -rf .venv demo dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
