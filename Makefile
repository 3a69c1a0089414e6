# `make` alone lists the targets. PYTHON=... names the interpreter that makes .venv (3.11 or later).
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
export PYTHON
BIN := .venv/bin
PINNED := .venv/.pinned
INSTALLED := .venv/.installed
UV := build/uv/bin/uv
# Not ray, which has no wheels for some machines: the group dev has it for Linux.
LOCKED_EXTRAS := --extra parquet --extra learn --extra batch

.PHONY: help demo test lint docs fuzz kills load bench bench-batch bench-folder bench-library bench-names bench-report \
    bench-speed build audit report-picture lock clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

demo: $(INSTALLED) ## Install into .venv and show what Putin said in the bundled sample
	@$(BIN)/spq quotes --sample --speaker Putin --format table

test: $(INSTALLED) ## Run the tests
	@bash .ci/test $(BIN)

lint: $(PINNED) ## Check style and types
	@bash .ci/lint $(BIN)

docs: $(INSTALLED) ## Write into README.md and docs/ what the commands print and say now
	@SPQ_WRITE_DOCS=1 $(BIN)/python -m pytest -q -n 0 tests/test_docs.py -k generated_parts
	@SPQ_WRITE_DOCS=1 $(BIN)/python -m pytest -q -n 2 tests/test_docs.py -k blocks

fuzz: $(INSTALLED) ## Run the fuzz targets for SECONDS in all (120), or RUNS of each; TARGETS names some
	@$(BIN)/python tests/fuzz/run.py $(if $(RUNS),--runs $(RUNS),--seconds $(or $(SECONDS),120)) $(TARGETS)

kills: $(INSTALLED) ## Kill KILLS runs (200) at any moment, of spq add and spq batch, and see that nothing is lost or doubled
	@$(BIN)/python tests/support/killing.py add $$(($(or $(KILLS),200) * 3 / 4))
	@$(BIN)/python tests/support/killing.py batch $$(($(or $(KILLS),200) / 4))

load: bench-folder $(INSTALLED) ## Add COUNT articles (100000) made of those in SPQ_BENCH=DIR in one run, with eight readers
	@mkdir -p build && rm -f build/load.db*
	@$(BIN)/python tests/support/load.py make "$$SPQ_BENCH" $(or $(COUNT),100000) build/load.jsonl --characters 400
	@$(BIN)/python tests/support/load.py run build/load.jsonl build/load.db --readers 8 --after $$(($(or $(COUNT),100000) / 2))
	@$(BIN)/python tests/support/load.py check build/load.jsonl build/load.db

bench: bench-folder $(INSTALLED) ## Score the quotations on SPQ_BENCH=DIR, with the time they took
	@mkdir -p build
	@time $(BIN)/spq evaluate quotes "$$SPQ_BENCH/quotes/polnear_dev.jsonl" --predictions build/polnear_dev.jsonl --format table
	@$(BIN)/python "$$SPQ_BENCH/score_quotes.py" "$$SPQ_BENCH/quotes/polnear_dev.jsonl" build/polnear_dev.jsonl

bench-names: bench-folder $(INSTALLED) ## Score names and people on SPQ_BENCH=DIR, and time them on up to 100,000 names
	@mkdir -p build
	@$(BIN)/spq evaluate names "$$SPQ_BENCH/names/pairs_dev.jsonl" --predictions build/pairs_dev.jsonl --format table
	@$(BIN)/spq evaluate speakers "$$SPQ_BENCH/names/clusters_dev.jsonl" --predictions build/clusters_dev.jsonl --format table
	@$(BIN)/python tests/support/recombined.py "$$SPQ_BENCH/names/pairs_dev.jsonl"

bench-speed: bench-folder $(INSTALLED) ## Words a second beside the stock spaCy pipeline, of STOCK=PYTHON, and by stage
	@$(BIN)/python -m spquotes.extractors.speed "$$SPQ_BENCH/quotes/polnear_dev.jsonl" $(or $(STOCK),$(BIN)/python)

bench-library: build/million.db ## Time what is asked of a library of a million attributions (made once, in some minutes)
	@$(BIN)/python tests/support/million.py --time build/million.db

build/million.db: $(INSTALLED)
	@mkdir -p build
	@$(BIN)/python tests/support/million.py $@.part && mv $@.part $@

bench-batch: bench-folder $(INSTALLED) ## Time and memory of spq batch on 840 and 8,400 articles out of SPQ_BENCH=DIR
	@$(BIN)/python tests/support/corpus.py measure "$$SPQ_BENCH" 840 8400 build/corpus

bench-report: bench-folder $(INSTALLED) ## Size of the report of 500 articles of SPQ_BENCH=DIR, and how soon it answers in Chromium
	@$(BIN)/python tests/support/reportspeed.py "$$SPQ_BENCH"

bench-folder:
	@test -d "$${SPQ_BENCH-}/quotes" || { echo "name the folder of the benchmarks: make bench SPQ_BENCH=DIR" >&2; exit 2; }

build: $(PINNED) ## Build the sdist, the wheel from it, and their SBOM into dist/; the same bytes each time
	@rm -rf dist
	@bash .ci/build $(BIN) dist

audit: build/audit/.installed ## Ask, over the network, whether anything that is pinned is known to be vulnerable
	@build/audit/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip --strict --progress-spinner off

report-picture: $(INSTALLED) ## Make docs/report.png anew, in Chromium
	@$(BIN)/python tests/support/reportpicture.py

lock: build/uv/.installed ## Write constraints.txt anew, keeping its versions where they fit (UPGRADE=1: the newest)
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile pyproject.toml --group dev $(LOCKED_EXTRAS) --universal \
	    --python-version 3.11 --generate-hashes --no-annotate --system-certs --quiet \
	    $(if $(UPGRADE),--upgrade) --output-file constraints.txt

clean: ## Remove all that the other targets made
	@rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find cli extractors data tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(PINNED): constraints.txt
	@bash .ci/venv .venv
	@touch $@

$(INSTALLED): pyproject.toml $(PINNED)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

build/uv/.installed:
	@$(PYTHON) -m venv build/uv
	@build/uv/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	@touch $@

build/audit/.installed:
	@$(PYTHON) -m venv build/audit
	@build/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1
	@touch $@
