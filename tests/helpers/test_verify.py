"""verify accepts what is true and nothing else; the comparison with finite differences reports and raises."""

import random
import re

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.support.stand_ins import draw
from helpers.verify import EquationError, central_difference, compare_gradients, difference, verify

t, u, x, y = sp.symbols("t u x y")
p, n = sp.Symbol("p", positive=True), sp.Symbol("n", negative=True)
i, j = sp.symbols("i j", integer=True)
f, g = sp.Function("f"), sp.Function("g")
X, Y = sp.Function("x")(t), sp.Function("y")(t)  # x(t) and y(t)
M, N = sp.MatrixSymbol("M", 2, 2), sp.MatrixSymbol("N", 2, 2)
w = sp.IndexedBase("w")
outer = sp.Matrix([f(x, y), g(x, y)])
slopes = sp.Matrix([[f(x, y).diff(x), f(x, y).diff(y)], [g(x, y).diff(x), g(x, y).diff(y)]])
along_x, along_y = f(X, Y).diff(X) * X.diff(t), f(X, Y).diff(Y) * Y.diff(t)
far_out = sp.Piecewise((x, x > 9), (sp.oo, True))  # finite for large x only
numbers = np.arange(6.0).reshape(2, 3)

TRUE = {
    "a product": ((x + y) ** 2, x**2 + 2 * x * y + y**2),
    "cancellation": (sp.sin(x) ** 2 + sp.cos(x) ** 2 - 1, 0),
    "an unevaluated derivative": (sp.Derivative(x**3, x), 3 * x**2),
    "an integral": (sp.Integral(x**2, (x, 0, t)), t**3 / 3),
    "a variable bound in one place and free in another": (sp.Integral(x, (x, 0, x)), x**2 / 2),
    "a sum": (sp.Sum(i, (i, 1, j)), j * (j + 1) / 2),
    "floats": (0.1 * x + 0.2 * x, 0.3 * x),
    "large floats": (1e9 * (0.1 * x + 0.2 * x), 0.3e9 * x),
    "what rounding may leave": (sp.Integer(0), sp.Rational(5, 10**21)),
    "a positive symbol": (sp.log(p * x**2), sp.log(p) + sp.log(x**2)),
    "a negative symbol": (sp.log(-n * p), sp.log(-n) + sp.log(p)),
    "a kink": (sp.Max(0, x), sp.Piecewise((x, x > 0), (0, True))),
    "chain rule": (f(g(x)).diff(x), sp.Subs(f(u).diff(u), u, g(x)) * g(x).diff(x)),
    "total derivative": (f(X, Y).diff(t), along_x + along_y),
    "Jacobian": (outer.jacobian([x, y]), slopes),
    "matrix symbols": ((M * N).T, N.T * M.T),
    "indexed symbols": (sp.Sum(w[i] ** 2, (i, 0, 2)), w[0] ** 2 + w[1] ** 2 + w[2] ** 2),
    "derivative by an indexed symbol": ((w[0] * w[1] ** 2).diff(w[1]), 2 * w[0] * w[1]),
    "SymPy arrays": (sp.Array([[x, 1], [2, y]]), sp.Array([[x, 1], [2, y]])),
    "a matrix and an array": (sp.Matrix([[1, 2], [3, 4]]) / 10, np.array([[0.1, 0.2], [0.3, 0.4]])),
    "an expression and a number": (sp.sqrt(2), np.sqrt(2)),
    "arrays": (numbers, numbers * (1 + 1e-12)),
    "zeros": (np.zeros(3), np.zeros(3)),
    "complex arrays": (np.exp(1j * numbers), np.cos(numbers) + 1j * np.sin(numbers)),
}

FALSE = {
    "root of a square": (sp.sqrt(x**2), x),
    "saturation beyond 5": (sp.Min(x, 5), x),
    "a floor of one fifth": (sp.Max(sp.Abs(x), sp.Rational(1, 5)), sp.Abs(x)),
    "equal unless i = j": (sp.KroneckerDelta(i, j), 0),
    "logarithm of a product": (sp.log(x * y), sp.log(x) + sp.log(y)),
    "small terms": (sp.exp(x - 40), sp.exp(y - 40)),
    "seventh digit of a float": (0.1 * x, 0.1000001 * x),
    "eighteenth digit": (sp.sqrt(2), sp.sqrt(2) + sp.Rational(1, 10**18)),
    "eighth digit of a small number": (1e-3, 1e-3 + 1e-11),
    "more than rounding may leave": (sp.Integer(0), sp.Rational(15, 10**21)),
    "one way missing": (f(X, Y).diff(t), along_x),
    "other function": (f(x), g(x)),
    "sign of a function": (sp.Abs(f(x)), f(x)),
    "arguments exchanged": (f(x, y), f(y, x)),
    "true of even functions only": (f(-x), f(x)),
    "true of functions of one combination only": (
        f(x, y).diff(x, 2) * f(x, y).diff(y) ** 2,
        f(x, y).diff(y, 2) * f(x, y).diff(x) ** 2,
    ),
    "order of matrix symbols": (M * N, N * M),
    "last entry": (sp.Array([[[x, y]], [[1, 2]]]), sp.Array([[[x, y]], [[1, 3]]])),
    "index": (w[0] * w[1], w[0] * w[2]),
    "last term of a sum": (sp.Sum(w[i], (i, 1, j)), sp.Sum(w[i], (i, 1, j - 1))),
    "matrix for number": (sp.Matrix([x]), x),
    "shape that would broadcast": (np.ones((2, 1)), np.ones(2)),
    "no numbers": (np.array([]), np.array([])),
    "an array with NaN": (np.array([1, np.nan]), np.array([1, np.nan])),
    "one entry off by a millionth": (numbers, numbers + 1e-6 * (numbers == 5)),
    "conjugate": (np.array([1j]), np.array([-1j])),
}


@pytest.mark.parametrize("left, right", TRUE.values(), ids=TRUE)
def test_what_is_true_holds(left, right, capsys):
    verify("1.2", left, right)
    verify("1.2", right, left)
    assert capsys.readouterr().out == "(1.2) holds\n" * 2


@pytest.mark.parametrize("left, right", FALSE.values(), ids=FALSE)
def test_what_is_false_raises(left, right, capsys):
    for sides in (left, right), (right, left):
        with pytest.raises(EquationError, match=r"^\(1\.2\) is false: "):
            verify("1.2", *sides)
    assert capsys.readouterr().out == ""


def test_the_point_named_is_one_where_the_sides_differ():
    said = difference(x**2 * y, 2 * x * y)
    words = re.fullmatch(r"at x = (\S+), y = (\S+), the left side is (\S+), the right side (\S+)", said)
    at_x, at_y, left, right = map(float, words.groups())
    assert (left, right) == pytest.approx((at_x**2 * at_y, 2 * at_x * at_y), rel=0.01)


def test_the_same_fault_is_told_in_the_same_words():
    assert difference(f(x), g(x)) == difference(f(x), g(x))


def test_an_integer_symbol_stands_for_one_to_nine():
    rng = random.Random(0)
    assert {draw(i, 1, rng) for _ in range(100)} == set(range(1, 10))


@pytest.mark.parametrize(
    "left, right, words",
    [
        (numbers, numbers.T, "the left side has shape (2, 3), the right side (3, 2)"),
        (numbers, numbers + (numbers == 4), "in entry (1, 1) the left side is 4, the right side 5"),
        (2, 3.5, "the left side is 2, the right side 3.5"),
        ([1j], [2 - 1j], "in entry (0,) the left side is 0+1j, the right side 2-1j"),
        (np.nan, 1, "a side is not finite"),
        (sp.Matrix([1, 2]), sp.Matrix([1, 3]), "everywhere, the left side is 2, the right side 3 in entry (1, 0)"),
        (x / sp.S(0), x / sp.S(0), "only 0 points were found where both sides are finite"),
        (far_out, far_out, "only 1 points were found where both sides are finite"),
    ],
)
def test_the_message_says_where(left, right, words):
    with pytest.raises(EquationError) as raised:
        verify("1.2", left, right)
    assert str(raised.value) == f"(1.2) is false: {words}"


POWERS = st.tuples(st.integers(0, 3), st.integers(0, 3))
TERMS = st.dictionaries(POWERS, st.integers(-9, 9), min_size=1, max_size=5)


@settings(max_examples=40)
@given(terms=TERMS, shift=st.integers(-3, 3), change=st.sampled_from([-2, -1, 1, 2]), data=st.data())
def test_polynomials(terms, shift, change, data):
    def polynomial(terms):
        return sum(c * (x + shift) ** a * y**b for (a, b), c in terms.items())

    place = data.draw(st.sampled_from(sorted(terms)))
    expanded = sp.expand(polynomial(terms))
    assert difference(polynomial(terms), expanded) is None
    assert difference(polynomial(terms | {place: terms[place] + change}), expanded) is not None


matrix = np.array([[1.0, 2.0, 0.5], [0.3, -1.0, 2.0]])


@pytest.mark.parametrize(
    "function, point, jacobian",
    [
        (np.sin, 0.7, np.cos(0.7)),
        (lambda x: np.array([x, x**2, x**3]), 2.0, [1, 4, 12]),
        (lambda x: x @ x, np.array([1.0, 2.0, 3.0]), [2, 4, 6]),
        (lambda x: matrix @ x, [1, 2, 3], matrix),
        (lambda x: (x**2).sum(), matrix, 2 * matrix),
        (lambda x: x.T, matrix, np.einsum("il,jk->ijkl", np.eye(3), np.eye(2))),
    ],
)
def test_central_difference(function, point, jacobian):
    measured = central_difference(function, point)
    assert measured.shape == np.shape(function(np.asarray(point))) + np.shape(point)
    np.testing.assert_allclose(measured, jacobian, rtol=0, atol=1e-8)


def test_the_error_of_a_central_difference_falls_with_the_square_of_the_step():
    errors = [abs(central_difference(np.exp, 1.0, step) - np.e) for step in (1e-2, 1e-3, 1e-4)]
    np.testing.assert_allclose(errors, [np.e / 6 * step**2 for step in (1e-2, 1e-3, 1e-4)], rtol=0.01)


def test_gradients_that_agree_are_reported(capsys):
    compare_gradients({"W": matrix, "b": [1e3]}, {"W": matrix + 1e-9, "b": [1e3 + 5e-6]})
    compare_gradients({"W": matrix}, {"W": matrix + 1e-3}, tolerance=0.0015)
    compare_gradients({"W": matrix}, {"W": matrix}, tolerance=0)
    assert capsys.readouterr().out.splitlines() == [
        "W: shape (2, 3), largest difference below 1e-08",
        "b: shape (1,), largest difference below 1e-08 of the largest entry",
        "W: shape (2, 3), largest difference below 0.0015",
        "W: shape (2, 3), largest difference below 0",
    ]


@pytest.mark.parametrize(
    "approximate, words",
    [
        (-matrix, "W: the largest difference is 4"),
        (matrix + 1e-6 * (matrix == 2), "W: the largest difference is 1e-06"),
        (matrix.T, "W: shape (2, 3), but the approximation has (3, 2)"),
        (matrix[:, :1], "W: shape (2, 3), but the approximation has (2, 1)"),
        (matrix * np.nan, "W: the largest difference is nan"),
        (matrix + np.inf, "W: the largest difference is inf"),
    ],
)
def test_gradients_that_differ_raise(approximate, words):
    with pytest.raises(EquationError, match=f"^{re.escape(words)}$"):
        compare_gradients({"W": matrix}, {"W": approximate})
    with pytest.raises(EquationError):
        compare_gradients({"W": approximate}, {"W": matrix})


def test_small_gradients_may_differ_by_the_tolerance_itself():
    compare_gradients({"b": 0.1}, {"b": 0.1 + 9e-9})
    with pytest.raises(EquationError, match=r"b: the largest difference is 1.5e-08"):
        compare_gradients({"b": 0.1}, {"b": 0.1 + 1.5e-8})


def test_empty_gradients_do_not_agree():
    with pytest.raises(EquationError, match="shape"):
        compare_gradients({"W": []}, {"W": []})


@pytest.mark.filterwarnings("error")
def test_gradients_whose_difference_overflows_do_not_agree():
    with pytest.raises(EquationError, match="the largest difference is inf"):
        compare_gradients({"W": [1.5e308]}, {"W": [-1.5e308]})
