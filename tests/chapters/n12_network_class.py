"""What the tests know of notebook 12."""

import numpy as np

# Misprints of the lecture: none of its faults is in an equation that this notebook prints.
MISPRINTS = []

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
    ],
    "12.2": [
        (lambda A, Y, v: (A - Y) * v[:, None], "this is a sum"),
        (lambda A, Y, v: (A - Y) * v[:, None] / len(A), "divided by n"),
        (lambda A, Y, v: (A - Y) * v[:, None] / v.sum() / len(A), "divided by n as well"),
        (lambda A, Y, v: (A - Y) / len(A), "weights are missing"),
        (lambda A, Y, v: (A - Y) * v[:, None]**2 / v.sum(), "count twice"),
        (lambda A, Y, v: (Y - A) * v[:, None] / v.sum(), "the negative"),
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
    ],
    "12.4": [
        (lambda A, Y: (A.round() == Y).mean(), "entry by entry"),
        (lambda A, Y: (A.round() == Y).all(axis=1).mean(), "exceeds one half"),
        (lambda A, Y: (A.argmax(axis=1) == Y.argmax(axis=1)).sum(), "not their share"),
        (lambda A, Y: (A.argmax(axis=1) != Y.argmax(axis=1)).mean(), "wrong answers"),
        (lambda A, Y: (A.argmax(axis=0) == Y.argmax(axis=0)).mean(), "A sample is a row"),
        (lambda A, Y: A[Y == 1].mean(), "mean probability"),
    ],
}
