"""Checks of arguments: every message names the argument, what came and what was wanted."""

import numbers
import sys

import numpy as np

MOST = 2**31        # parameters
NO_NUMBERS = bool, np.timedelta64       # though both are of the class numbers.Number


def positive(name, value):
    """Return `value`, a number or an array of numbers, if all of it is positive and finite."""
    array = numeric(name, value)
    if not (array.size and np.isfinite(array).all() and (array > 0).all()):
        raise ValueError(f"{name} must be positive and finite, got {value!r}")
    return value


def not_negative(name, value):
    """Return `value`, a number or an array of numbers, if none of it is negative or infinite."""
    array = numeric(name, value)
    if not (array.size and np.isfinite(array).all() and (array >= 0).all()):
        raise ValueError(f"{name} must be zero or positive, and finite, got {value!r}")
    return value


def single(name, value):
    """Return `value` as a float if it is one real number."""
    if numeric(name, value).ndim:
        raise ValueError(f"{name} must be a number, got {value!r}")
    return float(value)


def count(name, value, least=1):
    """Return `value` as an int if it is a whole number of at least `least`."""
    if isinstance(value, NO_NUMBERS) or not isinstance(value, numbers.Integral):
        raise TypeError(f"{name} must be a whole number, got {value!r}")
    number = int(value)
    if number < least:
        raise ValueError(f"{name} must be at least {least}, got {value!r}")
    if number > sys.maxsize:
        raise ValueError(f"{name} must be at most {sys.maxsize}, got {value!r}")
    return number


def counts(name, values):
    """Return `values`, a list or tuple of whole numbers of at least 1, as a tuple."""
    if isinstance(values, bytes) or not np.iterable(values):
        raise TypeError(f"{name} must be a list of whole numbers, got {values!r}")
    return tuple(count(name, value) for value in values)


def affordable(name, parameters):
    """Refuse a number of parameters that no machine for this course has room for: 16 GiB in double precision."""
    if one_of("parameters", parameters, int) > MOST:
        raise ValueError(f"{name} must make at most {MOST} parameters, got {parameters}")


def flag(name, value):
    """Return `value` as a bool if it is True or False, or 1 or 0."""
    if not isinstance(value, (bool, np.bool_, int)):
        raise TypeError(f"{name} must be True or False, got {value!r}")
    return bool(value)


def one_of(name, value, kind):
    """Return `value` if it is a `kind`, a class."""
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be of the class {kind.__name__}, got {value!r}")
    return value


def choice(name, value, choices):
    """Return what a dictionary of choices holds under the name `value`."""
    if not isinstance(value, str) or value not in choices:
        raise ValueError(f"{name} must be one of {', '.join(sorted(choices))}, got {value!r}")
    return choices[value]


def stepper(name, value):
    """Return `value` if it is a scheduler: an object with a method `step`."""
    if isinstance(value, type) or not callable(getattr(value, "step", None)):
        raise TypeError(f"{name} must be one of helpers.schedulers, as in Constant(0.1), got {value!r}")
    return value


def precision(name, value):
    """Return `value` as the dtype float32 or float64."""
    # Only what can be compared with them: an array would be compared entry by entry.
    if not isinstance(value, (str, type, np.dtype)) or value not in (np.float32, np.float64, "float32", "float64"):
        raise ValueError(f"{name} must be float32 or float64, got {value!r}")
    return np.dtype(value)


def generator(name, seed):
    """Return numpy's random generator for a seed: a whole number, None, or a generator itself."""
    try:
        return np.random.default_rng(seed)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be a whole number, zero or more, or a Generator, got {seed!r}") from None


def per_network(name, value, stack):
    """Return `value` if it is a number, or has the shape (..., 1, 1) of one number for each network of a stack."""
    shape = numeric(name, value).shape
    if shape and (shape[-2:] != (1, 1) or len(shape) > len(stack) + 2
                  or any(n not in (1, m) for n, m in zip(shape[-3::-1], stack[::-1], strict=False))):
        raise ValueError(f"{name} must be a number, or fit the shape {(*stack, 1, 1)}, got shape {shape}")
    return value


def vector(name, value):
    """Return `value`, a number or a list of numbers, as an array of floats of shape (n,)."""
    array = np.atleast_1d(numeric(name, value)).astype(float)
    if array.ndim != 1:
        raise ValueError(f"{name} must be a list of numbers, got shape {array.shape}")
    return array


def matrix(name, value, columns=None, rows=None, dtype=None):
    """Return `value` as a finite, non-empty array of shape (rows, columns) of floats.

    dtype: the precision of the result. Without it single and double precision are kept, and other real numbers
    become double precision.
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
    if dtype is None:
        dtype = array.dtype if array.dtype in (np.float32, np.float64) else np.float64
    with np.errstate(over="ignore"):
        array = array.astype(dtype, copy=False)
    return no_gaps(name, array)


def no_gaps(name, value):
    """Return `value` as an array of real numbers, if all of it is finite."""
    array = numeric(name, value)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite in {array.dtype}, but holds NaN or infinity")
    return array


def sample_weights(value, rows, dtype):
    """Return weights of samples, shape (rows,), as a column (rows, 1) with mean 1."""
    array = numeric("sample_weight", value)
    if array.shape != (rows,):
        raise ValueError(f"sample_weight must have shape {(rows,)}, one number a sample, got shape {array.shape}")
    if not (np.isfinite(array).all() and (array >= 0).all() and array.any()):
        raise ValueError("sample_weight must be finite, without negative numbers, and not all zero")
    array = array.astype(float) / array.max()               # the sum of the largest numbers would overflow
    return (array / array.mean()).astype(dtype)[:, None]


def labels(name, value, classes=2**53, rows=None):
    """Return `value` as an array of shape (n,) of whole numbers from 0 to classes − 1."""
    array = numeric(name, value)
    if array.ndim != 1 or array.size == 0:
        raise ValueError(f"{name} must be a non-empty list of labels, got shape {array.shape}")
    if rows is not None and len(array) != rows:
        raise ValueError(f"{name} must have {rows} labels, one a sample, got {len(array)}")
    if array.dtype.kind == "f":
        array = array.astype(float)         # half precision does not reach to the number of classes
    if not ((array == np.floor(array)) & (array >= 0) & (array < classes)).all():
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
