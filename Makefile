# `make help` lists what there is to make.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo run test prepare browser test-sqlite test-postgresql lint format bench packets interop inspector faults advisories foreign grouping mutants screenshots docs requirements clean

BIN := .venv/bin

# The first interpreter that runs and is new enough: a name on PATH may be a shim with nothing behind it.
PYTHON ?= $(firstword $(foreach python,python3.11 python3.12 python3.13 python3.14 python3,\
	$(if $(shell $(python) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null),$(python))))

NEEDS_PYTHON = $(if $(PYTHON),,$(error VividMap needs Python 3.11 or newer: install it, or set PYTHON=/path/to/python3))

# uv is faster where it is there; pip does the same.
ifneq ($(shell command -v uv),)
VENV = uv venv --quiet --clear --no-python-downloads --python $(PYTHON) .venv
PIP  = uv pip --quiet --no-python-downloads install --python $(BIN)/python
else
VENV = $(PYTHON) -m venv --clear .venv
PIP  = $(BIN)/python -m pip -qq --disable-pip-version-check install
endif
HASHED = $(PIP) --require-hashes --only-binary :all: -r

CORES   := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
# one more than cores: while one waits for the disk or a page, the others work
WORKERS := $(shell expr $(CORES) + 1)
# each begins with a folder of its own, whose browser and copies it makes once, and helps the others at the end
DIST    := --dist worksteal

# Compiled files are kept, whatever a container says: else each process would compile every library and test anew.
unexport PYTHONDONTWRITEBYTECODE

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

demo: .venv/.run  ## a sample record to look at, gone again after Ctrl-C
	@$(BIN)/vividmap demo

run: .venv/.run  ## your own record, as a page
	@$(BIN)/vividmap web

# Beside the tests on SQLite, so that no core waits for the last test of each; told of at the end.
BESIDE := .venv/beside.log

test: browser .venv/.test  ## all that has to pass before a change lands
	@$(MAKE) --no-print-directory lint test-postgresql >$(BESIDE) 2>&1 & beside=$$!; \
	trap 'kill $$beside' INT TERM; \
	$(MAKE) --no-print-directory test-sqlite; sqlite=$$?; \
	wait $$beside; beside=$$?; cat $(BESIDE); \
	[ $$sqlite -eq 0 ] && [ $$beside -eq 0 ]

# Before anything is built, so that a machine that can have no browser says so at once.
prepare:
	$(NEEDS_PYTHON)
	@$(PYTHON) -m tests.support.machine prepare

browser: prepare .venv/.test
	@$(BIN)/python -m tests.support.machine download

test-sqlite: browser .venv/.test
	$(BIN)/pytest -n $(WORKERS) $(DIST)

test-postgresql: .venv/.test
	$(BIN)/pytest -n $(CORES) $(DIST) -m database --database postgresql

lint: .venv/.test  ## style, types, names, and who may import whom
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/djlint src/vividmap/web/templates --check --quiet
	VIVIDMAP_HOME=.venv/home $(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python scripts/naming.py --quiet

format: .venv/.test  ## rewrite the source in the house style
	$(BIN)/ruff check --quiet --fix
	$(BIN)/ruff format --quiet
	$(BIN)/djlint src/vividmap/web/templates --reformat --quiet

bench: .venv/.test  ## the figures: how fast, how large
	$(BIN)/python -m benchmarks

packets: .venv/.test  ## the figures of the packets: frames, selection, length, speed
	$(BIN)/python scripts/packet_figures.py

interop: .venv/.test  ## a résumé as JSON Resume, rendered by four npm themes
	$(BIN)/python scripts/resume_themes.py

inspector: .venv/.test  ## the tools for assistants, listed and called by the protocol's own inspector (npx)
	$(BIN)/python scripts/inspect_tools.py

advisories: .venv/.test  ## known vulnerabilities of the pinned dependencies; "not checked" without a network
	@$(BIN)/python scripts/advisories.py

faults: browser advisories .venv/.test  ## kills, full disks, hostile input, in full (half an hour)
	VIVIDMAP_FAULTS=full $(BIN)/pytest -n $(CORES) $(DIST) -m faults --timeout 1800

foreign: .venv/.test  ## import documents of every shape, and count what is filed rightly (FOLDER=... for others)
	$(BIN)/python -m tests.foreign.measure $(FOLDER)

grouping: .venv/.test  ## group the commits of 60 labelled pieces of work, and count how many agree
	$(BIN)/python -m tests.sources.git.labelled

mutants: .venv/.test  ## plant 200 changes, and see whether a test catches each (docs/mutants.md)
	$(BIN)/python scripts/mutants.py $(MUTANTS)

screenshots: browser .venv/.test  ## the pictures in the documentation
	$(BIN)/python -m tests.browser.screenshots

docs: .venv/.run  ## the command reference, the archive's schema and the tools' descriptions, from the code
	$(BIN)/python scripts/command_reference.py > docs/guide/commands.md
	$(BIN)/python scripts/assistant_tools.py > tests/assistant/tools.json
	$(BIN)/python scripts/archive_schema.py > src/vividmap/formats/archive.schema.json

# No index address and no path of this machine in what is written: it must install from any mirror.
COMPILE = uv pip compile --quiet --upgrade --universal --python-version 3.11 --only-binary :all: \
	--generate-hashes --no-emit-index-url --no-header pyproject.toml requirements/run.in

requirements:  ## pin the newest versions that fit (needs uv)
	$(COMPILE) --extra assistant --output-file requirements/run.txt
	$(COMPILE) --extra assistant --extra postgresql requirements/test.in --output-file requirements/test.txt

clean:  ## remove all that was made here
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -prune -exec rm -rf {} +

.venv/pyvenv.cfg:
	$(NEEDS_PYTHON)
	$(VENV)

.venv/.run: requirements/run.txt pyproject.toml scripts/vividmap | .venv/pyvenv.cfg
	$(HASHED) $<
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.test: requirements/test.txt .venv/.run
	$(HASHED) $<
	@touch $@
