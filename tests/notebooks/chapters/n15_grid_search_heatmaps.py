"""What the tests know of notebook 15."""

import math

import numpy as np


def simulated(eta, lmbda):
    table = np.zeros((len(eta), len(lmbda)), bool)
    for i, rate in enumerate(eta):
        for j, penalty in enumerate(lmbda):
            w = 1.0
            for _ in range(200):
                w -= rate * penalty * w
            table[i, j] = abs(w) > 2
    return table


def without_comparison_to_nan(table):
    best = -1
    for i, row in enumerate(table.tolist()):
        for j, entry in enumerate(row):
            if entry > best:
                best, cell = entry, (i, j)
    return cell


def from_the_first(table):
    cell = 0, 0
    for i in range(len(table)):
        for j in range(len(table[0])):
            if table[i, j] > table[cell]:
                cell = i, j
    return cell


def filled(table):
    table[np.isnan(table)] = -1
    return divmod(int(table.argmax()), table.shape[1])


def slice_by_slice(delta):
    return [[[sum(column) for column in zip(*one)]] for one in delta.tolist()]


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "15.1": [
        (lambda p, n: p * (1 - p) / n, "this is the variance"),
        (lambda p, n: np.sqrt(p * (1 - p)), "spread of a single reading"),
        (lambda p, n: np.sqrt(p * (1 - p)) / n, "root of n, not with n"),
        (lambda p, n: np.sqrt(p / n), "factor for wrong readings"),
        (lambda p, n: np.sqrt((1 - p) / n), "factor for right readings"),
        (lambda p, n: np.sqrt(p * (1 - p) / (n - 1)), "n − 1"),
        (lambda p, n: np.sqrt(p * (1 - p) * n), "number of right readings"),
        (lambda p, n: 1.96 * np.sqrt(p * (1 - p) / n), "95 % interval"),
        (lambda p, n: np.sqrt(p * (1 + p) / n), "1 − accuracy"),
        (lambda p, n: np.sqrt(p * p / n), "1 − accuracy"),
        (lambda p, n: 1 / np.sqrt(n), "is not one"),
        (lambda p, n: p * (1 - p) / np.sqrt(n), "the root belongs over"),
        (lambda p, n: np.sqrt(p - p / n), "expected about"),
    ],
    "15.2": [
        (lambda e, m: np.outer(e, m) > 1, "is it large"),
        (lambda e, m: np.outer(m, e) > 2, "transpose"),
        (lambda e, m: np.outer(e, m) <= 2, "opposite"),
        (lambda e, m: 1 - np.outer(e, m) > 1, "below −1"),
        (lambda e, m: np.outer(e, m) >= 2, "alternate"),
        (lambda e, m: abs(1 - np.outer(e, m)) >= 1, "alternate"),
        (lambda e, m: abs(1 - np.outer(e, m)) < 1, "opposite"),
        (lambda e, m: np.outer(e, m) < 2, "opposite"),
        (lambda e, m: 1 - np.outer(e, m), "this is the factor"),
        (lambda e, m: abs(1 - np.outer(e, m)), "this is the factor"),
        (lambda e, m: abs(1 + np.outer(e, m)) > 1, "1 − ηλ"),
        (lambda e, m: abs(1 - np.outer(e, m) / 2) > 1, "the gradient of λw²/2 is λw"),
        (lambda e, m: abs(1 - 2 * np.outer(e, m)) > 1, "is it large"),
        (lambda e, m: e * m > 2, "These shapes do not fit"),
        (lambda e, m: np.outer(e, m) > 3, "cases, but"),
        (lambda e, m: np.outer(e, m) > 2.2, "cases, but"),
    ],
    "15.3": [
        (lambda d: d.sum(axis=1), "axis of the samples is gone"),
        (lambda d: d.mean(axis=1, keepdims=True), "divides by n a second time"),
        (lambda d: d.sum(axis=0, keepdims=True), "over the networks"),
        (lambda d: d.sum(axis=-1, keepdims=True), "over the nodes"),
        (lambda d: d.sum(axis=0), "over the networks"),
        (lambda d: d.sum(axis=2), "over the nodes"),
        (lambda d: d.sum(axis=(0, 1)), "over the networks"),
        (lambda d: d.sum(), "over everything"),
        (lambda d: d.sum(keepdims=True), "over everything"),
        (lambda d: d.mean(axis=1), "a second time"),
        (lambda d: d.sum(axis=1)[None], "in the middle"),
        (lambda d: d.sum(axis=1)[:, :, None], "in the middle"),
        (lambda d: d, "still has the axis of the samples"),
        (lambda d: d.max(axis=1, keepdims=True), "expected about"),
    ],
    "15.4": [
        (lambda a: np.unravel_index(np.argmax(a), a.shape), "chooses a NaN"),
        (lambda a: np.nanargmax(a), "unravel_index"),
        (lambda a: np.argmax(a), "all cells, and chooses a NaN"),
        (lambda a: np.unravel_index(np.nanargmax(a), a.shape)[::-1], "exchanged"),
        (lambda a: np.unravel_index(np.nanargmin(a), a.shape), "smallest"),
        (lambda a: np.unravel_index(np.nanargmax(a), a.shape[::-1]), "number of columns"),
        (lambda a: divmod(np.nanargmax(a), a.shape[0]), "number of columns"),
        (lambda a: np.where(a == np.nanmax(a)), "the first of each"),
        (lambda a: np.argwhere(a == np.nanmax(a)), "the numbers are right, but in the shape (1, 2)"),
        (lambda a: np.nanmax(a), "the entry itself"),
        (from_the_first, "is never larger"),
        (lambda a: np.add(np.unravel_index(np.nanargmax(a), a.shape), 1), "everywhere 1 more"),
        (lambda a: (0, 1), "right in 1 of 3 cases, but"),
        (lambda a: (len(a) - 1, 1), "expected about [0, 1]"),
    ],
}

# Right answers in other styles.
RIGHT = {
    "15.1": [
        lambda p, n: math.sqrt(p * (1 - p)) / math.sqrt(n),
        lambda p, n: (p / n - p**2 / n) ** 0.5,
        lambda p, n: np.std([1] * round(1000 * p) + [0] * round(1000 * (1 - p))) / np.sqrt(n),
    ],
    "15.2": [
        lambda e, m: e[:, None] * m > 2,
        lambda e, m: [[bool(a * b > 2) for b in m] for a in e],
        lambda e, m: (1 - np.einsum("i,j", e, m) < -1).astype(int),
        lambda e, m: m > 2 / e[:, np.newaxis],
        lambda e, m: np.maximum(abs(1 - np.multiply.outer(e, m)), 1) != 1,
        simulated,
    ],
    "15.3": [
        lambda d: d.sum(axis=1)[:, None, :],
        lambda d: np.expand_dims(np.sum(d, 1), 1),
        lambda d: np.ones((1, d.shape[1])) @ d,
        lambda d: np.add.reduce(d, 1, keepdims=True),
        lambda d: np.array([one.sum(axis=0, keepdims=True) for one in d]),
        slice_by_slice,
    ],
    "15.4": [
        lambda a: divmod(int(np.nanargmax(a)), a.shape[1]),
        lambda a: np.argwhere(a == np.nanmax(a))[0],
        lambda a: [int(k[0]) for k in np.where(a == np.nanmax(a))],
        lambda a: np.unravel_index(np.argmax(np.nan_to_num(a)), a.shape),
        lambda a: max(((i, j) for i, j in np.ndindex(a.shape) if a[i, j] == a[i, j]), key=lambda cell: a[cell]),
        without_comparison_to_nan,
        filled,
    ],
}
