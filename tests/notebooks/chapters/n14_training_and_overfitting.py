"""What the tests know of notebook 14."""

import math
from collections import Counter

import numpy as np
from sklearn.metrics import accuracy_score, confusion_matrix


def table(y, answers, classes):
    counts = np.zeros((classes, classes), int)
    np.add.at(counts, (y, answers), 1)
    return counts


def once(y, answers, classes):
    counts = np.zeros((classes, classes), int)
    counts[y, answers] += 1
    return counts


def stopping(
    costs, patience, late=0, first=1, reset=True, better=lambda costs, epoch, best: costs[epoch] < costs[best]
):
    best = waited = 0
    for epoch in range(1, len(costs)):
        if better(costs, epoch, best):
            best, waited = epoch, waited * (not reset)
        else:
            waited += 1
            if waited >= patience + late:
                break
    return best + first, epoch + first


def to_the_end(costs, patience):
    """The last epoch is kept, unless the patience has run out."""
    kept, last = stopping(costs, patience)
    return (kept if last - kept == patience else last), last


def with_index(costs, patience):
    for epoch in range(1, len(costs) + 1):
        best = costs.index(min(costs[:epoch])) + 1
        if epoch - best >= patience:
            return best, epoch
    return best, epoch


def by_popping(costs, patience):
    best, kept, epoch, left = math.inf, None, 0, patience
    while costs and left:
        epoch += 1
        cost = costs.pop(0)
        left -= 1
        if cost < best:
            best, kept, left = cost, epoch, patience
    return [kept, epoch]


def by_slices(costs, patience):
    best = [int(np.argmin(costs[: k + 1])) for k in range(len(costs))]
    last = next((k for k in range(len(costs)) if k - best[k] == patience), len(costs) - 1)
    return np.array([best[last], last]) + 1


def after_the_best(costs, patience):
    best = 1
    for epoch, cost in enumerate(costs, start=1):
        if cost < costs[best]:
            best = epoch
        elif epoch - best == patience:
            break
    return best, epoch


def waiting_from_the_first(costs, patience):
    best, waited = 1, 0
    for epoch, cost in enumerate(costs, start=1):
        waited += 1
        if cost < costs[best - 1]:
            best, waited = epoch, 0
        if waited == patience:
            break
    return best, epoch


def second_is_best(costs, patience):
    best = 2
    for epoch, cost in enumerate(costs, start=1):
        if cost < costs[best - 1]:
            best = epoch
        elif epoch - best == patience:
            break
    return best, epoch


def popping_penalty(W, b, lmbda):
    W.pop(0)
    for w in W:
        w *= w
    return lmbda * sum(map(np.sum, W)) / 2


def count_by_hand(P, y):
    right = 0
    for row, label in zip(P.tolist(), y.tolist()):
        if row.index(max(row)) == label:
            right += 1
    return right / len(y)


def rows_of_one_list(y, answers, classes):
    counts = [[0] * classes] * classes
    for i, j in zip(y, answers):
        counts[i][j] += 1
    return counts


def lists(y, answers, classes):
    counts = [[0] * classes for _ in range(classes)]
    for i, j in zip(y, answers):
        counts[i][j] += 1
    return counts


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "14.1": [
        (lambda P, y: np.mean(P.argmax(axis=1) != y), "share of wrong"),
        (lambda P, y: np.sum(P.argmax(axis=1) == y), "this counts"),
        (lambda P, y: np.mean(np.eye(P.shape[1])[P.argmax(axis=1)] == np.eye(P.shape[1])[y]), "one-hot rows entry"),
        (lambda P, y: np.mean((P > 0.5) == np.eye(P.shape[1])[y]), "rounded probabilities entry"),
        (lambda P, y: np.mean(P[range(len(y)), y] > 0.5), "half of the probability"),
        (lambda P, y: np.mean(P[range(len(y)), y]), "takes no answer"),
        (lambda P, y: np.mean(P.argmin(axis=1) == y), "least probable"),
        (lambda P, y: np.mean(P.argmax() == y), "all entries of the table"),
        (lambda P, y: np.mean(P.max(axis=1)), "how sure"),
        (lambda P, y: np.all(P.argmax(axis=1) == y), "it gives 0 whatever it is given"),
        (lambda P, y: np.mean(P.argmax(axis=0) == y), "y has the shape (7,)"),
        (lambda P, y: np.sum(P.argmax(axis=1) == y) / P.size, "the samples are the rows"),
        (lambda P, y: np.sum(P.argmax(axis=1) == y) / P.shape[1], "the samples are the rows"),
        (lambda P, y: 100 * np.mean(P.argmax(axis=1) == y), "everywhere 100 times"),
        (lambda P, y: np.mean(P.argmax(axis=0) == y[0]), "expected about"),
    ],
    "14.2": [
        (lambda W, b, m: m / 2 * sum((p**2).sum() for p in W[1:] + b[1:]), "biases are penalised"),
        (lambda W, b, m: m * sum((w**2).sum() for w in W[1:]), "half is missing. Its"),
        (lambda W, b, m: m * sum((p**2).sum() for p in W[1:] + b[1:]), "half is missing, and the biases"),
        (lambda W, b, m: m / 2 * sum(abs(w).sum() for w in W[1:]), "not squared"),
        (lambda W, b, m: m * sum(abs(w).sum() for w in W[1:]), "this is the penalty ℓ1."),
        (lambda W, b, m: m / 2 * sum(np.linalg.norm(w) for w in W[1:]), "adds the norms"),
        (lambda W, b, m: m / 2 * sum((w**2).mean() for w in W[1:]), "mean of the squares"),
        (lambda W, b, m: m / 2 * (W[1] ** 2).sum(), "one layer"),
        (lambda W, b, m: m / 2 * (W[-1] ** 2).sum(), "one layer"),
        (lambda W, b, m: sum((w**2).sum() for w in W[1:]) / 2, "λ is missing"),
        (lambda W, b, m: m / 2 * sum((w**2).sum() for w in W), "where w is None"),
        (lambda W, b, m: sum((w**2).sum() for w in W[1:]), "the factor λ/2 is missing"),
        (lambda W, b, m: m / 2 * (W[2] ** 2).sum(), "one layer"),
        (lambda W, b, m: m / 2 * sum((w**2).sum() for w in W[2:]), "The first is left out"),
        (lambda W, b, m: m / 2 * sum(w.sum() for w in W[1:]), "not squared"),
        (lambda W, b, m: m / 2 * sum((w * 2).sum() for w in W[1:]), "not squared"),
        (lambda W, b, m: m / 2 * sum(w.sum() ** 2 for w in W[1:]), "square each weight"),
        (lambda W, b, m: m / 2 * sum(np.linalg.norm(w, 2) ** 2 for w in W[1:]), "largest singular value"),
        (lambda W, b, m: m / 2 * np.sqrt(sum((w**2).sum() for w in W[1:])), "no root"),
        (lambda W, b, m: m / 2 * sum((w**2).sum() for w in W[1:]) / sum(w.size for w in W[1:]), "mean of the squares"),
        (lambda W, b, m: m**2 / 2 * sum((w**2).sum() for w in W[1:]), "the factor m is one too many"),
        (lambda W, b, m: m / 2 * max((w**2).sum() for w in W[1:]), "expected about"),
    ],
    "14.3": [
        (lambda c, p: stopping(c, p, first=0), "count from 0"),
        (lambda c, p: stopping(c, p, late=1), "one epoch too long"),
        (lambda c, p: stopping(c, p, late=-1), "one epoch too little"),
        (lambda c, p: (stopping(c, p)[1], stopping(c, p)[1]), "last network is kept"),
        (lambda c, p: stopping(c, p)[::-1], "exchanged"),
        (lambda c, p: stopping(c, p, better=lambda c, e, best: c[e] <= c[best]), "equal cost"),
        (lambda c, p: stopping(c, p, better=lambda c, e, best: c[e] < c[e - 1]), "best so far"),
        (lambda c, p: stopping(c, p, reset=False), "begins anew"),
        (lambda c, p: (np.argmin(c) + 1, stopping(c, p)[1]), "looks beyond"),
        (lambda c, p: (np.argmin(c) + 1, min(np.argmin(c) + 1 + p, len(c))), "looks beyond"),
        (lambda c, p: (np.argmin(c) + 1, len(c)), "never stops"),
        (waiting_from_the_first, "the first epoch counts"),
        (to_the_end, "the list ends before"),
        (lambda c, p: (stopping(c, p)[1] - p, stopping(c, p)[1]), "only if it has run out"),
        (lambda c, p: (c[stopping(c, p)[0] - 1], stopping(c, p)[1]), "the cost of the kept epoch"),
        (lambda c, p: tuple(c[epoch - 1] for epoch in stopping(c, p)), "these are costs"),
        (lambda c, p: stopping(c, p, better=lambda c, e, best: c[e] > c[best]), "the largest cost"),
        (lambda c, p: stopping(c, p, better=lambda c, e, best: c[e] < c[0]), "the first epoch"),
        (after_the_best, "costs[0] is the cost of epoch 1"),
        (lambda c, p: (stopping(c, p)[0] - 1, stopping(c, p)[1]), "right but for entry 0. There: everywhere 1 less"),
        (second_is_best, "cases, but"),
        (lambda c, p: stopping(c, p)[0], "shape ()"),
    ],
    "14.4": [
        (lambda y, a, k: table(a, y, k), "transpose"),
        (once, "repeated pairs count once"),
        (lambda y, a, k: table(y, a, k) / np.maximum(table(y, a, k).sum(axis=1), 1)[:, None], "by the row"),
        (lambda y, a, k: table(y, a, k) / len(y), "by n"),
        (lambda y, a, k: np.diag(np.diag(table(y, a, k))), "errors are missing"),
        (lambda y, a, k: np.bincount(y[y == a], minlength=k), "errors are missing"),
        (lambda y, a, k: table(y, a, k) / np.maximum(table(y, a, k).sum(axis=0), 1), "by the column"),
        (lambda y, a, k: confusion_matrix(y, a), "for each class"),
        (rows_of_one_list, "the same list"),
        (lambda y, a, k: table(y - 1, a - 1, k), "the classes begin with 0"),
        (lambda y, a, k: table(y[y != a], a[y != a], k), "the right answers are missing"),
        (lambda y, a, k: table(a, y, k)[::-1], "expected about"),
    ],
}

# Right answers in other styles.
RIGHT = {
    "14.1": [
        lambda P, y: accuracy_score(y, P.argmax(axis=1)),
        lambda P, y: sum(int(np.argmax(row)) == label for row, label in zip(P, y)) / len(P),
        lambda P, y: (P[np.arange(len(y)), y] == P.max(axis=1)).mean(),
        lambda P, y: 1 - np.count_nonzero(np.argmax(P, -1) - y) / len(y),
        count_by_hand,
    ],
    "14.2": [
        lambda W, b, m: m * sum(np.linalg.norm(w) ** 2 for w in W[1:]) / 2,
        lambda W, b, m: 0.5 * m * sum(x**2 for w in W if w is not None for x in w.flat),
        lambda W, b, m: m / 2 * np.sum(np.concatenate([w.ravel() for w in W[1:]]) ** 2),
        lambda W, b, m: m / 2 * sum(np.vdot(w, w) for w in W[1:]),
        popping_penalty,
    ],
    "14.3": [stopping, with_index, by_popping, by_slices],
    "14.4": [
        lambda y, a, k: confusion_matrix(y, a, labels=range(k)),
        lambda y, a, k: np.bincount(k * y + a, minlength=k * k).reshape(k, k),
        lambda y, a, k: np.eye(k)[y].T @ np.eye(k)[a],
        lambda y, a, k: [[Counter(zip(y.tolist(), a.tolist()))[i, j] for j in range(k)] for i in range(k)],
        lambda y, a, k: np.histogram2d(y, a, bins=range(k + 1))[0],
        lambda y, a, k: table(a, y, k).T,
        lists,
    ],
}
