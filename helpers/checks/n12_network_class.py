"""Judges of the exercises of notebook 12."""

import numpy as np

from helpers.costs import half_squared_error
from helpers.exercises import agree, exercise
from helpers.network import Network
from helpers.verify import central_difference


@exercise("12.1")
def number_of_parameters(parameters):
    chains = [[2, 1], [64, 50, 10], [2, 4, 3], [1, 5, 5, 1], [30, 100, 30, 1]]

    def truth(widths):
        return sum(array.size for array in Network(widths, seed=0).parameters())

    def weights(widths):
        return sum(n * m for n, m in zip(widths, widths[1:]))

    return agree(parameters, [(widths,) for widths in chains], truth,
                 [("the biases are missing.", weights),
                  ("the input has no biases: it computes nothing.", lambda w: weights(w) + sum(w)),
                  ("each node has one bias, not one for each of its inputs.", lambda w: 2 * weights(w)),
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
                  ("the weights are missing.", lambda A, Y, v: truth(A, Y, v) * v.mean() / v[:, None]),
                  ("the weights count twice.", lambda A, Y, v: truth(A, Y, v) * v[:, None])],
                 "it agrees with finite differences for 3 sets of weights.")


@exercise("12.3")
def scaling(scale):
    rng = np.random.default_rng(1)
    points = [(rng.normal(2, 3, (9, 2)), rng.normal(2, 3, (4, 2))), (rng.uniform(0, 5, (6, 3)), rng.normal(size=(5, 3)))]

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
                  ("these are the training data. The test data are to be scaled.",
                   lambda train, test: standard(train, train)),
                  ("StandardScaler divides by the root of the mean square, with n, not with n − 1.",
                   lambda train, test: standard(test, train, ddof=1))],
                 "the test data are scaled by the means and deviations of the training data.")
