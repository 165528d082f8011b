"""Checks of strings, and of the paths of files; every message names the argument."""

import os
from pathlib import Path

import numpy as np


def text(name, value):
    """Return `value` if it is a string."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a string, got {value!r}")
    return value


def texts(name, values):
    """Return `values`, strings or numbers, as a list of strings."""
    if isinstance(values, (bytes, dict, set)) or not np.iterable(values):
        raise TypeError(f"{name} must be a list of strings, got {values!r}")
    values = [value.item() if isinstance(value, np.generic) else value for value in values]
    if not all(isinstance(value, (str, int, float)) for value in values):
        raise TypeError(f"{name} must be a list of strings or numbers, got {values!r}")
    return [str(value) for value in values]


def location(name, path):
    """Return a path, a string or a `Path`, as a `Path`."""
    if not isinstance(path, (str, os.PathLike)) or not isinstance(os.fspath(path), str):
        raise TypeError(f"{name} must be the path of a file, got {path!r}")
    if not Path(path).name or "\0" in str(path):
        raise ValueError(f"{name} must be the path of a file, got {path!r}")
    return Path(path)
