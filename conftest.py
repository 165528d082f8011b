"""The kernels of the notebooks inherit what is set here: no progress bars, and one thread of BLAS for each of the
parallel workers, which share the cores. Notebooks whose packages are not installed are left out, and the report says
which. Files that took long before come first, so that in the end no worker is left alone with one."""

import importlib.util
import os
import re
from collections import Counter

os.environ["COURSE_QUIET"] = "1"
if "PYTEST_XDIST_WORKER" in os.environ:
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")

SECONDS = "course/seconds"  # in the cache of pytest: what each file took, at most
took: Counter = Counter()


def missing(path):
    """Return the packages that a notebook asks for, by `require` of helpers.beyond, and that are not installed."""
    asked = re.search(r"\brequire\(([^)]*)\)", path.read_text("utf-8"))
    packages = re.findall(r"[\w.]+", asked[1]) if asked else []
    return [name for name in packages if importlib.util.find_spec(name) is None]


def pytest_ignore_collect(collection_path):
    if collection_path.suffix == ".ipynb" and missing(collection_path):
        return True


def file(nodeid):
    return nodeid.partition("::")[0]


def pytest_collection_modifyitems(config, items):
    """What has not run yet comes first: notebooks before tests, and late ones, which train, before early ones."""
    last = config.cache.get(SECONDS, {}) if hasattr(config, "cache") else {}
    items.sort(
        reverse=True,
        key=lambda item: (last.get(file(item.nodeid), 1e6), item.path.suffix == ".ipynb", file(item.nodeid)),
    )


def pytest_runtest_logreport(report):
    took[file(report.nodeid)] += report.duration


def pytest_sessionfinish(session):
    if hasattr(session.config, "cache") and "PYTEST_XDIST_WORKER" not in os.environ:
        session.config.cache.set(SECONDS, Counter(session.config.cache.get(SECONDS, {})) | took)


def pytest_terminal_summary(terminalreporter, config):
    for path in sorted((config.rootpath / "notebooks").glob("*.ipynb")):
        if packages := missing(path):
            terminalreporter.write_line(f"left out {path.name}: it needs {', '.join(packages)} (make beyond)")
