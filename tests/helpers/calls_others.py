"""Good calls of the checks of arguments, of proofs and exercises, and of what reads files."""

import os
import random
from pathlib import Path
from unittest import mock

import numpy as np
import sympy as sp
from calls import FOLDER, anything, call, equals, real

from helpers import beyond, datasets, exercises, verify
from helpers.schedulers import Constant
from helpers.support import arrays, idx, openml, progress, stand_ins, texts, validation

X = np.arange(6.0).reshape(2, 3)


# Checks of arguments: what they return is what came, in the promised form; what they refuse is named.
def checks(module, function, value, right, argument="value", **more):
    call(
        f"{module.__name__.split('.')[-1]}.{function}",
        getattr(module, function),
        lambda: {"name": "rate", argument: value} | more,
        right,
        names=("rate",),
        fixed=("name", *more),
    )


def same(result, name, value, **_):
    np.testing.assert_array_equal(real(result), real(value))
    assert np.isfinite(real(result)).all()


def is_it(result, name, value, **_):
    assert result is value


checks(validation, "positive", 0.1, same)
checks(validation, "not_negative", 0.1, same)
checks(
    validation, "count", 3, lambda result, name, value: np.testing.assert_equal([result, type(result)], [value, int])
)
checks(validation, "flag", True, lambda result, name, value: np.testing.assert_equal(result, bool(value)))
checks(validation, "one_of", 3, is_it, kind=int)
checks(
    validation,
    "choice",
    "a",
    lambda result, name, value, choices: np.testing.assert_equal(result, choices[value]),
    choices={"a": 1, "text": 2},
)
checks(validation, "stepper", Constant(0.1), is_it)
checks(
    validation, "precision", np.float32, lambda result, name, value: np.testing.assert_equal(result, np.dtype(value))
)
checks(validation, "per_network", 0.1, is_it, stack=(2,))
checks(validation, "vector", [0.5, 1.0], lambda result, name, value: equals(lambda: np.atleast_1d(value))(result))
checks(validation, "matrix", X, same)
checks(validation, "labels", np.array([0, 1]), same)
checks(validation, "no_gaps", X, same)
checks(validation, "single", 0.5, lambda result, name, value: np.testing.assert_equal(result, real(value)))
checks(validation, "numeric", X, lambda result, name, value: np.testing.assert_array_equal(result, np.asarray(value)))
checks(validation, "counts", (2, 3), lambda result, name, values: np.testing.assert_equal(result, tuple(values)),
       argument="values")
checks(validation, "generator", 3, lambda result, name, seed: np.testing.assert_equal(
    isinstance(result, np.random.Generator), True), argument="seed")
call(
    "validation.affordable",
    lambda parameters: validation.affordable("widths", parameters),
    lambda: {"parameters": 12},
    lambda result, parameters: np.testing.assert_equal(parameters <= 2**31, True),
    names=("widths",),
)
call(
    "validation.sample_weights",
    validation.sample_weights,
    lambda: {"value": np.ones(3), "rows": 3, "dtype": np.float64},
    lambda result, value, rows, dtype: np.testing.assert_allclose(result.mean(), 1),
    fixed=("rows", "dtype"),
    names=("sample_weight",),
)
checks(arrays, "floats", X, lambda result, name, value: np.testing.assert_array_equal(result, real(value)))
checks(arrays, "rows", X, lambda result, name, value: np.testing.assert_array_equal(result, real(value)))
checks(arrays, "table", X, lambda result, name, value: np.testing.assert_array_equal(result, real(value)))
checks(arrays, "fitting", X, same, shape=(2, 3))
checks(arrays, "spreading", X, same, shape=(2, 3))
checks(texts, "text", "a", is_it)
checks(texts, "location", "a", lambda result, name, path: np.testing.assert_equal(result, Path(path)), argument="path")
checks(texts, "texts", ["a", 1], lambda result, name, values: np.testing.assert_equal(
    [type(text) for text in result], [str] * len(values)), argument="values")


# Proofs. An equation that is false raises EquationError: that is what they are for.
x = sp.Symbol("x")


def true(result, left, right, **_):
    np.testing.assert_array_equal(np.shape(left), np.shape(right))


for sides in ({"left": x + 1, "right": 1 + x}, {"left": [0.5, 1.0], "right": [0.5, 1.0]}):
    call(
        "verify.verify",
        verify.verify,
        lambda sides=sides: {"number": "1.2"} | sides,
        true,
        also=(verify.EquationError,),
        names=("left and right",),
    )
call("verify.defines", verify.defines, lambda: {"number": "1.2"}, anything)
call(
    "verify.symbolic_difference",
    verify.symbolic_difference,
    lambda: {"left": x + 1, "right": 1 + x},
    lambda result, left, right: np.testing.assert_equal(result is None or isinstance(result, str), True),
)
call(
    "verify.central_difference",
    verify.central_difference,
    lambda: {"f": np.sin, "x": np.array([0.5, 1.0]), "step": 1e-6},
    lambda result, f, x, step: np.testing.assert_equal(result.shape[-np.ndim(x) or None :], np.shape(x)),
    names=(r"\w+",),
)  # an error of f is its own
call(
    "verify.compare_gradients",
    verify.compare_gradients,
    lambda: {"exact": {"W": X}, "approximate": {"W": X + 1e-10}, "tolerance": 1e-8},
    anything,
    also=(verify.EquationError,),
    names=("W", "a", "1", "new"),
)
call(
    "stand_ins.concrete",
    stand_ins.concrete,
    lambda: {"expression": sp.Function("f")(x) + 1, "generic": {}},
    lambda result, expression, generic: np.testing.assert_equal(isinstance(result, sp.Expr), True),
)
call(
    "stand_ins.draw",
    stand_ins.draw,
    lambda: {"symbol": x, "scale": 1, "rng": random.Random(1)},
    lambda result, symbol, scale, rng: np.testing.assert_equal(bool(result.is_finite), True),
    names=("number",),
)


# Exercises: `check` never raises, and says so.
def says(result, **_):
    assert result is None


call("exercises.check", exercises.check, lambda: {"number": "4.1", "answer": lambda t, s: (4 * s, -4 * s * t)}, says)
call(
    "exercises.exercise",
    lambda number: exercises.exercise(number)(len),
    lambda: {"number": "77.1"},
    lambda result, number: np.testing.assert_equal(exercises.JUDGES.pop(number) is len, True),
)
call(
    "exercises.call",
    lambda answer: exercises.call(answer, 0.5),
    lambda: {"answer": np.sin},
    also=(exercises.NotYet,),
    right=lambda result, answer: np.testing.assert_array_equal(np.isfinite(result), True),
)
call(
    "exercises.agree",
    exercises.agree,
    lambda: {
        "answer": np.sin,
        "points": [(0.5,), (1.0,)],
        "truth": np.sin,
        "mistakes": [("no", np.cos)],
        "finding": "yes",
    },
    lambda result, **_: np.testing.assert_equal(result, "yes"),
    also=(exercises.NotYet,),
    fixed=("points", "truth", "mistakes", "finding"),
)


# Progress, packages, files.
call(
    "progress.progress",
    lambda **arguments: list(progress.progress(**arguments)),
    lambda: {"items": [1, 2], "what": "it", "shown": True, "total": 2},
    lambda result, items, **_: np.testing.assert_equal(len(result), len(list(items))),
)


def require(name):
    before = dict(os.environ)
    try:
        beyond.require(name)
    finally:
        os.environ.clear()
        os.environ.update(before)


call("beyond.require", require, lambda: {"name": "numpy"}, anything, also=(beyond.Missing,), names=("packages",))
(FOLDER / "good").write_bytes(bytes([0, 0, 8, 1, 0, 0, 0, 2, 5, 6]))
call(
    "idx.read_idx",
    idx.read_idx,
    lambda: {"path": FOLDER / "good", "shape": (2,)},
    also=(FileNotFoundError,),
    right=lambda result, path, shape: np.testing.assert_array_equal(result, [5, 6]),
    names=("good",),
)
call(
    "openml.read_openml",
    openml.read_openml,
    lambda: {"path": FOLDER / "none", "rows": 2, "columns": 3},
    anything,
    also=(FileNotFoundError,),
    names=("good",),
)


# MNIST, with files of 6 images to train on and 2 for the test.
np.savez(FOLDER / "mnist.npz", **{f"{kind}_{part}": np.ones((n, *shape), np.uint8)
         for part, n in (("train", 6), ("test", 2)) for kind, shape in (("x", (28, 28)), ("y", ()))})


def mnist(path):
    with mock.patch.object(datasets, "MNIST_IMAGES", (6, 2)), mock.patch.object(datasets, "DATA", FOLDER):
        return datasets.mnist(path)


call(
    "datasets.mnist",
    mnist,
    lambda: {"path": FOLDER},
    lambda result, path: np.testing.assert_equal([part.shape for part in result], [(6, 784), (6,), (2, 784), (2,)]),
    also=(FileNotFoundError,),
)
