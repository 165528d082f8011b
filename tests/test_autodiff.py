"""The engine of notebook 03: it agrees with SymPy on random expressions, and counts what it does."""

import math

import numpy as np
import pytest
import sympy as sp
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import helpers.autodiff as ad
from helpers.autodiff import Value, tally

x, y = sp.symbols("x y")

BINARY = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b}
UNARY = ["neg", "square", "cube", "inverse", "exp", "log", "sqrt", "sin", "cos", "tanh", "sigmoid"]
NUMBERS = st.integers(-3, 3).map(float)


def trees():
    """Random expressions: "x", "y", a number, or an operation with its operands."""
    leaf = st.sampled_from(["x", "y"]) | NUMBERS
    return st.recursive(leaf, lambda tree: st.tuples(st.sampled_from(sorted(BINARY)), tree, tree)
                        | st.tuples(st.sampled_from(UNARY), tree), max_leaves=6)


def compute(tree, values, functions):
    """Evaluate a tree with the numbers `values` for x and y, and functions for the names of UNARY."""
    if isinstance(tree, str):
        return values[tree]
    if isinstance(tree, float):
        return tree
    operation, *operands = tree
    operands = [compute(operand, values, functions) for operand in operands]
    return BINARY[operation](*operands) if operation in BINARY else functions[operation](*operands)


def functions_of(module):
    named = {name: getattr(module, name) for name in ["exp", "log", "sqrt", "sin", "cos", "tanh"]}
    return named | {"neg": lambda v: -v, "square": lambda v: v**2, "cube": lambda v: v**3, "inverse": lambda v: 1 / v}


SYMPY = functions_of(sp) | {"sigmoid": lambda v: 1 / (1 + sp.exp(-v))}
OURS = {name: lambda v, f=f: f(ad.as_value(v)) for name, f in (functions_of(ad) | {"sigmoid": ad.sigmoid}).items()}


@settings(max_examples=150)
@given(tree=trees(), point=st.tuples(st.floats(0.2, 2), st.floats(0.2, 2)))
def test_gradients_agree_with_sympy(tree, point):
    at = dict(zip((x, y), point, strict=True))
    inputs = {"x": Value(point[0]), "y": Value(point[1])}
    try:
        end = ad.as_value(compute(tree, inputs, OURS))
    except (ValueError, ZeroDivisionError, OverflowError):
        assume(False)                                                   # outside the domain of a function
    expression = sp.sympify(compute(tree, {"x": x, "y": y}, SYMPY))
    expected = [sp.N(e.subs(at), 30) for e in (expression, expression.diff(x), expression.diff(y))]
    assume(all(e.is_real and e.is_finite and abs(e) < 1e8 for e in expected))
    end.backward()
    scale = max(abs(value.data) for value in ad.topological_order(end))
    assume(scale < 1e6)                                                 # beyond, rounding hides any error
    for ours, theirs in zip((end.data, inputs["x"].adjoint, inputs["y"].adjoint), map(float, expected), strict=True):
        assert ours == pytest.approx(theirs, rel=1e-6, abs=1e-7)


def test_a_value_used_twice_collects_both_ways():
    a = Value(3.0)
    b = a + a
    c = b + b
    c.backward()
    assert (a.adjoint, b.adjoint, c.adjoint) == (4.0, 2.0, 1.0)


def test_backward_twice_gives_the_same():
    a = Value(2.0)
    c = a * a
    c.backward()
    c.backward()
    assert a.adjoint == 4.0


def test_a_long_chain_needs_no_recursion():
    v = a = Value(1.0)
    for _ in range(5000):
        v = v + 0.0
    v.backward()
    assert a.adjoint == 1.0


def test_every_value_comes_after_those_it_was_made_from():
    a = Value(1.0)
    b = a * 2
    c = a * b + ad.exp(b)
    order = ad.topological_order(c)
    assert order[-1] is c and len(order) == len({id(v) for v in order}) == 6
    assert all(order.index(origin) < order.index(v) for v in order for origin, _ in v.links)


@pytest.mark.parametrize("operation, work", [
    (lambda v: v + 1, 1), (lambda v: v - 1, 1), (lambda v: 1 - v, 1), (lambda v: v * 2, 1), (lambda v: -v, 1),
    (lambda v: v / 2, 4),                   # the quotient, 1 / b, and -(a / b) / b
    (lambda v: v**2, 2), (lambda v: v**3, 3),
    (ad.exp, 1), (ad.log, 2), (ad.sqrt, 2), (ad.sin, 2), (ad.cos, 3),
    (ad.tanh, 3),                           # the value a, and 1 - a a
    (ad.sigmoid, 6),                        # (1 + tanh(v / 2)) / 2, and a (1 - a)
])
def test_the_work_for_value_and_derivatives_is_counted(operation, work):
    tally.total = 0
    operation(Value(0.5))
    assert tally.total == work


def test_the_gradient_costs_five_times_the_function_for_any_number_of_inputs():
    for n in (10, 1000):
        tally.total = 0
        end = math.prod(Value(1.1) for _ in range(n))
        assert tally.total == n             # the product starts at one
        end.backward()
        assert tally.total == 5 * n


@pytest.mark.parametrize("wrong", [lambda v: v + "1", lambda v: "1" * v, lambda v: v * None, lambda v: v ** v,
                                   lambda v: v / [1], lambda v: 1j + v])
def test_what_is_not_a_number_is_refused(wrong):
    with pytest.raises(TypeError, match="Value"):
        wrong(Value(2.0))


@pytest.mark.filterwarnings("error")
def test_a_root_of_a_negative_number_is_refused():
    for exponent in (0.5, np.float64(0.5)):
        with pytest.raises(TypeError, match=r"^data of a Value must be a real number, got \("):
            Value(-2.0) ** exponent


@pytest.mark.parametrize("wrong, message", [
    (lambda: ad.log(Value(-1.0)), "v must be finite and positive, got -1.0"),
    (lambda: ad.sqrt(0.0), "v must be finite and positive, got 0.0"),
    (lambda: ad.exp(Value(math.inf)), "v must be finite, got inf"),
    (lambda: ad.tanh(Value(math.nan)), "v must be finite, got nan")])
def test_outside_its_domain_a_function_says_what_it_wants(wrong, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        wrong()


@pytest.mark.parametrize("wrong, error", [(lambda: Value(1.0) / 0, ZeroDivisionError),
                                          (lambda: ad.exp(Value(1000.0)), OverflowError)])
def test_what_python_cannot_compute_raises(wrong, error):
    with pytest.raises(error):
        wrong()


def test_known_values():
    v = Value(0.3)
    assert ad.sigmoid(v).data == pytest.approx(1 / (1 + math.exp(-0.3)))
    assert repr(v) == "Value(0.3, adjoint=0)"
