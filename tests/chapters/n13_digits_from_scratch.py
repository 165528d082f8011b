"""What the tests know of notebook 13."""

import numpy as np


def targets(y, classes):
    return np.eye(classes)[y]


def reordered(X, y, first, second):
    return X[first], y[second]


def with_replacement(X, y, rng):
    chosen = rng.integers(len(X), size=len(X))
    return X[chosen], y[chosen]


def in_place(X, y, rng):
    order = rng.permutation(len(X))
    X[:], y[:] = X[order], y[order]
    return X, y


def always_the_same(X, y, rng):
    order = np.random.default_rng(0).permutation(len(X))
    return X[order], y[order]


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "13.1": [
        (lambda y, m: targets(y, m).T, "transpose"),
        (lambda y, m: targets(y - 1, m) * (y > 0)[:, None], "the classes begin with 0"),
        (lambda y, m: (y[:, None] == np.unique(y)), "each class that occurs"),
        (lambda y, m: targets(y, y.max() + 1), "How many classes are there"),
        (lambda y, m: y[:, None] * targets(y, m), "the label itself"),
        (lambda y, m: 1 - targets(y, m), "exchanged"),
    ],
    "13.2": [
        (lambda X, y, rng: reordered(X, y, rng.permutation(len(X)), rng.permutation(len(X))), "different orders"),
        (lambda X, y, rng: reordered(X, y, rng.permutation(len(X)), slice(None)), "different orders"),
        (lambda X, y, rng: reordered(X, y, slice(None), rng.permutation(len(X))), "different orders"),
        (with_replacement, "drawn with replacement"),
        (in_place, "have been changed"),
        (always_the_same, "the same order for every generator"),
        (lambda X, y, rng: (X, y), "nothing has been shuffled"),
        (lambda X, y, rng: (X + 1, y), "no longer holds"),
        (lambda X, y, rng: X[rng.permutation(len(X))], "expected two arrays"),
    ],
    "13.3": [
        (lambda A1, A2, Y: A1.T @ (Y - A2) / len(Y), "target minus answer"),
        (lambda A1, A2, Y: A1.T @ (A2 - Y), "a sum over the samples, where"),
        (lambda A1, A2, Y: A1.T @ (Y - A2), "a sum over the samples, and target"),
        (lambda A1, A2, Y: A1.T @ (A2 - Y) / Y.size, "number of all entries"),
        (lambda A1, A2, Y: A1.T @ (A2 - Y) / Y.shape[1], "number of classes"),
        (lambda A1, A2, Y: A1.T @ ((A2 - Y) * A2 * (1 - A2)) / len(Y), "it has cancelled"),
        (lambda A1, A2, Y: (A2 - Y).T @ A1 / len(Y), "transpose"),
    ],
    "13.4": [
        (lambda eta, n, s: n * eta, "What do they do to the rate"),
        (lambda eta, n, s: s**2 * eta, "the sum counts too"),
        (lambda eta, n, s: n * s * eta, "the scale acts twice"),
        (lambda eta, n, s: n * eta / s**2, "the scale acts the other way"),
        (lambda eta, n, s: s**2 * eta / n, "the sum acts the other way"),
        (lambda eta, n, s: eta / (n * s**2), "the other way round"),
    ],
}
