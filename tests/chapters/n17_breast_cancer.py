"""What the tests know of notebook 17."""

import numpy as np


def recall(label, said, positive=0):
    return ((label == positive) & (said == positive)).sum() / (label == positive).sum()


def precision(label, said, positive=0):
    return recall(said, label, positive)


def apart(q, y):
    return q[y == 1][:, None] - q[y == 0]


def odds(p):
    return p / (1 - p)


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
        (lambda a, b: (recall(a, b), recall(a, b)), "the second is not"),
    ],
    "17.2": [
        (lambda TP, FP, FN, TN: FP / (FP + FN), "right answers cost something too"),
        (lambda TP, FP, FN, TN: (FN - TP) / (FP - TN + FN - TP), "being benign"),
        (lambda TP, FP, FN, TN: (FP - TN) / (FN - TP), "these are odds"),
        (lambda TP, FP, FN, TN: (FP - TN) / (FP - TN + FN), "a cancer that is found is missing"),
        (lambda TP, FP, FN, TN: FP / (FP + FN - TP), "left alone is missing"),
        (lambda TP, FP, FN, TN: (FP - TP) / (FP - TP + FN - TN), "for the same patient"),
        (lambda TP, FP, FN, TN: (FP - TN) / (FP + FN), "in the denominator"),
    ],
    "17.3": [
        (lambda q, y: (apart(q, y) > 0).mean(), "ties are counted as wrong"),
        (lambda q, y: (apart(q, y) >= 0).mean(), "ties are counted as right"),
        (lambda q, y: 1 / 2 - np.sign(apart(q, y)).mean() / 2, "wrong order"),
        (lambda q, y: (np.sign(apart(q, y)) / 2 + 1 / 2).sum(), "number of pairs"),
        (lambda q, y: (np.sign(apart(q, y)) / 2 + 1 / 2).sum() / len(y)**2, "divided by all pairs"),
        (lambda q, y: apart(q, y).mean(), "difference of the means"),
        (lambda q, y: np.sign(apart(q, y)).mean(), "not −1"),
        (lambda q, y: ((q >= 0.5) == y).mean(), "accuracy at one half"),
    ],
    "17.4": [
        (lambda q, old, new: q * new / old, "no longer add up to one"),
        (lambda q, old, new: odds(q) * odds(new) / odds(old), "these are odds"),
        (lambda q, old, new: q * old / new / (q * old / new + (1 - q) * (1 - old) / (1 - new)), "the wrong way round"),
        (lambda q, old, new: q * new / (q * new + (1 - q) * old), "not of the prevalences"),
        (lambda q, old, new: q * new / (q * new + (1 - q) * (1 - new)), "still in q"),
        (lambda q, old, new: q / old / (q / old + (1 - q) / (1 - old)), "new prevalence is missing"),
        (lambda q, old, new: q, "nothing is corrected"),
    ],
}
