"""Judges of the exercises of notebook 17."""

from itertools import pairwise

import numpy as np

from helpers.exercises import NotYet, agree, call, exercise


@exercise("17.1")
def shares_of_the_malignant(recall_and_precision):
    rng = np.random.default_rng(171)
    points = []
    for n, errors in [(40, 9), (60, 13), (25, 6)]:
        label = (rng.uniform(size=n) < 0.6).astype(int)
        said = label.copy()
        said[:errors] = 1 - said[:errors]
        points.append((label, said))

    def share(label, said, given, positive=0):
        chosen = [pair for pair in zip(label, said, strict=True) if pair[given] == positive]
        return sum(a == b for a, b in chosen) / len(chosen)

    def truth(label, said):
        return share(label, said, 0), share(label, said, 1)

    def benign(label, said):
        return share(label, said, 0, positive=1), share(label, said, 1, positive=1)

    def either(label, said):
        return (np.asarray(label) == said).mean()

    return agree(recall_and_precision, points, truth,
                 [("these are the shares of the benign. Which code is malignant?", benign),
                  ("in the other order: recall first, then precision.", lambda a, b: truth(a, b)[::-1]),
                  ("in the other order, and of the benign. Which code is malignant?", lambda a, b: benign(a, b)[::-1]),
                  ("these are the shares of wrong answers.", lambda a, b: 1 - np.array(truth(a, b))),
                  ("this is the recall of both classes. Precision is a share of those who are called malignant.",
                   lambda a, b: (truth(a, b)[0], benign(a, b)[0])),
                  ("this is the accuracy, which counts both classes.", lambda a, b: (either(a, b), either(a, b))),
                  ("the number that is found must be divided by those who are malignant, and by those called so, not "
                   "by all.", lambda a, b: np.full(2, np.mean((a == 0) & (b == 0)))),
                  ("the first is right; the second is not a share of those who are called malignant.",
                   lambda a, b: (truth(a, b)[0],) * 2)],
                 "it agrees with a count, patient by patient, in 3 groups.")


@exercise("17.2")
def threshold_of_four_costs(threshold):
    points = [(0.0, 1.0, 30.0, 0.0), (2.0, 3.0, 50.0, 0.5), (5.0, 4.0, 20.0, 1.0), (0.3, 2.0, 2.5, 0.7)]

    def advantage(q, TP, FP, FN, TN):
        """Return by how much the answer malignant is dearer than benign, on average, at the probability q."""
        return q * TP + (1 - q) * FP - q * FN - (1 - q) * TN

    def truth(*costs):
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if advantage(middle, *costs) > 0 else (low, middle)
        return low

    return agree(threshold, points, truth,
                 [("right answers cost something too: what counts is how much dearer the wrong one is.",
                   lambda TP, FP, FN, TN: truth(0, FP, FN, 0)),
                  ("this is the probability of being benign at which the answers cost the same: 1 − τ.",
                   lambda *costs: 1 - truth(*costs)),
                  ("these are odds. The probability is odds / (1 + odds).",
                   lambda *costs: truth(*costs) / (1 - truth(*costs))),
                  ("the cost of a cancer that is found is missing.", lambda TP, FP, FN, TN: truth(0, FP, FN, TN)),
                  ("the cost of a benign lump that is left alone is missing.",
                   lambda TP, FP, FN, TN: truth(TP, FP, FN, 0)),
                  ("compare the two answers for the same patient: FP with TN, FN with TP.",
                   lambda TP, FP, FN, TN: (FP - TP) / (FP - TP + FN - TN)),
                  ("the differences in the denominator are of the right answers too, with a minus.",
                   lambda TP, FP, FN, TN: (FP - TN) / (FP + FN))],
                 "both answers cost the same there, for 4 sets of costs.")


@exercise("17.3")
def area_by_pairs(area):
    rng = np.random.default_rng(173)
    points = []
    for n, digits in [(30, 1), (50, 1), (41, 2)]:
        y = (rng.uniform(size=n) < 0.4).astype(int)
        points.append(((rng.uniform(size=n) * 0.6 + 0.3 * y).round(digits), y))

    def sweep(q, y):
        """Return F and R for every threshold, from the highest to the lowest."""
        thresholds = np.append(np.inf, np.unique(q)[::-1])
        return [[(q[y == k] >= t).mean() for t in thresholds] for k in (0, 1)]

    def truth(q, y):
        F, R = sweep(q, y)
        return sum((b - a) * (r + s) / 2 for (a, b), (r, s) in zip(pairwise(F), pairwise(R), strict=True))

    def ties(q, y):
        return np.mean([a == b for a in q[y == 1] for b in q[y == 0]])

    def pairs(y):
        return y.sum() * (1 - y).sum()

    return agree(area, points, truth,
                 [("ties are counted as wrong. They count half.", lambda q, y: truth(q, y) - ties(q, y) / 2),
                  ("ties are counted as right. They count half.", lambda q, y: truth(q, y) + ties(q, y) / 2),
                  ("this is the share of pairs in the wrong order. Who should have the larger q?",
                   lambda q, y: 1 - truth(q, y)),
                  ("this is the number of pairs, not their share.", lambda q, y: truth(q, y) * pairs(y)),
                  ("divided by all pairs of patients. Only a malignant and a benign one make a pair here.",
                   lambda q, y: truth(q, y) * pairs(y) / len(y)**2),
                  ("this is the difference of the means. Only the order counts.",
                   lambda q, y: q[y == 1].mean() - q[y == 0].mean()),
                  ("a pair in the wrong order counts 0 here, not −1: the share is (1 + this) / 2.",
                   lambda q, y: 2 * truth(q, y) - 1),
                  ("this is the accuracy at one half.", lambda q, y: ((q >= 0.5) == y).mean())],
                 "it is the area under the curve for 3 groups with ties.")


@exercise("17.4")
def probability_at_another_prevalence(corrected):
    points = [(0.3, 0.4, 0.01), (0.9, 0.5, 0.2), (0.05, 0.1, 0.6), (0.5, 0.37, 0.37)]

    def odds(p):
        return p / (1 - p)

    def truth(q, old, new):
        # The patient's own evidence, odds against those of the prevalence, is the same in both populations.
        evidence, low, high = odds(q) / odds(old), 0.0, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if odds(middle) / odds(new) < evidence else (low, middle)
        return low

    result = agree(corrected, points, truth,
                   [("scaled like this, malignant and benign no longer add up to one.",
                     lambda q, old, new: q * new / old),
                    ("these are odds. The probability is odds / (1 + odds).", lambda *p: odds(truth(*p))),
                    ("the wrong way round: from the new prevalence to the old one.",
                     lambda q, old, new: truth(q, new, old)),
                    ("the odds change by the ratio of the odds of the prevalences, not of the prevalences.",
                     lambda q, old, new: odds(q) * new / old / (1 + odds(q) * new / old)),
                    ("the old prevalence is still in q: divide its odds out.",
                     lambda q, old, new: truth(q, 0.5, new)),
                    ("the new prevalence is missing.", lambda q, old, new: truth(q, old, 0.5)),
                    ("this is the model's q: nothing is corrected.", lambda q, old, new: q)],
                   "the evidence of the patient is the same before and after, for 4 pairs of prevalences.")
    q = np.array([0.1, 0.7])
    if call(corrected, q, 0.4, 0.1).shape != q.shape:
        raise NotYet("right for one patient; for an array of q it should give an array.")
    return result
