"""Judges of the exercises of notebook 08."""

from math import comb

import numpy as np

from helpers.activations import relu, sigmoid
from helpers.checks.parts import agree_by_parts
from helpers.exercises import NotYet, agree, call, exercise


@exercise("8.1")
def counting(count_weights):
    known = {
        (5, 3): (15, 9, 3),
        (12, 3): (120, 30, 3),
        (100, 1): (10_000, 100, 1),
        (7, 7): (7, 7, 7),
        (28, 5): (672, 120, 5),
    }

    def parts(counts, right):
        full, arrows, weights = counts(12, 3)
        yield (
            f"this counts {arrows / 3:g} places for a filter of 3 weights along 12 inputs. How far can it slide?",
            full / 12 != arrows / 3 or weights != 3,
        )

    return agree_by_parts(
        parts,
        count_weights,
        list(known),
        lambda n, m: known[n, m],
        [
            (
                "there is one place too few. Where does a filter as long as the input fit?",
                lambda n, m: (n * (n - m), m * (n - m), m),
            ),
            ("a filter of m weights does not fit at all n places.", lambda n, m: (n * n, m * n, m)),
            (
                "all places share the same weights: how many different ones are there?",
                lambda n, m: (n * (n - m + 1), m * (n - m + 1), m * (n - m + 1)),
            ),
            (
                "the second number counts arrows: each node has one from every input of its field.",
                lambda n, m: (n * (n - m + 1), m, m),
            ),
            (
                "the second number counts nodes. Each has an arrow from every input of its field.",
                lambda n, m: (n * (n - m + 1), n - m + 1, m),
            ),
            (
                "the second number: a node of the convolutional layer sees only m inputs, those of its place.",
                lambda n, m: (n * (n - m + 1), n * (n - m + 1), m),
            ),
            (
                "the first number: each of the n - m + 1 nodes has an arrow from each of the n inputs.",
                lambda n, m: (n * m, m * (n - m + 1), m),
            ),
            (
                "the fully connected layer of this size has n - m + 1 nodes, not n.",
                lambda n, m: (n * n, m * (n - m + 1), m),
            ),
            (
                "inputs near the ends reach fewer than m nodes. Count the arrows that arrive instead.",
                lambda n, m: (n * (n - m + 1), n * m, m),
            ),
            (
                "each node has a bias here, and the filter one for all: count without biases.",
                lambda n, m: ((n + 1) * (n - m + 1), (m + 1) * (n - m + 1), m + 1),
            ),
            (
                "the order is asked differently: fully connected, arrows, different weights.",
                lambda n, m: known[n, m][::-1],
            ),
        ],
        "it gives the known counts of 5 layers.",
    )


@exercise("8.2")
def ring(ring_matrix):
    def around(v, n):
        # Column i of the transposed result is what the definition makes of the i-th unit vector.
        return np.array(
            [[sum(v[k] * unit[(j + k) % n] for k in range(len(v))) for j in range(n)] for unit in np.eye(n)]
        )

    points = [(np.array([2.0, -1.0, 0.5]), 6), (np.array([1.0, 3.0]), 5), (np.array([0.3, -0.7, 1.1, 2.0]), 7)]
    return agree(
        ring_matrix,
        points,
        around,
        [
            ("the filter does not go round the end of the circle.", lambda v, n: np.tril(around(v, n))),
            (
                "this is the transpose. Either it belongs to W @ x, or the filter meets x[j - k].",
                lambda v, n: around(v, n).T,
            ),
            ("the filter is reversed, as in np.convolve. Which weight meets x[j]?", lambda v, n: around(v[::-1], n)),
            (
                "the filter is centred at x[j] here. It should begin there.",
                lambda v, n: np.roll(around(v, n), -(len(v) // 2), axis=0),
            ),
            *[
                (
                    "the filter is whole, but it begins at another place than x[j].",
                    lambda v, n, places=places: np.roll(around(v, n), places(len(v)), axis=0),
                )
                for places in (lambda m: 1, lambda m: -1, lambda m: m, lambda m: -m, lambda m: 1 - m)
            ],
            (
                "these are the places that the filter does not leave: the circle has n of them.",
                lambda v, n: around(v, n)[:, : n - len(v) + 1],
            ),
        ],
        "x @ W gives the sums of 3 filters around circles of 5 to 7 inputs.",
        place=lambda index, v, n: f"the weight from x[{index[0]}] to z[{index[1]}] is",
    )


@exercise("8.3")
def bump(bump_weights):
    points = [(-0.5, 0.7, 8.0, 1.5), (0.2, 1.4, 5.0, -0.8), (-2.0, -1.0, 6.0, 3.0)]
    shape = call(bump_weights, *points[0]).shape
    if shape != (3, 2):
        raise NotYet(f"the result has shape {shape}, expected (3, 2): three rows, a column for each node.")

    def places(p, q):
        return p + (q - p) * np.linspace(0, 1.5, 31)  # from p, over q, to the right of the bump

    def network(x, weights):
        w, b, alpha = weights
        return sigmoid(x[:, None] * w + b) @ alpha

    def drawn(p, q, k, h):
        return network(places(p, q), call(bump_weights, p, q, k, h))

    def two(weights):
        return lambda p, q, k, h: network(places(p, q), np.array(weights(p, q, k, h)))

    def parts(bump, right):
        found = network(np.array([-1, 0, 1]), call(bump_weights, -0.5, 0.75, 1000.0, 2.0)).round(3) + 0.0
        yield (
            "with p = -0.5, q = 0.75, k = 1000 and h = 2 the output should be 0 left of p, 2 between p and q, and 0 "
            "right of q. It is {:g}, {:g} and {:g}.".format(*found),
            np.array_equal(found, [0, 2, 0]),
        )
        yield "it rises at p and falls at q, but not with the steepness k.", False

    return agree_by_parts(
        parts,
        drawn,
        points,
        lambda p, q, k, h: h * (sigmoid(k * (places(p, q) - p)) - sigmoid(k * (places(p, q) - q))),
        [
            (
                "the biases lack the factor k. What does k (x - p) give when multiplied out?",
                two(lambda p, q, k, h: ((k, k), (-p, -q), (h, -h))),
            ),
            (
                "the biases have the wrong sign: the nodes switch at -p and -q.",
                two(lambda p, q, k, h: ((k, k), (k * p, k * q), (h, -h))),
            ),
            (
                "both nodes switch on. What must the second one's output weight do?",
                two(lambda p, q, k, h: ((k, k), (-k * p, -k * q), (h, h))),
            ),
            (
                "the height is missing from the output weights.",
                two(lambda p, q, k, h: ((k, k), (-k * p, -k * q), (1, -1))),
            ),
            (
                "the second node falls and is also subtracted: two signs too many.",
                two(lambda p, q, k, h: ((k, -k), (-k * p, k * q), (h, -h))),
            ),
            (
                "a falling sigmoid is 1 minus a rising one: this lies above the bump by the height.",
                two(lambda p, q, k, h: ((k, -k), (-k * p, k * q), (h, h))),
            ),
            (
                "the bump is upside down: which node switches on, at p, and which off?",
                two(lambda p, q, k, h: ((k, k), (-k * p, -k * q), (-h, h))),
            ),
        ],
        "the network draws 3 bumps, also one upside down.",
    )


@exercise("8.4")
def interpolation(relu_weights):
    rng = np.random.default_rng(84)
    points = [
        (np.array([0.0, 1.0, 3.0, 4.0]), np.array([1.0, 2.0, -1.0, 0.5])),
        (np.cumsum(rng.uniform(0.2, 1.5, 6)), rng.normal(size=6)),
        (np.array([-1.0, 2.0]), np.array([0.0, 5.0])),
    ]

    def weights(x, y):
        """Return the weights with which the network goes through all points."""
        return np.linalg.solve(relu(x[1:, None] - x[:-1]), y[1:] - y[0])

    def slopes(x, y):
        return np.diff(y) / np.diff(x)

    return agree(
        relu_weights,
        points,
        weights,
        [
            (
                "these are the slopes. The nodes before go on rising: by how much must this one change the slope?",
                slopes,
            ),
            ("these are changes of y. The points are not one apart.", lambda x, y: np.diff(np.diff(y), prepend=0)),
            ("these are the differences of y, not slopes, and the nodes before go on rising.", lambda x, y: np.diff(y)),
            (
                "these are changes of 1 / slope: a slope is the change of y divided by that of x.",
                lambda x, y: np.diff(np.diff(x) / np.diff(y), prepend=0),
            ),
            (
                "the change of y is divided by that of x, not multiplied.",
                lambda x, y: np.diff(np.diff(y) * np.diff(x), prepend=0),
            ),
            (
                "the first node is missing: it changes the slope from 0 to that of the first piece.",
                lambda x, y: np.diff(slopes(x, y)),
            ),
            (
                "each change of slope has the wrong sign, except the first.",
                lambda x, y: weights(x, y) * np.where(np.arange(len(x) - 1), -1, 1),
            ),
            (
                "the slope is set back at each node, as if only the one before it went on: all nodes before do.",
                lambda x, y: slopes(x, y) - np.cumsum(np.r_[0, slopes(x, y)[:-1]]),
            ),
        ],
        "the networks follow 3 lines with corners exactly.",
    )


@exercise("8.5")
def rank(largest_rank):
    def measured(d, m):
        rng = np.random.default_rng(10 * d + m)
        x, w, b = rng.normal(size=(150, d)), rng.normal(size=(d, 150)), rng.normal(size=150)
        A = (x @ w + b) ** m
        return np.linalg.matrix_rank(A / np.linalg.norm(A, axis=0), tol=1e-9)

    points = [(1, 2), (1, 5), (2, 2), (3, 2), (2, 3), (4, 2), (3, 3)]
    return agree(
        largest_rank,
        points,
        measured,
        [
            ("right for one input only. Which products of inputs appear?", lambda d, m: m + 1),
            ("each variable has powers up to m here. What is the degree of their product?", lambda d, m: (m + 1) ** d),
            (
                "these are the monomials of degree exactly m. The bias brings in the lower ones.",
                lambda d, m: comb(d + m - 1, m),
            ),
            ("powers of single variables, and no products such as x_0 x_1.", lambda d, m: d * m + 1),
            ("right for squares only. How many products of three factors are there?", lambda d, m: comb(d + 2, 2)),
            *[
                ("x_0 x_1 and x_1 x_0 are one monomial, and are counted twice here.", ordered)
                for ordered in (lambda d, m: (d + 1) ** m, lambda d, m: sum(d**k for k in range(m + 1)))
            ],
            (
                "a variable may come more than once in a product: x_0² is a monomial too.",
                lambda d, m: sum(comb(d, k) for k in range(m + 1)),
            ),
            ("these are products of different variables only: x_0², and lower degrees, are monomials too.", comb),
            (
                "one variable too many: choose m factors among d variables and the constant 1, with repetition.",
                lambda d, m: comb(d + m + 1, m),
            ),
            ("the constant is missing.", lambda d, m: measured(d, m) - 1),
        ],
        "it is the measured rank of 150 random nodes, for 7 pairs of d and m.",
    )
