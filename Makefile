# Everything happens in a virtual environment of its own, .venv, made on first use with the versions of constraints.txt.
# `make PYTHON=python3.12 play` uses that Python; without it the first of PYTHONS that is new enough is taken.

PYTHONS := python3 python3.14 python3.13 python3.12 python3.11 python
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

.PHONY: play test check bench docs clean

play: $(STAMP)  ## start the program on the built-in library
	@$(BIN)/trainer || [ $$? -eq 130 ]

test: $(STAMP)  ## run the tests
	@$(BIN)/python -m pytest -n auto $(TESTS)

check: $(STAMP)  ## linters, types, layers, pages that are made, and the library
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m docs --check
	$(BIN)/trainer check

bench: $(STAMP) bench/node_modules  ## print the figures; inkjs is compared with where npm is
	@$(BIN)/python -m bench $(PARTS)

bench/node_modules: bench/package.json
	@if ! command -v npm >/dev/null; then echo "npm is not installed: no comparison with inkjs."; \
	else npm --prefix bench install --no-package-lock --silent || echo "npm could not install inkjs: no comparison with it."; fi

docs: $(STAMP)  ## write docs/format.md, docs/findings.md and the JSON Schemas anew
	@$(BIN)/python -m docs

clean:  ## take away all that was made
	rm -rf $(VENV) build dist bench/node_modules .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(STAMP): pyproject.toml constraints.txt
	@python=; for each in $(or $(PYTHON),$(PYTHONS)); do \
	  if "$$each" -c '$(NEW_ENOUGH)' 2>/dev/null; then python="$$each"; break; fi; done; \
	if [ -z "$$python" ]; then \
	  echo "No $(or $(PYTHON),Python) of version 3.11 or newer is here. On Debian or Ubuntu: apt install python3 python3-venv" >&2; exit 1; fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$python has no venv. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; fi; \
	echo "Setting up $(VENV) with $$("$$python" --version); this is done once and takes about a minute." >&2; \
	$(BIN)/python -c 'import pip; $(NEW_ENOUGH)' 2>/dev/null || "$$python" -m venv --clear $(VENV) || exit 1; \
	if ! $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'; then \
	  echo "The packages of constraints.txt could not be installed (why stands above). Setting up needs a network." >&2; exit 1; fi; \
	touch $@
