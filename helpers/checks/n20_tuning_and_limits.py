"""Judges of the exercises of notebook 20."""

import numpy as np

from helpers.exercises import NotYet, agree, call, exercise


@exercise("20.1")
def number_of_trials(trials_needed):
    def truth(p, q):
        n, missed = 0, 1.0                  # missed: the probability that none of n trials is good
        while missed > 1 - p:
            n, missed = n + 1, missed * (1 - q)
        return n

    def real(p, q):
        return np.log(1 - p) / np.log(1 - q)

    return agree(trials_needed, [(0.95, 0.05), (0.9, 0.2), (0.99, 0.01), (0.3, 0.5), (0.6, 0.13)], truth,
                 [("a number of trials is whole. Which whole number is the first that suffices?", real),
                  ("rounded down: with so few trials the probability is below p.", lambda p, q: np.floor(real(p, q))),
                  ("rounded to the nearest: is that always enough?", lambda p, q: np.round(real(p, q))),
                  ("p and q are exchanged.", lambda p, q: truth(q, p)),
                  ("this is the mean number of trials until a good one, 1/q. How sure is it?",
                   lambda p, q: np.ceil(1 / q)),
                  ("n q is the mean number of good trials, not the probability of one.",
                   lambda p, q: np.ceil(p / q)),
                  ("this many trials fail with the probability p. It is to be 1 − p.",
                   lambda p, q: np.ceil(np.log(p) / np.log(1 - q)))],
                 "one trial less would not do, for 5 pairs of p and q.")


@exercise("20.2")
def next_trial_of_the_parzen_estimator(next_trial):
    rng = np.random.default_rng(3)
    points = []
    for n, good in [(12, 3), (20, 2), (15, 6), (9, 1), (16, 4), (10, 3)]:
        x = rng.uniform(-4, 4, n)
        points.append((x, (x - 1)**2 + rng.normal(0, 2, n), good, rng.uniform(-4, 4, 25)))

    def chosen(score):
        """Return a rule that takes the candidate with the largest score of (density of good, of others)."""
        def rule(x, cost, good, candidates):
            cheap = set(sorted(range(len(x)), key=lambda i: cost[i])[:good])

            def density(c, members):
                return np.mean([np.exp(-(c - x[i])**2 / 2) for i in members])

            others = set(range(len(x))) - cheap
            return max(candidates, key=lambda c: score(density(c, cheap), density(c, others)))
        return rule

    def dear(x, cost, good, candidates):
        return chosen(lambda l, g: l / g)(x, -cost, good, candidates)

    def first(x, cost, good, candidates):
        return chosen(lambda l, g: l / g)(x, np.arange(len(x)), good, candidates)

    def place(x, cost, good, candidates):
        return np.flatnonzero(candidates == chosen(lambda l, g: l / g)(x, cost, good, candidates))[0]

    return agree(next_trial, points, chosen(lambda l, g: l / g),
                 [("the good trials are those of low cost. These are the dearest.", dear),
                  ("this is the smallest ratio: where bad trials are likely.", chosen(lambda l, g: g / l)),
                  ("this looks at the good trials only. Where were the others?", chosen(lambda l, g: l)),
                  ("this keeps away from the bad trials only. Where were the good ones?", chosen(lambda l, g: 1 / g)),
                  ("the ratio is wanted, not the difference.", chosen(lambda l, g: l - g)),
                  ("the first trials are taken for the good ones. Sort by cost.", first),
                  ("this is the place of the candidate in the list. Return the candidate.", place),
                  ("this repeats the best trial so far.", lambda x, cost, good, candidates: x[np.argmin(cost)])],
                 "it takes the candidate with the largest ratio in 6 cases.")


@exercise("20.3")
def simplest_within_one_standard_error(simplest):
    tables = [_scores([0.80, 0.90, 0.930, 0.934, 0.93], 0.020, 5),      # 2: the first within the error
              _scores([0.70, 0.86, 0.935, 0.955, 0.96], 0.030, 9),      # 3
              _scores([0.60, 0.95, 0.925, 0.948, 0.90], 0.012, 4),      # 1: the best is the simplest
              _scores([0.92, 0.85, 0.930, 0.935, 0.91], 0.070, 10),     # 0
              _scores([0.50, 0.70, 0.880, 0.897, 0.92], 0.070, 8)]      # 3

    def rule(width, within=lambda passed: passed[0]):
        def choose(scores):
            means = scores.sum(axis=1) / scores.shape[1]
            best = int(np.argmax(means))
            return within(np.flatnonzero(means >= means[best] - width(scores[best], scores)))
        return choose

    def error(row, scores):
        return np.sqrt(np.sum((row - row.mean())**2) / (len(row) * (len(row) - 1)))

    def deviation(row, scores):
        return error(row, scores) * np.sqrt(len(row))

    for scores in tables:
        got = call(simplest, scores)
        if got.shape != () or got not in range(len(scores)):
            raise NotYet(f"expected the index of a row, 0 to {len(scores) - 1}, got {got}.")
    return agree(simplest, [(scores,) for scores in tables], rule(error),
                 [("this is the best score. How much less is allowed?", rule(lambda row, scores: 0)),
                  ("the standard error is to be that of the best setting.",
                   rule(lambda row, scores: scores.std(axis=1, ddof=1) / np.sqrt(scores.shape[1]))),
                  ("this allows the spread of a single fold. The mean over K folds spreads less.", rule(deviation)),
                  ("the error must be divided by the root of K, not by K.",
                   rule(lambda row, scores: deviation(row, scores) / len(row))),
                  ("this is the most complex setting within the error. The rows begin with the simplest.",
                   rule(error, lambda passed: passed[-1])),
                  ("this is the spread of the means over the settings, not over the folds.",
                   rule(lambda row, scores: scores.mean(axis=1).std(ddof=1) / np.sqrt(scores.shape[1])))],
                 "it finds the simplest row within one standard error in 5 tables.")


def _scores(means, spread, folds):
    """Return scores with these means, whose best row spreads as told and the others twice as much."""
    shape = np.linspace(-1, 1, folds)
    shape /= shape.std(ddof=1)
    return np.array([mean + spread * shape * (1 if mean == max(means) else 2) for mean in means])


@exercise("20.4")
def place_of_the_largest_term(diagnosis):
    cases = [(0.10, 0.12, 0.13, 0.14, 0.00), (0.10, 0.12, 0.13, 0.14, 0.09), (0.01, 0.11, 0.13, 0.14, 0.00),
             (0.01, 0.03, 0.20, 0.19, 0.00), (0.02, 0.05, 0.06, 0.18, 0.01), (0.15, 0.20, 0.28, 0.27, 0.14),
             (0.05, 0.04, 0.09, 0.30, 0.00), (0.25, 0.05, 0.15, 0.17, 0.20)]

    def truth(*errors):
        terms = {0: errors[0] - errors[4], 1: errors[1] - errors[0], 2: errors[2] - errors[1],
                 3: errors[3] - errors[2]}
        return max(terms, key=lambda term: terms[term])

    return agree(diagnosis, cases, truth,
                 [("counted from 1. Bias is the term 0.", lambda *e: truth(*e) + 1),
                  ("the best possible error is not subtracted: nobody can do better than that.",
                   lambda *e: truth(*e[:4], 0.0)),
                  ("this is the largest error, not the largest step.", lambda *e: np.argmax(e[:4])),
                  ("the step from the best possible error to the training error is missing.",
                   lambda *e: np.argmax(np.diff(e[:4])) + 1),
                  ("the terms are counted from the training error on: bias is the term 0.",
                   lambda *e: np.argmax(np.diff(e[:4]))),
                  ("an error that falls is no fault: the sign of a term counts.",
                   lambda *e: np.argmax(np.abs(np.diff([e[4], *e[:4]]))))],
                 "it names the largest term in 8 cases.")
