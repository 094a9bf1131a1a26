# Everything happens in a virtual environment of its own, .venv, made on first use with the versions of constraints.txt.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: play test check bench docs clean

play: $(STAMP)  ## start the program on the built-in library
	@$(BIN)/trainer || [ $$? -eq 130 ]

test: $(STAMP)  ## run the tests
	@$(BIN)/python -m pytest -n auto $(TESTS)

check: $(STAMP)  ## linters, types, layers, and the library's own check
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/trainer check

bench: $(STAMP) bench/node_modules  ## print the figures; inkjs is compared with where node is there
	@$(BIN)/python -m bench $(PARTS)

bench/node_modules: bench/package.json
	@command -v npm >/dev/null && cd bench && npm install --no-package-lock --silent || echo "npm is not here: no comparison with inkjs."

docs: $(STAMP)  ## write docs/format.md, docs/findings.md and the JSON Schemas again
	@$(BIN)/python -m trainer.content.pages

clean:
	rm -rf $(VENV) build dist

$(STAMP): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is not installed: on Debian or Ubuntu, apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PYTHON) --version) is too old: install Python 3.11 or newer, or name one with make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv is not installed: on Debian or Ubuntu, apt install python3-venv" >&2; exit 1; }
	@echo "Setting up in $(VENV); this is done once." >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(STAMP)
