"""What the tests know of notebook 13."""

import random

import numpy as np
from sklearn.utils import shuffle as shuffled


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


def turned(X, y, rng):
    by = rng.integers(len(X))
    return np.roll(X, by, axis=0), np.roll(y, by)


def one_swap(X, y, rng):
    i, j = rng.integers(len(X), size=2)
    order = np.arange(len(X))
    order[[i, j]] = j, i
    return X[order], y[order]


def fisher_yates(X, y, rng, more=1):
    order = list(range(len(X)))
    for i in range(len(X) - 1, 0, -1):
        j = rng.integers(i + more)
        order[i], order[j] = order[j], order[i]
    return X[order], y[order]


def from_numpy(X, y, rng):
    order = np.random.permutation(len(X))  # noqa: NPY002 -- the slip itself
    return X[order], y[order]


def both_in_place(X, y, rng):
    order = rng.permutation(len(X))
    X[...] = X[order]
    y[...] = y[order]
    return X.copy(), y.copy()


def columns_in_place(X, y, rng):
    table = np.column_stack([X, y])
    rng.shuffle(table)
    return table[:, :-1], table[:, -1].astype(int)


def pairs(X, y, rng):
    samples = list(zip(X.tolist(), y.tolist()))
    random.Random(int(rng.integers(2**60))).shuffle(samples)
    return [list(column) for column in zip(*samples)]


def by_draws(X, y, rng):
    left, rows, labels = list(range(len(X))), [], []
    while left:
        k = left.pop(rng.integers(len(left)))
        rows.append(X[k])
        labels.append(y[k])
    return np.array(rows), np.array(labels)


def ones_one_by_one(y, classes):
    rows = []
    for label in y:
        rows.append([0] * classes)
        rows[-1][label] = 1
    return rows


def all_columns(y, classes):
    rows = np.zeros((len(y), classes))
    rows[:, y] = 1
    return rows


def outer_products(A1, A2, Y):
    return sum(np.outer(a1, a2 - t) for a1, a2, t in zip(A1, A2, Y)) / A1.shape[0]


def error_in_place(A1, A2, Y):
    A2 -= Y
    A2 /= len(Y)
    return A1.T.dot(A2)


def entry_by_entry(A1, A2, Y):
    n, hidden = A1.shape
    return [
        [sum(A1[i, j] * (A2[i, k] - Y[i, k]) for i in range(n)) / n for k in range(Y.shape[1])] for j in range(hidden)
    ]


def always_the_same(X, y, rng):
    order = np.random.default_rng(0).permutation(len(X))
    return X[order], y[order]


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "13.1": [
        (lambda y, m: targets(y, m).T, "transpose"),
        (lambda y, m: targets(y - 1, m) * (y > 0)[:, None], "the classes begin with 0"),
        (lambda y, m: targets(y - 1, m), "the classes begin with 0"),
        (lambda y, m: y[:, None] == np.unique(y), "each class that occurs"),
        (lambda y, m: targets(y, y.max() + 1), "How many classes are there"),
        (lambda y, m: y[:, None] * targets(y, m), "the label itself"),
        (lambda y, m: 1 - targets(y, m), "exchanged"),
        (all_columns, "a one for every label"),
        (lambda y, m: 2 * targets(y, m) - 1, "zeros, not −1"),
        (lambda y, m: targets(y, m) * 3, "expected about 1"),
    ],
    "13.2": [
        (lambda X, y, rng: reordered(X, y, rng.permutation(len(X)), rng.permutation(len(X))), "different orders"),
        (lambda X, y, rng: reordered(X, y, rng.permutation(len(X)), slice(None)), "different orders"),
        (lambda X, y, rng: reordered(X, y, slice(None), rng.permutation(len(X))), "different orders"),
        (with_replacement, "drawn with replacement"),
        (in_place, "have been changed"),
        (both_in_place, "have been changed"),
        (from_numpy, "draw it from rng"),
        (turned, "4 of the 24 orders"),
        (one_swap, "7 of the 24 orders"),
        (lambda *a: fisher_yates(*a, more=0), "6 of the 24 orders"),
        (lambda X, y, rng: with_replacement(X, y, rng)[::-1], "X comes first"),
        (lambda X, y, rng: (X[::-1], y[::-1]), "the same order for every generator"),
        (lambda X, y, rng: np.column_stack(columns_in_place(X, y, rng)), "expected two arrays"),
        (lambda X, y, rng: (X[rng.permutation(len(X))], None), "expected two arrays"),
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
        (lambda A1, A2, Y: A1.T @ (-Y / A2) / len(Y), "slope in the probabilities"),
        (lambda A1, A2, Y: A1.T @ A2 / len(Y), "the targets are missing"),
        (lambda A1, A2, Y: A1.T @ Y / len(Y), "the answers are missing"),
        (lambda A1, A2, Y: A1.T @ (A2 + Y) / len(Y), "the difference"),
        (lambda A1, A2, Y: A1.T @ (A2 - Y) * len(Y), "multiplied by n"),
        (lambda A1, A2, Y: (A2 - Y).mean(axis=0), "gradient of the biases"),
        (lambda A1, A2, Y: A1.T @ (A2 - Y) / A1.shape[1], "number of hidden nodes"),
        (lambda A1, A2, Y: A1.T @ (A2 - Y) / A1.size, "all entries of A1"),
        (lambda A1, A2, Y: A1.T @ (A2 - Y) / len(Y) ** 2, "divided by n twice"),
        (lambda A1, A2, Y: A1.T @ abs(A2 - Y) / len(Y), "entry [0, 0] is"),
    ],
    "13.4": [
        (lambda eta, n, s: n * eta, "the scale of the pixels counts too"),
        (lambda eta, n, s: s**2 * eta, "the sum counts too"),
        (lambda eta, n, s: n * s * eta, "the scale acts twice"),
        (lambda eta, n, s: n * eta / s**2, "the scale acts the other way"),
        (lambda eta, n, s: s**2 * eta / n, "the sum acts the other way"),
        (lambda eta, n, s: eta / (n * s**2), "the other way round"),
        (lambda eta, n, s: n * s**2, "the factor eta is missing"),
        (lambda eta, n, s: n * 2 * s * eta, "s**2 is the square"),
        (lambda eta, n, s: (n + s**2) * eta, "multiply"),
        (lambda eta, n, s: eta, "the sum counts too, by (13.8); the scale of the pixels counts too"),
        (lambda eta, n, s: eta * s, "the sum counts too, by (13.8); the scale acts twice"),
        (lambda eta, n, s: eta * (n * s) ** 2, "the sum acts once"),
        (lambda eta, n, s: n * (s * eta) ** 2, "the factor eta is one too many"),
        (lambda eta, n, s: n * s**2 / eta, "expected about"),
    ],
}

# Right answers in other styles.
RIGHT = {
    "13.1": [
        lambda y, m: np.eye(m)[y],
        lambda y, m: y[:, None] == np.arange(m),
        lambda y, m: [[int(label == c) for c in range(m)] for label in y],
        lambda y, m: np.eye(m, dtype=int).take(y, axis=0),
        ones_one_by_one,
    ],
    "13.2": [
        lambda X, y, rng: (lambda order: [X[order], y[order]])(np.argsort(rng.random(len(X)))),
        lambda X, y, rng: (lambda order: (X[order], y[order]))(rng.choice(len(X), size=len(X), replace=False)),
        lambda X, y, rng: shuffled(X, y, random_state=int(rng.integers(2**31))),
        fisher_yates,
        columns_in_place,
        pairs,
        by_draws,
    ],
    "13.3": [
        lambda A1, A2, Y: np.einsum("ij,ik->jk", A1, A2 - Y) / len(A1),
        lambda A1, A2, Y: ((A2 - Y).T @ A1).T / Y.shape[0],
        lambda A1, A2, Y: (A1[:, :, None] * (A2 - Y)[:, None, :]).mean(axis=0),
        outer_products,
        error_in_place,
        entry_by_entry,
    ],
    "13.4": [
        lambda eta, n, s: eta * s * s * n,
        lambda eta, n, s: np.prod([eta, n, s, s]),
        lambda eta, n, s: np.exp(np.log(eta) + np.log(n) + 2 * np.log(s)),
        lambda eta, n, s: eta / (1 / n / s**2),
    ],
}
