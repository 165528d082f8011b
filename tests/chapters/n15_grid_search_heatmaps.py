"""What the tests know of notebook 15."""

import numpy as np

# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "15.1": [
        (lambda p, n: p * (1 - p) / n, "this is the variance"),
        (lambda p, n: np.sqrt(p * (1 - p)), "spread of a single reading"),
        (lambda p, n: np.sqrt(p * (1 - p)) / n, "root of n, not with n"),
        (lambda p, n: np.sqrt(p / n), "factor for wrong readings"),
    ],
    "15.2": [
        (lambda e, m: np.outer(e, m) > 1, "is it large"),
        (lambda e, m: np.outer(m, e) > 2, "transpose"),
        (lambda e, m: np.outer(e, m) <= 2, "opposite"),
        (lambda e, m: 1 - np.outer(e, m) > 1, "below −1"),
    ],
    "15.3": [
        (lambda d: d.sum(axis=1), "axis of the samples is gone"),
        (lambda d: d.mean(axis=1, keepdims=True), "divides by n a second time"),
        (lambda d: d.sum(axis=0, keepdims=True), "over the networks"),
        (lambda d: d.sum(axis=-1, keepdims=True), "over the nodes"),
    ],
    "15.4": [
        (lambda a: np.unravel_index(np.argmax(a), a.shape), "chooses a NaN"),
        (lambda a: np.nanargmax(a), "unravel_index"),
        (lambda a: np.unravel_index(np.nanargmax(a), a.shape)[::-1], "exchanged"),
        (lambda a: np.unravel_index(np.nanargmin(a), a.shape), "smallest"),
        (lambda a: (0, 1), "not the largest"),
    ],
}
