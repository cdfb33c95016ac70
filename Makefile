# make setup · make run · make test · make bench.  Windows has no make: README.md gives its lines.
.PHONY: setup libs run test check bench

# the first Python on the path that is new enough; say PYTHON=... to choose another
ifndef PYTHON
PYTHON := $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
endif
# compiled once and kept: the tests start this program some hundred times
unexport PYTHONDONTWRITEBYTECODE
VENV := .venv/bin
SCREEN := $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname -s))

setup:
	@test -n "$(PYTHON)" || { echo "Python 3.11 이상이 필요합니다. 설치한 뒤 다시 실행하세요."; exit 1; }
	@$(PYTHON) setup_env.py

libs: setup
	@$(VENV)/python setup_env.py libs $(if $(SCREEN),--window)

# without a screen the demonstration plays by itself and leaves pictures and reports in out/
run: libs
ifneq ($(strip $(SCREEN)),)
	$(VENV)/hamkke
else
	QT_QPA_PLATFORM=offscreen $(VENV)/hamkke demo --play out/
endif

check: setup
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/mypy

test: libs check
	QT_QPA_PLATFORM=offscreen $(VENV)/python -m pytest -n auto --dist worksteal

bench: libs
	QT_QPA_PLATFORM=offscreen $(VENV)/python -m tests.bench
