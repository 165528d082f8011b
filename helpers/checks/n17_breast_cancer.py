"""Judges of the exercises of notebook 17."""

from itertools import pairwise, product

import numpy as np

from helpers.exercises import agree, exercise


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

    def truth(label, said, positive=0):
        return share(label, said, 0, positive), share(label, said, 1, positive)

    groups = [
        ("those who are malignant", lambda a, b: a == 0),
        ("those called malignant", lambda a, b: b == 0),
        ("those who are benign", lambda a, b: a == 1),
        ("those called benign", lambda a, b: b == 1),
        ("all", lambda a, b: a == a),
    ]
    malignant, called, benign, passed, everybody = (group for _, group in groups)

    def both(first, second):
        return lambda a, b: first(a, b) & second(a, b)

    def over(found, *wholes):
        return lambda a, b: [found(a, b).sum() / whole(a, b).sum() for whole in wholes]

    counts = [
        *groups,
        ("the missed", both(malignant, passed)),
        ("the false alarms", both(benign, called)),
        ("the benign who are called so", both(benign, passed)),
        ("the right answers", lambda a, b: a == b),
        ("those who are malignant or called so", lambda a, b: malignant(a, b) | called(a, b)),
    ]
    return agree(
        recall_and_precision,
        points,
        truth,
        [
            ("these are the shares of the benign. Which code is malignant?", lambda a, b: truth(a, b, 1)),
            ("in the other order: recall first, then precision.", lambda a, b: truth(a, b)[::-1]),
            ("in the other order, and of the benign. Malignant is 0.", lambda a, b: truth(a, b, 1)[::-1]),
            ("these are the shares of wrong answers.", lambda a, b: 1 - np.array(truth(a, b))),
            (
                "this is the recall of both classes. Precision is a share of those who are called malignant.",
                lambda a, b: (truth(a, b)[0], truth(a, b, 1)[0]),
            ),
            (
                "the second is the false-alarm rate: a share of the benign, not of the alarms.",
                lambda a, b: (truth(a, b)[0], 1 - truth(a, b, 1)[0]),
            ),
            ("this is the accuracy, which counts both classes.", lambda a, b: [np.mean(a == b)] * 2),
            (
                "the number that is found must be divided by those who are malignant, and by those called so, not "
                "by all.",
                over(both(malignant, called), everybody, everybody),
            ),
            *(
                (
                    f"the first is right; the second is divided by {words}.",
                    over(both(malignant, called), malignant, group),
                )
                for words, group in groups
            ),
            *(
                (f"the second is right; the first is divided by {words}.", over(both(malignant, called), group, called))
                for words, group in groups
            ),
            *(
                (f"above the line stand {words}. Who is found?", over(count, malignant, called))
                for words, count in counts
            ),
        ],
        "it agrees with a count, patient by patient, in 3 groups.",
    )


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

    def ratio(above, below, found):
        """Return the fraction with these multiples of TN above and below the line, and of TP below."""
        return lambda TP, FP, FN, TN: (FP + above * TN) / (FP + below * TN + FN + found * TP)

    return agree(
        threshold,
        points,
        truth,
        [
            ("right answers cost something too: what counts is how much dearer the wrong one is.", ratio(0, 0, 0)),
            (
                "this is the probability of being benign at which the answers cost the same: 1 − τ.",
                lambda *costs: 1 - truth(*costs),
            ),
            (
                "these are odds. The probability is odds / (1 + odds).",
                lambda *costs: truth(*costs) / (1 - truth(*costs)),
            ),
            ("the cost of a cancer that is found is missing.", ratio(-1, -1, 0)),
            ("the cost of a benign lump that is left alone is missing.", ratio(0, 0, -1)),
            (
                "compare the two answers for the same patient: FP with TN, FN with TP.",
                lambda TP, FP, FN, TN: (FP - TP) / (FP - TP + FN - TN),
            ),
            ("the differences in the denominator are of the right answers too, with a minus.", ratio(-1, 0, 0)),
            ("what the right answers cost is to be subtracted: only the difference is at stake.", ratio(1, 1, 1)),
            *(
                ("the numerator is right. Below it stand FP − TN once more, and FN less TP.", ratio(-1, *below))
                for below in product((-1, 0, 1), repeat=2)
            ),
            *(
                (
                    "the denominator is right. Above it stands what a false alarm costs more than the right answer.",
                    ratio(above, -1, -1),
                )
                for above in (0, 1)
            ),
        ],
        "both answers cost the same there, for 4 sets of costs.",
    )


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

    def under(F, R):
        return sum((b - a) * (r + s) / 2 for (a, b), (r, s) in zip(pairwise(F), pairwise(R), strict=True))

    def truth(q, y):
        return under(*sweep(q, y))

    def patient_by_patient(q, y):
        y = y[np.argsort(-q, kind="stable")]
        return under(np.cumsum(1 - y) / np.sum(1 - y), np.cumsum(y) / np.sum(y))

    def counting_ties(times):
        return lambda q, y: truth(q, y) + (times - 1 / 2) * np.mean([a == b for a in q[y == 1] for b in q[y == 0]])

    def pairs(y):
        return y.sum() * (1 - y).sum()

    return agree(
        area,
        points,
        truth,
        [
            *(
                (f"ties are counted {words}. They count half.", counting_ties(times))
                for words, times in [("as wrong", 0), ("as right", 1), ("one and a half times", 3 / 2), ("twice", 2)]
            ),
            (
                "this is the share of pairs in the wrong order. Who should have the larger q?",
                lambda q, y: 1 - truth(q, y),
            ),
            ("this is the number of pairs, not their share.", lambda q, y: truth(q, y) * pairs(y)),
            (
                "divided by all pairs of patients. Only a malignant and a benign one make a pair here.",
                lambda q, y: truth(q, y) * pairs(y) / len(y) ** 2,
            ),
            (
                "this is the difference of the means. Only the order counts.",
                lambda q, y: q[y == 1].mean() - q[y == 0].mean(),
            ),
            (
                "a pair in the wrong order counts 0 here, not −1: the share is (1 + this) / 2.",
                lambda q, y: 2 * truth(q, y) - 1,
            ),
            (
                "this is a curve with a step for each patient. Those with the same q make one step together.",
                patient_by_patient,
            ),
            ("this is the accuracy at one half.", lambda q, y: ((q >= 0.5) == y).mean()),
        ],
        "it is the area under the curve for 3 groups with ties.",
    )


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

    def times(factor):
        """Return the probability whose odds are the right ones times a factor."""

        def changed(*p):
            right = odds(truth(*p)) * factor(*p)
            return right / (1 + right)

        return changed

    # The factors of the malignant, q new / old, and of the benign, and what each does to the odds.
    parts = [
        ("q of the malignant", lambda q, old, new: q),
        ("new of the malignant", lambda q, old, new: new),
        ("1 / old of the malignant", lambda q, old, new: 1 / old),
        ("1 − q of the benign", lambda q, old, new: 1 / (1 - q)),
        ("1 − new of the benign", lambda q, old, new: 1 / (1 - new)),
        ("1 / (1 − old) of the benign", lambda q, old, new: 1 - old),
    ]
    return agree(
        corrected,
        points,
        truth,
        [
            ("scaled like this, malignant and benign no longer add up to one.", lambda q, old, new: q * new / old),
            ("these are odds. The probability is odds / (1 + odds).", lambda *p: odds(truth(*p))),
            ("this is the probability of being benign.", lambda *p: 1 - truth(*p)),
            ("the wrong way round: from the new prevalence to the old one.", lambda q, old, new: truth(q, new, old)),
            (
                "the odds change by the ratio of the odds of the prevalences, not of the prevalences.",
                times(lambda q, old, new: (1 - new) / (1 - old)),
            ),
            ("the old prevalence is still in q: divide its odds out.", lambda q, old, new: truth(q, 0.5, new)),
            ("the new prevalence is missing.", lambda q, old, new: truth(q, old, 0.5)),
            ("this is the model's q: nothing is corrected.", lambda q, old, new: q),
            *(
                (f"the factor {name} is {slip}.", times(lambda *p, part=part, power=power: part(*p) ** power))
                for name, part in parts
                for slip, power in [("missing", -1), ("upside down", -2)]
            ),
        ],
        "the evidence of the patient is the same before and after, for 4 pairs of prevalences.",
    )
