"""Progress of long work, shown to people only: on a terminal and in JupyterLab, not where outputs are stored."""

import os
import sys

from tqdm import tqdm

DELAY = 1  # seconds before a bar appears: short work shows none


def progress(items, what, shown=True):
    """Iterate over `items`; long work shows a bar named `what`, which is gone at the end, if `shown`.

    `make run` and pytest set the environment variable COURSE_QUIET, which turns bars off.
    """
    watched = sys.stderr.isatty() or "ipykernel" in sys.modules
    hidden = not (shown and watched) or "COURSE_QUIET" in os.environ
    return tqdm(items, desc=what, leave=False, delay=DELAY, disable=hidden)
