"""What the tests know of notebook 20."""

import numpy as np


def parzen(score):
    """Return an answer to 20.2 that takes the candidate with the largest score of the two densities."""
    def answer(x, cost, good, candidates):
        bumps = np.exp(-(candidates[:, None] - x)**2 / 2)
        order = np.argsort(cost)
        return candidates[np.argmax(score(bumps[:, order[:good]].mean(axis=1), bumps[:, order[good:]].mean(axis=1)))]
    return answer


def first_come(x, cost, good, candidates):
    return parzen(lambda l, g: l / g)(x, np.arange(len(x)), good, candidates)


def dearest(x, cost, good, candidates):
    return parzen(lambda l, g: l / g)(x, -cost, good, candidates)


def position(x, cost, good, candidates):
    return candidates.tolist().index(parzen(lambda l, g: l / g)(x, cost, good, candidates))


def within(width):
    """Return an answer to 20.3 that allows a width below the best mean."""
    def answer(s):
        means = s.mean(axis=1)
        return np.flatnonzero(means >= means.max() - width(s, means.argmax()))[0]
    return answer


def most_complex(s):
    means = s.mean(axis=1)
    error = s[means.argmax()].std(ddof=1) / np.sqrt(s.shape[1])
    return np.flatnonzero(means >= means.max() - error)[-1]


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
    ],
    "20.3": [
        (within(lambda s, best: 0), "How much less"),
        (within(lambda s, best: s[best].std(ddof=1)), "spread of a single fold"),
        (within(lambda s, best: s[best].std(ddof=1) / s.shape[1]), "not by K"),
        (within(lambda s, best: s.std(axis=1, ddof=1) / np.sqrt(s.shape[1])), "to be that of the best setting"),
        (within(lambda s, best: s[0].std(ddof=1) / np.sqrt(s.shape[1])), "to be that of the best setting"),
        (most_complex, "most complex setting"),
        (within(lambda s, best: s.mean(axis=1).std(ddof=1) / np.sqrt(s.shape[1])), "over the settings"),
        (lambda s: s.mean(axis=1).max(), "expected the index of a row"),
        (lambda s: 0, "at [[0.7494, 0.7747, 0.8   , 0.8253, 0.8506],"),
    ],
    "20.4": [
        (lambda *e: np.diff([e[4], *e[:4]]).argmax() + 1, "counted from 1"),
        (lambda *e: np.diff([0, *e[:4]]).argmax(), "best possible error is not subtracted"),
        (lambda *e: np.argmax(e[:4]), "the largest error"),
        (lambda *e: np.diff(e[:4]).argmax() + 1, "training error is missing"),
        (lambda *e: np.diff(e[:4]).argmax(), "bias is the term 0"),
        (lambda *e: np.abs(np.diff([e[4], *e[:4]])).argmax(), "the sign of a term counts"),
    ],
}
