"""What the tests know of notebook 16."""

import math

import numpy as np


def softmax(Z):
    return np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)


def losses(Z, y):
    return -np.log(softmax(Z)[np.arange(len(y)), y])


def logsum(Z):
    return np.log(np.exp(Z).sum(axis=1))


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "16.1": [
        (lambda eta, l: 1 - eta * l, "l / 2"),
        (lambda eta, l: 1 - eta * l / 2, "l / 4"),
        (lambda eta, l: 1 - 2 * l, "rate is missing"),
        (lambda eta, l: 2 * eta * l, "What is left"),
        (lambda eta, l: 1 + 2 * eta * l, "against the slope"),
        (lambda eta, l: 2 * eta * l - 1, "the negative"),
        (lambda eta, l: 1 - 2 * eta, "strength l of the penalty is missing"),
        (lambda eta, l: np.exp(-2 * eta * l), "many tiny steps"),
    ],
    "16.2": [
        (lambda n, size, epochs: epochs * -(-n // size), "counts the steps"),
        (lambda n, size, epochs: epochs * (2 if n % size and n > size else 1), "serves in all later ones"),
        (lambda n, size, epochs: -(-n // size), "How many shapes"),
        (lambda n, size, epochs: 2, "What if the batches fit"),
        (lambda n, size, epochs: 1, "may be short"),
        (lambda n, size, epochs: 1 if n % size == 0 else 2, "one batch holds everything"),
        (lambda n, size, epochs: 1 if n <= size else 2, "several batches fit"),
        (lambda n, size, epochs: 2 * epochs, "serves in all later ones"),
        (lambda n, size, epochs: n // size, "this counts the full batches."),
        (lambda n, size, epochs: len({min(n, size), n % size}), "length zero"),
        (lambda n, size, epochs: len({size, n % size or size}), "one batch holds everything"),
    ],
    "16.3": [
        (lambda K: np.log(K), "guess at random"),
        (lambda K: np.log(1 + K / np.e), "K − 1 wrong classes"),
        (lambda K: np.e / (np.e + K - 1), "minus its logarithm"),
        (lambda K: 0.0, "e⁰ is not 0"),
        (lambda K: np.log(np.e + K - 1), "largest loss"),
        (lambda K: -np.log(1 + (K - 1) / np.e), "the negative"),
        (lambda K: 1 - np.e / (np.e + K - 1), "one minus the probability"),
        (lambda K: np.log((K - 1) / np.e), "the right one is among them"),
        (lambda K: np.log(1 + (K - 1) * np.e), "to the right class alone"),
        (lambda K: np.log(1 + np.e / (K - 1)), "upside down"),
        (lambda K: np.log2(1 + (K - 1) / np.e), "everywhere 1.443 times"),
    ],
    "16.4": [
        (lambda Z, y: losses(Z, y).sum(), "sum over the samples"),
        (losses, "What is their mean"),
        (lambda Z, y: -losses(Z, y).mean(), "a loss is not"),
        (lambda Z, y: losses(softmax(Z), y).mean(), "applied twice"),
        (lambda Z, y: -Z[np.arange(len(y)), y].mean(), "softmax is missing"),
        (lambda Z, y: -np.log(softmax(Z)).mean(), "Only the column"),
        (lambda Z, y: losses(Z, y).mean(), "overflows"),
        (lambda Z, y: losses(Z - Z.max(axis=1, keepdims=True), y).mean(), "log meets a zero"),
        (lambda Z, y: np.mean(logsum(Z - Z.max()) - (Z - Z.max())[np.arange(len(y)), y]), "not for the rows"),
        (lambda Z, y: -np.log(softmax(Z)[:, y]).mean(), "takes these columns of every row"),
        (lambda Z, y: -np.log(softmax(Z.T).T[np.arange(len(y)), y]).mean(), "sum along the rows"),
        (lambda Z, y: losses(Z - Z.max(axis=0), y).mean(), "differs from class to class"),
        (lambda Z, y: losses(-Z, y).mean(), "wrong sign"),
        (lambda Z, y: -softmax(Z)[np.arange(len(y)), y].mean(), "the logarithm is missing"),
        (lambda Z, y: logsum(Z).mean(), "not subtracted"),
    ],
}


def row_by_row(Z, y):
    total = 0
    for row, label in zip(Z, y):
        total += max(row) + math.log(sum(math.exp(z - max(row)) for z in row)) - row[label]
    return total / len(y)


def in_place(Z, y):
    Z -= Z.max(axis=1, keepdims=True)
    Z -= logsum(Z)[:, None]
    return -Z[range(len(y)), y].mean()


# Right answers in other styles.
RIGHT = {
    "16.1": [lambda eta, l: np.float32(1 - 2 * eta * l), lambda eta, l: np.array(1 - 2 * eta * l)],
    "16.2": [
        lambda n, size, epochs: 1 + bool(n > size and n % size),
        lambda n, size, epochs: len({len(part) for part in np.split(np.arange(n), range(size, n, size))}),
    ],
    "16.3": [lambda K: -np.log(np.float32(np.e) / (np.float32(np.e) + K - 1)), lambda K: math.log(math.e + K - 1) - 1],
    "16.4": [row_by_row, in_place, lambda Z, y: np.mean(np.logaddexp.reduce(Z, axis=1) - Z[np.arange(len(y)), y])],
}
