# Synaq. `make run`: the product with its demo. `make test`: everything that must hold.
PORT ?= 8000
HOST ?= 127.0.0.1
VENV := .venv
PY := $(VENV)/bin/python

.PHONY: run test check setup setup-test lock api
.DEFAULT_GOAL := run

run: setup
	@exec $(VENV)/bin/synaq serve --demo --host $(HOST) --port $(PORT)

setup:
	@scripts/setup

setup-test:
	@scripts/setup test

test: setup-test
	@scripts/test

check: setup-test
	@scripts/check

# The HTTP interface as the web client knows it; a test fails when it differs from the server's.
api:
	@$(VENV)/bin/synaq openapi > client_web/openapi.json
	@cd client_web && npm run --silent api

# Resolve requirements*.in anew. Needs uv in the environment: pip install uv.
lock:
	@uv pip compile -q --override overrides.txt --no-emit-index-url --no-header --no-annotate requirements.in -o requirements.lock
	@uv pip compile -q --override overrides.txt --no-emit-index-url --no-header --no-annotate requirements-dev.in -o requirements-dev.lock
