"""Checks of arrays of floats, which name the argument in every message."""

import numpy as np

from helpers.support.validation import no_gaps, numeric

# Numbers that grow beyond their precision make no noise while a network trains: `diverged` tells it.
quiet = np.errstate(over="ignore", invalid="ignore")


def floats(name, value):
    """Return `value`, real numbers, as an array of floats: floats keep their precision, others become double."""
    if type(value) is np.ndarray and value.dtype.kind == "f":       # most calls, and the quickest
        return value
    array = numeric(name, value)
    return array if array.dtype.kind == "f" else array.astype(float)


def rows(name, value):
    """Return `value` as an array of floats with at least one dimension, the last of which is not empty."""
    array = floats(name, value)
    if array.ndim == 0 or array.shape[-1] == 0:
        raise ValueError(f"{name} must have rows that are not empty, got shape {array.shape}")
    return array


def table(name, value):
    """Return `value` as an array of floats of shape (..., n, m), with n and m at least 1."""
    array = floats(name, value)
    if array.ndim < 2 or 0 in array.shape[-2:]:
        raise ValueError(f"{name} must have rows and columns, got shape {array.shape}")
    return array


def fitting(name, value, shape):
    """Return `value` as a finite array of floats if it has this shape."""
    array = floats(name, value)
    if array.shape != shape:
        raise ValueError(f"{name} must have shape {shape}, got shape {array.shape}")
    return no_gaps(name, array)


def spreading(name, value, shape):
    """Return `value` as a finite array of floats that can be spread to `shape`: a number, or fewer or shorter axes."""
    array = no_gaps(name, floats(name, value))
    try:
        np.broadcast_to(array, shape)
    except ValueError:
        raise ValueError(f"{name} must be a number, or fit the shape {shape}, got shape {array.shape}") from None
    return array
