"""Exercises that check themselves: `check("1.1", answer)` says correct, or not yet with a hint.

What an answer must do is written down in `helpers.checks`, in a module for each notebook. These judges hold no
solutions: they compare with finite differences and known properties, and when the answer differs they try the usual
mistakes and name the one that fits.
"""

import importlib
import pkgutil
from collections.abc import Callable
from copy import deepcopy

import numpy as np

import helpers.checks
from helpers.checks.failures import explanation, misfit, parameters
from helpers.checks.results import difference, equal, shown
from helpers.checks.slips import usual_slip
from helpers.support.solved import record, solved

JUDGES: dict[str, Callable] = {}


class NotYet(Exception):
    """An answer is not right yet; the message is the hint."""


class Unforeseen(NotYet):
    """No known mistake fits the answer; the message says where it differs."""


def exercise(number):
    """Register a function as the judge of an exercise: it returns what was found, or raises NotYet."""
    if not isinstance(number, str):
        raise TypeError(f"number must be that of the exercise, as in '4.1', got {number!r}")

    def register(function):
        JUDGES[number] = function
        return function

    return register


def check(number, answer):
    """Print whether `answer` solves the exercise, with a hint if it does not. Never raises."""
    try:
        finding = judge(number)(answer)
    except NotYet as hint:
        print(f"{number} not yet: {hint}")
    except Exception as error:
        print(f"{number} not yet: {type(error).__name__}: {error}")
    else:
        print(f"{number} correct: {finding}")
        record(number)


def judge(number):
    """Return the function that judges the answers to an exercise: it returns what was found, or raises NotYet."""
    if not isinstance(number, str):
        raise NotYet('the number comes first, in quotation marks, as in check("5.1", answer).')
    _load(f"n{number.split('.')[0].zfill(2)}_")
    if number not in JUDGES:
        raise NotYet("there is no exercise of this number.")
    return JUDGES[number]


def show_solved():
    """Print the exercises of each notebook, with a tick at those that are solved."""
    done = solved()
    for module in _load(("n0", "n1", "n2")):
        number, name = module[1:].split("_", 1)
        exercises = sorted(key for key in JUDGES if key.split(".")[0] == number.lstrip("0"))
        marks = "  ".join(f"{key} {'✓' if key in done else '·'}" for key in exercises)
        print(f"{number} {name.replace('_', ' '):30}{marks}")
    print(f"\n{len(done.intersection(JUDGES))} of {len(JUDGES)} exercises are solved.")


def _load(beginning):
    """Import the modules of judges whose names begin so, and return these names."""
    names = [
        module.name for module in pkgutil.iter_modules(helpers.checks.__path__) if module.name.startswith(beginning)
    ]
    for name in names:
        importlib.import_module(f"helpers.checks.{name}")
    return names


def call(answer, *arguments):
    """Return answer(*arguments) as an array of floats; raise NotYet if that is not possible.

    The answer gets copies: what it does to its arguments changes nothing for the judge.
    """
    if not callable(answer):
        raise NotYet(f"expected a function, got {type(answer).__name__}. Pass the function itself, without calling it.")
    name = getattr(answer, "__name__", "the function")
    if problem := misfit(answer, arguments):
        raise NotYet(f"{name}: {problem}")
    try:
        value = answer(*deepcopy(arguments))
    except NotYet:  # of another call, by which a judge made this answer of the student's
        raise
    except Exception as error:
        words, known = explanation(error)
        raise (NotYet if known else Unforeseen)(f"{name} {words}") from None
    if value is None:
        raise NotYet(f"{name} returns None.")
    try:
        numbers = np.asarray(value)
        if numbers.dtype.kind not in "biufO":
            raise TypeError("text, which NumPy would turn into numbers")
        numbers = numbers.astype(float)
    except (TypeError, ValueError):
        what = type(value).__name__
        if isinstance(value, (list, tuple)) and all(isinstance(part, np.ndarray) for part in value):
            what += f" of arrays of the shapes {', '.join(str(part.shape) for part in value)}"
        raise NotYet(f"{name} returns {what}, expected numbers.") from None
    if not np.isfinite(numbers).all():
        where = shown(arguments, parameters(answer, len(arguments)))
        raise NotYet(f"{name} returns a number that is not finite{f', at {where}' * bool(where)}.")
    return numbers


def agree(answer, points, truth, mistakes, finding, tolerance=1e-6, place=None):
    """Return `finding` if answer(*p) equals truth(*p) at every point p, else raise NotYet with a hint.

    points: tuples of arguments. truth: a function of the same arguments, known by property.
    mistakes: pairs of a hint and a function that makes the mistake; the first that fits the answer is named.
    place: words for an entry of the result, as a function of its index and the arguments; see `results.difference`.
    """
    got = [call(answer, *p) for p in points]
    want = [np.asarray(truth(*p), float) for p in points]
    if equal(got, want, tolerance):
        return finding
    for hint, wrong in mistakes:
        if equal(got, [np.asarray(wrong(*p), float) for p in points], tolerance):
            raise NotYet(hint)
    names = parameters(answer, len(points[0]))
    if hint := usual_slip(got, want, points, tolerance, names):
        raise NotYet(hint)
    raise Unforeseen(difference(got, want, points, names, tolerance, place))
