"""Judges of the exercises of notebook 08."""

from math import comb

import numpy as np

from helpers.activations import relu, sigmoid
from helpers.checks.parts import agree_by_parts
from helpers.exercises import NotYet, agree, call, exercise

# The activations of exercise 8.1, and the hint for a wrong prediction.
ACTIVATIONS = {
    "modulus": (np.abs, "|z| is a straight line on each side of zero. Is it one polynomial?"),
    "cube": (lambda z: z**3, "the cube of w x + b is a polynomial of degree 3. What is a sum of such cubes?"),
    "exponential": (np.exp, "a sum of exponentials is no polynomial. That they only rise does not matter."),
    "bent line": (lambda z: z + np.abs(z) / 100, "it has a corner, a small one, but output weights may be large."),
    "difference": (lambda z: (z + 1) ** 2 - z**2, "multiply (z + 1)² - z² out. What is left?"),
    "step": (lambda z: np.heaviside(z, 1), "steps make staircases. How close does one with small stairs come?"),
}


@exercise("8.1")
def prediction(comes_close):
    x = np.linspace(-1, 1, 201)
    target = 2 * np.abs(x - 0.3) + np.sin(6 * x) / 2

    def largest_error(activation):
        rng = np.random.default_rng(81)
        w = 8 * rng.normal(size=400)
        A = activation(x[:, None] * w - w * rng.uniform(-1, 1, 400))
        A = np.c_[np.ones(len(x)), A / np.abs(A).max(axis=0)]
        return np.abs(A @ np.linalg.lstsq(A, target, rcond=1e-10)[0] - target).max()

    predicted = {name: call(comes_close, name) for name in ACTIVATIONS}
    if any(np.shape(answer) or answer not in (0, 1) for answer in predicted.values()):
        raise NotYet("answer with True or False: does this activation come close?")
    errors = {name: largest_error(activation) for name, (activation, _) in ACTIVATIONS.items()}
    wrong = [name for name, error in errors.items() if predicted[name] != (error < 0.1)]
    if len(wrong) == len(errors):
        raise NotYet("all six are the other way round: True is for an activation that comes close.")
    if wrong:
        name = wrong[0]
        raise NotYet(f"{name}: the largest error is {errors[name]:.1g} here. Reconsider: {ACTIVATIONS[name][1]}")
    return "the largest error is at most 0.1 where you said so, and more elsewhere."


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
