"""A plugin of pytest for `make mutants`: each run starts in a fork of one large process, whose objects live on.

Without it the first full collection of garbage goes through all of them, which takes longer than most of the tests.
"""

import gc


def pytest_configure():
    gc.freeze()
