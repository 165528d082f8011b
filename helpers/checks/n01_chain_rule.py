"""Judges of the exercises of notebook 01."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from helpers.exercises import NotYet, agree, call, exercise
from helpers.verify import central_difference


@exercise("1.1")
def composition(slope):
    functions: list[tuple[str, Callable, Callable, Callable, Callable]] = [  # words, f, f', g, g'
        ("sin(x³ + 1)", np.sin, np.cos, lambda x: x**3 + 1, lambda x: 3 * x**2),
        ("exp(sin x)", np.exp, np.exp, np.sin, np.cos),
        (
            "u² + u at u = 1/(2 + x²)",
            lambda u: u**2 + u,
            lambda u: 2 * u + 1,
            lambda x: 1 / (2 + x**2),
            lambda x: -2 * x / (2 + x**2) ** 2,
        ),
    ]
    functions = [(name, f, *map(_of_a_number, parts, ("df", "g", "dg"))) for name, f, *parts in functions]
    words = {df: name for name, _, df, _, _ in functions}
    outer = {df: f for _, f, df, _, _ in functions}
    points = [(df, g, dg, x) for _, _, df, g, dg in functions for x in (-1.3, 0.4, 0.9, 1.7)]
    return agree(
        slope,
        points,
        lambda df, g, dg, x: central_difference(lambda x: outer[df](g(x)), x),
        [
            (
                "the outer derivative is taken at x. Where is the outer function evaluated?",
                lambda df, g, dg, x: df(x) * dg(x),
            ),
            (
                "the outer derivative is taken at x, and the derivative of the inner function is missing.",
                lambda df, g, dg, x: df(x),
            ),
            ("these are the two factors. Rates of successive steps multiply.", lambda df, g, dg, x: [df(g(x)), dg(x)]),
            ("the derivative of the inner function is missing.", lambda df, g, dg, x: df(g(x))),
            ("the derivative of the outer function is missing.", lambda df, g, dg, x: dg(x)),
            (
                "the second factor is the inner function itself. How fast does it change?",
                lambda df, g, dg, x: df(g(x)) * g(x),
            ),
            (
                "the first factor is g(x). The outer function changes at the rate df, taken there.",
                lambda df, g, dg, x: g(x) * dg(x),
            ),
            (
                "the outer derivative is taken at dg(x), a slope. Which number enters the outer function?",
                lambda df, g, dg, x: df(dg(x)),
            ),
            (
                "the outer derivative is taken at dg(x), a slope. Which number enters the outer function?",
                lambda df, g, dg, x: df(dg(x)) * dg(x),
            ),
            (
                "dg(x) is a factor of its own. It does not enter the outer function.",
                lambda df, g, dg, x: df(g(x) * dg(x)),
            ),
            (
                "the outer derivative is right, but the inner one is taken at g(x). Where does g act?",
                lambda df, g, dg, x: df(g(x)) * dg(g(x)),
            ),
            (
                "each derivative is taken where the other belongs. Which number enters which function?",
                lambda df, g, dg, x: df(x) * dg(g(x)),
            ),
            *(
                ("this resembles the rule for a product, but f and g are not multiplied: g(x) enters f.", answer)
                for answer in (
                    lambda df, g, dg, x: df(x) * g(x) + g(x) * dg(x),
                    lambda df, g, dg, x: df(x) * g(x) + df(x) * dg(x),
                    lambda df, g, dg, x: df(g(x)) * g(x) + g(x) * dg(x),
                    lambda df, g, dg, x: df(g(x)) * g(x) + df(g(x)) * dg(x),
                )
            ),
            ("rates of successive steps multiply; they do not divide.", lambda df, g, dg, x: df(g(x)) / dg(x)),
            ("rates of successive steps multiply; they do not add.", lambda df, g, dg, x: df(g(x)) + dg(x)),
        ],
        "it agrees with finite differences for 3 pairs of functions, at 4 points each.",
        place=lambda _, df, g, dg, x: f"the slope of {words[df]} is",
    )


def _of_a_number(function, name):
    """Return the function, which gives a hint if it is called with a function in the place of a number."""

    def called(number):
        if callable(number):
            raise NotYet(f"{name} is called with a function. It takes a number, as g(x) is one and g is not.")
        return function(number)

    return called


@exercise("1.2")
def shared_weights(rates):
    def end(M, v, response):
        return response @ np.tanh(M @ np.tanh(M @ v))

    def truth(M, v, response):
        return central_difference(lambda M: end(M, v, response), M)

    def built(back=None, first=None, second=None, into=None, enters=None, ways=np.add, product=np.outer):
        """Return the right answer, or one with other parts, as functions of M, v, a, b, and the response r."""

        def answer(M, v, response):
            a = np.tanh(M @ v)
            b = np.tanh(M @ a)
            r = response * (1 - b**2)
            sent = r @ M if back is None else back(M, a, b, response)
            one = product(
                sent * (1 - a**2) if first is None else first(sent, a, b, M), v if enters is None else enters(a)
            )
            other = product(r if second is None else second(response, a, b, M, r), a if into is None else into(v, b))
            return ways(one, other)

        return answer

    def straight(M, a, b, r):  # the row that is sent back, without the slope of tanh
        return r @ M

    def bent(M, a, b, r):  # with 1 − b for 1 − b²
        return (r * (1 - b)) @ M

    return agree(
        rates,
        [
            (np.array([[0.6, -0.9], [1.1, 0.4]]), np.array([0.8, -0.5]), np.array([1.3, 0.7])),
            (
                np.array([[0.3, 0.7, -0.5], [-0.8, 0.2, 0.6], [0.4, -0.3, 0.9]]),
                np.array([0.9, 0.4, -1.2]),
                np.array([-0.6, 1.4, 0.5]),
            ),
            (np.array([[0.7]]), np.array([1.1]), np.array([0.9])),
        ],
        truth,
        [
            (
                "this is the way through the second layer alone. The weights also make a, by the first layer.",
                built(ways=lambda one, other: other),
            ),
            (
                "this is the way through the first layer alone. The weights also stand in the second layer.",
                built(ways=lambda one, other: one),
            ),
            (
                "the two ways are multiplied. Along a way rates multiply, but several ways add up.",
                built(ways=np.multiply),
            ),
            ("the two ways are subtracted, but ways add up.", built(ways=np.subtract)),
            ("the two ways are subtracted, but ways add up.", built(ways=lambda one, other: other - one)),
            ("these are the two ways side by side. How do ways combine?", built(ways=lambda one, other: [one, other])),
            ("these are the two ways side by side. How do ways combine?", built(ways=lambda one, other: [other, one])),
            (
                "this is their mean, half of what it should be: ways add up.",
                built(ways=lambda one, other: (one + other) / 2),
            ),
            (
                "the first layer gets the response to b. Send the row back through the second layer first.",
                built(back=lambda M, a, b, r: r),
            ),
            (
                "the row that is sent back lacks the slope of tanh in the second layer, 1 − b².",
                built(back=lambda M, a, b, r: r @ M),
            ),
            (
                "the row is sent back with the slope of the first layer, 1 − a². It goes through the second.",
                built(back=lambda M, a, b, r: (r * (1 - a**2)) @ M),
            ),
            (
                "M @ row sends a column forward. A row goes back as row @ M.",
                built(back=lambda M, a, b, r: M @ (r * (1 - b**2))),
            ),
            ("the rates of the first layer lack its slope of tanh, 1 − a².", built(first=lambda sent, *_: sent)),
            (
                "the rates of the first layer have the slope of the second. Which numbers leave the first?",
                built(first=lambda sent, a, b, M: sent * (1 - b**2)),
            ),
            ("the rates of the second layer lack its slope of tanh, 1 − b².", built(second=lambda r, *_: r)),
            (
                "the rates of the second layer have the slope of the first. Which numbers leave the second?",
                built(second=lambda r, a, *_: r * (1 - a**2)),
            ),
            *(
                (
                    "both layers lack the slope of tanh, 1 minus the square of what leaves the layer.",
                    built(back=back, first=lambda sent, *_: sent, second=lambda r, *_: r),
                )
                for back in (None, straight)
            ),
            *(
                (
                    "the slope of tanh is 1 minus the square of what leaves the layer; the square is missing.",
                    built(
                        back=back, first=lambda sent, a, b, M: sent * (1 - a), second=lambda r, a, b, M, _: r * (1 - b)
                    ),
                )
                for back in (None, bent)
            ),
            *(
                (
                    "vjp goes one layer too far: it gives the response to what enters the layer. "
                    "The weights need the row before it is multiplied by M.",
                    built(**parts),
                )
                for parts in (
                    {"first": _vjp_of_first},
                    {"second": lambda r, a, b, M, full: full @ M},
                    {"first": _vjp_of_first, "second": lambda r, a, b, M, full: full @ M},
                )
            ),
            *(
                (
                    "one way is counted twice. The two layers have different responses and different inputs.",
                    built(ways=ways),
                )
                for ways in (lambda one, other: 2 * one, lambda one, other: 2 * other)
            ),
            *(
                (f"the factor response is missing {where}. Without it every number of b counts alike.", answer)
                for where, answer in (
                    ("in both ways", lambda M, v, r: built()(M, v, np.ones(len(v)))),
                    ("in the second layer", built(second=lambda r, a, b, *_: 1 - b**2)),
                    ("in the first layer", built(back=lambda M, a, b, r: (1 - b**2) @ M)),
                    ("in the first layer", built(first=lambda sent, a, *_: 1 - a**2)),
                )
            ),
            (
                "v and a are exchanged: v enters the first layer, and a the second.",
                built(enters=lambda a: a, into=lambda v, b: v),
            ),
            ("what enters the first layer is v; a leaves it.", built(enters=lambda a: a)),
            *(
                (
                    "this has a number for each output. With * each response meets one input; np.outer pairs it "
                    "with all.",
                    built(product=np.multiply, **parts),
                )
                for parts in ({}, {"ways": lambda one, other: one}, {"ways": lambda one, other: other})
            ),
            ("what enters the second layer is a, not v.", built(into=lambda v, b: v)),
            ("what enters the second layer is a; b leaves it.", built(into=lambda v, b: b)),
            (
                "these are the rates of v, the row sent back through both layers. The rates of the weights are wanted.",
                lambda M, v, r: central_difference(lambda v: end(M, v, r), v),
            ),
            ("this is b, not its rates.", lambda M, v, r: np.tanh(M @ np.tanh(M @ v))),
        ],
        "it agrees with finite differences for 3 matrices.",
    )


def _vjp_of_first(sent, a, b, M):
    return (sent * (1 - a**2)) @ M


@exercise("1.3")
def staircase(jacobian):
    def surface(v):
        s, t = v
        return np.array([s * np.cos(t), s * np.sin(t), t])

    def truth(s, t):
        return central_difference(surface, [s, t])

    def name(index, *_):
        return f"∂{'xyz'[index[0]]}/∂{'st'[index[1]]}"

    def with_entry(index, change):
        def wrong(s, t):
            J = truth(s, t)
            J[index] = change(J[index], J[1 - index[0], index[1]], s)
            return J

        return wrong

    slips: list[tuple[str, Callable]] = [  # of one derivative; the other has the same factors, sine for cosine
        ("its sign is turned round.", lambda own, other, s: -own),
        ("sine and cosine are exchanged.", lambda own, other, s: other),
        ("sine and cosine are exchanged.", lambda own, other, s: -other),
        ("the factor s is missing.", lambda own, other, s: own / s),
        ("there is a factor s too many.", lambda own, other, s: own * s),
        ("the sine or cosine is missing.", lambda own, other, s: s),
        ("the sine or cosine is missing.", lambda own, other, s: -s),
    ]
    return agree(
        jacobian,
        [(1.7, 0.4), (0.6, -2.0), (2.3, 1.1), (-0.8, 3.0)],
        truth,
        [
            ("a row for every output and a column for every input: this is the transpose.", lambda s, t: truth(s, t).T),
            ("the columns are exchanged: s comes first.", lambda s, t: truth(s, t)[:, ::-1]),
            (
                "the factor s is missing. How far does a turn move a point far from the axis?",
                lambda s, t: truth(s, t) / [[1, s], [1, s], [1, 1]],
            ),
            (
                "the first column has a factor s too many. What is left of s cos t when s is the variable?",
                lambda s, t: truth(s, t) * [[s, 1], [s, 1], [1, 1]],
            ),
            (
                "the second column holds x and y, not their derivatives with respect to t.",
                lambda s, t: np.column_stack([truth(s, t)[:, 0], [*surface([s, t])[:2], 1]]),
            ),
            ("this is the surface itself, not its Jacobian.", lambda s, t: surface([s, t])),
            ("the derivative of the cosine has the other sign.", lambda s, t: truth(s, t) * [[1, -1], [1, 1], [1, 1]]),
            (
                "the minus belongs to the derivative of the cosine, not to that of the sine.",
                lambda s, t: truth(s, t) * [[1, -1], [1, -1], [1, 1]],
            ),
            ("the row of z = t is missing.", lambda s, t: truth(s, t)[:2]),
            (
                "everything after the point is cut off. An array made with int holds whole numbers only.",
                lambda s, t: np.trunc(truth(s, t).round(6)),
            ),
            *(
                (f"right but for {name((i, j))}: {hint}", with_entry((i, j), change))
                for i in (0, 1)
                for j in (0, 1)
                for hint, change in slips
            ),
            *(
                (
                    "right but for the last row: by how much does z = t change with s, and with t?",
                    lambda s, t, row=row: np.vstack([truth(s, t)[:2], row(s, t)]),
                )
                for row in [
                    lambda s, t: [1, 1],
                    lambda s, t: [1, 0],
                    lambda s, t: [0, 0],
                    lambda s, t: [0, t],
                    lambda s, t: [s, 1],
                    lambda s, t: [t, 1],
                    lambda s, t: [s, t],
                ]
            ),
        ],
        "it agrees with finite differences at 4 points.",
        tolerance=1e-5,
        place=lambda *p: f"{name(*p)} is",
    )


@exercise("1.4")
def reverse_mode(multiplications):
    known = {(6, 5, 4, 1): 50, (64, 50, 10, 1): 3700, (1, 2, 3, 4): 32, (3, 5, 2): 30, (4, 7): 0, (2, 3, 5, 7, 11): 616}

    def sums(widths, end, form=lambda k, n, m: k * n * m):
        return sum(form(end, n, m) for n, m in pairwise(widths))

    products: list[Callable] = [  # not k n m
        lambda k, n, m: k * n,
        lambda k, n, m: k * m,
        lambda k, n, m: k,
        lambda k, n, m: n,
        lambda k, n, m: m,
        lambda k, n, m: k * n + m,
        lambda k, n, m: k + n * m,
        lambda k, n, m: (k + n) * m,
        lambda k, n, m: k + n + m,
    ]
    return agree(
        multiplications,
        [(list(widths),) for widths in known],
        lambda widths: known[tuple(widths)],
        [
            (
                "this is the count of forward mode. At which end does reverse mode start?",
                lambda widths: sums(widths[1:], widths[0]),
            ),
            *(
                (
                    "one product too many: the chain starts from the last Jacobian, which is already there.",
                    lambda widths, end=end: sums(widths, widths[end]),
                )
                for end in (-1, 0)
            ),
            (
                "one product too few: the chain goes down to the first Jacobian, from the inputs.",
                lambda widths: sums(widths[1:-1], widths[-1]),
            ),
            (
                "one product too few: the chain starts with the last Jacobian but one.",
                lambda widths: sums(widths[:-2], widths[-1]),
            ),
            ("right for one output only. How many rows does the product carry?", lambda widths: sums(widths[:-1], 1)),
            (
                "one layer off: the chain starts from the last Jacobian and is multiplied by all others.",
                lambda widths: sums(widths[1:], widths[-1]),
            ),
            (
                "the product that is carried keeps its rows from step to step. Which of the widths are they?",
                lambda widths: sum(k * n * m for k, n, m in zip(widths, widths[1:], widths[2:], strict=False)),
            ),
            (
                "these are the weights of all layers. Which products of Jacobians are formed?",
                lambda widths: sums(widths, 1),
            ),
            ("this is the product of all widths. Multiplications of successive products add up.", np.prod),
            (
                "the two products of three layers are counted, but a chain may have any length.",
                lambda widths: sums(widths[: min(3, len(widths) - 1)], widths[-1]),
            ),
            *(
                (
                    "the product that is carried has as many rows as there are outputs, the last of the widths.",
                    lambda widths, k=k: sums(widths[:-1], widths[k]),
                )
                for k in (0, 1, -2)
            ),
            *(
                (
                    "a (k, n) matrix times an (n, m) matrix takes k n m multiplications.",
                    lambda widths, form=form: sums(widths[:-1], widths[-1], form),
                )
                for form in products
            ),
        ],
        "it gives the known counts of 6 chains.",
    )


@exercise("1.5")
def neither_mode(chain):
    counts = ""
    for widest in (50, 400, 100):
        widths = call(chain, widest)
        if widths.shape != (5,):
            raise NotYet(f"a chain of four layers has five widths, but the result has shape {widths.shape}.")
        if (widths % 1).any() or widths.min() < 1 or widths.max() > widest:
            raise NotYet(f"at widest = {widest} the widths must be whole numbers from 1 to {widest}.")
        n = [int(width) for width in widths]
        forward, reverse, best = _in_order(n), _in_order(n[::-1]), _fewest(n)
        counts = f"with widest = {widest} forward mode takes {forward}, reverse mode {reverse}, the best order {best}"
        if min(forward, reverse) <= 10 * best:
            cheap = [name for name, count in [("forward", forward), ("reverse", reverse)] if count <= 10 * best]
            if max(n[0], n[4]) < min(n[1:4]):
                raise NotYet(f"{counts}. Both ends are narrow, and a mode is cheap that starts at a narrow end.")
            if sorted(n[1:4])[1] * 5 < min(n[0], n[4]):
                raise NotYet(f"{counts}. Two or more inner layers are narrow. How many need be?")
            if len(cheap) == 1:
                raise NotYet(f"{counts}. What is carried from the end where {cheap[0]} mode starts is too cheap.")
            if min(n[1:4]) == n[2] < min(n[0], n[4]):
                raise NotYet(f"{counts}. The middle is narrow. Is it narrow enough, and everything else wide?")
            raise NotYet(f"{counts}. Where must a layer be narrow, so that to start there is cheap?")
    return f"{counts}."


def _in_order(n):
    """Return the multiplications of forward mode for a chain of widths; of reverse mode, for its widths reversed."""
    return n[0] * sum(a * b for a, b in pairwise(n[1:]))


def _fewest(n):
    """Return the multiplications of the best way to bracket a chain of widths."""
    if len(n) < 3:
        return 0
    return min(_fewest(n[: k + 1]) + _fewest(n[k:]) + n[0] * n[k] * n[-1] for k in range(1, len(n) - 1))
