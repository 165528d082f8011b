"""What the tests know of notebook 12."""

import numpy as np
from sklearn.metrics import accuracy_score
from sklearn.preprocessing import StandardScaler

from helpers.network import Network

# Misprints of the lecture: none of its faults is in an equation that this notebook prints.
MISPRINTS = []


def by_popping(widths):
    total, before = 0, widths.pop(0)
    while widths:
        after = widths.pop(0)
        total += before * after + after
        before = after
    return total


def by_recursion(widths):
    return 0 if len(widths) == 1 else (widths[0] + 1) * widths[1] + by_recursion(widths[1:])


def error_row_by_row(A, Y, v):
    for i in range(len(v)):
        A[i] -= Y[i]
        A[i] *= v[i] / sum(v)
    return A


def leak(X_train, X_test):
    for X in (X_train, X_test):
        X -= X.mean(axis=0)
        X /= X.std(axis=0)
    return X_test


def scale_in_place(X_train, X_test):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    X_test -= mean
    X_test /= std
    X_train[...] = 0
    return X_test


def column_by_column(X_train, X_test):
    columns = []
    for train, test in zip(X_train.T.tolist(), X_test.T.tolist()):
        mean = sum(train) / len(train)
        spread = (sum((x - mean) ** 2 for x in train) / len(train)) ** 0.5
        columns.append([(x - mean) / spread for x in test])
    return list(zip(*columns))


def by_counting(A, Y):
    right = 0
    for probabilities, target in zip(A.tolist(), Y.tolist()):
        right += probabilities.index(max(probabilities)) == target.index(1)
    return right / len(A)


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "12.1": [
        (lambda w: sum(n * m for n, m in zip(w, w[1:])), "biases are missing"),
        (lambda w: sum(n * m for n, m in zip(w, w[1:])) + sum(w), "input has no biases"),
        (lambda w: sum(n * (m + 1) for n, m in zip(w, w[1:])), "a layer leads to"),
        (lambda w: sum(n * m for n, m in zip(w, w[1:])) + sum(w[1:-1]), "output have biases"),
        (lambda w: sum(n * m + 1 for n, m in zip(w, w[1:])), "not one for all"),
        (lambda w: 2 * sum(n * m for n, m in zip(w, w[1:])), "one bias, not one for each"),
        (lambda w: (w[0] + 1) * w[1], "layers after the first"),
        (lambda w: sum(w[1:]), "the weights are missing"),
        (lambda w: sum(n + m for n, m in zip(w, w[1:])), "multiply"),
        (lambda w: sum(n + 1 + m for n, m in zip(w, w[1:])), "multiply"),
        (lambda w: sum((n + 1) * (m + 1) for n, m in zip(w, w[1:])), "(n + 1) · m"),
        (lambda w: sum((n - 1) * m for n, m in zip(w, w[1:])), "taken away"),
        (lambda w: np.prod(w), "add up"),
        (lambda w: sum((n + 1) * m for n, m in zip(w, w[2:])), "the one after it"),
        (lambda w: sum((n + 1) * n for n in w), "the one after it"),
        (lambda w: sum(w), "expected about"),
    ],
    "12.2": [
        (lambda A, Y, v: (A - Y) * v[:, None], "this is a sum"),
        (lambda A, Y, v: (A - Y) * v[:, None] / len(A), "divided by n"),
        (lambda A, Y, v: (A - Y) * v[:, None] / v.sum() / len(A), "divided by n as well"),
        (lambda A, Y, v: (A - Y) / len(A), "weights are missing"),
        (lambda A, Y, v: (A - Y) * v[:, None] ** 2 / v.sum(), "count twice"),
        (lambda A, Y, v: (Y - A) * v[:, None] / v.sum(), "the negative"),
        (lambda A, Y, v: (A - Y) * v / v.sum(), "v has the shape"),
        (lambda A, Y, v: A - Y, "weights are missing"),
        (lambda A, Y, v: (A - Y) / v.sum(), "weights are missing"),
        (lambda A, Y, v: (A - Y) / v[:, None] / v.sum(), "divided by its weight"),
        (lambda A, Y, v: A * v[:, None] / v.sum(), "the targets are missing"),
        (lambda A, Y, v: (A + Y) * v[:, None] / v.sum(), "the difference"),
        (lambda A, Y, v: (A - Y) * A * (1 - A) * v[:, None] / v.sum(), "cancelled"),
        (lambda A, Y, v: (A - Y) ** 2 * v[:, None] / v.sum(), "this is the loss"),
        (lambda A, Y, v: (A - Y) ** 2 * v[:, None] / v.sum() / 2, "this is the loss"),
        (lambda A, Y, v: v @ (A - Y) / v.sum(), "a row for each sample"),
        (lambda A, Y, v: (A - Y) * v[:, None] * v.sum(), "multiplied by the sum"),
        (lambda A, Y, v: (A - Y) * v[:, None] / v.mean(), "by the mean of the weights"),
        (lambda A, Y, v: (A - Y) * np.sqrt(v)[:, None] / v.sum(), "entry [0, 0] is"),
    ],
    "12.3": [
        (lambda a, b: (b - b.mean(axis=0)) / b.std(axis=0), "scaled by themselves"),
        (lambda a, b: (b - np.vstack([a, b]).mean(axis=0)) / np.vstack([a, b]).std(axis=0), "all data together"),
        (lambda a, b: (b - a.mean()) / a.std(), "one mean and one deviation"),
        (lambda a, b: (b - a.mean(axis=0)) / a.var(axis=0), "divided by the variance"),
        (lambda a, b: b / a.std(axis=0), "mean is not subtracted"),
        (lambda a, b: b - a.mean(axis=0), "spread is as it was"),
        (lambda a, b: (b - a.min(axis=0)) / (a.max(axis=0) - a.min(axis=0)), "scaled by the range"),
        (lambda a, b: (a - a.mean(axis=0)) / a.std(axis=0), "these are the training data"),
        (lambda a, b: (b - a.mean(axis=0)) / a.std(axis=0, ddof=1), "n − 1"),
        (leak, "scaled by themselves"),
        (lambda a, b: (b - a.mean(axis=0)) / b.std(axis=0), "the deviation is that of the test data"),
        (lambda a, b: (b - b.mean(axis=0)) / a.std(axis=0), "the mean is that of the test data"),
        (lambda a, b: (b - a.mean(axis=0)) / a.std(), "one deviation for all columns"),
        (lambda a, b: (b - a.mean()) / a.std(axis=0), "one mean for all columns"),
        (lambda a, b: b - a.mean(axis=0) / a.std(axis=0), "brackets"),
        (lambda a, b: (b - a.mean(axis=0)) * a.std(axis=0), "multiplied by the deviation"),
        (lambda a, b: (b + a.mean(axis=0)) / a.std(axis=0), "the mean is added"),
        (lambda a, b: (b - a.sum(axis=0)) / a.std(axis=0), "a sum stands where"),
        (lambda a, b: b / a.max(axis=0), "entry [0, 0] is"),
    ],
    "12.4": [
        (lambda A, Y: (A.round() == Y).mean(), "entry by entry"),
        (lambda A, Y: (A.round() == Y).all(axis=1).mean(), "exceeds one half"),
        (lambda A, Y: (A.argmax(axis=1) == Y.argmax(axis=1)).sum(), "not their share"),
        (lambda A, Y: (A.argmax(axis=1) != Y.argmax(axis=1)).mean(), "wrong answers"),
        (lambda A, Y: (A.argmax(axis=0) == Y.argmax(axis=0)).mean(), "A sample is a row"),
        (lambda A, Y: A[Y == 1].mean(), "mean probability"),
        (lambda A, Y: (A == Y).mean(), "entry by entry"),
        (lambda A, Y: (A.argmax(axis=1) == Y.argmax(axis=1)).sum() / A.size, "the samples are the rows"),
        (lambda A, Y: (A.argmax(axis=1) == Y.argmax(axis=1)).sum() / A.shape[1], "the samples are the rows"),
        (lambda A, Y: (A.argmin(axis=1) == Y.argmax(axis=1)).mean(), "least probable"),
        ((lambda A, Y: (A.argmax() == Y.argmax(axis=1)).mean()), "all entries of the table"),
        (lambda A, Y: A.max(axis=1).mean(), "how sure"),
        (lambda A, Y: 0, "whatever it is given"),
        (lambda A, Y: 100 * (A.argmax(axis=1) == Y.argmax(axis=1)).mean(), "everywhere 100 times"),
        (lambda A, Y: A[Y == 1].max(), "expected about"),
    ],
    "12.5": [
        (lambda eta, lmbda: eta * lmbda > 1, "Do they grow"),
        (lambda eta, lmbda: eta * lmbda < 2, "does not diverge"),
        (lambda eta, lmbda: lmbda > 100, "does not decide"),
        (lambda eta, lmbda: eta > 0.015, "the rate alone"),
        (lambda eta, lmbda: False, "some do"),
        (lambda eta, lmbda: True, "none of these rates"),
        (lambda eta, lmbda: lmbda > 2 * eta, "the product"),
        (lambda eta, lmbda: 1 - eta * lmbda, "True or False"),
        (lambda eta, lmbda: eta * lmbda > 2.3, "expected about"),
        (lambda eta, lmbda: eta * lmbda > 1.85, "expected about"),
    ],
}

# Right answers in other styles.
RIGHT = {
    "12.1": [
        lambda w: sum(w[k - 1] * w[k] + w[k] for k in range(1, len(w))),
        lambda w: (np.array(w[:-1]) + 1) @ np.array(w[1:]),
        lambda w: np.dot(w[:-1], w[1:]) + np.sum(w[1:]),
        lambda w: sum(a.size for a in Network(w, seed=1).parameters()),
        by_popping,
        by_recursion,
    ],
    "12.2": [
        lambda A, Y, v: ((A - Y).T * v).T / v.sum(),
        lambda A, Y, v: np.diag(v / v.sum()) @ (A - Y),
        lambda A, Y, v: np.einsum("ij,i->ij", A - Y, v) / np.sum(v),
        lambda A, Y, v: [[(a - y) * w / sum(v) for a, y in zip(*rows)] for *rows, w in zip(A, Y, v)],
        error_row_by_row,
    ],
    "12.3": [
        lambda a, b: StandardScaler().fit(a).transform(b),
        lambda a, b: (b - np.mean(a, 0)) / np.sqrt(((a - a.mean(0)) ** 2).mean(0)),
        lambda a, b: [(row - a.mean(axis=0)) / (a.std(axis=0) + 1e-12) for row in b],
        scale_in_place,
        column_by_column,
    ],
    "12.4": [
        lambda A, Y: accuracy_score(Y.argmax(axis=1), A.argmax(axis=1)),
        lambda A, Y: np.mean(np.argmax(A, 1) == np.argmax(Y, 1)),
        lambda A, Y: np.mean(A[Y == 1] == A.max(axis=1)),
        lambda A, Y: sum(Y[i, A[i].argmax()] for i in range(len(A))) / len(Y),
        lambda A, Y: 1 - np.count_nonzero(A.argmax(-1) - Y.argmax(-1)) / len(A),
        by_counting,
    ],
    "12.5": [
        lambda eta, lmbda: abs(1 - eta * lmbda) > 1,
        lambda eta, lmbda: int(lmbda > 2 / eta),
        lambda eta, lmbda: np.abs(np.prod([1 - eta * lmbda] * 9)) > 1,
    ],
}
