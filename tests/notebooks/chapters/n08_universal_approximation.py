"""What the tests know of notebook 08."""

from itertools import product
from math import comb

import numpy as np

# Misprints of the lecture: none of its faults is in an equation that this notebook prints.
MISPRINTS = []


def ring(v, n, round_the_end=True):
    W = np.zeros((n, n))
    for j in range(n):
        for k in range(len(v)):
            if round_the_end or j + k < n:
                W[(j + k) % n, j] += v[k]
    return W


def slopes(x, y):
    return np.diff(y) / np.diff(x)


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "8.1": [
        (lambda name: name != "difference", "a polynomial of degree 3"),
        (lambda name: name != "cube", "multiply (z + 1)² - z² out"),
        (lambda name: name in ["modulus", "bent line", "step"], "only rise does not matter"),
        (lambda name: name in ["modulus", "exponential", "step"], "output weights may be large"),
        (lambda name: name not in ["cube", "difference", "step"], "staircases"),
        (lambda name: int(name in ["exponential", "step"]), "on each side of zero"),
        (lambda name: name in ["cube", "difference"], "the other way round"),
        (lambda name: True, "cubes"),
        (lambda name: [True] * 6, "True or False: does this"),
        (lambda name: 2 * (name not in ["cube", "difference"]), "True or False: does this"),
    ],
    "8.2": [
        (lambda v, n: ring(v, n, round_the_end=False), "does not go round"),
        (lambda v, n: ring(v, n).T, "belongs to W @ x"),
        (
            lambda v, n: np.array(
                [[v[(j - i) % n] if (j - i) % n < len(v) else 0 for j in range(n)] for i in range(n)]
            ),
            "meets x[j - k]",
        ),
        (lambda v, n: np.roll(ring(v, n), -(len(v) // 2), axis=0), "centred"),
        (lambda v, n: ring(v[::-1], n), "reversed"),
        (lambda v, n: ring(v, n)[:, : n - len(v) + 1], "does not leave"),
        (lambda v, n: np.roll(ring(v, n), 1, axis=0), "begins at another place than x[j]"),
        (lambda v, n: ring(v, n) + np.eye(n), "the weight from x[0] to z[0] is 3, expected about 2."),
    ],
    "8.3": [
        (lambda p, q, k, h: [[k, k], [-p, -q], [h, -h]], "lack the factor k"),
        (lambda p, q, k, h: [[k, k], [k * p, k * q], [h, -h]], "switch at -p and -q"),
        (lambda p, q, k, h: [[k, k], [-k * p, -k * q], [h, h]], "both nodes switch on"),
        (lambda p, q, k, h: [[k, k], [-k * p, -k * q], [1, -1]], "height is missing"),
        (lambda p, q, k, h: [[k, -k], [-k * p, k * q], [h, -h]], "two signs too many"),
        (lambda p, q, k, h: [[k, -k], [-k * p, k * q], [h, h]], "above the bump"),
        (lambda p, q, k, h: [[k, -k * p, h], [k, -k * q, -h]], "shape (2, 3), expected (3, 2)"),
        (lambda p, q, k, h: [[k, k], [-k * q, -k * p], [h, -h]], "upside down"),
        (lambda p, q, k, h: [[1, 1], [-p, -q], [h, -h]], "It is 0.459, 0.603 and 0.511."),
        (lambda p, q, k, h: [[k, k], [-k * p, -k * q], [h, 0]], "It is 0, 2 and 2."),
        (lambda p, q, k, h: [[2 * k, 2 * k], [-2 * k * p, -2 * k * q], [h, -h]], "not with the steepness k"),
    ],
    "8.4": [
        (slopes, "these are the slopes"),
        (lambda x, y: np.diff(np.diff(y), prepend=0), "not one apart"),
        (lambda x, y: np.diff(y), "differences of y"),
        (lambda x, y: np.diff(1 / slopes(x, y), prepend=0), "1 / slope"),
        (lambda x, y: np.diff(slopes(x, y)), "the first node is missing"),
        (lambda x, y: np.diff(np.diff(y) * np.diff(x), prepend=0), "divided by that of x, not multiplied"),
        (lambda x, y: y[:-1], "it gives [1, 2, -1], expected about [1, -2.5, 3]."),
        (lambda x, y: np.r_[slopes(x, y)[0], -np.diff(slopes(x, y))], "wrong sign, except the first"),
    ],
    "8.5": [
        (lambda d, m: m + 1, "right for one input only"),
        (lambda d, m: (m + 1) ** d, "degree of their product"),
        (lambda d, m: comb(d + m - 1, m), "degree exactly m"),
        (lambda d, m: d * m + 1, "no products"),
        (lambda d, m: comb(d + 2, 2), "right for squares only"),
        (lambda d, m: (d + 1) ** m, "counted twice"),
        (lambda d, m: comb(d + m, m) - 1, "constant is missing"),
        (lambda d, m: sum(d**k for k in range(m + 1)), "counted twice"),
        (lambda d, m: sum(comb(d, k) for k in range(m + 1)), "more than once"),
        (comb, "different variables only"),
        (lambda d, m: comb(d + m + 1, m), "one variable too many"),
    ],
}


def ring_in_lists(v, n):
    W = [[0] * n for _ in range(n)]
    for j in range(n):
        for k, weight in enumerate(v):
            W[(j + k) % n][j] += weight
    return W


def changes_in_place(x, y):
    y[1:] -= y[:-1].copy()
    y[1:] /= np.diff(x)
    return [y[1], *np.diff(y[1:])]


def node_by_node(x, y):
    alpha = []
    for t, target in zip(x[1:], y[1:]):
        height = y[0] + sum(a * (t - corner) for a, corner in zip(alpha, x))
        alpha.append((target - height) / (t - x[len(alpha)]))
    return tuple(alpha)


# Right answers in other styles.
RIGHT = {
    "8.1": [
        lambda name: {"cube": 0, "difference": 0}.get(name, 1),
        lambda name: np.array(name in ("modulus", "exponential", "bent line", "step")),
    ],
    "8.2": [ring_in_lists, lambda v, n: sum(weight * np.roll(np.eye(n), -k, axis=1) for k, weight in enumerate(v))],
    "8.3": [
        lambda p, q, k, h: [[k, k], [-k * q, -k * p], [-h, h]],
        lambda p, q, k, h: [[-k, -k], [k * p, k * q], [-h, h]],
    ],
    "8.4": [changes_in_place, node_by_node],
    "8.5": [
        lambda d, m: sum(sum(powers) <= m for powers in product(range(m + 1), repeat=d)),
        lambda d, m: sum(comb(d + k - 1, k) for k in range(m + 1)),
    ],
}
