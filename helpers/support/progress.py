"""Progress of long work, shown to people only: on a terminal and in JupyterLab, not where outputs are stored."""

import os
import sys

import numpy as np
from tqdm import tqdm

from helpers.support.texts import text
from helpers.support.validation import count, flag

DELAY = 1       # seconds before a bar appears: short work shows none


def progress(items, what, shown=True, total=None):
    """Iterate over `items`; long work shows a bar named `what`, which is gone at the end, if `shown`.

    total: how many items there are, where `items` has no length.

    `make run` and pytest set the environment variable COURSE_QUIET, which turns bars off.
    """
    if not np.iterable(items):
        raise TypeError(f"items must be something to iterate over, got {items!r}")
    if total is not None:
        count("total", total, least=0)
    watched = sys.stderr.isatty() or "ipykernel" in sys.modules
    hidden = not (flag("shown", shown) and watched) or "COURSE_QUIET" in os.environ
    return tqdm(items, desc=text("what", what), total=total, leave=False, delay=DELAY, disable=hidden)
