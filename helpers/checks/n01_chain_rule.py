"""Judges of the exercises of notebook 01."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from helpers.exercises import agree, exercise
from helpers.verify import central_difference


@exercise("1.1")
def composition(slope):
    functions: list[tuple[Callable, ...]] = [  # f, f', g, g'
        (np.sin, np.cos, lambda x: x**3 + 1, lambda x: 3 * x**2),
        (np.exp, np.exp, np.sin, np.cos),
        (lambda u: u**2 + u, lambda u: 2 * u + 1, lambda x: 1 / (2 + x**2), lambda x: -2 * x / (2 + x**2)**2),
    ]
    outer = {df: f for f, df, _, _ in functions}
    points = [(df, g, dg, x) for _, df, g, dg in functions for x in (-1.3, 0.4, 0.9, 1.7)]
    return agree(slope, points,
                 lambda df, g, dg, x: central_difference(lambda x: outer[df](g(x)), x),
                 [("the outer derivative is taken at x. Where is the outer function evaluated?",
                   lambda df, g, dg, x: df(x) * dg(x)),
                  ("the derivative of the inner function is missing.", lambda df, g, dg, x: df(g(x))),
                  ("the outer derivative is taken at dg(x), a slope. Which number enters the outer function?",
                   lambda df, g, dg, x: df(dg(x))),
                  ("rates of successive steps multiply; they do not add.",
                   lambda df, g, dg, x: df(g(x)) + dg(x))],
                 "it agrees with finite differences for 3 pairs of functions, at 4 points each.")


@exercise("1.2")
def rectangle(area_rate):
    def x(t):
        return 2 + np.sin(t)

    def y(t):
        return np.exp(-t)

    def rates(t):
        return central_difference(x, t), central_difference(y, t)

    points = [(t,) for t in (-1.1, 0.0, 0.4, 1.3, 2.9)]
    return agree(area_rate, points,
                 lambda t: central_difference(lambda t: x(t) * y(t), t),
                 [("the way through y is missing.", lambda t: rates(t)[0] * y(t)),
                  ("the way through x is missing.", lambda t: rates(t)[1] * x(t)),
                  ("this is the product of the two rates. Each way multiplies the rate of one side by the other "
                   "side.", lambda t: rates(t)[0] * rates(t)[1]),
                  ("this is the sum of the two rates. By how much does the area grow when one side does?",
                   lambda t: rates(t)[0] + rates(t)[1]),
                  ("the two ways are added, not subtracted. Which sign has the rate of y?",
                   lambda t: rates(t)[0] * y(t) - rates(t)[1] * x(t)),
                  ("each rate is multiplied by its own side. Which derivative of xy is y?",
                   lambda t: rates(t)[0] * x(t) + rates(t)[1] * y(t))],
                 "it agrees with finite differences at 5 times.")


@exercise("1.3")
def staircase(jacobian):
    def surface(v):
        s, t = v
        return np.array([s * np.cos(t), s * np.sin(t), t])

    def truth(s, t):
        return central_difference(surface, [s, t])

    points = [(1.7, 0.4), (0.6, -2.0), (2.3, 1.1), (-0.8, 3.0)]
    return agree(jacobian, points, truth,
                 [("a row for every output and a column for every input: this is the transpose.",
                   lambda s, t: truth(s, t).T),
                  ("the columns are exchanged: s comes first.", lambda s, t: truth(s, t)[:, ::-1]),
                  ("the factor s is missing. How far does a turn move a point far from the axis?",
                   lambda s, t: truth(s, t) / [[1, s], [1, s], [1, 1]]),
                  ("the derivative of the cosine has the other sign.",
                   lambda s, t: truth(s, t) * [[1, -1], [1, 1], [1, 1]]),
                  ("the row of z = t is missing.", lambda s, t: truth(s, t)[:2])],
                 "it agrees with finite differences at 4 points.", tolerance=1e-5)


@exercise("1.4")
def reverse_mode(multiplications):
    known = {(6, 5, 4, 1): 50, (64, 50, 10, 1): 3700, (1, 2, 3, 4): 32, (3, 5, 2): 30, (4, 7): 0,
             (2, 3, 5, 7, 11): 616}
    points = [(list(widths),) for widths in known]

    def triples(widths, end):
        return sum(end * n * m for n, m in pairwise(widths))

    return agree(multiplications, points,
                 lambda widths: known[tuple(widths)],
                 [("this is the count of forward mode. At which end does reverse mode start?",
                   lambda widths: triples(widths[1:], widths[0])),
                  ("one product too many: the chain starts from the last Jacobian, which is already there.",
                   lambda widths: triples(widths, widths[-1])),
                  ("right for one output only. How many rows does the product carry?",
                   lambda widths: triples(widths[:-1], 1)),
                  ("these are the weights of all layers. Which products of Jacobians are formed?",
                   lambda widths: triples(widths, 1))],
                 "it gives the known counts of 6 chains.")
