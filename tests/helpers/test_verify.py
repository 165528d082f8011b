"""verify accepts what is true and nothing else; the comparison with finite differences reports and raises."""

import re

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.verify import EquationError, central_difference, compare_gradients, defines, difference, verify

s, t, u, v, x, y = sp.symbols("s t u v x y")
p = sp.Symbol("p", positive=True)
n = sp.Symbol("n", negative=True)
i, j = sp.symbols("i j", integer=True)
f, g = sp.Function("f"), sp.Function("g")
X, Y = sp.Function("x")(t), sp.Function("y")(t)  # x(t) and y(t)
A, B = sp.Matrix(2, 2, sp.symbols("a:4")), sp.Matrix(2, 2, sp.symbols("b:4"))
M, N = sp.MatrixSymbol("M", 2, 2), sp.MatrixSymbol("N", 2, 2)
w = sp.IndexedBase("w")
sigmoid = 1 / (1 + sp.exp(-x))
outer = sp.Matrix([f(x, y), g(x, y)])
slopes = sp.Matrix([[f(x, y).diff(x), f(x, y).diff(y)], [g(x, y).diff(x), g(x, y).diff(y)]])
along_x, along_y = f(X, Y).diff(X) * X.diff(t), f(X, Y).diff(Y) * Y.diff(t)
far_out = sp.Piecewise((x, x > 9), (sp.oo, True))  # finite for large x only
numbers = np.arange(6.0).reshape(2, 3)

TRUE = {
    "a product": ((x + y) ** 2, x**2 + 2 * x * y + y**2),
    "cancellation": (sp.sin(x) ** 2 + sp.cos(x) ** 2 - 1, 0),
    "a derivative": (sp.diff(sigmoid, x), sigmoid * (1 - sigmoid)),
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
    "mixed derivatives": (f(x, y).diff(x, y), f(x, y).diff(y, x)),
    "chain rule": (f(g(x)).diff(x), sp.Subs(f(u).diff(u), u, g(x)) * g(x).diff(x)),
    "total derivative": (f(X, Y).diff(t), along_x + along_y),
    "total derivative in t as well": (
        f(X, t).diff(t),
        f(X, t).diff(X) * X.diff(t) + sp.Subs(sp.Derivative(f(u, v), v), (u, v), (X, t)),
    ),
    "Jacobian": (outer.jacobian([x, y]), slopes),
    "Jacobian of polar coordinates": (
        sp.Matrix([s * sp.cos(t), s * sp.sin(t)]).jacobian([s, t]),
        sp.Matrix([[sp.cos(t), -s * sp.sin(t)], [sp.sin(t), s * sp.cos(t)]]),
    ),
    "a transposed product": ((A * B).T, B.T * A.T),
    "matrix symbols": ((M * N).T, N.T * M.T),
    "indexed symbols": (sp.Sum(w[i] ** 2, (i, 0, 2)), w[0] ** 2 + w[1] ** 2 + w[2] ** 2),
    "derivative by an indexed symbol": ((w[0] * w[1] ** 2).diff(w[1]), 2 * w[0] * w[1]),
    "lists": ([x, x**2], [x, x * x]),
    "SymPy arrays": (sp.Array([[x, 1], [2, y]]), sp.Array([[x, 1], [2, y]])),
    "a matrix and an array": (sp.Matrix([[1, 2], [3, 4]]) / 10, np.array([[0.1, 0.2], [0.3, 0.4]])),
    "numbers": (0.1 + 0.2, 0.3),
    "an expression and a number": (sp.sqrt(2), np.sqrt(2)),
    "arrays": (numbers, numbers * (1 + 1e-12)),
    "complex arrays": (np.exp(1j * numbers), np.cos(numbers) + 1j * np.sin(numbers)),
    "zeros": (np.zeros(3), np.zeros(3)),
}

FALSE = {
    "sign": (sp.diff(sp.cos(x), x), sp.sin(x)),
    "sign of an array": (numbers, -numbers),
    "factor": (sp.diff(x**2, x), x),
    "missing term": (sp.diff(x * sp.exp(x), x), sp.exp(x)),
    "inner function forgotten": (sp.diff(sp.sin(x**2), x), 2 * x * sp.cos(x)),
    "root of a square": (sp.sqrt(x**2), x),
    "saturation beyond 5": (sp.Min(x, 5), x),
    "a floor of one fifth": (sp.Max(sp.Abs(x), sp.Rational(1, 5)), sp.Abs(x)),
    "equal unless i = j": (sp.KroneckerDelta(i, j), 0),
    "logarithm of a product": (sp.log(x * y), sp.log(x) + sp.log(y)),
    "small terms": (sp.exp(x - 40), sp.exp(y - 40)),
    "seventh digit of a float": (0.1 * x, 0.1000001 * x),
    "small rational factors": (x / 10**15, 2 * x / 10**15),
    "eighteenth digit": (sp.sqrt(2), sp.sqrt(2) + sp.Rational(1, 10**18)),
    "more than rounding may leave": (sp.Integer(0), sp.Rational(15, 10**21)),
    "one way missing": (f(X, Y).diff(t), along_x),
    "ways subtracted": (f(X, Y).diff(t), along_x - along_y),
    "ways exchanged": (f(X, Y).diff(t), f(X, Y).diff(X) * Y.diff(t) + f(X, Y).diff(Y) * X.diff(t)),
    "outer derivative at x": (f(g(x)).diff(x), f(x).diff(x) * g(x).diff(x)),
    "other function": (f(x), g(x)),
    "sign of a function": (sp.Abs(f(x)), f(x)),
    "arguments exchanged": (f(x, y), f(y, x)),
    "true of even functions only": (f(-x), f(x)),
    "true of sines only": (f(x) * f(x).diff(x, 3), f(x).diff(x) * f(x).diff(x, 2)),
    "true of functions of one combination only": (
        f(x, y).diff(x, 2) * f(x, y).diff(y) ** 2,
        f(x, y).diff(y, 2) * f(x, y).diff(x) ** 2,
    ),
    "transposed Jacobian": (outer.jacobian([x, y]), slopes.T),
    "order of matrices": (A * B, B * A),
    "order of matrix symbols": (M * N, N * M),
    "last entry": (sp.Array([[[x, y]], [[1, 2]]]), sp.Array([[[x, y]], [[1, 3]]])),
    "last entry of a list": ([x, x**2], [x, x**3]),
    "index": (w[0] * w[1], w[0] * w[2]),
    "sign of an indexed symbol": (sp.Abs(w[0]), w[0]),
    "last term of a sum": (sp.Sum(w[i], (i, 1, j)), sp.Sum(w[i], (i, 1, j - 1))),
    "shape": (sp.Matrix([x, y]), sp.Matrix([[x, y]])),
    "matrix for number": (sp.Matrix([x]), x),
    "shape that would broadcast": (np.ones((2, 1)), np.ones(2)),
    "no entries": (sp.Matrix(0, 0, []), sp.Matrix(0, 0, [])),
    "no rows of expressions": (np.empty((0, 2), object), np.empty((0, 2), object)),
    "no numbers": (np.array([]), np.array([])),
    "NaN": (np.nan, np.nan),
    "an array with NaN": (np.array([1, np.nan]), np.array([1, np.nan])),
    "infinity": (np.inf, np.inf),
    "infinity for a number": (np.array([1, np.inf]), np.array([1, 2])),
    "infinite expressions": (sp.oo, sp.oo),
    "never finite": (x / sp.S(0), x / sp.S(0)),
    "overflow of small integers": (np.array([64], np.int8), np.array([-64], np.int8)),
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
    assert left == pytest.approx(at_x**2 * at_y, rel=0.01)
    assert right == pytest.approx(2 * at_x * at_y, rel=0.01)


def test_the_same_fault_is_told_in_the_same_words():
    assert difference(f(x), g(x)) == difference(f(x), g(x))


@pytest.mark.parametrize(
    "left, right, words",
    [
        (numbers, numbers.T, "the left side has shape (2, 3), the right side (3, 2)"),
        (numbers, numbers + (numbers == 4), "in entry (1, 1) the left side is 4, the right side 5"),
        (2, 3.5, "the left side is 2, the right side 3.5"),
        ([1j], [2 - 1j], "in entry (0,) the left side is 0+1j, the right side 2-1j"),
        (np.nan, 1, "a side is not finite"),
        (sp.Integer(2), sp.Integer(3), "everywhere, the left side is 2, the right side 3"),
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


@given(arrays=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=6), data=st.data())
def test_arrays_that_differ_beyond_rounding(arrays, data):
    left = np.array(arrays)
    largest = max(1, np.abs(left).max())
    right = left.copy()
    right[data.draw(st.integers(0, len(left) - 1))] += 1e-7 * largest
    verify("1.2", left, left.copy())
    with pytest.raises(EquationError):
        verify("1.2", left, right)


def test_a_definition_prints_nothing(capsys):
    defines("12.10")
    assert capsys.readouterr().out == ""


matrix = np.array([[1.0, 2.0, 0.5], [0.3, -1.0, 2.0]])


@pytest.mark.parametrize(
    "function, point, jacobian",
    [
        (np.sin, 0.7, np.cos(0.7)),
        (lambda x: np.array([x, x**2, x**3]), 2.0, [1, 4, 12]),
        (lambda x: x @ x, np.array([1.0, 2.0, 3.0]), [2, 4, 6]),
        (lambda x: matrix @ x, np.array([1.0, 2.0, 3.0]), matrix),
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


@pytest.mark.parametrize(
    "call, arguments, error, message",
    [
        (central_difference, (np.sin, "one"), TypeError, "x must hold real numbers, got str of dtype <U3"),
        (central_difference, (np.sin, np.nan), ValueError, "x must be finite, but holds NaN or infinity"),
        (central_difference, (np.sin, 1.0, 0), ValueError, "step == 0, must be > 0."),
        (compare_gradients, ({"b": 1}, {"b": 1}, -1), ValueError, "tolerance == -1, must be >= 0."),
        (compare_gradients, ([1], [1]), TypeError, "exact must be of the class dict, got [1]"),
    ],
)
def test_a_fault_of_the_call_is_named(call, arguments, error, message):
    with pytest.raises(error) as raised:
        call(*arguments)
    assert str(raised.value) == message


def test_gradients_that_agree_are_reported(capsys):
    compare_gradients({"W": matrix, "b": [1e3]}, {"W": matrix + 1e-9, "b": [1e3 + 5e-6]})
    assert capsys.readouterr().out == (
        "W: shape (2, 3), largest difference below 1e-08\n"
        "b: shape (1,), largest difference below 1e-08 of the largest entry\n"
    )
    compare_gradients({"W": matrix}, {"W": matrix + 1e-3}, tolerance=0.0015)
    assert capsys.readouterr().out == "W: shape (2, 3), largest difference below 0.0015\n"
    compare_gradients({"W": matrix}, {"W": matrix}, tolerance=0)
    assert capsys.readouterr().out == "W: shape (2, 3), largest difference below 0\n"


@pytest.mark.filterwarnings("error")
def test_gradients_of_any_size_are_compared(capsys):
    compare_gradients({"W": np.uint8([1])}, {"W": np.uint8([2])}, tolerance=1)  # 1 − 2 is 255 among these
    compare_gradients({"W": [1e300]}, {"W": [1e300]}, tolerance=1e300)
    with pytest.raises(EquationError, match="the largest difference is inf"):
        compare_gradients({"W": [1.5e308]}, {"W": [-1.5e308]})
    assert capsys.readouterr().out == (
        "W: shape (1,), largest difference below 1\nW: shape (1,), largest difference below 1e+300\n"
    )


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
    for exact, other in (matrix, approximate), (approximate, matrix):
        with pytest.raises(EquationError) as raised:
            compare_gradients({"W": exact}, {"W": other})
        if exact is matrix:
            assert words in str(raised.value)


def test_small_gradients_may_differ_by_the_tolerance_itself():
    compare_gradients({"b": 0.1}, {"b": 0.1 + 9e-9})
    with pytest.raises(EquationError, match=r"b: the largest difference is 1.5e-08"):
        compare_gradients({"b": 0.1}, {"b": 0.1 + 1.5e-8})


def test_empty_gradients_do_not_agree():
    with pytest.raises(EquationError, match="shape"):
        compare_gradients({"W": []}, {"W": []})
