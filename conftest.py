"""The kernels of the notebooks inherit what is set here: no progress bars, and one thread of BLAS for each of the
parallel workers, which share the cores. Notebooks whose packages are not installed are left out, and the report says
which."""

import importlib.util
import os
import re

os.environ["COURSE_QUIET"] = "1"
if "PYTEST_XDIST_WORKER" in os.environ:
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def missing(path):
    """Return the packages that a notebook asks for, by `require` of helpers.beyond, and that are not installed."""
    asked = re.search(r"\brequire\(([^)]*)\)", path.read_text("utf-8"))
    packages = re.findall(r"[\w.]+", asked[1]) if asked else []
    return [name for name in packages if importlib.util.find_spec(name) is None]


def pytest_ignore_collect(collection_path):
    if collection_path.suffix == ".ipynb" and missing(collection_path):
        return True


def pytest_terminal_summary(terminalreporter, config):
    for path in sorted((config.rootpath / "notebooks").glob("*.ipynb")):
        if packages := missing(path):
            terminalreporter.write_line(f"left out {path.name}: it needs {', '.join(packages)} (make beyond)")
