"""Judges of the exercises of notebook 12."""

from functools import cache

import numpy as np
from sklearn.preprocessing import StandardScaler

from helpers.activations import relu
from helpers.costs import cross_entropy, half_squared_error
from helpers.datasets import breast_cancer, one_hot
from helpers.exercises import NotYet, agree, call, exercise
from helpers.network import Network
from helpers.optimizers import GradientDescent
from helpers.verify import central_difference


@exercise("12.1")
def number_of_parameters(parameters):
    chains = [[3, 2], [64, 50, 10], [2, 4, 3], [1, 5, 5, 1], [30, 100, 30, 1]]

    def truth(widths):
        return sum(array.size for array in Network(widths, seed=0).parameters())

    def layers(count, after=1):
        """A count(n, m) for each layer, from a width n and the one m that comes so many places after."""
        return lambda widths: sum(count(n, m) for n, m in zip(widths, widths[after:], strict=False))

    return agree(
        parameters,
        [(widths,) for widths in chains],
        truth,
        [
            ("the biases are missing.", layers(lambda n, m: n * m)),
            ("the input has no biases: it computes nothing.", lambda w: truth(w) + w[0]),
            (
                "the biases belong to the nodes that a layer leads to: n_l of them, not n_{l−1}.",
                layers(lambda n, m: n * (m + 1)),
            ),
            ("the nodes of the output have biases too.", lambda w: truth(w) - w[-1]),
            ("each node has one bias, not one for each of its inputs.", layers(lambda n, m: 2 * n * m)),
            ("each layer has one bias for each node, not one for all.", layers(lambda n, m: n * m + 1)),
            ("the layers after the first are missing.", lambda w: (w[0] + 1) * w[1]),
            ("the weights are missing: these are the biases.", layers(lambda n, m: m)),
            ("a weight joins each of n nodes with each of m: multiply.", layers(lambda n, m: n + m)),
            ("a weight joins each of n nodes with each of m: multiply.", layers(lambda n, m: n + 1 + m)),
            ("nothing leads to a bias: a layer has (n + 1) · m parameters.", layers(lambda n, m: (n + 1) * (m + 1))),
            ("the biases are taken away: add them.", layers(lambda n, m: (n - 1) * m)),
            ("the parameters of the layers add up: only within a layer n and m are multiplied.", np.prod),
            ("each width goes with the one after it.", layers(lambda n, m: (n + 1) * m, after=0)),
            ("each width goes with the one after it.", layers(lambda n, m: (n + 1) * m, after=2)),
        ],
        "it counts what 5 networks hold.",
    )


@exercise("12.2")
def error_with_weights(output_error):
    rng = np.random.default_rng(0)
    points = [
        (rng.normal(size=shape), rng.normal(size=shape), rng.uniform(0.2, 3, shape[0]))
        for shape in [(5, 2), (4, 3), (3, 1)]
    ]

    def truth(A, Y, v):
        def cost(Z):
            return v @ half_squared_error.loss(Z, Y) / v.sum()

        return central_difference(cost, A)

    def weighted(errors):
        return lambda A, Y, v: errors(A, Y) * v[:, None] / v.sum()

    return agree(
        output_error,
        points,
        truth,
        [
            (
                "this is a sum. The weighted mean divides by the sum of the weights.",
                lambda A, Y, v: truth(A, Y, v) * v.sum(),
            ),
            ("divided by n, this is right only for weights with mean one.", lambda A, Y, v: truth(A, Y, v) * v.mean()),
            ("divided by n as well: the sum of the weights takes its place.", lambda A, Y, v: truth(A, Y, v) / len(v)),
            ("divided by the mean of the weights: divide by their sum.", lambda *p: truth(*p) * len(p[2])),
            ("multiplied by the sum of the weights: divide by it.", lambda *p: truth(*p) * p[2].sum() ** 2),
            *(("the weights are missing.", lambda A, Y, v, n=n: (A - Y) / n(v)) for n in (len, np.sum)),
            ("the weights are missing, and the mean.", lambda A, Y, v: A - Y),
            ("the weights count twice.", lambda A, Y, v: truth(A, Y, v) * v[:, None]),
            ("each row is divided by its weight: multiply.", lambda A, Y, v: truth(A, Y, v) / v[:, None] ** 2),
            ("the targets are missing.", weighted(lambda A, Y: A)),
            ("the activations are missing.", weighted(lambda A, Y: Y)),
            ("the error is the difference of A and Y, not their sum.", weighted(lambda A, Y: A + Y)),
            (
                "a factor A (1 − A) too many: with a cost that matches the output it has cancelled.",
                weighted(lambda A, Y: (A - Y) * A * (1 - A)),
            ),
            *(
                ("this is the loss. Its slope is wanted.", weighted(lambda A, Y, half=half: half * (A - Y) ** 2))
                for half in (0.5, 1)
            ),
            ("the error has a row for each sample: do not add them up.", lambda A, Y, v: truth(A, Y, v).sum(axis=0)),
        ],
        "it agrees with finite differences for 3 sets of weights.",
    )


@exercise("12.3")
def scaling(scale):
    rng = np.random.default_rng(1)
    points = [
        (rng.normal(2, 3, (9, 2)), rng.normal(2, 3, (5, 2))),
        (rng.uniform(0, 5, (6, 3)), rng.normal(size=(5, 3))),
    ]

    def scaled(centre=lambda train, test: train.mean(axis=0), spread=lambda train, test: train.std(axis=0)):
        return lambda train, test: (test - centre(train, test)) / spread(train, test)

    def by(choice):
        return scaled(lambda *p: choice(*p).mean(axis=0), lambda *p: choice(*p).std(axis=0))

    return agree(
        scale,
        points,
        scaled(),
        [
            ("the test data are scaled by themselves. Which data may the scaler see?", by(lambda train, test: test)),
            ("all data together are used: the test data have a say in the training.", by(lambda *p: np.vstack(p))),
            (
                "the deviation is that of the test data. Which data may the scaler see?",
                scaled(spread=lambda train, test: test.std(axis=0)),
            ),
            (
                "the mean is that of the test data. Which data may the scaler see?",
                scaled(centre=lambda train, test: test.mean(axis=0)),
            ),
            (
                "one mean and one deviation for all columns. Each column has its own.",
                scaled(lambda train, test: train.mean(), lambda train, test: train.std()),
            ),
            ("one deviation for all columns. Each column has its own.", scaled(spread=lambda train, test: train.std())),
            ("one mean for all columns. Each column has its own.", scaled(centre=lambda train, test: train.mean())),
            (
                "divided by the variance. Which quantity has the units of the column?",
                scaled(spread=lambda train, test: train.var(axis=0)),
            ),
            ("multiplied by the deviation: divide by it.", scaled(spread=lambda train, test: 1 / train.std(axis=0))),
            (
                "only the mean is divided: the difference needs brackets.",
                lambda train, test: test - train.mean(axis=0) / train.std(axis=0),
            ),
            ("the mean is not subtracted.", scaled(centre=lambda train, test: 0)),
            ("the mean is added. Subtract it.", scaled(centre=lambda train, test: -train.mean(axis=0))),
            ("a sum stands where the mean belongs.", scaled(centre=lambda train, test: train.sum(axis=0))),
            ("the columns have mean zero, but their spread is as it was.", scaled(spread=lambda train, test: 1)),
            (
                "scaled by the range. StandardScaler divides by the standard deviation.",
                scaled(lambda train, test: train.min(axis=0), lambda train, test: np.ptp(train, axis=0)),
            ),
            (
                "these are the training data. The test data are to be scaled.",
                lambda train, test: scaled()(train, train),
            ),
            (
                "StandardScaler divides by the root of the mean square, with n, not with n − 1.",
                scaled(spread=lambda train, test: train.std(axis=0, ddof=1)),
            ),
        ],
        "the test data are scaled by the means and deviations of the training data.",
    )


@exercise("12.4")
def share_of_right_answers(accuracy):
    rng = np.random.default_rng(2)
    points = []
    for n, classes in [(7, 3), (20, 10), (11, 2), (16, 5)]:
        right = rng.integers(classes, size=n)
        logits = rng.normal(size=(n, classes))
        logits[::2] += 2 * np.eye(classes)[right[::2]]  # half of the answers are likely right
        A = cross_entropy.output(logits)
        order = np.argsort(-A.max(axis=1))  # the surest answer comes first
        points.append((A[order], np.eye(classes)[right[order]]))
    points[-1] = np.eye(5)[points[-1][0].argmax(axis=1)], points[-1][1]  # answers without a doubt

    def truth(A, Y):
        return np.mean([row[label] == row.max() for row, label in zip(A, Y.nonzero()[1], strict=True)])

    return agree(
        accuracy,
        points,
        truth,
        [
            *(
                (
                    "compared entry by entry: then all zeros are right in most places. Which class does a row name?",
                    lambda A, Y, answer=answer: (answer(A) == Y).mean(),
                )
                for answer in (np.round, np.positive)
            ),
            (
                "a row counts only if its best probability exceeds one half. Which class is most probable?",
                lambda A, Y: ((A >= 0.5) == Y).all(axis=1).mean(),
            ),
            ("this is the number of right answers, not their share.", lambda A, Y: truth(A, Y) * len(A)),
            ("divide by the number of samples: the samples are the rows.", lambda A, Y: truth(A, Y) / A.shape[1]),
            (
                "divide by the number of samples: the samples are the rows.",
                lambda A, Y: truth(A, Y) * len(A) / A.shape[1],
            ),
            ("this is the share of wrong answers.", lambda A, Y: 1 - truth(A, Y)),
            (
                "the largest entries are sought down the columns. A sample is a row.",
                lambda A, Y: (A.argmax(axis=0) == Y.argmax(axis=0)).mean(),
            ),
            (
                "without an axis argmax counts through all entries of the table.",
                lambda A, Y: (A.argmax() == Y.argmax(axis=1)).mean(),
            ),
            ("this asks for the least probable class.", lambda A, Y: (A.argmin(axis=1) == Y.argmax(axis=1)).mean()),
            (
                "this is the mean probability of the right class, not the share of right answers.",
                lambda A, Y: (A * Y).sum(axis=1).mean(),
            ),
            ("this is how sure the network is, not how often it is right.", lambda A, Y: A.max(axis=1).mean()),
        ],
        "it counts right in 4 sets of samples, with 2 to 10 classes.",
    )


@exercise("12.5")
def penalties_that_are_too_large(diverges):
    points = [(0.01, penalty) for penalty in (0.0, 1.0, 30.0, 75.0, 150.0, 190.0, 215.0, 250.0)]
    points += [(0.02, 90.0), (0.02, 110.0), (0.03, 5.0), (0.03, 60.0), (0.03, 75.0)]
    if any(set(np.unique(call(diverges, *p))) - {0, 1} for p in points):
        raise NotYet("answer with True or False: does it diverge?")
    X, y = breast_cancer()
    X, Y = StandardScaler().fit_transform(X), one_hot(y, 2)

    @cache
    def truth(eta, lmbda):
        network = Network((30, 10, 2), relu, seed=0)
        network.fit(X, Y, GradientDescent(eta), 50, 100, lmbda=lmbda, seed=0, verbose=False)
        return network.history.stopped.startswith("diverged")

    return agree(
        diverges,
        points,
        truth,
        [
            (
                "from 1 on the factor 1 − ηλ is negative: the weights turn over at each step. Do they grow?",
                lambda eta, lmbda: eta * lmbda > 1,
            ),
            ("this is true where it does not diverge.", lambda eta, lmbda: not truth(eta, lmbda)),
            ("the penalty alone does not decide: try 80 at the rates 0.01 and 0.03.", lambda eta, lmbda: lmbda > 100),
            (
                "the rate alone does not decide: with a small penalty all these rates are harmless.",
                lambda eta, lmbda: eta > 0.015,
            ),
            ("some do: try a rate of 0.01 and a penalty of 250.", lambda eta, lmbda: False),
            ("without a penalty none of these rates diverges.", lambda eta, lmbda: True),
            ("the factor is 1 − ηλ: what counts is the product.", lambda eta, lmbda: lmbda / eta > 2),
        ],
        "it is right about 13 networks, trained on the scaled data.",
    )
