"""Judges of the exercises of notebook 13."""

from functools import wraps
from math import factorial

import numpy as np

from helpers.costs import cross_entropy
from helpers.exercises import NotYet, Unforeseen, agree, call, exercise
from helpers.verify import central_difference


@exercise("13.1")
def rows_of_targets(targets):
    points = [(np.array([2, 0, 3, 3]), 4), (np.array([1, 1, 2]), 5), (np.array([0, 1]), 2), (np.array([9, 5]), 10)]

    def truth(y, classes):
        return np.arange(classes) == y[:, None]

    return agree(
        targets,
        points,
        truth,
        [
            (
                "this is the transpose: a row for each sample and a column for each class.",
                lambda y, classes: truth(y, classes).T,
            ),
            (
                "the one stands a column too far to the left: the classes begin with 0.",
                lambda y, classes: truth(y - 1, classes),
            ),
            (
                "the one stands a column too far to the left: the classes begin with 0.",
                lambda y, classes: truth((y - 1) % classes, classes),
            ),
            (
                "a column for each class that occurs here; others may occur in other data.",
                lambda y, classes: truth(y, classes)[:, np.unique(y)],
            ),
            (
                "as many columns as the largest label asks for. How many classes are there?",
                lambda y, classes: truth(y, y.max() + 1),
            ),
            (
                "in the right places, but the label itself; the entry should be one.",
                lambda y, classes: y[:, None] * truth(y, classes),
            ),
            (
                "each row has a one for every label that occurs: pair row i with label y[i].",
                lambda y, classes: np.tile(truth(y, classes).any(axis=0), (len(y), 1)),
            ),
            ("the other entries are zeros, not −1.", lambda y, classes: 2 * truth(y, classes) - 1),
            ("zeros and ones are exchanged.", lambda y, classes: ~truth(y, classes)),
        ],
        "a single one in the column of the label, for 4 lists of labels.",
    )


@exercise("13.2")
def one_order_for_both(shuffle):
    n = 4
    X, y = np.arange(2.0 * n).reshape(n, 2), np.arange(n) + 100
    came = np.column_stack([X, y])
    form = "expected two arrays, X and y, of the shapes that came in."
    if not callable(shuffle):
        return call(shuffle)

    @wraps(shuffle)
    def both(X, y, rng):
        """Return the answer as one array, the columns of X, then y."""
        value = shuffle(X, y, rng)
        if value is None or np.isscalar(value):
            return value
        parts = list(value)
        shapes = [np.shape(part) for part in parts]
        if shapes == [y.shape, X.shape]:
            raise NotYet("the two are exchanged: X comes first, then y.")
        if shapes != [X.shape, y.shape]:
            raise Unforeseen(form)
        got, left = np.column_stack(parts), np.column_stack([X, y])
        if np.array_equal(left, got) and not np.array_equal(left, came):
            raise NotYet("the arrays that came in have been changed. Index them with an order: that makes new ones.")
        return got

    def order(seed):
        got = call(both, X, y, np.random.default_rng(seed))
        if got.shape != came.shape:
            raise Unforeseen(form)
        if len(np.unique(got[:, 0])) < n:
            raise NotYet("some samples came twice, and others not at all: drawn with replacement.")
        if not np.array_equal(got[np.argsort(got[:, 0]), :2], X):
            raise NotYet("X no longer holds the samples that came in.")
        if not np.array_equal(got[:, 0] / 2 + 100, got[:, 2]):
            raise NotYet(
                "X and y are in different orders, so that the labels belong to other samples. "
                "Draw one permutation, for both."
            )
        return tuple(got[:, 0])

    orders = [order(seed) for seed in range(500)]  # of a fair shuffle one order is missing in 1 of 10⁸ cases
    if orders[:9] != [order(seed) for seed in range(9)]:
        raise NotYet("another order from a generator in the same state: draw it from rng, and from nothing else.")
    occur = set(orders)
    if occur == {tuple(X[:, 0])}:
        raise NotYet("nothing has been shuffled.")
    if len(occur) == 1:
        raise NotYet("the same order for every generator: draw it from rng.")
    if len(occur) < factorial(n):
        raise NotYet(
            f"only {len(occur)} of the {factorial(n)} orders of {n} samples occur in {len(orders)} shuffles. "
            "rng.permutation makes them all."
        )
    return "every sample once, each with its own label, in an order that rng decides."


@exercise("13.3")
def gradient_of_the_output_weights(output_gradient):
    rng = np.random.default_rng(134)
    points = [
        (
            rng.uniform(size=(n, hidden)),
            rng.dirichlet(np.ones(classes), size=n),
            np.eye(classes)[rng.integers(classes, size=n)],
        )
        for n, hidden, classes in [(6, 4, 3), (4, 5, 2), (3, 2, 7)]
    ]

    def truth(A1, A2, Y):
        # The logarithms of the probabilities may stand for Z, since softmax gives the probabilities back.
        return central_difference(lambda V: cross_entropy(np.log(A2) + A1 @ V, Y), np.zeros((A1.shape[1], A2.shape[1])))

    def with_errors(errors):
        """A gradient made from other errors than A2 − Y."""
        return lambda A1, A2, Y: A1.T @ errors(A2, Y) / len(Y)

    return agree(
        output_gradient,
        points,
        truth,
        [
            (
                "target minus answer: this is the negative of the gradient, and descent would climb.",
                lambda A1, A2, Y: -truth(A1, A2, Y),
            ),
            ("a sum over the samples, where the cost is their mean.", lambda A1, A2, Y: len(Y) * truth(A1, A2, Y)),
            ("a sum over the samples, and target minus answer.", lambda A1, A2, Y: -len(Y) * truth(A1, A2, Y)),
            ("multiplied by n: divide by it.", lambda A1, A2, Y: len(Y) ** 2 * truth(A1, A2, Y)),
            ("divided by n twice.", lambda A1, A2, Y: truth(A1, A2, Y) / len(Y)),
            (
                "this divides by the number of all entries of Y; n counts the samples, the rows.",
                lambda A1, A2, Y: truth(A1, A2, Y) / Y.shape[1],
            ),
            (
                "this divides by the number of all entries of A1; n counts the samples, the rows.",
                lambda A1, A2, Y: truth(A1, A2, Y) / A1.shape[1],
            ),
            (
                "this divides by the number of classes; the mean is over the samples.",
                lambda A1, A2, Y: truth(A1, A2, Y) * len(Y) / Y.shape[1],
            ),
            (
                "this divides by the number of hidden nodes; the mean is over the samples.",
                lambda A1, A2, Y: truth(A1, A2, Y) * len(Y) / A1.shape[1],
            ),
            (
                "a factor a (1 − a) too many: with softmax and cross-entropy it has cancelled.",
                with_errors(lambda A2, Y: (A2 - Y) * A2 * (1 - A2)),
            ),
            (
                "−Y/A2 is the slope in the probabilities. The weights act through Z: take the slope in Z.",
                with_errors(lambda A2, Y: -Y / A2),
            ),
            ("the targets are missing.", with_errors(lambda A2, Y: A2)),
            ("the answers are missing.", with_errors(lambda A2, Y: Y)),
            ("the error is the difference of answer and target, not their sum.", with_errors(lambda A2, Y: A2 + Y)),
            (
                "this is the gradient of the biases. A weight's has the activation of its hidden node as a factor.",
                lambda A1, A2, Y: truth(np.ones((len(Y), 1)), A2, Y)[0],
            ),
            ("this is the transpose: the rows of W2 belong to the hidden nodes.", lambda A1, A2, Y: truth(A1, A2, Y).T),
        ],
        "it agrees with finite differences for 3 output layers.",
    )


@exercise("13.4")
def the_rate_for_mean_and_scaled_pixels(same_rate):
    def truth(eta, n, s):
        # How far one step moves Z: as a sum on X, and with rate one as a mean on X / s.
        rng = np.random.default_rng(n)
        X, delta = rng.uniform(0, s, size=(n, 3)), rng.normal(size=(n, 2))
        sum_raw = X @ (X.T @ (eta * delta))
        mean_scaled = X / s @ ((X / s).T @ (delta / n))
        return np.linalg.norm(sum_raw) / np.linalg.norm(mean_scaled)

    of_sum = {
        1: "",
        0: "the sum counts too, by (13.8)",
        -1: "the sum acts the other way: it is n times the mean",
        2: "the sum acts once: it is n times the mean, and not more",
    }
    of_scale = {
        2: "",
        0: "the scale of the pixels counts too, by (13.10)",
        1: "the scale acts twice: in the gradient, and where the weights meet the pixels again",
        -1: "the scale acts the other way, and twice",
        4: "the scale acts twice, not four times",
        -2: "the scale acts the other way: small pixels make small gradients, and need a larger rate",
    }
    powers = [
        ("; ".join(filter(None, [about_sum, about_scale])) + ".", lambda eta, n, s, i=i, j=j: eta * n**i * s**j)
        for i, about_sum in of_sum.items()
        for j, about_scale in of_scale.items()
        if (i, j) != (1, 2)
    ]
    return agree(
        same_rate,
        [(0.01, 1077, 16), (0.5, 7, 3), (2.0, 10, 255)],
        truth,
        [
            (
                "the other way round: from mean and scaled pixels to sum and raw ones.",
                lambda eta, n, s: truth(eta, n, s) / (n**2 * s**4),
            ),
            ("s**2 is the square, s * 2 the double.", lambda eta, n, s: truth(eta, n, s) * 2 / s),
            ("sum and scale act one after the other: multiply n and s².", lambda eta, n, s: eta * (n + s**2)),
            *powers,
        ],
        "both take steps of the same length, for 3 sets of numbers.",
        tolerance=1e-9,
    )
