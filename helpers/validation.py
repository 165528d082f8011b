"""Checks of arguments: every message names the argument, what came and what was wanted."""

import numbers

import numpy as np


def positive(name, value):
    """Return `value`, a number or an array of numbers, if all of it is positive and finite."""
    array = numeric(name, value)
    if not (np.isfinite(array).all() and (array > 0).all()):
        raise ValueError(f"{name} must be positive and finite, got {value!r}")
    return value


def not_negative(name, value):
    """Return `value`, a number or an array of numbers, if none of it is negative or infinite."""
    array = numeric(name, value)
    if not (np.isfinite(array).all() and (array >= 0).all()):
        raise ValueError(f"{name} must be zero or positive, and finite, got {value!r}")
    return value


def count(name, value, least=1):
    """Return `value` as an int if it is a whole number of at least `least`."""
    if isinstance(value, bool) or not isinstance(value, numbers.Integral):
        raise TypeError(f"{name} must be a whole number, got {value!r}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value!r}")
    return int(value)


def matrix(name, value, columns=None, rows=None):
    """Return `value` as a finite, non-empty array of shape (rows, columns) of floats.

    Single and double precision are kept; other real numbers become double precision.
    """
    array = numeric(name, value)
    if array.ndim != 2:
        raise ValueError(f"{name} must have 2 dimensions, got shape {array.shape}")
    if array.size == 0:
        raise ValueError(f"{name} must not be empty, got shape {array.shape}")
    if columns is not None and array.shape[1] != columns:
        raise ValueError(f"{name} must have {columns} columns, got shape {array.shape}")
    if rows is not None and array.shape[0] != rows:
        raise ValueError(f"{name} must have {rows} rows, one a sample, got shape {array.shape}")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, but holds NaN or infinity")
    return array if array.dtype in (np.float32, np.float64) else array.astype(np.float64)


def labels(name, value, classes, rows=None):
    """Return `value` as an array of shape (n,) of whole numbers from 0 to classes − 1."""
    array = numeric(name, value)
    if array.ndim != 1 or array.size == 0:
        raise ValueError(f"{name} must be a non-empty list of labels, got shape {array.shape}")
    if rows is not None and len(array) != rows:
        raise ValueError(f"{name} must have {rows} labels, one a sample, got {len(array)}")
    if not np.isin(array, np.arange(classes)).all():
        raise ValueError(f"{name} must hold whole numbers from 0 to {classes - 1}, "
                         f"got {np.unique(array)[:12].tolist()}")
    return array.astype(int)


def numeric(name, value):
    """Return `value` as an array of real numbers."""
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} must have rows of one length") from None
    if array.dtype.kind not in "biuf":
        raise TypeError(f"{name} must hold real numbers, got {type(value).__name__} "
                        f"of dtype {array.dtype}")
    return array
