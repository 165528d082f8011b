"""What the tests know of notebook 08."""

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
        (lambda n, m: (n * (n - m), m * (n - m), m), "one place too few"),
        (lambda n, m: (n * n, m * n, m), "does not fit at all n places"),
        (lambda n, m: (n * (n - m + 1), m * (n - m + 1), m * (n - m + 1)), "share the same weights"),
        (lambda n, m: (n * (n - m + 1), m, m), "counts arrows"),
        (lambda n, m: (n * (n - m + 1), n * m, m), "reach fewer than m nodes"),
        (lambda n, m: ((n + 1) * (n - m + 1), (m + 1) * (n - m + 1), m + 1), "without biases"),
        (lambda n, m: (m, m * (n - m + 1), n * (n - m + 1)), "order is asked differently"),
        (lambda n, m: n * (n - m + 1), "has shape (), expected (3,)"),
    ],
    "8.2": [
        (lambda v, n: ring(v, n, round_the_end=False), "does not go round"),
        (lambda v, n: ring(v, n).T, "belongs to W @ x"),
        (lambda v, n: np.array([[v[(j - i) % n] if (j - i) % n < len(v) else 0 for j in range(n)] for i in range(n)]),
         "meets x[j - k]"),
        (lambda v, n: np.roll(ring(v, n), -(len(v) // 2), axis=0), "centred"),
        (lambda v, n: ring(v[::-1], n), "reversed"),
        (lambda v, n: ring(v, n)[:, :n - len(v) + 1], "does not leave"),
    ],
    "8.3": [
        (lambda p, q, k, h: [[k, k], [-p, -q], [h, -h]], "lack the factor k"),
        (lambda p, q, k, h: [[k, k], [k * p, k * q], [h, -h]], "switch at -p and -q"),
        (lambda p, q, k, h: [[k, k], [-k * p, -k * q], [h, h]], "both nodes switch on"),
        (lambda p, q, k, h: [[k, k], [-k * p, -k * q], [1, -1]], "height is missing"),
        (lambda p, q, k, h: [[k, -k], [-k * p, k * q], [h, -h]], "two signs too many"),
        (lambda p, q, k, h: [[k, -k], [-k * p, k * q], [h, h]], "above the bump"),
        (lambda p, q, k, h: [[k, -k * p, h], [k, -k * q, -h]], "shape (2, 3), expected (3, 2)"),
        (lambda p, q, k, h: [[k, k], [-k * q, -k * p], [h, -h]], "the negative"),
    ],
    "8.4": [
        (slopes, "these are the slopes"),
        (lambda x, y: np.diff(np.diff(y), prepend=0), "not one apart"),
        (lambda x, y: np.diff(y), "differences of y"),
        (lambda x, y: np.diff(1 / slopes(x, y), prepend=0), "1 / slope"),
        (lambda x, y: np.diff(slopes(x, y)), "need 3 nodes"),
        (lambda x, y: np.r_[slopes(x, y)[0], -np.diff(slopes(x, y))], "wrong sign, except the first"),
    ],
    "8.5": [
        (lambda d, m: m + 1, "right for one input only"),
        (lambda d, m: (m + 1)**d, "degree of their product"),
        (lambda d, m: comb(d + m - 1, m), "degree exactly m"),
        (lambda d, m: d * m + 1, "no products"),
        (lambda d, m: comb(d + 2, 2), "right for squares only"),
        (lambda d, m: (d + 1)**m, "counted twice"),
        (lambda d, m: comb(d + m, m) - 1, "constant is missing"),
    ],
}
