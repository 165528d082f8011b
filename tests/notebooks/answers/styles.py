"""Right answers in other styles, by rule: what students do with arguments and results that changes nothing."""

import copy
import functools
import inspect

import numpy as np


def each(value, change):
    """Return a value with all arrays and floats in it changed, through lists and tuples."""
    if isinstance(value, (list, tuple)):
        return type(value)(each(part, change) for part in value)
    return change(value) if isinstance(value, (np.ndarray, float)) else value


def whole(a):
    """Return integers for numbers that are whole."""
    return np.int64(a) if np.all(a == np.round(a)) else a


def empty(a):
    """Leave nothing of an argument: zeros in an array, no entries in a list."""
    if isinstance(a, np.ndarray):
        a[...] = 0
    elif isinstance(a, list):
        for part in a:
            empty(part)
        a.clear()
    elif isinstance(a, dict):
        a.clear()


def styles(answer):
    """Return the styles of an answer, name to function."""
    names = list(inspect.signature(answer).parameters)

    def given(change):
        return lambda *arguments: answer(*(each(a, change) for a in arguments))

    def returned(change):
        return lambda *arguments: change(answer(*arguments))

    def spoilt(*arguments):
        result = copy.deepcopy(answer(*arguments))
        for a in arguments:
            empty(a)
        return result

    def in_place(*arguments):
        result = answer(*arguments)
        for a in arguments:
            if (
                isinstance(a, np.ndarray)
                and a.dtype == float
                and isinstance(result, np.ndarray)
                and a.shape == result.shape
            ):
                a[...] = result
                return a
        return result

    class Callable:
        def __call__(self, *arguments):
            return answer(*arguments)

    def single(a):
        return a.astype(np.float32) if isinstance(a, np.ndarray) and a.dtype == float else a

    def turned(a):
        return np.array(a, order="F") if np.ndim(a) else a

    def plain(result):
        return result.tolist() if isinstance(result, np.ndarray) else each(result, lambda a: np.asarray(a).tolist())

    return {
        "arguments made lists, and arrays again": given(lambda a: np.array(a.tolist()) if np.ndim(a) else float(a)),
        "whole numbers as integers": given(whole),
        "arguments in Fortran order": given(turned),
        "arguments in single precision": given(single),
        "arguments emptied afterwards": spoilt,
        "result written over an argument": in_place,
        "keywords": lambda *arguments: answer(**dict(zip(names, arguments, strict=True))),
        "a partial function": functools.partial(answer),
        "an object that is called": Callable(),
        "result in single precision": returned(lambda r: each(r, single)),
        "result in Fortran order": returned(lambda r: each(r, turned)),
        "result as lists": returned(plain),
        "result as tuples": returned(lambda r: tuple(plain(r)) if isinstance(r, np.ndarray) and r.ndim else r),
    }
