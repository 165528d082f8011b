"""Judges of the exercises of notebook 16."""

import numpy as np

from helpers.exercises import NotYet, agree, call, exercise
from helpers.verify import central_difference


@exercise("16.1")
def factor_of_keras_penalty(shrink):
    # What a step down the slope of l w² alone makes of the weight 1.
    def truth(eta, l):
        return 1 - eta * central_difference(lambda w: l * w**2, 1.0)

    return agree(shrink, [(0.1, 0.01), (0.5, 0.3), (1.0, 2.0), (3.0, 0.2)], truth,
                 [("this is for l / 2 · w². Keras adds l · w², and a square has the slope 2w.",
                   lambda eta, l: 1 - eta * l),
                  ("this is for l / 4 · w²: the slope of a square is 2w, not w / 2.", lambda eta, l: 1 - eta * l / 2),
                  ("the learning rate is missing.", lambda eta, l: 1 - 2 * l),
                  ("this is what the step takes away. What is left of the weight?", lambda eta, l: 2 * eta * l),
                  ("the weight would grow: descent goes against the slope.", lambda eta, l: 1 + 2 * eta * l)],
                 "it is what a step down the slope of l w² leaves of a weight, for 4 pairs of rate and l.")


@exercise("16.2")
def number_of_traces(traces):
    def lengths(n, batch_size, epochs=1):
        return [len(range(n)[k:k + batch_size]) for _ in range(epochs) for k in range(0, n, batch_size)]

    points = [(1077, 100, 30), (1000, 100, 30), (90, 32, 5), (64, 32, 7), (50, 100, 3), (100, 100, 2), (101, 100, 1)]
    return agree(traces, points, lambda *p: len(set(lengths(*p))),
                 [("this counts the steps. Which of them need a graph that is not there yet?",
                   lambda *p: len(lengths(*p))),
                  ("a graph that was traced in the first epoch serves in all later ones.",
                   lambda *p: len(set(lengths(*p))) * p[2]),
                  ("this counts the full batches as well as the short one. How many shapes are there?",
                   lambda n, size, epochs: -(-n // size)),
                  ("right where a short batch is left over. What if the batches fit, or one batch holds everything?",
                   lambda *p: 2),
                  ("the last batch may be short, and have a shape of its own.", lambda *p: 1),
                  ("right unless one batch holds everything. How many shapes are there then?",
                   lambda n, size, epochs: 1 if n % size == 0 else 2)],
                 "it is the number of different shapes in 7 trainings.")


@exercise("16.3")
def least_loss_after_two_softmaxes(least_loss):
    # The least of −log softmax(p)₀ over probabilities p that share evenly what p₀ leaves, for a fine scale of p₀.
    def truth(K):
        first = np.linspace(0, 1, 1001)
        p = np.stack([first] + [(1 - first) / (K - 1)] * (K - 1), axis=1)
        return np.min(-np.log(np.exp(p[:, 0]) / np.exp(p).sum(axis=1)))

    return agree(least_loss, [(2,), (3,), (10,), (100,)], truth,
                 [("this is the loss of a guess at random.", np.log),
                  ("there are K − 1 wrong classes, not K.", lambda K: np.log(1 + K / np.e)),
                  ("this is the probability. The loss is minus its logarithm.", lambda K: np.e / (np.e + K - 1)),
                  ("a probability of zero is a logit of 0, and e⁰ is not 0.", lambda K: 0.0),
                  ("this is the largest loss: the one stands at a wrong class.", lambda K: np.log(np.e + K - 1))],
                 "no probabilities have a smaller loss, for 2, 3, 10 and 100 classes.", tolerance=1e-9)


def _rows(Z, y):
    """Return the loss of each row by the definition: minus the logarithm of the right class's softmax."""
    return np.array([-np.log(np.exp(row[label]) / np.exp(row).sum()) for row, label in zip(Z, y, strict=True)])


@exercise("16.4")
def loss_from_logits(loss):
    rng = np.random.default_rng(4)
    points = [(rng.normal(scale=2, size=(n, K)), rng.integers(K, size=n)) for n, K in [(5, 3), (1, 10), (8, 2)]]

    def probabilities(Z):
        return np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)

    finding = agree(loss, points, lambda Z, y: _rows(Z, y).mean(),
                    [("this is the sum over the samples. A cost of this course is the mean.",
                      lambda Z, y: _rows(Z, y).sum()),
                     ("these are the losses of the samples. What is their mean?", _rows),
                     ("everywhere the negative: the logarithm of a probability is negative, a loss is not.",
                      lambda Z, y: -_rows(Z, y).mean()),
                     ("softmax has been applied twice.", lambda Z, y: _rows(probabilities(Z), y).mean()),
                     ("softmax is missing: these are the logits of the right classes, not their probabilities.",
                      lambda Z, y: -np.mean(Z[np.arange(len(y)), y])),
                     ("this is the mean over all classes. Only the column of the right class counts.",
                      lambda Z, y: -np.mean(np.log(probabilities(Z))))],
                    "it is the mean of 3 batches, and exact for logits of 1000 and −1000.")
    with np.errstate(all="ignore"):
        for Z, y, want in [([[1000.0, 0.0]], [1], 1000.0), ([[-1000.0, -1000.0]], [0], np.log(2))]:
            try:
                got = call(loss, np.array(Z), np.array(y))
            except NotYet:
                got = np.nan
            if not np.isclose(got, want):
                raise NotYet(f"right for small logits, but for {Z[0]} it gives {got:.4g} in place of {want:.4g}: exp "
                             "overflows, or log meets a zero. What may be subtracted from all logits of a row?")
    return finding
