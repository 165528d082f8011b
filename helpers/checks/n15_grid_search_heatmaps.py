"""Judges of the exercises of notebook 15."""

import numpy as np

from helpers.exercises import NotYet, agree, call, exercise


@exercise("15.1")
def standard_error_of_an_accuracy(standard_error):
    # The standard deviation of the share of ones among n, from the n + 1 possible shares and their weights.
    def truth(accuracy, n):
        weights = np.array([1.0])
        for _ in range(n):
            weights = np.convolve(weights, [1 - accuracy, accuracy])
        shares = np.arange(n + 1) / n
        return np.sqrt(weights @ (shares - weights @ shares)**2)

    return agree(standard_error, [(0.5, 4), (0.9, 10), (0.97, 360), (0.2, 50)], truth,
                 [("this is the variance. The error is its root.", lambda a, n: truth(a, n)**2),
                  ("this is the spread of a single reading. How does it shrink with n?",
                   lambda a, n: truth(a, n) * np.sqrt(n)),
                  ("the spread shrinks with the root of n, not with n.", lambda a, n: truth(a, n) / np.sqrt(n)),
                  ("the factor for wrong readings is missing: what should it be when all are right?",
                   lambda a, n: truth(a, n) / np.sqrt(1 - a))],
                 "it is the spread of a binomial share for 4 pairs of accuracy and n.")


@exercise("15.2")
def growth_by_the_penalty(grows):
    def truth(eta, lmbda):
        w = np.ones((len(eta), len(lmbda)))
        for _ in range(60):
            w = w - np.asarray(eta)[:, None] * np.asarray(lmbda) * w
        return np.abs(w) > 1

    points = [(np.array([0.1, 0.5, 3.0]), np.array([0.01, 1.1, 2.5, 4.5])),
              (np.logspace(-5, 1, 7) * 1.2, np.logspace(-5, 1, 7))]
    return agree(grows, points, truth,
                 [("everywhere the opposite of what it should be.", lambda e, m: ~truth(e, m)),
                  ("between 1 and 2 the factor 1 − ηλ is negative, but is it large?",
                   lambda e, m: np.outer(e, m) > 1),
                  ("a row for every rate and a column for every penalty: this is the transpose.",
                   lambda e, m: truth(e, m).T),
                  ("the factor 1 − ηλ may be below −1. Which power of it is large then?",
                   lambda e, m: 1 - np.outer(e, m) > 1)],
                 "it agrees with 60 steps of the penalty alone on two grids.")


@exercise("15.3")
def gradient_of_the_biases(bias_gradient):
    rng = np.random.default_rng(5)
    points = [(rng.normal(size=shape),) for shape in [(4, 7, 3), (2, 5, 6), (1, 3, 2)]]

    def truth(delta):
        networks, _, nodes = delta.shape
        return np.einsum("gnj->gj", delta).reshape(networks, 1, nodes)

    return agree(bias_gradient, points, truth,
                 [("the axis of the samples is gone. Which option of sum keeps it, with length one?",
                   lambda delta: delta.sum(axis=1)),
                  ("the mean divides by n a second time.", lambda delta: delta.mean(axis=1, keepdims=True)),
                  ("this adds up over the networks. Which axis holds the samples?",
                   lambda delta: delta.sum(axis=0, keepdims=True)),
                  ("this adds up over the nodes. Which axis holds the samples?",
                   lambda delta: delta.sum(axis=2, keepdims=True))],
                 "it adds up over the samples, and keeps the axis, in 3 stacks.")


@exercise("15.4")
def largest_cell(best_cell):
    nan = np.nan
    tables = [([[0.1, 0.9, 0.3], [0.2, 0.4, nan]], (0, 1)),
              ([[nan, 0.2], [0.5, 0.1], [0.7, nan]], (2, 0)),
              ([[0.3, nan, 0.6, 0.2]], (0, 2))]
    for rows, place in tables:
        table = np.array(rows)
        got = call(best_cell, table)
        if got.shape == () and got == np.nanargmax(table):
            raise NotYet("this counts through all cells. unravel_index turns such a number into (i, j).")
        if got.shape != (2,):
            raise NotYet(f"expected two numbers (i, j), got shape {got.shape}.")
        if tuple(got) == place[::-1] != place:
            raise NotYet("row and column are exchanged.")
        i, j = got.astype(int)
        if (i, j) != place and (i, j) == np.unravel_index(np.argmax(table), table.shape):
            raise NotYet("this chooses a NaN, a network that diverged.")
        if (i, j) == np.unravel_index(np.nanargmin(table), table.shape):
            raise NotYet("this is the smallest entry.")
        if (i, j) != place:
            raise NotYet(f"for {table.tolist()} it gives {(int(i), int(j))}, not the largest entry.")
    return "it finds the largest entry of 3 tables with NaN."
