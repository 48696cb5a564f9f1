# The commands of this repository. `make help` lists them; the work is done by the scripts in tools/.
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.PHONY: help run test setup check format bench faults lock fresh
.DEFAULT_GOAL := help

help: ## 列出全部命令
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{printf "  make %-8s %s\n", $$1, $$2}'

run: ## 安装、装入示范数据并在 127.0.0.1:8000 启动（PORT=8001 换端口）
	@tools/setup.sh run
	@exec tools/run.sh

test: ## 备齐所需软件，运行全部测试（SQLite、浏览器、PostgreSQL）
	@tools/setup.sh dev
	@exec tools/test.sh

setup: ## 只安装开发环境（.venv）
	@tools/setup.sh dev

check: ## 检查风格、类型和引用关系
	@tools/setup.sh dev
	@tools/check.sh

format: ## 整理代码格式
	@tools/setup.sh dev
	@.venv/bin/ruff check --quiet --fix . || true
	@.venv/bin/ruff format --quiet .

bench: ## 测量速度（ONLY=程序名，DATABASE=postgresql）
	@tools/setup.sh dev
	@tools/bench.sh

faults: ## 故障试验：强制终止、磁盘写满（ONLY=名称中的词）
	@tools/setup.sh dev
	@tools/faults.sh

lock: ## 按 pyproject.toml 重做带校验值的依赖清单（UPGRADE=1 取最新版）
	@tools/setup.sh dev
	@tools/lock.sh

fresh: ## 把已提交的内容克隆到新目录，在那里运行 .ci/run
	@tools/fresh.sh
