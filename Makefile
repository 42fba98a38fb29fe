# Two commands on a fresh machine with Python 3.11+ and make: `make demo` and `make test`.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: demo test lint soak bench bench-all docs clean

# Set-up runs again when what it installs has changed.
$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@

demo: $(VENV)/.ready
	$(BIN)/auditor audit samples --output html=reports/example/report.html --output json=reports/example/audit.json
	@echo "The report: reports/example/report.html"

lint: $(VENV)/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Two workers, a file each: module fixtures run once, and the whole stays well under ten minutes on two cores.
test: lint
	$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report=term-missing:skip-covered --cov-fail-under=85
	$(BIN)/auditor rules test

soak: $(VENV)/.ready
	$(BIN)/python -m pytest -m soak

# Copies beside peers, then figures, rules, the corpus and the report; a page of docs/ each.
bench: $(VENV)/.ready
	$(BIN)/python -m benchmarks.run
	$(BIN)/python -m benchmarks.figures
	$(BIN)/python -m benchmarks.matching
	$(BIN)/python -m benchmarks.corpus
	$(BIN)/python -m benchmarks.report

bench-all: $(VENV)/.ready
	$(BIN)/python -m benchmarks.run --all

docs: $(VENV)/.ready
	$(BIN)/auditor rules docs --output docs/rules

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
