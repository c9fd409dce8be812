# From a clean checkout: Python 3.11+, make and the package registries; no root, Docker or Node.

SHELL := /bin/bash
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
DATA_DIR ?= .local
RUN := .venv/bin/python -m
STAMP := .venv/.stamp
INSTALL_UV := install --quiet --disable-pip-version-check uv
COMPILE := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

export DEMO_STARTED := $(shell date +%s)
export DATA_DIR
# Packages are compiled when first loaded, each module once for all processes, whatever the shell says.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test check bench chaos clean requirements setup assets

demo: setup
	@$(RUN) devtools.demo

test: setup assets
	@$(RUN) devtools.browser >/dev/null
	@$(RUN) pytest -q -n 2 --dist loadgroup

check: setup assets
	@$(RUN) devtools.check $(CHECK)

bench: setup assets
	@$(RUN) devtools.bench

chaos: setup assets
	@$(RUN) devtools.chaos

assets: setup
	@$(RUN) devtools.assets

setup: $(STAMP)

$(STAMP): requirements-dev.txt
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed: install it, or name it with PYTHON=."; exit 1; }
	@echo "Setting up .venv"
	@[ -x .venv/bin/python ] || $(PYTHON) -m venv --without-pip .venv
	@[ -x .venv/bin/uv ] || $(PYTHON) -m pip --python .venv/bin/python $(INSTALL_UV) 2>/dev/null || \
		{ .venv/bin/python -m ensurepip >/dev/null && .venv/bin/python -m pip $(INSTALL_UV); }
	@.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r $<
	@touch $@

# Production gets the versions that were tested.
requirements: setup
	@$(COMPILE) --output-file requirements-dev.txt requirements-dev.in
	@$(COMPILE) --output-file requirements.txt --constraint requirements-dev.txt requirements.in

# The link leads to the database where root's folders are closed to the account it runs as.
clean:
	@for link in $(DATA_DIR)/postgres .local/postgres .local/test/postgres build/bench/postgres build/chaos/postgres; do \
		if [ -L "$$link" ]; then rm -rf "$$(readlink "$$link")"; fi; done
	@rm -rf .venv node_modules static_build build .local "$(DATA_DIR)"
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
