"""The kernels of the notebooks inherit what is set here: no progress bars, and one thread of BLAS for each of the
parallel workers, which share the cores."""

import os

os.environ["COURSE_QUIET"] = "1"
if "PYTEST_XDIST_WORKER" in os.environ:
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")
