"""The engine of notebook 03: it agrees with SymPy on random expressions, and counts what it does."""

import math
from fractions import Fraction

import digits
import numpy as np
import pytest
import sympy as sp
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import helpers.autodiff as ad
from helpers.autodiff import Value, tally
from helpers.verify import central_difference

x, y = sp.symbols("x y")

BINARY = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b}
UNARY = ["neg", "square", "cube", "inverse", "exp", "log", "sqrt", "sin", "cos", "tanh", "sigmoid", "relu"]
NUMBERS = st.integers(-3, 3).map(float)


def trees():
    """Random expressions: "x", "y", a number, or an operation with its operands."""
    leaf = st.sampled_from(["x", "y"]) | NUMBERS
    return st.recursive(
        leaf,
        lambda tree: st.tuples(st.sampled_from(sorted(BINARY)), tree, tree) | st.tuples(st.sampled_from(UNARY), tree),
        max_leaves=6,
    )


def compute(tree, values, functions):
    """Evaluate a tree with `values` for x and y, and functions for the names of operations."""
    if not isinstance(tree, tuple):
        return values.get(tree, tree)
    operation, *operands = tree
    return functions[operation](*(compute(operand, values, functions) for operand in operands))


def functions_of(module):
    named = {name: getattr(module, name) for name in ["exp", "log", "sqrt", "sin", "cos", "tanh"]}
    named |= {"neg": lambda v: -v, "square": lambda v: v**2, "cube": lambda v: v**3, "inverse": lambda v: 1 / v}
    return BINARY | named


SYMPY = functions_of(sp) | {"sigmoid": lambda v: 1 / (1 + sp.exp(-v)), "relu": lambda v: sp.Max(v, 0)}
OURS = functions_of(ad) | {"sigmoid": ad.sigmoid, "relu": ad.relu}


@settings(max_examples=150)
@given(tree=trees(), point=st.tuples(st.floats(0.2, 2), st.floats(0.2, 2)))
def test_gradients_agree_with_sympy(tree, point):
    at = dict(zip((x, y), point, strict=True))
    inputs = {"x": Value(point[0]), "y": Value(point[1])}
    try:
        end = ad.as_value(compute(tree, inputs, OURS))
    except (ValueError, ZeroDivisionError, OverflowError):
        assume(False)  # outside the domain of a function
    expression = sp.sympify(compute(tree, {"x": x, "y": y}, SYMPY))
    expected = [sp.N(e.subs(at), 30) for e in (expression, expression.diff(x), expression.diff(y))]
    assume(all(e.is_real and e.is_finite and abs(e) < 1e8 for e in expected))
    end.backward()
    scale = max(abs(value.data) for value in ad.topological_order(end))
    assume(scale < 1e6)  # beyond, rounding hides any error
    for ours, theirs in zip((end.data, inputs["x"].adjoint, inputs["y"].adjoint), map(float, expected), strict=True):
        assert ours == pytest.approx(theirs, rel=1e-6, abs=1e-7)


def test_a_value_used_twice_collects_both_ways_and_afresh_each_time():
    a = Value(3.0)
    b = a + a
    c = b + b
    for _ in range(2):
        c.backward()
        assert (a.adjoint, b.adjoint, c.adjoint) == (4.0, 2.0, 1.0)


def test_a_long_chain_needs_no_recursion():
    a = Value(1.0)
    sum([a] * 5000).backward()
    assert a.adjoint == 5000


def test_every_value_comes_after_those_it_was_made_from():
    a = Value(1.0)
    b = a * 2
    c = a * b + ad.exp(b)
    order = ad.topological_order(c)
    assert order[-1] is c and len(order) == len({id(v) for v in order}) == 6
    assert all(order.index(origin) < order.index(v) for v in order for origin, _ in v.links)


WORK = {
    0: [lambda v: v < 1, abs],
    1: [lambda v: v + 1, lambda v: v - 1, lambda v: 1 - v, lambda v: v * 2, lambda v: -v, ad.exp, ad.relu],
    2: [lambda v: v**2, lambda v: abs(-v), ad.log, ad.sqrt, ad.sin],
    3: [lambda v: v**3, ad.cos, ad.tanh],  # tanh: the value a, and 1 - a a
    4: [
        lambda v: v / 2,
        lambda v: 2**v,
    ],  # a / b, 1 / b, and -(a / b) / b; a logarithm with its derivative, a product, exp
    6: [ad.sigmoid],  # e = exp(-v), a = 1 / (1 + e), 1 - a = e / (1 + e), and a (1 - a)
}


@pytest.mark.parametrize("operation, work", [(operation, work) for work in WORK for operation in WORK[work]])
def test_the_work_for_value_and_derivatives_is_counted(operation, work):
    tally.total = 0
    operation(Value(0.5))
    assert tally.total == work


def test_the_gradient_costs_five_times_the_function_for_any_number_of_inputs():
    for n in (10, 1000):
        tally.total = 0
        end = math.prod(Value(1.1) for _ in range(n))
        assert tally.total == n  # the product starts at one
        end.backward()
        assert tally.total == 5 * n


WRONG = [lambda v: v + "1", lambda v: "1" * v, lambda v: v - [1], lambda v: 1j + v, lambda v: v / None]
WRONG += [lambda v: v ** "2", lambda v: [2] ** v, lambda v: v < "3", math.exp]  # math.exp would lose the links


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_not_a_number_is_refused(wrong):
    with pytest.raises(TypeError, match="Value"):
        wrong(Value(2.0))


@pytest.mark.parametrize("number", [2, 2.0, np.int64(2), np.uint8(2), np.float32(2), np.float64(2), Fraction(2)])
@pytest.mark.parametrize(
    "operation, value, slope",
    [
        (lambda v, n: n + v, 5, 1),
        (lambda v, n: n - v, -1, -1),
        (lambda v, n: n * v, 6, 2),
        (lambda v, n: n / v, 2 / 3, -2 / 9),
        (lambda v, n: v**n, 9, 6),
        (lambda v, n: n**v, 8, 8 * math.log(2)),
        (lambda v, n: v ** Value(n), 9, 6),
    ],
)
def test_numbers_of_every_kind_are_operands(number, operation, value, slope):
    v = Value(3.0)
    end = operation(v, number)
    end.backward()
    assert type(end) is Value and type(end.data) is float
    assert (end.data, v.adjoint) == pytest.approx((value, slope))


def test_the_power_zero_is_one_everywhere():
    for v in map(Value, (0.0, -2.0, 3.0)):
        (v**0).backward()
        assert ((v**0).data, v.adjoint) == (1, 0)


@pytest.mark.parametrize(
    "function, point, value, slope",
    [(ad.relu, -2, 0, 0), (ad.relu, 0, 0, 0), (ad.relu, 3, 3, 1), (abs, -2, 2, -1), (abs, 0, 0, 1), (abs, 3, 3, 1)],
)
def test_kinks(function, point, value, slope):
    v = Value(point)
    end = function(v)
    end.backward()
    assert (end.data, v.adjoint) == (value, slope)


def test_comparisons_look_at_the_numbers_and_equality_at_the_object():
    a, b = Value(1.0), Value(2.0)
    assert a < b and a <= b and b > a and b >= a and not a > b and not b <= a
    assert a < 1.5 < b and np.float64(1.5) > a and a <= Value(1.0) >= a
    assert max(a, b) is b and min(a, b, 3) is a and sorted([b, a]) == [a, b]
    assert a == a and a != Value(1.0) and len({a, b, Value(1.0)}) == 3


@pytest.mark.parametrize("function", [np.exp, np.log, np.sqrt, np.sin, np.cos, np.tanh, np.abs, np.square, np.negative])
def test_functions_of_numpy_take_arrays_of_values(function):
    values = [Value(0.3), Value(0.7)]
    function(np.array(values)).sum().backward()
    expected = central_difference(lambda p: function(p).sum(), [0.3, 0.7])
    assert [v.adjoint for v in values] == pytest.approx(expected, rel=1e-6)


def test_an_array_works_entry_by_entry():
    w, X = np.array([Value(2.0), Value(-1.0)]), np.array([[1.0, 3.0], [0.5, 2.0]])
    end = sum((X @ w - [1, 2]) * np.float64(0.5)) + (X * w[0]).sum()
    end.backward()
    assert end.data == pytest.approx(0.5 * (-1 - 1 + -1 - 2) + 13)
    assert [v.adjoint for v in w] == pytest.approx([0.5 * 1.5 + 6.5, 0.5 * 5])


def test_formats():
    v = Value(1.23456)
    assert (f"{v:.3f}", f"{v:>6.1f}", f"{v}", str(v)) == ("1.235", "   1.2", repr(v), "Value(1.23456, adjoint=0)")


def test_the_digits_are_right_however_small_the_number():
    z = digits.numbers(np.float64)
    exponentials = digits.exp(-digits.exact(z))
    for function, value, slope, least in [
        (ad.sigmoid, 1 / (1 + exponentials), exponentials / (1 + exponentials) ** 2, 0),
        (ad.tanh, digits.tanh(digits.exact(z)), 1 - digits.tanh(digits.exact(z)) ** 2, 1),
    ]:
        values = [function(Value(number)) for number in z]
        assert digits.roundings(np.array([v.data for v in values]), value).max() < 4
        assert digits.roundings(np.array([v.links[0][1] for v in values]), slope, least).max() < 4
    assert ad.log(ad.sigmoid(Value(-40.0))).data == pytest.approx(-40)
