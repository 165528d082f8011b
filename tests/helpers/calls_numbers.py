"""Good calls of what computes with numbers and arrays."""

import math
import operator

import numpy as np
from calls import call, equals, real
from scipy.special import log_softmax, softmax

from helpers import activations, autodiff, costs, datasets, schedulers
from helpers.autodiff import Value
from helpers.support import arrays, reductions

RNG = np.random.default_rng(0)
Z = RNG.normal(size=(4, 3))
Y = np.eye(3)[[0, 2, 1, 0]]

# Activations: the formula, elementwise; the precision of floats is kept; NaN stays NaN; nothing finite becomes NaN.
FORMULAS = {
    "identity": lambda z: z,
    "tanh": np.tanh,
    "relu": lambda z: np.where(np.isnan(z), z, np.maximum(z, 0)),
    "sigmoid": lambda z: 0.5 + 0.5 * np.tanh(z / 2),
    "leaky_relu": lambda z: np.where(z > 0, z, 0.1 * z),
    "elu": lambda z: np.where(z > 0, z, 2 * np.expm1(z)),
    "softmax": lambda z: softmax(z, axis=-1),
}
SLOPES = {
    "identity": np.ones_like,
    "tanh": lambda z: 1 - np.tanh(z) ** 2,
    "relu": lambda z: (z > 0) * 1.0,
    "sigmoid": lambda z: 0.25 * (1 - np.tanh(z / 2) ** 2),
    "leaky_relu": lambda z: np.where(z > 0, 1, 0.1),
    "elu": lambda z: np.where(z > 0, 1, np.where(np.isnan(z), z, 2 * np.exp(np.minimum(z, 0)))),
}
OURS = {
    a.name: a
    for a in (
        activations.identity,
        activations.tanh,
        activations.relu,
        activations.sigmoid,
        activations.leaky_relu(0.1),
        activations.elu(2.0),
        activations.softmax,
    )
}


def keeps_precision(right):
    def both(result, z):
        if getattr(z, "dtype", None) in (np.float16, np.float32, np.float64):
            assert result.dtype == z.dtype
        else:
            assert result.dtype == np.float64
        right(result, z=z)

    return both


for name, function in OURS.items():
    call(
        "activations.Activation.__call__",
        function,
        lambda: {"z": Z.copy()},
        keeps_precision(equals(lambda z, f=FORMULAS[name]: f(real(z)))),
    )
    if name != "softmax":
        call(
            "activations.Activation.derivative",
            function.derivative,
            lambda: {"z": Z.copy()},
            keeps_precision(equals(lambda z, f=SLOPES[name]: f(real(z)))),
        )


def has_slope(result, alpha):
    assert 0 < result.alpha == float(alpha) and result(np.float32([-1])).dtype == np.float32
    assert np.isfinite(result([-1.0, 1.0])).all() and np.isfinite(result.derivative([-1.0, 1.0])).all()


call("activations.leaky_relu", activations.leaky_relu, lambda: {"alpha": 0.1}, has_slope)
call("activations.elu", activations.elu, lambda: {"alpha": 2.0}, has_slope)

# Costs: the formula; an overflow is an error, since the arguments are finite.
LOSSES = {
    costs.half_squared_error: lambda Z, Y: 0.5 * (Z - Y) ** 2,
    costs.binary_cross_entropy: lambda Z, Y: np.logaddexp(0, Z) - Y * Z,
}
for cost, loss in LOSSES.items():
    call(
        "costs.Cost.__call__",
        cost,
        lambda: {"Z": Z.copy(), "Y": Y.copy()},
        equals(lambda Z, Y, f=loss: f(real(Z), real(Y)).sum(axis=-1).mean(axis=-1), 1e-2),
    )


call(
    "costs.Cost.__call__",
    costs.cross_entropy,
    lambda: {"Z": Z.copy(), "Y": Y.copy()},
    equals(lambda Z, Y: -(real(Y) * log_softmax(real(Z), axis=-1)).sum(axis=-1).mean(axis=-1), 1e-2),
)
call(
    "costs.Cost.targets",
    costs.cross_entropy.targets,
    lambda: {"Y": Y.copy(), "columns": Y.shape[1], "rows": len(Y), "dtype": np.float64},
    lambda result, Y, **_: np.testing.assert_allclose(result, real(Y)),
    fixed=("columns", "rows", "dtype"),
)
call(
    "costs.Cost.gradient",
    costs.half_squared_error.gradient,
    lambda: {"A": Z.copy(), "Y": Y.copy(), "weights": np.ones((4, 1))},
    equals(lambda A, Y, weights: (real(A) - real(Y)) * (real(weights) / len(Y)), 1e-2),
)

# Reductions: NumPy's own; their callers silence overflow.
for name, axis in (("row_max", -1), ("row_sum", -1), ("column_sum", -2)):
    numpys = np.max if name == "row_max" else np.sum

    def reduced(result, a, f=numpys, axis=axis):
        want = arrays.quiet(f)(real(a), axis=axis, keepdims=True)
        assert result.shape == want.shape
        if np.abs(real(a)).max(initial=0) < 1e4:
            np.testing.assert_allclose(result, want, rtol=1e-2, atol=1e-2)

    call(f"reductions.{name}", arrays.quiet(getattr(reductions, name)), lambda: {"a": Z.copy()}, reduced)


# Schedulers: finite parameters of finite gradients that can be squared; the shapes as they were.
def steps(maker):
    def run(parameters, gradients):
        scheduler = maker()
        scheduler.step(parameters, gradients)
        return parameters

    return run


def stepped(result, parameters, gradients):
    assert result is parameters
    if all((np.abs(real(array)) < 1e100).all() for array in [*gradients, *parameters]):
        assert all(np.isfinite(parameter).all() for parameter in parameters)


def two_arrays():
    return {"parameters": [np.ones((2, 3)), np.zeros((1, 3))], "gradients": [np.full((2, 3), 0.5), np.ones((1, 3))]}


for maker in (
    schedulers.Constant,
    schedulers.Momentum,
    schedulers.AdaGrad,
    schedulers.AdaGradMomentum,
    schedulers.RMSprop,
    schedulers.Adam,
):
    key = "Constant" if maker is schedulers.Constant else "Remembering"
    call(f"schedulers.{key}.step", steps(lambda maker=maker: maker(0.1)), two_arrays, stepped, names=("eta",))
    more = {
        "Momentum": {"momentum": 0.9},
        "AdaGradMomentum": {"momentum": 0.9},
        "RMSprop": {"rho": 0.9},
        "Adam": {"beta1": 0.9, "beta2": 0.99, "epsilon": 1e-8},
    }.get(maker.__name__, {})

    def moves(result, eta, **more):
        assert (real(eta) > 0).all() and np.isfinite(real(eta)).all()
        for name, value in more.items():
            assert getattr(result, name) == float(value) >= 0 and np.isfinite(value)

    call(f"schedulers.{maker.__name__}", maker, lambda more=more: {"eta": 0.1} | more, moves)
call("schedulers.Remembering", schedulers.Remembering, lambda: {"eta": 0.1}, moves)
call(
    "schedulers.fraction",
    schedulers.fraction,
    lambda: {"name": "rho", "value": 0.9},
    lambda result, name, value: np.testing.assert_equal([result, 0 <= result < 1], [float(value), True]),
    names=("rho",),
    fixed=("name",),
)


# Values: Python's own arithmetic of floats, with its ArithmeticErrors and its TypeErrors; with arrays entry by entry.
def number(value):
    return value.data if isinstance(value, Value) else value


def has_number(compute):
    def right(result, **arguments):
        (argument,) = arguments.values()
        with np.errstate(all="ignore"):
            expected = np.frompyfunc(lambda entry: compute(float(number(entry))), 1, 1)(argument)
        known = ~np.ma.getmaskarray(argument)
        np.testing.assert_equal(real(np.frompyfunc(number, 1, 1)(result))[known], real(expected)[known])

    return right


SAYS = {"also": (ZeroDivisionError, OverflowError), "names": ("Value", "float", "ufunc")}
for name in ("add", "sub", "mul", "truediv"):
    operation = getattr(operator, name)
    call(
        f"autodiff.Value.__{name}__",
        lambda other, f=operation: f(Value(3.0), other),
        lambda: {"other": 2.0},
        has_number(lambda other, f=operation: f(3.0, other)),
        **SAYS,
    )
    call(
        f"autodiff.Value.__r{name}__",
        lambda other, f=operation: f(other, Value(3.0)),
        lambda: {"other": 2.0},
        has_number(lambda other, f=operation: f(other, 3.0)),
        **SAYS,
    )
for base in (3.0, -3.0):
    call(
        "autodiff.Value.__pow__",
        lambda exponent, base=base: Value(base) ** exponent,
        lambda: {"exponent": 2},
        has_number(lambda exponent, base=base: base**exponent),
        also=SAYS["also"],
        names=("data", *SAYS["names"]),
    )
call("autodiff.Value", Value, lambda: {"data": 2.0}, has_number(lambda data: data), **SAYS)
call("autodiff.as_value", autodiff.as_value, lambda: {"number": 2.0}, has_number(lambda number: number), **SAYS)
for function in (math.exp, math.log, math.sqrt, math.sin, math.cos, math.tanh):
    call(
        f"autodiff.{function.__name__}",
        getattr(autodiff, function.__name__),
        lambda: {"v": Value(0.5)},
        has_number(function),
        **SAYS,
    )
call("autodiff.relu", autodiff.relu, lambda: {"v": Value(0.5)}, has_number(lambda v: max(v, 0)), **SAYS)
call(
    "autodiff.sigmoid",
    autodiff.sigmoid,
    lambda: {"v": Value(0.5)},
    lambda result, v: equals(lambda: 0.5 + 0.5 * math.tanh(number(v) / 2))(result.data),
    **SAYS,
)
call(
    "autodiff.topological_order",
    autodiff.topological_order,
    lambda: {"end": Value(0.5) * 2},
    lambda result, end: np.testing.assert_equal(result[-1].data, number(end)),
    **SAYS,
)


# Data.
def stratified(result, X, y, validation, test, seed):
    assert [len(part) for part in result[::2]] == [len(X) - validation - test, validation, test]
    assert all(np.isfinite(part).all() for part in result)
    assert {len(set(part.tolist())) for part in result[1::2]} == {len(set(np.asarray(y).tolist()))} or validation < 8


call(
    "datasets.split",
    datasets.split,
    lambda: {"X": RNG.normal(size=(12, 2)), "y": np.arange(12) % 3, "validation": 3, "test": 3, "seed": 0},
    stratified,
)
call(
    "datasets.one_hot",
    datasets.one_hot,
    lambda: {"y": np.array([0, 2, 1]), "classes": 3},
    equals(lambda y, classes: (real(y)[:, None] == np.arange(classes)) * 1.0),
    names=("y",),       # whose labels may be too large for the classes
)
