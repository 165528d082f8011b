"""Judges of the exercises of notebook 08."""

import numpy as np

from helpers.activations import relu, sigmoid
from helpers.exercises import NotYet, agree, call, exercise


@exercise("8.1")
def counting(count_weights):
    known = {(5, 3): (15, 9, 3), (12, 3): (120, 30, 3), (100, 1): (10_000, 100, 1), (7, 7): (7, 7, 7),
             (28, 5): (672, 120, 5)}
    return agree(count_weights, list(known), lambda n, m: known[n, m],
                 [("there is one place too few. Where does a filter as long as the input fit?",
                   lambda n, m: (n * (n - m), m * (n - m), m)),
                  ("a filter of m weights does not fit at all n places.", lambda n, m: (n * n, m * n, m)),
                  ("all places share the same weights: how many different ones are there?",
                   lambda n, m: (n * (n - m + 1), m * (n - m + 1), m * (n - m + 1))),
                  ("the second number counts arrows: each node has one from every input of its field.",
                   lambda n, m: (n * (n - m + 1), m, m)),
                  ("inputs near the ends reach fewer than m nodes. Count the arrows that arrive instead.",
                   lambda n, m: (n * (n - m + 1), n * m, m)),
                  ("each node has a bias here, and the filter one for all: count without biases.",
                   lambda n, m: ((n + 1) * (n - m + 1), (m + 1) * (n - m + 1), m + 1)),
                  ("the order is asked differently: fully connected, arrows, different weights.",
                   lambda n, m: known[n, m][::-1])],
                 "it gives the known counts of 5 layers.")


@exercise("8.2")
def ring(ring_matrix):
    def around(v, n):
        # Column i of the transposed result is what the definition makes of the i-th unit vector.
        return np.array([[sum(v[k] * unit[(j + k) % n] for k in range(len(v))) for j in range(n)]
                         for unit in np.eye(n)])

    def not_round(v, n):
        W = around(v, n)
        return np.tril(W)

    points = [(np.array([2.0, -1.0, 0.5]), 6), (np.array([1.0, 3.0]), 5), (np.array([0.3, -0.7, 1.1, 2.0]), 7)]
    return agree(ring_matrix, points, around,
                 [("the filter does not go round the end of the circle.", not_round),
                  ("this is the transpose. Either it belongs to W @ x, or the filter meets x[j - k].",
                   lambda v, n: around(v, n).T),
                  ("the filter is reversed, as in np.convolve. Which weight meets x[j]?",
                   lambda v, n: around(v[::-1], n)),
                  ("the filter is centred at x[j] here. It should begin there.",
                   lambda v, n: np.roll(around(v, n), -(len(v) // 2), axis=0)),
                  ("these are the places that the filter does not leave: the circle has n of them.",
                   lambda v, n: around(v, n)[:, :n - len(v) + 1])],
                 "x @ W gives the sums of 3 filters around circles of 5 to 7 inputs.")


@exercise("8.3")
def bump(bump_weights):
    grid = np.linspace(-3, 3, 61)
    points = [(-0.5, 0.7, 8.0, 1.5), (0.2, 1.4, 20.0, -0.8), (-2.0, -1.0, 5.0, 3.0)]
    shape = call(bump_weights, *points[0]).shape
    if shape != (3, 2):
        raise NotYet(f"the result has shape {shape}, expected (3, 2): three rows, a column for each node.")

    def output(p, q, k, h):
        w, b, alpha = call(bump_weights, p, q, k, h)
        return sigmoid(grid[:, None] * w + b) @ alpha

    def two(wp, bp, ap, wq, bq, aq):
        return ap * sigmoid(wp * grid + bp) + aq * sigmoid(wq * grid + bq)

    return agree(output, points,
                 lambda p, q, k, h: h * (sigmoid(k * (grid - p)) - sigmoid(k * (grid - q))),
                 [("the biases lack the factor k. What does k (x - p) give when multiplied out?",
                   lambda p, q, k, h: two(k, -p, h, k, -q, -h)),
                  ("the biases have the wrong sign: the nodes switch at -p and -q.",
                   lambda p, q, k, h: two(k, k * p, h, k, k * q, -h)),
                  ("both nodes switch on. What must the second one's output weight do?",
                   lambda p, q, k, h: two(k, -k * p, h, k, -k * q, h)),
                  ("the height is missing from the output weights.",
                   lambda p, q, k, h: two(k, -k * p, 1, k, -k * q, -1)),
                  ("the second node falls and is also subtracted: two signs too many.",
                   lambda p, q, k, h: two(k, -k * p, h, -k, k * q, -h)),
                  ("a falling sigmoid is 1 minus a rising one: this lies above the bump by the height.",
                   lambda p, q, k, h: two(k, -k * p, h, -k, k * q, h))],
                 "the network draws 3 bumps, also one upside down.")


@exercise("8.4")
def interpolation(relu_weights):
    rng = np.random.default_rng(84)
    points = [(np.array([0.0, 1.0, 3.0, 4.0]), np.array([1.0, 2.0, -1.0, 0.5])),
              (np.cumsum(rng.uniform(0.2, 1.5, 6)), rng.normal(size=6)), (np.array([-1.0, 2.0]), np.array([0.0, 5.0]))]
    for x, y in points:
        got = call(relu_weights, x, y)
        if got.shape != (len(x) - 1,):
            raise NotYet(f"{len(x)} points need {len(x) - 1} nodes, but the result has shape {got.shape}.")

    def output(x, y):
        t = np.linspace(x[0], x[-1], 101)
        return y[0] + relu(t[:, None] - x[:-1]) @ call(relu_weights, x, y)

    def line(alpha):
        return lambda x, y: y[0] + relu(np.linspace(x[0], x[-1], 101)[:, None] - x[:-1]) @ alpha(x, y)

    def slopes(x, y):
        return np.diff(y) / np.diff(x)

    return agree(output, points,
                 lambda x, y: np.interp(np.linspace(x[0], x[-1], 101), x, y),
                 [("these are the slopes. The nodes before go on rising: by how much must this one change the slope?",
                   line(slopes)),
                  ("these are changes of y. The points are not one apart.",
                   line(lambda x, y: np.diff(np.diff(y), prepend=0))),
                  ("these are the differences of y, not slopes, and the nodes before go on rising.",
                   line(lambda x, y: np.diff(y))),
                  ("these are changes of 1 / slope: a slope is the change of y divided by that of x.",
                   line(lambda x, y: np.diff(np.diff(x) / np.diff(y), prepend=0))),
                  ("each change of slope has the wrong sign, except the first.",
                   line(lambda x, y: slopes(x, y) * 2 * (np.arange(len(x) - 1) == 0)
                        - np.diff(slopes(x, y), prepend=0)))],
                 "the networks follow 3 lines with corners exactly.")


@exercise("8.5")
def rank(largest_rank):
    def measured(d, m):
        rng = np.random.default_rng(10 * d + m)
        x, w, b = rng.normal(size=(150, d)), rng.normal(size=(d, 150)), rng.normal(size=150)
        A = (x @ w + b)**m
        return np.linalg.matrix_rank(A / np.linalg.norm(A, axis=0), tol=1e-9)

    def all_powers(d, m):
        return (m + 1)**d

    points = [(1, 2), (1, 5), (2, 2), (3, 2), (2, 3), (4, 2), (3, 3)]
    return agree(largest_rank, points, measured,
                 [("right for one input only. Which products of inputs appear?", lambda d, m: m + 1),
                  ("each variable has powers up to m here. What is the degree of their product?", all_powers),
                  ("these are the monomials of degree exactly m. The bias brings in the lower ones.",
                   lambda d, m: np.prod([(d + i) / (i + 1) for i in range(m)])),
                  ("powers of single variables, and no products such as x_0 x_1.", lambda d, m: d * m + 1),
                  ("right for squares only. How many products of three factors are there?",
                   lambda d, m: (d + 1) * (d + 2) / 2),
                  ("x_0 x_1 and x_1 x_0 are one monomial, and are counted twice here.", lambda d, m: (d + 1)**m),
                  ("the constant is missing.", lambda d, m: measured(d, m) - 1)],
                 "it is the measured rank of 150 random nodes, for 7 pairs of d and m.")
