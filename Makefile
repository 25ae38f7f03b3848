# The commands of people who work with a copy of the source. `make help` lists them.
# Everything happens in .venv, which is made from requirements.lock when it is missing or older than the lock.

SHELL := /bin/sh
.SHELLFLAGS := -eu -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
BENCH_STAMP := $(VENV)/.ready-bench
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
PYTHONS := python3.13 python3.12 python3.11 python3
PIP_COMPILE := CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/python -m piptools compile --quiet --generate-hashes \
	--allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

# Another interpreter than the first of PYTHONS that fits: make setup PYTHON=/path/to/python
PYTHON ?=

# How many files of tests run at the same time; 0 is one after another, TESTS_AT_ONCE=auto one a processor.
TESTS_AT_ONCE ?= 0

# The programs in a virtual environment know its place: a copied or moved folder is set up again.
ifneq ($(shell cat $(STAMP) 2>/dev/null),$(CURDIR))
.PHONY: $(STAMP)
endif

.PHONY: help setup demo test audit format bench faults fuzz calibrate lock docs docs-img clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## make .venv and install banggiao with its development tools

demo: $(STAMP) ## read the bundled pages into a record and show what stands in it
	@$(BIN)/banggiao demo

test: $(STAMP) ## lint, formatting, types, import contract, security, tests, documented examples
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n $(TESTS_AT_ONCE) --dist loadfile

audit: $(STAMP) ## ask whether known holes are in the packages of requirements.lock; ends with 3 where nobody answers
	$(BIN)/python -m benchmarks.audit

format: $(STAMP) ## format the source and mend what the linter can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(BENCH_STAMP) ## measure speed, with other libraries on the same documents (some minutes)
	$(BIN)/python -m benchmarks

faults: $(STAMP) ## kill programs at work, damage files, ask hostile servers; writes the table of docs/reliability.md
	$(BIN)/python -m benchmarks.faults --write

fuzz: $(STAMP) ## read N broken inputs (100,000 unless given) and look at everything that comes out
	$(BIN)/python -m benchmarks.fuzz $(or $(N),100000)

calibrate: $(STAMP) ## fit the confidence of what is read on the gold at hand, and say how good it is
	$(BIN)/python -m benchmarks.calibration --write

lock: $(STAMP) ## pin the newest versions that pyproject.toml allows
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { \
		echo "make: the lock must be made with the oldest Python that is supported: make clean, then make lock PYTHON=python3.11" >&2; exit 1; }
	$(PIP_COMPILE) --upgrade --extra parquet --extra dev --output-file requirements.lock pyproject.toml
	$(PIP_COMPILE) --upgrade --extra bench --constraint requirements.lock --output-file requirements/bench.lock pyproject.toml

docs: $(STAMP) docs-img ## write the outputs in the documentation anew, then look at what changed
	@$(BIN)/python tests/project/test_documentation.py

docs-img: $(STAMP) ## draw the pictures of the documentation
	$(BIN)/python docs/img/draw.py
	$(BIN)/python docs/img/shoot.py

clean: ## remove .venv, caches and what was built
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .demo dist build
	find src tests benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} +

# Prints the interpreter to use, or says what is missing.
define find_python
	enough='import sys; sys.exit(sys.version_info < (3, 11))'; found=; bare=; \
	for python in $(or $(PYTHON),$(PYTHONS)); do \
		"$$python" -c "$$enough" >/dev/null 2>&1 || continue; \
		if "$$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then found=$$python; break; fi; \
		bare=$$python; \
	done; \
	if [ -z "$$found" ] && [ -n "$$bare" ]; then \
		echo "make: $$bare cannot make virtual environments: install its venv module (Debian, Ubuntu: apt-get install python3-venv)" >&2; \
		exit 1; \
	fi; \
	if [ -z "$$found" ]; then \
		echo "make: no Python 3.11 or newer among: $(or $(PYTHON),$(PYTHONS)). Install one (Debian, Ubuntu: apt-get install python3 python3-venv) or name it: make PYTHON=/path/to/python" >&2; \
		exit 1; \
	fi
endef

$(STAMP): requirements.lock pyproject.toml
	@if [ -e $(STAMP) ] && [ "$$(cat $(STAMP))" != "$(CURDIR)" ]; then rm -rf $(VENV); fi; rm -f $(STAMP); \
	if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
		$(find_python); \
		echo "make: new $(VENV) with $$("$$found" --version)"; \
		"$$found" -m venv --clear $(VENV); \
	fi; \
	echo "make: installing the packages of requirements.lock"; \
	if ! $(PIP) install --require-hashes -r requirements.lock || ! $(PIP) install --no-deps --no-build-isolation -e .; then \
		echo "make: the packages could not be installed (see above). Without a network they must be in the cache of pip; then run make again" >&2; \
		exit 1; \
	fi; \
	printf %s "$(CURDIR)" > $(STAMP)

$(BENCH_STAMP): $(STAMP) requirements/bench.lock
	@echo "make: installing what the benchmarks compare with"; \
	$(PIP) install --require-hashes -r requirements/bench.lock; \
	touch $@
