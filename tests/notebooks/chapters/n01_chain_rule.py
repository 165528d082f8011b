"""What the tests know of notebook 01."""

import itertools
import math

import numpy as np

# Names in the TeX that are not the notebook's variable of that name.
SYMBOLS = {}

# Misprints of the lecture: the fault's number in site/ext/corrections, our equation, what we print, what it prints.
MISPRINTS = [
    ("21", "1.4", r"\frac{dx}{dt}", r"\frac{\partial x}{\partial t}"),
    ("21", "1.4", r"\frac{dy}{dt}", r"\frac{\partial y}{\partial t}"),
]


def staircase(s, t):
    return np.array([[np.cos(t), -s * np.sin(t)], [np.sin(t), s * np.cos(t)], [0, 1]])


def filled_with_integers(s, t):
    J = np.zeros((3, 2), int)
    J[:] = staircase(s, t)
    return J


def from_the_end(widths):
    outputs, total = widths.pop(), 0
    while len(widths) > 1:
        total += widths.pop() * widths[-1] * outputs
    return total


def turned_round(widths):
    widths.reverse()
    return sum(widths[0] * n * m for n, m in itertools.pairwise(widths[1:]))


def shared(M, v, r, back=lambda r, M, b: (r * (1 - b**2)) @ M, slopes=(1, 1), second=None):
    """Return the rates of weights that two layers share, through the first and through the second."""
    a = np.tanh(M @ v)
    b = np.tanh(M @ a)
    first, other = back(r, M, b) * (1 - a**2) ** slopes[0], r * (1 - b**2) ** slopes[1]
    return np.array([np.outer(first, v), np.outer(other, a if second is None else second)])


def shared_in_parts(M, v, r, into=None, last=None, slope=None, ones=False, exchanged=False, product=np.outer):
    """Return the rates of shared weights, put together from parts that a test exchanges."""
    bend = slope or (lambda a: 1 - a**2)
    a = np.tanh(M @ v)
    b = np.tanh(M @ a)
    row = ((r * (1 - b**2)) @ M) * bend(a)
    end = (1 if ones else r) * bend(b)
    row, end = (into or (lambda row, _: row))(row, M), (last or (lambda row, _: row))(end, M)
    return product(row, a if exchanged else v) + product(end, v if exchanged else a)


def shared_by_nudges(M, v, r):
    """The same by complex steps, entry by entry, in lists."""
    rates = [[0.0] * len(v) for _ in v]
    for i, j in itertools.product(range(len(v)), repeat=2):
        N = M.astype(complex)
        N[i, j] += 1e-20j
        rates[i][j] = (r @ np.tanh(N @ np.tanh(N @ v))).imag / 1e-20
    return rates


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "1.1": [
        (lambda df, g, dg, x: df(x) * dg(x), "outer derivative is taken at x"),
        (lambda df, g, dg, x: df(g(x)), "inner function is missing"),
        (lambda df, g, dg, x: df(dg(x)), "taken at dg(x)"),
        (lambda df, g, dg, x: df(g(x)) + dg(x), "multiply; they do not add"),
        (lambda df, g, dg, x: -df(g(x)) * dg(x), "the negative"),
        (lambda df, g, dg, x: 2 * df(g(x)) * dg(x), "everywhere 2 times"),
        (lambda df, g, dg, x: dg(x), "outer function is missing"),
        (lambda df, g, dg, x: df(x), "taken at x, and the derivative of the inner function is missing"),
        (lambda df, g, dg, x: df(g(x)) * g(x), "the inner function itself"),
        (lambda df, g, dg, x: g(x) * dg(x), "the first factor is g(x)"),
        (lambda df, g, dg, x: df(dg(x)) * dg(x), "taken at dg(x)"),
        (lambda df, g, dg, x: df(g(x) * dg(x)), "does not enter the outer function"),
        (lambda df, g, dg, x: df(g(x)) / dg(x), "they do not divide"),
        (lambda df, g, dg, x: (df(g(x)), dg(x)), "two factors"),
        (lambda df, g, dg, x: df(g(x)) * dg(g(x)), "the inner one is taken at g(x)"),
        (lambda df, g, dg, x: df(x) * dg(g(x)), "where the other belongs"),
        (lambda df, g, dg, x: df(x) * g(x) + g(x) * dg(x), "the rule for a product"),
        (lambda df, g, dg, x: df(g) * dg(x), "df is called with a function"),
        (lambda df, g, dg, x: df(g(x)) * dg(g), "dg is called with a function"),
        (lambda df, g, dg, x: df(g(x)) * x, "at x = -1.3 the slope of sin(x³ + 1) is"),
    ],
    "1.2": [
        (lambda M, v, r: shared(M, v, r)[1], "second layer alone"),
        (lambda M, v, r: shared(M, v, r)[0], "first layer alone"),
        (lambda M, v, r: np.prod(shared(M, v, r), axis=0), "several ways add up"),
        (lambda M, v, r: shared(M, v, r), "side by side"),
        (lambda M, v, r: sum(shared(M, v, r)).T, "transpose"),
        (lambda M, v, r: -sum(shared(M, v, r)), "the negative"),
        (lambda M, v, r: sum(shared(M, v, r, lambda r, M, b: r)), "Send the row back through the second layer"),
        (lambda M, v, r: sum(shared(M, v, r, lambda r, M, b: r @ M)), "lacks the slope of tanh in the second layer"),
        (lambda M, v, r: sum(shared(M, v, r, lambda r, M, b: M @ (r * (1 - b**2)))), "sends a column forward"),
        (lambda M, v, r: sum(shared(M, v, r, slopes=(0, 1))), "first layer lack its slope"),
        (lambda M, v, r: sum(shared(M, v, r, slopes=(1, 0))), "second layer lack its slope"),
        (lambda M, v, r: sum(shared(M, v, r, second=v)), "is a, not v"),
        (lambda M, v, r: shared(M, v, r)[0] * 2, "one way is counted twice"),
        (lambda M, v, r: shared(M, v, r)[1] * 2, "one way is counted twice"),
        (lambda M, v, r: shared_in_parts(M, v, r, into=lambda row, M: row @ M), "vjp goes one layer too far"),
        (lambda M, v, r: shared_in_parts(M, v, r, last=lambda row, M: row @ M), "vjp goes one layer too far"),
        (lambda M, v, r: sum(shared(M, v, r, slopes=(0, 0))), "both layers lack the slope"),
        (lambda M, v, r: shared_in_parts(M, v, r, slope=lambda a: 1 - a), "the square is missing"),
        (lambda M, v, r: sum(shared(M, v, np.ones(len(v)))), "the factor response is missing in both ways"),
        (lambda M, v, r: shared_in_parts(M, v, r, ones=True), "the factor response is missing in the second layer"),
        (lambda M, v, r: shared_in_parts(M, v, r, exchanged=True), "v and a are exchanged"),
        (lambda M, v, r: shared_in_parts(M, v, r, product=np.multiply), "np.outer pairs it with all"),
        (lambda M, v, r: shared(M, v, r)[0].sum(axis=1) / v.sum() @ M, "these are the rates of v"),
    ],
    "1.3": [
        (lambda s, t: np.array([[np.cos(t), np.sin(t), 0], [-s * np.sin(t), s * np.cos(t), 1]]), "transpose"),
        (lambda s, t: np.array([[-s * np.sin(t), np.cos(t)], [s * np.cos(t), np.sin(t)], [1, 0]]), "exchanged"),
        (lambda s, t: np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)], [0, 1]]), "factor s"),
        (lambda s, t: np.array([[np.cos(t), s * np.sin(t)], [np.sin(t), s * np.cos(t)], [0, 1]]), "other sign"),
        (lambda s, t: np.array([[np.cos(t), -s * np.sin(t)], [np.sin(t), s * np.cos(t)]]), "row of z"),
        (lambda s, t: np.eye(3), "has shape (3, 3), expected (3, 2)"),
        (lambda s, t: staircase(s, t) * [[s, 1], [s, 1], [1, 1]], "first column has a factor s too many"),
        (lambda s, t: staircase(s, t) * [[1, -1], [1, -1], [1, 1]], "minus belongs to the derivative of the cosine"),
        (lambda s, t: [[np.cos(t), s * np.cos(t)], [np.sin(t), s * np.sin(t)], [0, 1]], "second column holds x and y"),
        (lambda s, t: [s * np.cos(t), s * np.sin(t), t], "the surface itself"),
        (lambda s, t: [*staircase(s, t)[:2], [0, t]], "right but for the last row"),
        (lambda s, t: staircase(s, t) * [[1, 1], [-1, 1], [1, 1]], "right but for ∂y/∂s: its sign is turned round"),
        (
            lambda s, t: [[np.cos(t), -s * np.cos(t)], [np.sin(t), s * np.cos(t)], [0, 1]],
            "right but for ∂x/∂t: sine and cosine are exchanged",
        ),
        (filled_with_integers, "An array made with int"),
        (lambda s, t: [*staircase(s, t)[:1], [np.sin(t), s + np.cos(t)], [0, 1]], "∂y/∂t is 2.621, expected"),
    ],
    "1.4": [
        (lambda w: sum(w[0] * n * m for n, m in zip(w[1:], w[2:])), "count of forward mode"),
        (lambda w: sum(w[-1] * n * m for n, m in zip(w, w[1:])), "one product too many"),
        (lambda w: sum(n * m for n, m in zip(w[:-2], w[1:-1])), "right for one output only"),
        (lambda w: sum(n * m for n, m in zip(w, w[1:])), "weights of all layers"),
        (lambda w: sum(w[-1] * n * m for n, m in zip(w[1:-1], w[2:-1])), "goes down to the first Jacobian"),
        (lambda w: sum(w[-1] * n * m for n, m in zip(w[:-3], w[1:-2])), "starts with the last Jacobian but one"),
        (lambda w: sum(w[-1] * n * m for n, m in zip(w[1:], w[2:])), "one layer off"),
        (lambda w: sum(w[0] * n * m for n, m in zip(w[:-2], w[1:-1])), "as many rows as there are outputs"),
        (lambda w: sum(k * n * m for k, n, m in zip(w, w[1:], w[2:])), "keeps its rows"),
        (lambda w: sum(w[-1] * n for n in w[:-2]), "takes k n m multiplications"),
        (lambda w: np.prod(w), "product of all widths"),
        (lambda w: w[-1] * sum(n * m for n, m in zip(w[:2], w[1:-1])), "a chain may have any length"),
    ],
    "1.5": [
        (lambda w: [w, w, w, w, w], "Where must a layer be narrow"),
        (lambda w: [1, w, w, w, 1], "Both ends are narrow"),
        (lambda w: [3, w, w - 2, w, 2], "Both ends are narrow"),
        (lambda w: [w, w, w, w, 1], "from the end where reverse mode starts is too cheap"),
        (lambda w: [1, w, w, w, w], "from the end where forward mode starts is too cheap"),
        (lambda w: [w, 1, w, 1, w], "Two or more inner layers are narrow"),
        (lambda w: [w, w, 10, w, w], "The middle is narrow. Is it narrow enough"),
        (lambda w: [w, 1, w], "a chain of four layers has five widths, but the result has shape (3,)"),
        (lambda w: [2 * w, w, 1, w, 2 * w], "whole numbers from 1 to 50"),
        (lambda w: [w, w, 0.5, w, w], "whole numbers from 1 to 50"),
    ],
}

# Right answers in another style.
RIGHT = {
    "1.1": [lambda *a: np.prod([a[0](a[1](a[3])), a[2](a[3])])],
    "1.2": [lambda M, v, r: sum(shared(M, v, r)), shared_by_nudges],
    "1.3": [
        lambda s, t: [(math.cos(t), -s * math.sin(t)), (math.sin(t), s * math.cos(t)), (False, True)],
        lambda s, t: np.column_stack([[np.cos(t), np.sin(t), 0], [-s * np.sin(t), s * np.cos(t), 1]]),
    ],
    "1.4": [from_the_end, turned_round, lambda w: w[-1] * np.dot(w[:-2], w[1:-1])],
    "1.5": [
        lambda w: [w, 1, w, w, w],
        lambda w: [w, w, w, 1, w],
        lambda w: (w, w - 1, True, w, w - 2),
        lambda w: np.array([50.0, 50, 1, 50, 50]),
    ],
}
