"""Good calls of public functions, and what their results must be: `test_any_input` spoils their arguments.

Right means, for every call, what `right(result, **arguments)` asserts; it is asked where no error was raised.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

CALLS = {}
TEMPORARY = tempfile.TemporaryDirectory()        # removed when the tests end
FOLDER = Path(TEMPORARY.name)


@dataclass(frozen=True)
class Call:
    run: Callable
    good: Callable  # () -> the good arguments, new ones each time
    right: Callable  # result, **arguments -> None, or AssertionError
    also: tuple = ()  # errors besides ValueError and TypeError that are documented
    names: tuple = ()  # words that may stand for the name of the argument
    judge: str = ""  # a package that checks arguments in its own words
    examples: int = 30
    fixed: tuple = ()  # arguments that are not spoiled


def call(key, run, good, right, **options):
    CALLS.setdefault(key, []).append(Call(run, good, right, **options))


def anything(result, **_):
    pass


def equals(oracle, tolerance=1e-6):
    """Right is what a simple formula says, in double precision, of the same arguments, and of finite ones finite."""

    def right(result, **arguments):
        with np.errstate(all="ignore"):
            want = oracle(**arguments)
            assert np.shape(result) == np.shape(want)
            if np.asarray(result).dtype == np.float16:
                np.testing.assert_allclose(result, want, rtol=1e-2, atol=1e-2)
            else:
                np.testing.assert_allclose(result, want, rtol=tolerance, atol=1e-7)

    return right


def real(value):
    return np.asarray(value, float)


def whole(value):
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool)
