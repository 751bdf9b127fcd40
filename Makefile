# Owns the short names of the usual commands; the work is done in .ci/ and by run.py, which need no make.
# ARGS is passed on: make run ARGS="--port 9000", make test ARGS="-k timeline".
.DEFAULT_GOAL := help
.PHONY: help run test ner bench screenshot clean

help: ## say what can be made
	@sed -n 's/^\([a-z]*\): ## /  make \1@/p' Makefile | column -t -s @ 2>/dev/null || grep '## ' Makefile

run: ## set up once, then serve the map and open it in the browser
	@.ci/setup
	@.venv/bin/python run.py $(ARGS)

test: ## set up once, then check the style and run every test
	@.ci/test $(ARGS)

ner: ## install spaCy and an English model, which find more names in articles
	@.ci/ner

bench: ## measure the map and the store, beside plain alternatives
	@.ci/setup
	@.venv/bin/python -m tests.benchmarks $(ARGS)

screenshot: ## take the pictures of docs/pictures and docs/gallery anew
	@.ci/setup
	@.ci/chromium
	@.venv/bin/python -m tests.browser.screenshot $(ARGS)

clean: ## remove what can be made again: caches, stores, the .venv
	rm -rf .venv build .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
