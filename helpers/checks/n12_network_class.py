"""Judges of the exercises of notebook 12."""

from itertools import pairwise

import numpy as np

from helpers.costs import cross_entropy, half_squared_error
from helpers.exercises import agree, exercise
from helpers.network import Network
from helpers.verify import central_difference


@exercise("12.1")
def number_of_parameters(parameters):
    chains = [[2, 1], [64, 50, 10], [2, 4, 3], [1, 5, 5, 1], [30, 100, 30, 1]]

    def truth(widths):
        return sum(array.size for array in Network(widths, seed=0).parameters())

    def weights(widths):
        return sum(n * m for n, m in pairwise(widths))

    return agree(parameters, [(widths,) for widths in chains], truth,
                 [("the biases are missing.", weights),
                  ("the input has no biases: it computes nothing.", lambda w: weights(w) + sum(w)),
                  ("the biases belong to the nodes that a layer leads to: n_l of them, not n_{l−1}.",
                   lambda w: weights(w) + sum(w[:-1])),
                  ("the nodes of the output have biases too.", lambda w: weights(w) + sum(w[1:-1])),
                  ("each node has one bias, not one for each of its inputs.", lambda w: 2 * weights(w)),
                  ("each layer has one bias for each node, not one for all.", lambda w: weights(w) + len(w) - 1),
                  ("the layers after the first are missing.", lambda w: (w[0] + 1) * w[1])],
                 "it counts what 5 networks hold.")


@exercise("12.2")
def error_with_weights(output_error):
    rng = np.random.default_rng(0)
    points = [(rng.normal(size=shape), rng.normal(size=shape), rng.uniform(0.2, 3, shape[0]))
              for shape in [(4, 2), (5, 3), (3, 1)]]

    def truth(A, Y, v):
        def cost(Z):
            return v @ half_squared_error.loss(Z, Y) / v.sum()
        return central_difference(cost, A)

    return agree(output_error, points, truth,
                 [("this is a sum. The weighted mean divides by the sum of the weights.",
                   lambda A, Y, v: truth(A, Y, v) * v.sum()),
                  ("divided by n, this is right only for weights with mean one.",
                   lambda A, Y, v: truth(A, Y, v) * v.mean()),
                  ("divided by n as well: the sum of the weights takes its place.",
                   lambda A, Y, v: truth(A, Y, v) / len(v)),
                  ("the weights are missing.", lambda A, Y, v: truth(A, Y, v) * v.mean() / v[:, None]),
                  ("the weights count twice.", lambda A, Y, v: truth(A, Y, v) * v[:, None])],
                 "it agrees with finite differences for 3 sets of weights.")


@exercise("12.3")
def scaling(scale):
    rng = np.random.default_rng(1)
    points = [(rng.normal(2, 3, (9, 2)), rng.normal(2, 3, (4, 2))),
              (rng.uniform(0, 5, (6, 3)), rng.normal(size=(5, 3)))]

    def standard(X, by, axis=0, ddof=0):
        return (X - by.mean(axis=axis)) / by.std(axis=axis, ddof=ddof)

    return agree(scale, points, lambda train, test: standard(test, train),
                 [("the test data are scaled by themselves. Which data may the scaler see?",
                   lambda train, test: standard(test, test)),
                  ("all data together are used: the test data have a say in the training.",
                   lambda train, test: standard(test, np.vstack([train, test]))),
                  ("one mean and one deviation for all columns. Each column has its own.",
                   lambda train, test: standard(test, train, axis=None)),
                  ("divided by the variance. Which quantity has the units of the column?",
                   lambda train, test: standard(test, train) / train.std(axis=0)),
                  ("the mean is not subtracted.", lambda train, test: test / train.std(axis=0)),
                  ("the columns have mean zero, but their spread is as it was.",
                   lambda train, test: test - train.mean(axis=0)),
                  ("scaled by the range. StandardScaler divides by the standard deviation.",
                   lambda train, test: (test - train.min(axis=0)) / np.ptp(train, axis=0)),
                  ("these are the training data. The test data are to be scaled.",
                   lambda train, test: standard(train, train)),
                  ("StandardScaler divides by the root of the mean square, with n, not with n − 1.",
                   lambda train, test: standard(test, train, ddof=1))],
                 "the test data are scaled by the means and deviations of the training data.")


@exercise("12.4")
def share_of_right_answers(accuracy):
    rng = np.random.default_rng(2)
    points = []
    for n, classes in [(7, 3), (20, 10), (11, 2), (16, 5)]:
        right = rng.integers(classes, size=n)
        logits = rng.normal(size=(n, classes))
        logits[::2] += 2 * np.eye(classes)[right[::2]]                  # half of the answers are likely right
        points.append((cross_entropy.output(logits), np.eye(classes)[right]))

    def truth(A, Y):
        return np.mean([row[label] == row.max() for row, label in zip(A, Y.nonzero()[1], strict=True)])

    return agree(accuracy, points, truth,
                 [("compared entry by entry: then all zeros are right in most places. Which class does a row name?",
                   lambda A, Y: ((A >= 0.5) == Y).mean()),
                  ("a row counts only if its best probability exceeds one half. Which class is most probable?",
                   lambda A, Y: ((A >= 0.5) == Y).all(axis=1).mean()),
                  ("this is the number of right answers, not their share.", lambda A, Y: truth(A, Y) * len(A)),
                  ("this is the share of wrong answers.", lambda A, Y: 1 - truth(A, Y)),
                  ("the largest entries are sought down the columns. A sample is a row.",
                   lambda A, Y: (A.argmax(axis=0) == Y.argmax(axis=0)).mean()),
                  ("this is the mean probability of the right class, not the share of right answers.",
                   lambda A, Y: (A * Y).sum(axis=1).mean())],
                 "it counts right in 4 sets of samples, with 2 to 10 classes.")
