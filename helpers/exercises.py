"""Exercises that check themselves: `check("1.1", answer)` says correct, or not yet with a hint.

What an answer must do is written down in `helpers.checks`, a module a notebook. These judges hold no solutions:
they compare with finite differences and known properties, and when the answer differs they try the usual
mistakes and name the one that fits.
"""

import importlib
import pkgutil
from collections.abc import Callable

import numpy as np

import helpers.checks

JUDGES: dict[str, Callable] = {}


class NotYet(Exception):
    """An answer is not right yet; the message is the hint."""


def exercise(number):
    """Register a function as the judge of an exercise: it returns what was found, or raises NotYet."""
    if not isinstance(number, str):
        raise TypeError(f"number must be that of the exercise, as in '4.1', got {number!r}")

    def register(judge):
        JUDGES[number] = judge
        return judge
    return register


def check(number, answer):
    """Print whether `answer` solves the exercise, with a hint if it does not. Never raises."""
    try:
        finding = _judge(number)(answer)
    except NotYet as hint:
        print(f"{number} not yet: {hint}")
    except Exception as error:
        print(f"{number} not yet: {type(error).__name__}: {error}")
    else:
        print(f"{number} correct: {finding}")


def _judge(number):
    notebook = f"n{str(number).split('.')[0].zfill(2)}_"
    for module in pkgutil.iter_modules(helpers.checks.__path__):
        if module.name.startswith(notebook):
            importlib.import_module(f"helpers.checks.{module.name}")
    if number not in JUDGES:
        raise NotYet("there is no exercise of this number.")
    return JUDGES[number]


def call(answer, *arguments):
    """Return answer(*arguments) as an array of floats; raise NotYet if that is not possible."""
    if not callable(answer):
        raise NotYet(f"expected a function, got {type(answer).__name__}.")
    name = getattr(answer, "__name__", "the function")
    try:
        value = answer(*arguments)
    except Exception as error:
        raise NotYet(f"{name} raises {type(error).__name__}: {error}") from None
    if value is None:
        raise NotYet(f"{name} returns None.")
    try:
        value = np.asarray(value, float)
    except (TypeError, ValueError):
        raise NotYet(f"{name} returns {type(value).__name__}, expected numbers.") from None
    if not np.isfinite(value).all():
        raise NotYet(f"{name} returns a number that is not finite.")
    return value


def agree(answer, points, truth, mistakes, finding, tolerance=1e-6):
    """Return `finding` if answer(*p) equals truth(*p) at every point p, else raise NotYet with a hint.

    points: tuples of arguments. truth: a function of the same arguments, known by property.
    mistakes: pairs of a hint and a function that makes the mistake; the first that fits the answer is named.
    """
    got = [call(answer, *p) for p in points]
    want = [np.asarray(truth(*p), float) for p in points]
    if _equal(got, want, tolerance):
        return finding
    common = [("everywhere the negative of what it should be.", lambda *p: -np.asarray(truth(*p), float)),
              ("this is the transpose of what it should be.", lambda *p: np.transpose(truth(*p)))]
    for hint, wrong in [*mistakes, *common]:
        if _equal(got, [np.asarray(wrong(*p)) for p in points], tolerance):
            raise NotYet(hint)
    for p, ours, theirs in zip(points, got, want, strict=True):
        if ours.shape != theirs.shape:
            raise NotYet(f"the result has shape {ours.shape}, expected {theirs.shape}.")
        if not _equal([ours], [theirs], tolerance):
            raise NotYet(f"at {_show(p)} it gives {_show(ours)}, expected about {_show(theirs)}.")


def _equal(ours, theirs, tolerance):
    return all(a.shape == b.shape and np.allclose(a, b, rtol=tolerance, atol=tolerance)
               for a, b in zip(ours, theirs, strict=True))


def _show(value):
    if isinstance(value, tuple):
        numbers = [v for v in value if not callable(v)]
        return ", ".join(_show(v) for v in numbers)
    return np.array2string(np.asarray(value), precision=4, separator=", ").replace("\n", "").rstrip(".")
