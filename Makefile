# make help prints the list below from the ## comments.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

GO ?= go
PKG ?= ./...
# Packages tested at once: the number of cores, at most four (each may start its own PostgreSQL).
P ?= $(shell n=$$(nproc 2>/dev/null || echo 2); [ $$n -gt 4 ] && n=4; echo $$n)
FUZZTIME ?= 30s
STATICCHECK := .cache/bin/staticcheck
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
LDFLAGS := -s -w -X main.version=$(VERSION)

# The program needs no C compiler. Only the race detector does, and its target sets CGO_ENABLED itself.
export CGO_ENABLED = 0

.PHONY: help build run test check fmt vet deps bench bench-join long fuzz chaos attack generate gazetteer train-muc train-weigh screenshot clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

build: ## build bin/tocsin, one static binary
	@mkdir -p bin
	@$(GO) build -trimpath -ldflags '$(LDFLAGS)' -o bin/tocsin ./cmd/tocsin

run: build ## start the sample scenario on http://localhost:8080 (KEEP=1 goes on with the last one; PORT=n)
	@exec ./bin/tocsin run --dir var/run --port $(or $(PORT),8080) $(if $(KEEP),--keep)

deps: ## install what the tests need and is missing (PostgreSQL, libxml2, xmlsec1, an SMTP server, a browser)
	@scripts/deps.sh

fmt: ## check that the code is formatted
	@bad=$$(gofmt -l $$(find . -name '*.go' -not -path './.*/*' -not -path '*/node_modules/*')); [ -z "$$bad" ] || { echo "not formatted (gofmt -w them):"; echo "$$bad"; exit 1; }

vet: ## go vet
	@$(GO) vet ./...

test: deps fmt vet ## all tests, on both database engines (under 10 minutes on 2 cores)
	@start=$$SECONDS; \
	TOCSIN_REQUIRE_POSTGRES=1 TOCSIN_REQUIRE_XMLLINT=1 TOCSIN_REQUIRE_XMLSEC1=1 TOCSIN_REQUIRE_BROWSER=1 TOCSIN_REQUIRE_SMTP=1 TOCSIN_REQUIRE_IMAP=1 \
	  $(GO) test -p $(P) -timeout 9m $(PKG); \
	echo "all tests passed in $$((SECONDS - start)) s"

check: fmt vet $(STATICCHECK) ## format, vet, staticcheck, import rule, known vulnerabilities, short tests with -race
	@echo "staticcheck"; $(STATICCHECK) ./...
	@echo "import rule"; $(GO) test ./internal/arch/
	@scripts/vulncheck.sh
	@if command -v gcc >/dev/null 2>&1 || command -v clang >/dev/null 2>&1; then \
	  echo "short tests with -race"; CGO_ENABLED=1 $(GO) test -race -short -p $(P) -timeout 9m $(PKG); \
	else echo "no C compiler: the race detector is skipped (apt-get install gcc)"; $(GO) test -short -p $(P) $(PKG); fi

$(STATICCHECK):
	@mkdir -p .cache/bin
	@GOBIN=$(CURDIR)/.cache/bin $(GO) install honnef.co/go/tools/cmd/staticcheck@v0.8.2

bench: ## measure: ratios against a plain peer in the same run
	@scripts/bench.sh

bench-join: ## join reports among 100,000 open situations and a million reports, on both engines (10 minutes or more)
	@TOCSIN_BENCH_JOIN=100000 $(GO) test -run '^$$' -bench BenchmarkJoin -benchtime 300x -timeout 60m ./internal/store

long: ## read texts, pages and mails of every awkward kind at 1, 2, 5 and 10 MB: MB/s of processor time, and the most memory (5 minutes)
	@TOCSIN_LONG=1 $(GO) test -v -count=1 -timeout 60m -run TestLongTexts ./internal/reading | grep -E 'MB/s|memory|linear|^(ok|FAIL)' | sed 's/^ *long_test.go:[0-9]*: //'

fuzz: ## fuzz every target for FUZZTIME (30s)
	@scripts/fuzz.sh $(FUZZTIME) $(PKG)

chaos: deps ## kill the program in the middle of a release, on both engines (reliability.md, G1)
	@if [ -d test/chaos ]; then TOCSIN_REQUIRE_POSTGRES=1 TOCSIN_CHAOS=full $(GO) test -v -count=1 -timeout 30m ./test/chaos/...; \
	else echo "test/chaos is not there"; exit 1; fi

attack: deps ## every attack in full: signatures with every bit turned, hostile documents, fields against libxml2 (reliability.md, G17, G18)
	@TOCSIN_REQUIRE_XMLLINT=1 TOCSIN_REQUIRE_XMLSEC1=1 TOCSIN_ATTACK=full $(GO) test -v -count=1 -p 1 -timeout 20m -run 'Forgery|Flipped|ECDSA|Canonical|Xmlsec1|Peers|Hostile|Agree' ./cap/... ./test/attack/...

generate: ## make the generated code again (templ pages)
	@$(GO) run github.com/a-h/templ/cmd/templ@v0.3.1001 generate

gazetteer: ## make the embedded gazetteer again from open data
	@scripts/gazetteer.sh

train-muc: ## learn the weights of internal/reading/muc again from a local copy of MUC-4 (MUC=folder; 3 minutes)
	@$(GO) run ./tools/muc -in $(or $(MUC),../shared/data/texts)

train-weigh: ## learn the weights of internal/reading/story/weigh again from the marked texts (seconds)
	@$(GO) run ./tools/weigh

screenshot: build ## make docs/img/console.png again
	@scripts/screenshot.sh

clean: ## remove what was built and what `make run` keeps
	@rm -rf bin var coverage.out
