"""What the tests know of notebook 20."""

import math
import statistics

import numpy as np


def parzen(score, bump=lambda d: np.exp(-(d**2) / 2)):
    """Return an answer to 20.2 that takes the candidate with the largest score of the two densities."""

    def answer(x, cost, good, candidates):
        bumps = bump(candidates[:, None] - x)
        order = np.argsort(cost)
        return candidates[np.argmax(score(bumps[:, order[:good]].mean(axis=1), bumps[:, order[good:]].mean(axis=1)))]

    return answer


def first_come(x, cost, good, candidates):
    return parzen(lambda l, g: l / g)(x, np.arange(len(x)), good, candidates)


def dearest(x, cost, good, candidates):
    return parzen(lambda l, g: l / g)(x, -cost, good, candidates)


def position(x, cost, good, candidates):
    return candidates.tolist().index(parzen(lambda l, g: l / g)(x, cost, good, candidates))


def within(width, compare=np.greater_equal):
    """Return an answer to 20.3 that allows a width below the best mean."""

    def answer(s):
        means = s.mean(axis=1)
        return np.argmax(compare(means, means.max() - width(s, means.argmax())))

    return answer


def passes(s):
    means = s.mean(axis=1)
    return means >= means.max() - s[means.argmax()].std(ddof=1) / np.sqrt(s.shape[1])


def most_complex(s):
    return np.flatnonzero(passes(s))[-1]


def by_neighbours(s):
    k = s.mean(axis=1).argmax()
    while k > 0 and passes(s)[k - 1]:
        k -= 1
    return k


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "20.1": [
        (lambda p, q: np.log(1 - p) / np.log(1 - q), "is whole"),
        (lambda p, q: int(np.log(1 - p) / np.log(1 - q)), "rounded down"),
        (lambda p, q: round(np.log(1 - p) / np.log(1 - q)), "to the nearest"),
        (lambda p, q: np.ceil(np.log(1 - q) / np.log(1 - p)), "exchanged"),
        (lambda p, q: np.ceil(1 / q), "mean number of trials until"),
        (lambda p, q: np.ceil(p / q), "mean number of good trials"),
        (lambda p, q: np.ceil(np.log(p) / np.log(1 - q)), "fail with the probability p"),
        (lambda p, q: int(np.log(1 - p) / np.log(1 - q)) + 1, "where n trials reach p exactly"),
        (lambda p, q: np.ceil(np.log(p) / np.log(q)), "take their logarithms"),
        (lambda p, q: np.ceil(np.log(1 - p) / np.log(q)), "It is the misses that multiply"),
        (lambda p, q: 1 + np.ceil(np.log(1 - p) / np.log(1 - q)), "one trial earlier"),
        (lambda p, q: np.ceil(np.log(1 - p) / np.log(1 - q)) - 1, "one too few"),
    ],
    "20.2": [
        (dearest, "These are the dearest"),
        (parzen(lambda l, g: g / l), "the smallest ratio"),
        (parzen(lambda l, g: l), "the good trials only"),
        (parzen(lambda l, g: 1 / g), "the bad trials only"),
        (parzen(lambda l, g: l - g), "not the difference"),
        (first_come, "Sort by cost"),
        (position, "Return the candidate"),
        (lambda x, cost, good, candidates: x[np.argmin(cost)], "the best trial so far"),
        (parzen(lambda l, g: g), "Their density belongs below the line"),
        (parzen(lambda l, g: l * g), "not the product"),
        (parzen(lambda l, g: l / g, lambda d: np.exp(-(d**2))), "not −(c − x)²."),
        (parzen(lambda l, g: l / g, lambda d: np.exp(-np.abs(d))), "not −|c − x|."),
        (parzen(lambda l, g: l / g, lambda d: -(d**2) / 2), "the exponential is missing"),
        (parzen(lambda l, g: l / g, lambda d: 1 / (1 + d**2)), "right in 3 of 6 cases"),
    ],
    "20.3": [
        (within(lambda s, best: 0), "How much less"),
        (within(lambda s, best: s[best].std(ddof=1)), "spread of a single fold"),
        (within(lambda s, best: s[best].std(ddof=1) / s.shape[1]), "not by K"),
        (within(lambda s, best: s[best].std() / np.sqrt(s.shape[1])), "np.std divides by K"),
        (within(lambda s, best: s[best].std(ddof=1) / np.sqrt(s.shape[1] - 1)), "the root below it is of K"),
        (within(lambda s, best: s[best].std(ddof=1) / np.sqrt(len(s))), "number of settings"),
        (within(lambda s, best: 2 * s[best].std(ddof=1) / np.sqrt(s.shape[1])), "two standard errors"),
        (within(lambda s, best: s[best].var(ddof=1)), "this is the variance"),
        (within(lambda s, best: s[best].std(ddof=1) * np.sqrt(s.shape[1])), "multiplied by the root of K"),
        (within(lambda s, best: s.std(ddof=1) / np.sqrt(s.shape[1])), "to be that of the best setting"),
        (within(lambda s, best: s.std(axis=1, ddof=1) / np.sqrt(s.shape[1])), "to be that of the best setting"),
        (within(lambda s, best: s[0].std(ddof=1) / np.sqrt(s.shape[1])), "to be that of the best setting"),
        (most_complex, "most complex setting"),
        (within(lambda s, best: s.mean(axis=1).std(ddof=1) / np.sqrt(s.shape[1])), "over the settings"),
        (within(lambda s, best: s[best].std(ddof=1) / np.sqrt(s.shape[1]), np.greater), "the best itself has to pass"),
        (by_neighbours, "even if one between"),
        (lambda s: s.mean(axis=1).max(), "Return the index of a row"),
        (lambda s: np.flatnonzero(passes(s)), "Return the first"),
        (passes, "this says of each setting"),
        (lambda s: np.abs(s.mean(axis=1) - s.mean()).argmin(), "at s of the shape (9, 5) it gives"),
        (lambda s: 0, "0 whatever it is given"),
    ],
    "20.4": [
        (lambda *e: np.diff([e[4], *e[:4]]).argmax() + 1, "counted from 1"),
        (lambda *e: np.diff([0, *e[:4]]).argmax(), "best possible error is not subtracted"),
        (lambda *e: np.argmax(e[:4]), "the largest error"),
        (lambda *e: np.diff(e[:4]).argmax() + 1, "training error is missing"),
        (lambda *e: np.diff(e[:4]).argmax(), "bias is the term 0"),
        (lambda *e: np.abs(np.diff([e[4], *e[:4]])).argmax(), "the sign of a term counts"),
        (lambda *e: np.diff([e[4], *e[:4]]), "these are the terms"),
        (lambda *e: np.diff([e[4], *e[:4]]).max(), "Its place is asked for"),
        (lambda *e: np.diff([e[4], *e[:4]]).argmin(), "the smallest term"),
    ],
}


def trial_by_trial(p, q):
    n = 0
    while 1 - (1 - q) ** n < p:
        n += 1
    return n


def sorted_in_place(x, cost, good, candidates):
    x[:] = x[np.argsort(cost)]
    bumps = [[math.exp(-((c - trial) ** 2) / 2) for trial in x] for c in candidates]
    ratios = [sum(row[:good]) / sum(row[good:]) for row in bumps]
    return candidates[ratios.index(max(ratios))]


def row_by_row(scores):
    means = [statistics.mean(row) for row in scores.tolist()]
    best = means.index(max(means))
    error = statistics.stdev(scores[best].tolist()) / math.sqrt(len(scores[best]))
    for k, mean in enumerate(means):
        if mean >= means[best] - error:
            return k


# Right answers in other styles.
RIGHT = {
    "20.1": [
        trial_by_trial,
        lambda p, q: math.ceil(math.log1p(-p) / math.log1p(-q)),
        lambda p, q: math.ceil(math.log(1 - p, 1 - q)),
    ],
    "20.2": [sorted_in_place],
    "20.3": [row_by_row, lambda s: float(np.flatnonzero(passes(s))[0]), lambda s: passes(s).tolist().index(True)],
    "20.4": [
        lambda train, training_dev, dev, test, possible: max(
            range(4), key=[train - possible, training_dev - train, dev - training_dev, test - dev].__getitem__
        )
    ],
}
