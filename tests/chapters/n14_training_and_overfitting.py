"""What the tests know of notebook 14."""

import numpy as np


def table(y, answers, classes):
    counts = np.zeros((classes, classes), int)
    np.add.at(counts, (y, answers), 1)
    return counts


def once(y, answers, classes):
    counts = np.zeros((classes, classes), int)
    counts[y, answers] += 1
    return counts


def stopping(costs, patience, late=0, first=1, reset=True,
             better=lambda costs, epoch, best: costs[epoch] < costs[best]):
    best = waited = 0
    for epoch in range(1, len(costs)):
        if better(costs, epoch, best):
            best, waited = epoch, waited * (not reset)
        else:
            waited += 1
            if waited >= patience + late:
                break
    return best + first, epoch + first


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "14.1": [
        (lambda P, y: np.mean(P.argmax(axis=1) != y), "share of wrong"),
        (lambda P, y: np.sum(P.argmax(axis=1) == y), "this counts"),
        (lambda P, y: np.mean(np.eye(P.shape[1])[P.argmax(axis=1)] == np.eye(P.shape[1])[y]), "one-hot rows entry"),
        (lambda P, y: np.mean((P > 0.5) == np.eye(P.shape[1])[y]), "rounded probabilities entry"),
        (lambda P, y: np.mean(P[range(len(y)), y] > 0.5), "half of the probability"),
        (lambda P, y: np.mean(P[range(len(y)), y]), "takes no answer"),
        (lambda P, y: np.mean(P.argmax(axis=0) == y[0]), "expected about"),
    ],
    "14.2": [
        (lambda W, b, m: m / 2 * sum((p**2).sum() for p in W[1:] + b[1:]), "biases are penalised"),
        (lambda W, b, m: m * sum((w**2).sum() for w in W[1:]), "half is missing. Its"),
        (lambda W, b, m: m * sum((p**2).sum() for p in W[1:] + b[1:]), "half is missing, and the biases"),
        (lambda W, b, m: m / 2 * sum(abs(w).sum() for w in W[1:]), "not squared"),
        (lambda W, b, m: m / 2 * sum(np.linalg.norm(w) for w in W[1:]), "adds the norms"),
        (lambda W, b, m: m / 2 * sum((w**2).mean() for w in W[1:]), "mean of the squares"),
        (lambda W, b, m: m / 2 * (W[1]**2).sum(), "one layer"),
        (lambda W, b, m: m / 2 * (W[-1]**2).sum(), "one layer"),
        (lambda W, b, m: sum((w**2).sum() for w in W[1:]) / 2, "λ is missing"),
        (lambda W, b, m: m / 2 * sum((w**2).sum() for w in W), "raises TypeError"),
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
        (lambda c, p: (np.argmin(c) + 1, len(c)), "never stops"),
        (lambda c, p: stopping(c, p)[0], "shape ()"),
    ],
    "14.4": [
        (lambda y, a, k: table(a, y, k), "transpose"),
        (once, "repeated pairs count once"),
        (lambda y, a, k: table(y, a, k) / np.maximum(table(y, a, k).sum(axis=1), 1)[:, None], "by the row"),
        (lambda y, a, k: table(y, a, k) / len(y), "by n"),
        (lambda y, a, k: np.diag(np.diag(table(y, a, k))), "errors are missing"),
        (lambda y, a, k: np.bincount(y[y == a], minlength=k), "errors are missing"),
    ],
}
