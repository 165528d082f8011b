"""Data that scikit-learn's `fetch_openml` has left on disk: gzipped files of text, in the format ARFF.

We read such a file ourselves. `fetch_openml` would do it, but where it finds a fault it deletes the file and goes to
the network, and this course fetches nothing.
"""

import gzip
import os
import zlib
from itertools import count as count_from
from itertools import islice
from pathlib import Path

import numpy as np

from helpers.support.progress import progress
from helpers.support.texts import location
from helpers.support.validation import count

ROWS = 1000         # read at a time
LONGEST = 100_000   # characters of a line
EXTRA = 10_000      # lines that are not rows: the header's, and empty ones


def sklearn_home():
    """Return scikit-learn's folder of data, which need not exist."""
    return Path(os.environ.get("SCIKIT_LEARN_DATA") or "~/scikit_learn_data").expanduser()


def read_openml(path, rows, columns):
    """Return X, shape (rows, columns − 1), and y, shape (rows,), the last column: unsigned bytes.

    Raises ValueError, naming the file, if it is damaged or holds anything else.
    """
    path, rows, columns = location("path", path), count("rows", rows), count("columns", columns, least=2)
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            table = _read(_lines(file, rows), rows, columns)
    except (ValueError, EOFError, IsADirectoryError, gzip.BadGzipFile, zlib.error) as error:
        raise ValueError(f"{path} is damaged, or not what its name says: {error}") from None
    return table[:, :-1], table[:, -1]


def _lines(file, rows):
    """Yield the lines of a file, and refuse what unpacks to far more than a table of so many rows."""
    for number in count_from(1):
        line = file.readline(LONGEST)
        if not line:
            return
        if len(line) == LONGEST or number > rows + EXTRA:
            raise ValueError(f"line {number} is too long, or one too many")
        yield line


def _read(lines, rows, columns):
    declared = 0
    for line in lines:
        word = line.lower().split(maxsplit=1)[:1]
        declared += word == ["@attribute"]
        if word == ["@data"]:
            break
    if declared != columns:
        raise ValueError(f"it must have {columns} columns, but has {declared}")
    table = np.empty((rows, columns), np.uint8)
    for at in progress(range(0, rows, ROWS), "reading"):
        chunk = [line for line in islice(lines, min(ROWS, rows - at)) if line.strip()]
        if len(chunk) < min(ROWS, rows - at):
            raise ValueError(f"it must have {rows} rows, but has only {at + len(chunk)}")
        # loadtxt refuses what is no whole number from 0 to 255, and rows of other lengths.
        numbers = np.loadtxt(chunk, np.uint8, delimiter=",", quotechar="'", comments=None)
        table[at:at + len(chunk)] = numbers.reshape(len(chunk), columns)
    if any(line.strip() for line in lines):
        raise ValueError(f"it must have {rows} rows, but has more")
    return table
