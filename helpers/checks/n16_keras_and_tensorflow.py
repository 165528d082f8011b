"""Judges of the exercises of notebook 16."""

import numpy as np

from helpers.exercises import NotYet, agree, call, exercise
from helpers.verify import central_difference


@exercise("16.1")
def factor_of_keras_penalty(shrink):
    # What a step down the slope of l w² alone makes of the weight 1.
    def truth(eta, l):
        return 1 - eta * central_difference(lambda w: l * w**2, 1.0)

    return agree(
        shrink,
        [(0.1, 0.01), (0.5, 0.3), (1.0, 2.0), (3.0, 0.2)],
        truth,
        [
            ("this is for l / 2 · w². Keras adds l · w², and a square has the slope 2w.", lambda eta, l: 1 - eta * l),
            ("this is for l / 4 · w²: the slope of a square is 2w, not w / 2.", lambda eta, l: 1 - eta * l / 2),
            ("the learning rate is missing.", lambda eta, l: 1 - 2 * l),
            ("the strength l of the penalty is missing.", lambda eta, l: 1 - 2 * eta),
            ("this is what the step takes away. What is left of the weight?", lambda eta, l: 2 * eta * l),
            ("the weight would grow: descent goes against the slope.", lambda eta, l: 1 + 2 * eta * l),
            (
                "this is what many tiny steps leave, which add up to eta. What does one step leave?",
                lambda eta, l: np.exp(-2 * eta * l),
            ),
        ],
        "it is what a step down the slope of l w² leaves of a weight, for 4 pairs of rate and l.",
    )


@exercise("16.2")
def number_of_traces(traces):
    def lengths(n, batch_size, epochs=1):
        return [len(range(n)[k : k + batch_size]) for _ in range(epochs) for k in range(0, n, batch_size)]

    points = [(1077, 100, 30), (1000, 100, 30), (90, 32, 5), (64, 32, 7), (50, 100, 3), (100, 100, 2), (101, 100, 1)]
    return agree(
        traces,
        points,
        lambda *p: len(set(lengths(*p))),
        [
            ("this counts the steps. Which of them need a graph that is not there yet?", lambda *p: len(lengths(*p))),
            *(
                ("a graph that was traced in the first epoch serves in all later ones.", wrong)
                for wrong in (lambda *p: len(set(lengths(*p))) * p[2], lambda *p: 2 * p[2])
            ),
            (
                "this counts the full batches as well as the short one. How many shapes are there?",
                lambda n, size, epochs: -(-n // size),
            ),
            ("this counts the full batches. How many shapes are there?", lambda n, size, epochs: n // size),
            (
                "right where a short batch is left over. What if the batches fit, or one batch holds everything?",
                lambda *p: 2,
            ),
            ("the last batch may be short, and have a shape of its own.", lambda *p: 1),
            (
                "right unless one batch holds everything. How many shapes are there then?",
                lambda n, size, epochs: 1 if n % size == 0 else 2,
            ),
            (
                "right unless several batches fit without a rest. How many shapes are there then?",
                lambda n, size, epochs: 1 if n <= size else 2,
            ),
            (
                "if the batches fit, none of them has the length zero.",
                lambda n, size, epochs: len({min(n, size), n % size}),
            ),
        ],
        "it is the number of different shapes in 7 trainings.",
    )


@exercise("16.3")
def least_loss_after_two_softmaxes(least_loss):
    # The least of −log softmax(p)₀ over probabilities p that share evenly what p₀ leaves, for a fine scale of p₀.
    def truth(K):
        first = np.linspace(0, 1, 1001)
        p = np.stack([first] + [(1 - first) / (K - 1)] * (K - 1), axis=1)
        return np.min(-np.log(np.exp(p[:, 0]) / np.exp(p).sum(axis=1)))

    return agree(
        least_loss,
        [(2,), (3,), (10,), (100,)],
        truth,
        [
            ("this is the loss of a guess at random.", np.log),
            ("there are K − 1 wrong classes, not K.", lambda K: np.log(1 + K / np.e)),
            ("this is the probability. The loss is minus its logarithm.", lambda K: np.e / (np.e + K - 1)),
            (
                "this is one minus the probability. The loss is minus its logarithm.",
                lambda K: 1 - np.e / (np.e + K - 1),
            ),
            ("a probability of zero is a logit of 0, and e⁰ is not 0.", lambda K: 0.0),
            (
                "softmax divides by the sum over all classes, and the right one is among them.",
                lambda K: np.log((K - 1) / np.e),
            ),
            (
                "e¹ belongs to the right class alone. At the others the logit is 0.",
                lambda K: np.log(1 + (K - 1) * np.e),
            ),
            (
                "the fraction is upside down: the K − 1 wrong classes share what the right one does not get.",
                lambda K: np.log(1 + np.e / (K - 1)),
            ),
            ("this is the largest loss: the one stands at a wrong class.", lambda K: np.log(np.e + K - 1)),
        ],
        "no probabilities have a smaller loss, for 2, 3, 10 and 100 classes.",
    )


@exercise("16.4")
def loss_from_logits(loss):
    rng = np.random.default_rng(4)
    points = [(rng.normal(scale=2, size=(n, K)), rng.integers(K, size=n)) for n, K in [(5, 3), (1, 10), (8, 2)]]

    def softmax(Z, total=lambda E: E.sum(axis=1, keepdims=True)):
        return np.exp(Z) / total(np.exp(Z))

    def right(P, y):
        return np.array([row[label] for row, label in zip(P, y, strict=True)])

    def truth(Z, y, P=softmax):
        return np.mean(-np.log(right(P(Z), y)))

    def with_shift(shift):
        """Return the slips that give other numbers when the rows of Z are shifted first."""
        return [
            (
                "softmax shares one among the classes: sum along the rows, with axis=1.",
                lambda Z, y: truth(shift(Z), y, lambda Z: softmax(Z, lambda E: E.sum(axis=0))),
            ),
            (
                "softmax divides each row by its own sum, not by that of the whole batch.",
                lambda Z, y: truth(shift(Z), y, lambda Z: softmax(Z, np.sum)),
            ),
            (
                "the logits of the right classes are not subtracted.",
                lambda Z, y: np.mean(np.log(np.exp(shift(Z)).sum(axis=1))),
            ),
        ]

    finding = agree(
        loss,
        points,
        truth,
        [
            ("this is the sum over the samples. A cost of this course is the mean.", lambda Z, y: truth(Z, y) * len(y)),
            ("these are the losses of the samples. What is their mean?", lambda Z, y: -np.log(right(softmax(Z), y))),
            (
                "everywhere the negative: the logarithm of a probability is negative, a loss is not.",
                lambda Z, y: -truth(Z, y),
            ),
            ("softmax has been applied twice.", lambda Z, y: truth(softmax(Z), y)),
            (
                "softmax is missing: these are the logits of the right classes, not their probabilities.",
                lambda Z, y: -np.mean(right(Z, y)),
            ),
            (
                "the logarithm is missing: this is the mean probability of the right classes.",
                lambda Z, y: np.mean(right(softmax(Z), y)),
            ),
            (
                "the logarithm is missing: this is minus the mean probability of the right classes.",
                lambda Z, y: -np.mean(right(softmax(Z), y)),
            ),
            (
                "the logits have the wrong sign: the largest one belongs to the likeliest class.",
                lambda Z, y: truth(-Z, y),
            ),
            *with_shift(lambda Z: Z),
            *with_shift(lambda Z: Z - Z.max(axis=1, keepdims=True)),
            (
                "softmax divides by the sum over the classes, not by their mean.",
                lambda Z, y: truth(Z, y, lambda Z: softmax(Z, lambda E: E.mean(axis=1, keepdims=True))),
            ),
            (
                "what is subtracted differs from class to class, which changes softmax. Take it along the rows, "
                "with axis=1.",
                lambda Z, y: truth(Z - Z.max(axis=0), y),
            ),
            (
                "[:, y] takes these columns of every row. Each row has one label: [np.arange(len(y)), y].",
                lambda Z, y: -np.mean(np.log(softmax(Z)[:, y])),
            ),
            (
                "this is the mean over all classes. Only the column of the right class counts.",
                lambda Z, y: -np.mean(np.log(softmax(Z))),
            ),
        ],
        "it is the mean of 3 batches, and exact for logits of 1000 and −1000.",
    )
    with np.errstate(all="ignore"):
        try:
            large = call(loss, np.array([[1000.0, 0.0], [-1000.0, -1000.0]]), np.array([1, 0]))
        except NotYet:
            large = np.nan
    if not np.isclose(large, (1000 + np.log(2)) / 2):
        raise NotYet(
            "right for small logits, but not for the rows [1000, 0] and [−1000, −1000]: exp overflows, or log "
            "meets a zero. What may be subtracted from all logits of a row?"
        )
    return finding
