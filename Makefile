# make run     start on this machine        (another port: make run PORT=8001)
# make test    everything that must hold before a change goes in
# make bench   measure pages and calculations
# make lock    write the pinned requirements from pyproject.toml
# make clean   remove what make made; the database in var/ stays

PORT = 8000
PYTHON = .venv/bin/python

.PHONY: run test bench lock clean

run:
	@.ci/environment requirements.txt
	@MODELLWAHL_COLLECTED_STATIC=1 $(PYTHON) manage.py serve --port $(PORT)

test:
	@.ci/environment requirements-dev.txt
	@.ci/programs
	@.ci/test

bench:
	@.ci/environment requirements-dev.txt
	@$(PYTHON) -m benchmarks

lock:
	@.ci/environment requirements-dev.txt
	@.ci/lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf var/assets var/assets-made-from var/static var/static-made-from
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale -name '*.mo' -exec rm -f {} +
