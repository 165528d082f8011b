# Every target sets up what it needs: the first call makes .venv from the lock, which takes about a minute.
# NOTEBOOK=15_grid_search_heatmaps: `make lab` opens it, `make run` runs it alone; PYTHON=python3.12 picks an interpreter.

PYTHON ?= python3
VENV := .venv/bin/python
SETTINGS := .venv/share/jupyter/lab/settings/overrides.json

.PHONY: help lab edit check test coverage mutants claims site slides run bench stress versions links beyond lock clean
.DELETE_ON_ERROR:

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' Makefile

# The administrator, as one is in a container, must say so.
JUPYTERLAB = $(VENV) -m jupyterlab $(if $(filter 0,$(shell id -u)),--allow-root)

lab: $(SETTINGS)  ## copy the notebooks into work/, and open them in JupyterLab
	$(VENV) tools/work.py
	$(JUPYTERLAB) work/$(or $(NOTEBOOK),00_start_here).ipynb

edit: $(SETTINGS)  ## open the notebooks themselves, as their authors do
	$(JUPYTERLAB) notebooks$(if $(NOTEBOOK),/$(NOTEBOOK).ipynb)

check: .venv/ready  ## lint, and the tests of what has changed since they last passed
	$(VENV) tools/check.py

test: .venv/ready  ## run every test and every notebook
	$(VENV) -m pytest

UNIT := tests/helpers tests/notebooks/test_exercises.py

coverage: .venv/ready  ## which lines of the helpers the unit tests miss, 5 % at most, and which the notebooks
	$(VENV) -m coverage erase
	$(VENV) -m coverage run -m pytest --quiet $(UNIT)
	$(VENV) -m coverage combine --quiet
	$(VENV) -m coverage report
	$(VENV) -m coverage erase
	PYTHONPATH=tools $(VENV) -m coverage run -m pytest -p patient_kernels --quiet notebooks
	$(VENV) -m coverage combine --quiet
	$(VENV) -m coverage report --fail-under=0

mutants: .venv/ready  ## change the helpers in one place at a time; a unit test must notice 95 in a hundred (mutmut)
	$(VENV) -m pip install --quiet "mutmut>=3.8,<4"
	OPENBLAS_NUM_THREADS=1 COURSE_QUIET=1 $(VENV) -m mutmut run
	$(VENV) -m mutmut results
	$(VENV) -m mutmut export-cicd-stats
	$(VENV) -c 'import json; n = json.load(open("mutants/mutmut-cicd-stats.json")); noticed = n["killed"] + n["timeout"]; \
	  exit(noticed < 0.95 * n["total"] and "only %d of %d changes are noticed" % (noticed, n["total"]))'

claims: .venv/ready  ## repeat what the notebooks conclude, from ten other seeds; takes some minutes
	$(VENV) tools/claims.py $(NOTEBOOK)

site: .venv/ready  ## build the website: _site/index.html
	$(VENV) -m sphinx --quiet --jobs 2 site _site
	@echo "The site is in _site/index.html."

slides: .venv/ready  ## turn the notebooks into slides: _slides/index.html
	$(VENV) tools/slides
	@echo "The slides are in _slides/index.html."

run: .venv/ready  ## re-execute the notebooks, or NOTEBOOK=name, and save their outputs
	$(VENV) tools/run_notebooks.py $(NOTEBOOK)

bench: site  ## measure speeds and sizes; takes some minutes and never fails on them
	$(VENV) benchmarks/network.py
	$(VENV) benchmarks/race.py
	$(VENV) benchmarks/site.py
	$(VENV) benchmarks/house.py

stress: .venv/ready  ## run the core notebooks on other kernels of the CPU and in other places; takes half an hour
	$(VENV) tools/stress.py

links: .venv/ready  ## try the addresses outside that the course names; never fails
	$(VENV) tools/check_links.py

beyond: .venv/beyond  ## add what part V needs: TensorFlow, Keras, JAX and others

lock: .venv/ready  ## choose new versions within the ranges of pyproject.toml, into the two requirements files
	$(VENV) -m pip install --quiet "uv>=0.9"
	$(VENV) -m uv pip compile --upgrade --quiet --no-strip-extras pyproject.toml --extra test --extra site --extra edit \
	  --output-file requirements.txt
	$(VENV) -m uv pip compile --upgrade --quiet --no-strip-extras pyproject.toml --extra beyond --constraint requirements.txt \
	  --output-file requirements-beyond.txt

versions: .venv/ready  ## run the tests with the oldest, then with the newest versions within those ranges
	$(VENV) -m pip install --quiet "uv>=0.9"
	$(VENV) tools/versions.py oldest
	$(VENV) tools/versions.py newest

clean:  ## remove everything that make made
	rm -rf .venv _site _slides _build mutants site/notebooks site/_static/taste

# `ready` is written last, so that an interrupted set-up starts again. pip byte-compiles what it installs.
.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv --clear .venv
	$(VENV) -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	$(VENV) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch .venv/ready

# JupyterLab asks nobody whether it may fetch news.
$(SETTINGS): tools/overrides.json .venv/ready
	@mkdir -p $(@D)
	@cp $< $@

.venv/beyond: requirements-beyond.txt .venv/ready
	$(VENV) -m pip install --quiet --disable-pip-version-check --requirement requirements-beyond.txt
	@touch .venv/beyond
