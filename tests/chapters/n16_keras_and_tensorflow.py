"""What the tests know of notebook 16."""

import numpy as np


def softmax(Z):
    return np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)


def losses(Z, y):
    return -np.log(softmax(Z)[np.arange(len(y)), y])


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "16.1": [
        (lambda eta, l: 1 - eta * l, "l / 2"),
        (lambda eta, l: 1 - eta * l / 2, "l / 4"),
        (lambda eta, l: 1 - 2 * l, "rate is missing"),
        (lambda eta, l: 2 * eta * l, "What is left"),
        (lambda eta, l: 1 + 2 * eta * l, "against the slope"),
        (lambda eta, l: 2 * eta * l - 1, "the negative"),
    ],
    "16.2": [
        (lambda n, size, epochs: epochs * -(-n // size), "counts the steps"),
        (lambda n, size, epochs: epochs * (2 if n % size and n > size else 1), "serves in all later ones"),
        (lambda n, size, epochs: -(-n // size), "How many shapes"),
        (lambda n, size, epochs: 2, "What if the batches fit"),
        (lambda n, size, epochs: 1, "may be short"),
        (lambda n, size, epochs: 1 if n % size == 0 else 2, "one batch holds everything"),
    ],
    "16.3": [
        (lambda K: np.log(K), "guess at random"),
        (lambda K: np.log(1 + K / np.e), "K − 1 wrong classes"),
        (lambda K: np.e / (np.e + K - 1), "minus its logarithm"),
        (lambda K: 0.0, "e⁰ is not 0"),
        (lambda K: np.log(np.e + K - 1), "largest loss"),
        (lambda K: -np.log(1 + (K - 1) / np.e), "the negative"),
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
    ],
}
