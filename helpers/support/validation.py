"""Checks of arguments, where data enter: each takes the name and the value of one, and returns the value.

The ValueError or TypeError names the argument, and says what came and what was wanted.
"""

from numbers import Integral

import numpy as np
from sklearn.utils import check_scalar
from sklearn.utils.validation import _check_sample_weight

# Numbers that grow beyond their precision make no noise while a network trains: `diverged` tells it.
quiet = np.errstate(over="ignore", invalid="ignore")


def check_numbers(name, value):
    """Return real numbers of any shape as an array of floats: integers become double, floats keep their precision."""
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} must have rows of one length") from None
    if array.dtype.kind not in "biuf":
        raise TypeError(f"{name} must hold real numbers, got {type(value).__name__} of dtype {array.dtype}")
    return array if array.dtype.kind == "f" else array.astype(float)


def check_finite(name, value):
    """Return real numbers of any shape as an array of floats, if none is NaN or infinite."""
    array = check_numbers(name, value)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, but holds NaN or infinity")
    return array


def check_positive(name, value):
    """Return a number, or an array of numbers, as it came, if all of it is positive and finite."""
    if not (check_finite(name, value) > 0).all():
        raise ValueError(f"{name} must be positive, got {value!r}")
    return value


def check_not_negative(name, value):
    """Return a number, or an array of numbers, as it came, if none of it is negative or infinite."""
    if not (check_finite(name, value) >= 0).all():
        raise ValueError(f"{name} must be zero or positive, got {value!r}")
    return value


def check_fitting(name, value, shape):
    """Return a number, or an array of numbers that NumPy can broadcast to `shape`, as it came."""
    came = check_finite(name, value).shape
    if len(came) > len(shape) or any(n not in (1, m) for n, m in zip(came[::-1], shape[::-1], strict=False)):
        raise ValueError(f"{name} must be a number, or fit the shape {shape}, got shape {came}")
    return value


def check_matrix(name, value, columns=None, rows=None, dtype=None):
    """Return finite numbers as an array of shape (rows, columns), neither zero, in this precision or its own."""
    array = check_finite(name, value)
    if array.ndim != 2 or array.size == 0 or columns not in (None, array.shape[1]) or rows not in (None, len(array)):
        raise ValueError(f"{name} must have shape ({rows or 'n'}, {columns or 'p'}), got shape {array.shape}")
    return array.astype(dtype or array.dtype, copy=False)


def check_labels(name, value, classes=np.inf, rows=None):
    """Return whole numbers from 0 to classes − 1 as an array of integers, shape (rows,)."""
    array = check_numbers(name, value)
    if array.ndim != 1 or array.size == 0 or rows not in (None, len(array)):
        raise ValueError(f"{name} must be a list of {rows or 'n'} labels, one a sample, got shape {array.shape}")
    if not ((array == np.floor(array)) & (array >= 0) & (array < classes)).all():
        raise ValueError(f"{name} must hold whole numbers from 0 to {classes - 1}, got {np.unique(value)[:12]}")
    return array.astype(int)


def check_sample_weight(value, X):
    """Return weights of the rows of X, shape (n,), or ones for None, as a column (n, 1) with mean 1."""
    weights = _check_sample_weight(value, X, dtype=X.dtype, ensure_non_negative=True)
    weights = weights / weights.max()  # equal weights are then 1 without a rounding
    return (weights / weights.mean())[:, None]


def check_count(name, value, least=1):
    """Return a whole number of at least `least` as an int."""
    return int(check_scalar(value, name, Integral, min_val=least))


def check_counts(name, values, least=0):
    """Return a list of `least` or more whole numbers, all positive, as a tuple."""
    if not isinstance(values, (list, tuple)) or len(values) < least:
        raise TypeError(f"{name} must be a list of {least} or more whole numbers, got {values!r}")
    return tuple(check_count(name, value) for value in values)


def check_class(name, value, kind):
    """Return an object of the class `kind`."""
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be of the class {kind.__name__}, got {value!r}")
    return value


def check_choice(name, value, choices):
    """Return what a dictionary of choices holds under the name `value`."""
    if not isinstance(value, str) or value not in choices:
        raise ValueError(f"{name} must be one of {', '.join(sorted(choices))}, got {value!r}")
    return choices[value]


def check_generator(name, seed):
    """Return NumPy's random generator for a seed: a whole number, None, or a generator itself."""
    try:
        return np.random.default_rng(seed)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be a whole number, zero or more, or a Generator, got {seed!r}") from None


def check_texts(name, values):
    """Return a list of strings or numbers as a list of strings."""
    if isinstance(values, str) or not np.iterable(values):
        raise TypeError(f"{name} must be a list of strings, got {values!r}")
    return [str(value) for value in values]
