"""What the tests know of notebook 10."""

import numpy as np

# Misprints of the lecture: the fault's number in CORRECTIONS, our equation, what we print, what it prints.
MISPRINTS = [
    ("64", "10.8", r"g'(z) = \alpha", "g'(z) = 1"),
]

# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "10.1": [
        (lambda a, alpha: np.where(a > 0, 1, a + 1), "right for α = 1 only"),
        (lambda a, alpha: np.where(a > 0, 1, alpha), "leaky ReLU"),
        (lambda a, alpha: np.where(a > 0, 1, alpha * np.exp(a)), "takes a for z"),
        (lambda a, alpha: a + alpha, "right on the left"),
        (lambda a, alpha: np.where(a > 0, 1, a), "the value itself"),
        (lambda a, alpha: np.where(a > 0, 1, 0), "slope of the ReLU"),
        (lambda a, alpha: np.where(a > 0, 1, a - alpha), "the sign of α"),
        (lambda a, alpha: np.where(a > 0, a, a + alpha), "On the right it is the value"),
        (lambda a, alpha: np.where(a > 0, alpha, a + alpha), "expected about"),
    ],
    "10.2": [
        (lambda alpha, n: 2 / n, "He's rule"),
        (lambda alpha, n: 2 / ((1 + alpha) * n), "enters it squared"),
        (lambda alpha, n: 2 / ((1 + alpha)**2 * n), "not the square of a sum"),
        (lambda alpha, n: 2 / (alpha**2 * n), "only the negative z"),
        (lambda alpha, n: 1 / n, "variance of the identity"),
        (lambda alpha, n: np.sqrt(2 / ((1 + alpha**2) * n)), "standard deviation"),
        (lambda alpha, n: 1 / ((1 + alpha**2) * n), "where is this half"),
        (lambda alpha, n: n * (1 + alpha**2) / 2, "must undo"),
    ],
    "10.3": [
        (lambda A: np.sum(A[0] == 0), "first sample only"),
        (lambda A: np.sum(np.any(A == 0, axis=0)), "one sample at least"),
        (lambda A: np.sum(np.all(A == 0, axis=1)), "a column"),
        (lambda A: np.all(A == 0, axis=0), "their number is wanted"),
        (lambda A: np.sum(A == 0), "counts single zeros"),
        (lambda A: np.sum(np.any(A > 0, axis=0)), "nodes that live"),
        (lambda A: np.mean(np.all(A == 0, axis=0)), "share of dead nodes"),
    ],
    "10.4": [
        (lambda b1, W2, b2, W3, b3: b3, "last bias alone"),
        (lambda b1, W2, b2, W3, b3: b2 @ W3 + b3, "first bias is missing"),
        (lambda b1, W2, b2, W3, b3: b1 @ W2 @ W3 + b3, "second bias is missing"),
        (lambda b1, W2, b2, W3, b3: (b1 @ W2 + b2) @ W3, "last bias is missing"),
        (lambda b1, W2, b2, W3, b3: -((b1 @ W2 + b2) @ W3 + b3), "the negative"),
    ],
}
