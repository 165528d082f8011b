"""Judges of the exercises of notebook 20."""

import numpy as np

from helpers.exercises import agree, exercise


@exercise("20.1")
def number_of_trials(trials_needed):
    def truth(p, q):
        n, missed = 0, 1.0  # missed: the probability that none of n trials is good
        while missed > 1 - p:
            n, missed = n + 1, missed * (1 - q)
        return n

    def real(p, q):
        return np.log(1 - p) / np.log(1 - q)

    # At the last pair one trial is good with probability p exactly.
    return agree(
        trials_needed,
        [(0.95, 0.05), (0.6, 0.13), (0.99, 0.01), (0.1, 0.6), (0.5, 0.5)],
        truth,
        [
            ("a number of trials is whole. Which whole number is the first that suffices?", real),
            ("rounded down: with so few trials the probability is below p.", lambda p, q: np.floor(real(p, q))),
            ("rounded to the nearest: is that always enough?", lambda p, q: np.round(real(p, q))),
            (
                "one too many where n trials reach p exactly. At least p is asked for.",
                lambda p, q: np.floor(real(p, q)) + 1,
            ),
            ("one too many: the probability reaches p one trial earlier.", lambda p, q: truth(p, q) + 1),
            ("one too few: the probability is still below p.", lambda p, q: truth(p, q) - 1),
            ("p and q are exchanged.", lambda p, q: truth(q, p)),
            (
                "a trial is good with probability q, and misses with 1 − q. It is the misses that multiply.",
                lambda p, q: np.ceil(np.log(1 - p) / np.log(q)),
            ),
            (
                "the probability that all n trials miss is (1 − q)ⁿ, and at most 1 − p: take their logarithms.",
                lambda p, q: np.ceil(np.log(p) / np.log(q)),
            ),
            ("this is the mean number of trials until a good one, 1/q. How sure is it?", lambda p, q: np.ceil(1 / q)),
            ("n q is the mean number of good trials, not the probability of one.", lambda p, q: np.ceil(p / q)),
            (
                "this many trials fail with the probability p. It is to be 1 − p.",
                lambda p, q: np.ceil(np.log(p) / np.log(1 - q)),
            ),
        ],
        "one trial less would not do, for 5 pairs of p and q.",
    )


@exercise("20.2")
def next_trial_of_the_parzen_estimator(next_trial):
    rng = np.random.default_rng(3)
    points = []
    for n, good in [(12, 3), (20, 2), (15, 6), (9, 1), (16, 4), (10, 3)]:
        x = rng.uniform(-4, 4, n)
        points.append((x, (x - 1) ** 2 + rng.normal(0, 2, n), good, rng.uniform(-4, 4, 25)))

    def chosen(score, bump=lambda d: np.exp(-(d**2) / 2)):
        """Return a rule that takes the candidate with the largest score of (density of good, of others)."""

        def rule(x, cost, good, candidates):
            cheap = set(sorted(range(len(x)), key=lambda i: cost[i])[:good])

            def density(c, members):
                return np.mean([bump(c - x[i]) for i in members])

            others = set(range(len(x))) - cheap
            return max(candidates, key=lambda c: score(density(c, cheap), density(c, others)))

        return rule

    def ratio(l, g):
        return l / g

    def place(x, cost, good, candidates):
        return np.flatnonzero(candidates == chosen(ratio)(x, cost, good, candidates))[0]

    return agree(
        next_trial,
        points,
        chosen(ratio),
        [
            (
                "the good trials are those of low cost. These are the dearest.",
                lambda x, cost, *others: chosen(ratio)(x, -cost, *others),
            ),
            ("this is the smallest ratio: where bad trials are likely.", chosen(lambda l, g: g / l)),
            ("this looks at the good trials only. Where were the others?", chosen(lambda l, g: l)),
            ("this keeps away from the bad trials only. Where were the good ones?", chosen(lambda l, g: 1 / g)),
            ("this goes where the bad trials are. Their density belongs below the line.", chosen(lambda l, g: g)),
            ("the ratio is wanted, not the difference.", chosen(lambda l, g: l - g)),
            ("the ratio is wanted, not the product.", chosen(lambda l, g: l * g)),
            *(
                (f"the density has the exponent −(c − x)²/2, not {words}.", chosen(ratio, bump))
                for words, bump in [
                    ("−(c − x)²", lambda d: np.exp(-(d**2))),
                    ("−2(c − x)²", lambda d: np.exp(-2 * d**2)),
                    ("(c − x)²/2", lambda d: np.exp(d**2 / 2)),
                    ("−|c − x|", lambda d: np.exp(-np.abs(d))),
                    ("−|c − x|/2", lambda d: np.exp(-np.abs(d) / 2)),
                ]
            ),
            ("the exponential is missing in the density.", chosen(ratio, lambda d: -(d**2) / 2)),
            (
                "the first trials are taken for the good ones. Sort by cost.",
                lambda x, cost, *others: chosen(ratio)(x, np.arange(len(x)), *others),
            ),
            ("this is the place of the candidate in the list. Return the candidate.", place),
            ("this repeats the best trial so far.", lambda x, cost, good, candidates: x[np.argmin(cost)]),
        ],
        "it takes the candidate with the largest ratio in 6 cases.",
    )


@exercise("20.3")
def simplest_within_one_standard_error(simplest):
    # By how many standard errors each row is worse than the best, the number of folds, and the unit of the scores.
    tables = [
        _scores([6, 2.6, 2.1, 1.6, 1.07, 0.95, 0.5, 0, 0.3], 5, 100.0),
        _scores([1.7, 3, 1.3, 1.1, 0.9, 0.55, 0, 0.4], 3),
        _scores([4.5, 1.1, 0.7, 2.5, 0.4, 0, 1.5], 9),
        _scores([2.1, 0, 0.8, 0.3], 10),
        np.array([[0.5, 0.75, 0.5, 0.75], [0.875] * 4, [0.5, 1.0, 0.75, 1.0]]),
    ]  # the best has no error

    def rule(width, take=np.argmax, passes=np.greater_equal):
        def choose(scores):
            means = scores.sum(axis=1) / scores.shape[1]
            best = int(np.argmax(means))
            return take(passes(means, means[best] - width(scores[best], scores)))

        return choose

    def error(row, scores, ddof=1):
        return np.sqrt(np.sum((row - row.mean()) ** 2) / (len(row) * (len(row) - ddof)))

    def neighbour(scores):
        passed, k = rule(error, take=np.asarray)(scores), np.argmax(scores.mean(axis=1))
        while k > 0 and passed[k - 1]:
            k -= 1
        return k

    return agree(
        simplest,
        [(scores,) for scores in tables],
        rule(error),
        [
            ("this is the best score. How much less is allowed?", rule(lambda row, scores: 0)),
            (
                "at most one standard error below is not the same as less than one: the best itself has to pass.",
                rule(error, passes=np.greater),
            ),
            ("np.std divides by K. With K − 1 it is std(ddof=1).", rule(lambda row, scores: error(row, scores, 0))),
            *(
                ("K − 1 stands in the standard deviation, once; the root below it is of K.", rule(width))
                for width in (
                    lambda row, scores: error(row, scores, 2),
                    lambda row, scores: row.std(ddof=1) / np.sqrt(len(row) - 1),
                )
            ),
            *(
                ("this is the variance. The standard deviation is its root.", rule(width))
                for width in (
                    lambda row, scores: row.var(ddof=1),
                    lambda row, scores: error(row, scores) ** 2,
                    lambda row, scores: row.var(ddof=1) / np.sqrt(len(row)),
                )
            ),
            ("this allows two standard errors. The rule allows one.", rule(lambda row, scores: 2 * error(row, scores))),
            *(
                ("the standard error is to be that of the best setting.", rule(others))
                for others in (
                    lambda row, scores: scores.std(axis=1, ddof=1) / np.sqrt(len(row)),
                    lambda row, scores: error(scores[0], scores),
                    lambda row, scores: scores.std(ddof=1) / np.sqrt(len(row)),
                )
            ),
            *(
                (
                    "this allows the spread of a single fold. The mean over K folds spreads less.",
                    rule(lambda row, scores, ddof=ddof: row.std(ddof=ddof)),
                )
                for ddof in (0, 1)
            ),
            (
                "the error must be divided by the root of K, not by K.",
                rule(lambda row, scores: row.std(ddof=1) / len(row)),
            ),
            (
                "multiplied by the root of K: the mean over K folds spreads less than a single fold.",
                rule(lambda row, scores: row.std(ddof=1) * np.sqrt(len(row))),
            ),
            (
                "divided by the root of the number of settings, not of folds.",
                rule(lambda row, scores: row.std(ddof=1) / np.sqrt(len(scores))),
            ),
            (
                "this is the most complex setting within the error. The rows begin with the simplest.",
                rule(error, take=lambda passed: np.flatnonzero(passed)[-1]),
            ),
            ("a simpler setting within the error counts even if one between it and the best does not.", neighbour),
            ("these are all settings within the error. Return the first.", rule(error, take=np.flatnonzero)),
            (
                "this says of each setting whether it is within the error. Return the index of the first that is.",
                rule(error, take=np.asarray),
            ),
            ("this is the largest mean. Return the index of a row.", lambda scores: scores.mean(axis=1).max()),
            (
                "this is the spread of the means over the settings, not over the folds.",
                rule(lambda row, scores: scores.mean(axis=1).std(ddof=1) / np.sqrt(len(row))),
            ),
        ],
        "it finds the simplest row within one standard error in 5 tables.",
    )


def _scores(gaps, folds, unit=1.0):
    """Return scores whose means lie these numbers of standard errors below the best, which spreads least."""
    shape = np.arange(folds) ** 2.0
    shape = (shape - shape.mean()) / shape.std(ddof=1)
    spreads = [4 if k == 0 else 1.5 if gap else 1 for k, gap in enumerate(gaps)]
    return unit * np.array(
        [0.9 + 0.03 * (spread * shape - gap / np.sqrt(folds)) for gap, spread in zip(gaps, spreads, strict=True)]
    )


@exercise("20.4")
def place_of_the_largest_term(diagnosis):
    cases = [
        (0.10, 0.12, 0.13, 0.14, 0.00),
        (0.10, 0.12, 0.13, 0.14, 0.09),
        (0.01, 0.11, 0.13, 0.14, 0.00),
        (0.01, 0.03, 0.20, 0.19, 0.00),
        (0.02, 0.05, 0.06, 0.18, 0.01),
        (0.15, 0.20, 0.28, 0.27, 0.14),
        (0.05, 0.04, 0.09, 0.30, 0.00),
        (0.25, 0.05, 0.15, 0.17, 0.20),
    ]

    def truth(*errors):
        terms = {0: errors[0] - errors[4], 1: errors[1] - errors[0], 2: errors[2] - errors[1], 3: errors[3] - errors[2]}
        return max(terms, key=lambda term: terms[term])

    return agree(
        diagnosis,
        cases,
        truth,
        [
            ("counted from 1. Bias is the term 0.", lambda *e: truth(*e) + 1),
            (
                "the best possible error is not subtracted: nobody can do better than that.",
                lambda *e: truth(*e[:4], 0.0),
            ),
            ("this is the largest error, not the largest step.", lambda *e: np.argmax(e[:4])),
            (
                "the step from the best possible error to the training error is missing.",
                lambda *e: np.argmax(np.diff(e[:4])) + 1,
            ),
            ("these are the terms. The place of the largest is asked for.", lambda *e: np.diff([e[4], *e[:4]])),
            ("this is the largest term. Its place is asked for.", lambda *e: max(np.diff([e[4], *e[:4]]))),
            ("this is the place of the smallest term.", lambda *e: np.argmin(np.diff([e[4], *e[:4]]))),
            (
                "the terms are counted from the training error on: bias is the term 0.",
                lambda *e: np.argmax(np.diff(e[:4])),
            ),
            (
                "an error that falls is no fault: the sign of a term counts.",
                lambda *e: np.argmax(np.abs(np.diff([e[4], *e[:4]]))),
            ),
        ],
        "it names the largest term in 8 cases.",
    )
