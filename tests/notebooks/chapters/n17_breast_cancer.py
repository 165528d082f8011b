"""What the tests know of notebook 17."""

import math
from itertools import pairwise

import numpy as np


def recall(label, said, positive=0):
    return ((label == positive) & (said == positive)).sum() / (label == positive).sum()


def precision(label, said, positive=0):
    return recall(said, label, positive)


def apart(q, y):
    return q[y == 1][:, None] - q[y == 0]


def odds(p):
    return p / (1 - p)


def from_odds(o):
    return o / (1 + o)


def steps_within_ties(q, y):
    """The area under a curve with a step for each patient."""
    y = y[np.argsort(-q, kind="stable")]
    F, R = np.cumsum(1 - y) / sum(1 - y), np.cumsum(y) / sum(y)
    return sum((b - a) * (r + s) / 2 for (a, b), (r, s) in zip(pairwise(F), pairwise(R)))


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "17.1": [
        (lambda a, b: (recall(a, b, 1), precision(a, b, 1)), "shares of the benign"),
        (lambda a, b: (precision(a, b), recall(a, b)), "in the other order: recall first"),
        (lambda a, b: (precision(a, b, 1), recall(a, b, 1)), "and of the benign"),
        (lambda a, b: (1 - recall(a, b), 1 - precision(a, b)), "shares of wrong answers"),
        (lambda a, b: (recall(a, b), recall(a, b, 1)), "recall of both classes"),
        (lambda a, b: ((a == b).mean(),) * 2, "this is the accuracy"),
        (lambda a, b: (((a == 0) & (b == 0)).mean(),) * 2, "not by all"),
        (lambda a, b: (recall(a, b), recall(a, b)), "the second is divided by those who are malignant"),
        (lambda a, b: (recall(a, b), 1 - recall(a, b, 1)), "the false-alarm rate"),
        (lambda a, b: (precision(a, b),) * 2, "the first is divided by those called malignant"),
        (lambda a, b: ((a == b).sum() / (a == 0).sum(), (a == b).sum() / (b == 0).sum()), "stand the right answers"),
    ],
    "17.2": [
        (lambda TP, FP, FN, TN: FP / (FP + FN), "right answers cost something too"),
        (lambda TP, FP, FN, TN: (FN - TP) / (FP - TN + FN - TP), "being benign"),
        (lambda TP, FP, FN, TN: (FP - TN) / (FN - TP), "these are odds"),
        (lambda TP, FP, FN, TN: (FP - TN) / (FP - TN + FN), "a cancer that is found is missing"),
        (lambda TP, FP, FN, TN: FP / (FP + FN - TP), "left alone is missing"),
        (lambda TP, FP, FN, TN: (FP - TP) / (FP - TP + FN - TN), "for the same patient"),
        (lambda TP, FP, FN, TN: (FP - TN) / (FP + FN), "in the denominator"),
        (lambda TP, FP, FN, TN: (FP + TN) / (FP + TN + FN + TP), "is to be subtracted"),
        (lambda TP, FP, FN, TN: (FP - TN) / (FP - TN + FN + TP), "the numerator is right"),
        (lambda TP, FP, FN, TN: FP / (FP - TN + FN - TP), "the denominator is right"),
    ],
    "17.3": [
        (lambda q, y: (apart(q, y) > 0).mean(), "ties are counted as wrong"),
        (lambda q, y: (apart(q, y) >= 0).mean(), "ties are counted as right"),
        (lambda q, y: 1 / 2 - np.sign(apart(q, y)).mean() / 2, "wrong order"),
        (lambda q, y: (np.sign(apart(q, y)) / 2 + 1 / 2).sum(), "number of pairs"),
        (lambda q, y: (np.sign(apart(q, y)) / 2 + 1 / 2).sum() / len(y) ** 2, "divided by all pairs"),
        (lambda q, y: apart(q, y).mean(), "difference of the means"),
        (lambda q, y: np.sign(apart(q, y)).mean(), "not −1"),
        (lambda q, y: ((q >= 0.5) == y).mean(), "accuracy at one half"),
        (lambda q, y: ((apart(q, y) >= 0) + (apart(q, y) == 0) / 2).mean(), "one and a half times"),
        (steps_within_ties, "make one step together"),
    ],
    "17.4": [
        (lambda q, old, new: q * new / old, "no longer add up to one"),
        (lambda q, old, new: odds(q) * odds(new) / odds(old), "these are odds"),
        (lambda q, old, new: q * old / new / (q * old / new + (1 - q) * (1 - old) / (1 - new)), "the wrong way round"),
        (lambda q, old, new: q * new / (q * new + (1 - q) * old), "not of the prevalences"),
        (lambda q, old, new: q * new / (q * new + (1 - q) * (1 - new)), "still in q"),
        (lambda q, old, new: q / old / (q / old + (1 - q) / (1 - old)), "new prevalence is missing"),
        (lambda q, old, new: q, "nothing is corrected"),
        (lambda q, old, new: 1 - from_odds(odds(q) * odds(new) / odds(old)), "of being benign"),
        (lambda q, old, new: from_odds(odds(q) * odds(new) / odds(old) / new), "factor new of the malignant"),
        (lambda q, old, new: q * new / (q * new + (1 - q) * (1 - new) / (1 - old)), "1 / old of the malignant"),
        (lambda q, old, new: q * new * old / (q * new * old + (1 - q) * (1 - new) / (1 - old)), "upside down"),
    ],
}


def one_by_one(label, said):
    found = missed = alarms = 0
    for a, b in zip(label, said):
        found += a == b == 0
        missed += a == 0 and b == 1
        alarms += a == 1 and b == 0
    return [found / (found + missed), found / (found + alarms)]


def in_place(label, said):
    label -= 1
    said -= 1
    return (label * said).sum() / -label.sum(), (label * said).sum() / -said.sum()


def with_a_case(q, old, new):
    if q in (0, 1):
        return q
    return from_odds(odds(q) * odds(new) / odds(old))


# Right answers in other styles.
RIGHT = {
    "17.1": [one_by_one, in_place, lambda a, b: np.array([(b[a == 0] == 0).mean(), (a[b == 0] == 0).mean()])],
    "17.2": [
        lambda TP, FP, FN, TN: 1 / (1 + (FN - TP) / (FP - TN)),
        lambda TP, FP, FN, TN: np.linalg.solve([[FP - TN + FN - TP]], [FP - TN])[0],
    ],
    "17.3": [
        lambda q, y: sum((a > b) + (a == b) / 2 for a in q[y == 1] for b in q[y == 0]) / (sum(y) * sum(1 - y)),
        lambda q, y: np.heaviside(np.subtract.outer(q[y == 1], q[y == 0]), 0.5).mean(),
    ],
    "17.4": [
        with_a_case,
        lambda q, old, new: (
            1 / (1 + math.exp(sum(sign * math.log(odds(p)) for p, sign in [(q, -1), (old, 1), (new, -1)])))
        ),
    ],
}
