"""Judges of the exercises of notebook 14."""

from itertools import pairwise

import numpy as np

from helpers.exercises import agree, exercise


@exercise("14.1")
def share_of_right_answers(accuracy_of):
    rng = np.random.default_rng(0)
    points = []
    for n, classes in [(7, 3), (20, 10), (11, 4)]:
        P = rng.dirichlet(np.full(classes, 0.5), n)
        points.append((P[np.argsort(-P.max(axis=1))], rng.integers(classes, size=n)))  # the surest comes first

    def truth(P, y):
        return sum(int(row[label] == max(row)) for row, label in zip(P, y, strict=True)) / len(y)

    def entries(A, y):
        return np.mean(A == np.eye(A.shape[1])[y])

    return agree(
        accuracy_of,
        points,
        truth,
        [
            ("this is the share of wrong answers.", lambda P, y: 1 - truth(P, y)),
            ("this counts the right answers. Accuracy is their share.", lambda P, y: truth(P, y) * len(y)),
            ("divide by the number of samples: the samples are the rows.", lambda P, y: truth(P, y) / P.shape[1]),
            (
                "divide by the number of samples: the samples are the rows.",
                lambda P, y: truth(P, y) * len(y) / P.shape[1],
            ),
            (
                "this compares one-hot rows entry by entry, and most entries are zeros. Compare labels.",
                lambda P, y: entries(np.eye(P.shape[1])[P.argmax(axis=1)], y),
            ),
            (
                "this compares rounded probabilities entry by entry, and most entries are zeros. Compare labels.",
                lambda P, y: entries(np.round(P), y),
            ),
            (
                "the likeliest class need not have half of the probability.",
                lambda P, y: np.mean(P[np.arange(len(y)), y] > 0.5),
            ),
            ("this asks for the least probable class.", lambda P, y: np.mean(P.argmin(axis=1) == y)),
            ("without an axis argmax counts through all entries of the table.", lambda P, y: np.mean(P.argmax() == y)),
            (
                "this is the mean probability of the label: it takes no answer.",
                lambda P, y: P[np.arange(len(y)), y].mean(),
            ),
            ("this is how sure the network is, not how often it is right.", lambda P, y: P.max(axis=1).mean()),
        ],
        "it is the share of right answers for 3 sets of probabilities.",
    )


@exercise("14.2")
def penalty_of_the_weights(penalty):
    rng = np.random.default_rng(1)
    points = []
    for widths, lmbda in [((2, 3, 2), 0.1), ((4, 5, 3), 3.0), ((3, 2, 2, 1), 0.5)]:
        pairs = list(pairwise(widths))
        points.append(
            (
                [None] + [rng.normal(size=pair) for pair in pairs],
                [None] + [rng.normal(size=(1, m)) for _, m in pairs],
                lmbda,
            )
        )

    def squares(arrays):
        return sum(np.linalg.norm(array) ** 2 for array in arrays[1:])

    def truth(W, b, lmbda):
        return lmbda * squares(W) / 2

    def halved(term):
        """λ/2 times the sum of a term for each array of weights."""
        return lambda W, b, m: m / 2 * sum(term(w) for w in W[1:])

    return agree(
        penalty,
        points,
        truth,
        [
            ("the biases are penalised too.", lambda W, b, m: truth(W, b, m) + truth(b, W, m)),
            ("these are the biases. The weights are penalised.", lambda W, b, m: truth(b, W, m)),
            ("the half is missing. Its gradient would be 2λw.", lambda W, b, m: 2 * truth(W, b, m)),
            (
                "the half is missing, and the biases are penalised too.",
                lambda W, b, m: 2 * truth(W, b, m) + 2 * truth(b, W, m),
            ),
            ("λ is missing.", lambda W, b, m: truth(W, b, 1.0)),
            ("the factor λ/2 is missing.", lambda W, b, m: squares(W)),
            ("the weights are not squared: this is the penalty ℓ1, halved.", halved(lambda w: np.abs(w).sum())),
            ("the weights are not squared: this is the penalty ℓ1.", halved(lambda w: 2 * np.abs(w).sum())),
            ("the weights are not squared, so that they cancel.", halved(np.sum)),
            ("the weights are not squared, so that they cancel: w * 2 is the double.", halved(lambda w: 2 * w.sum())),
            ("this adds first and squares the sums: square each weight.", halved(lambda w: w.sum() ** 2)),
            ("this adds the norms. The penalty adds their squares.", halved(np.linalg.norm)),
            (
                "np.linalg.norm(w, 2) is the largest singular value of a matrix, not the root of its squares.",
                halved(lambda w: np.linalg.norm(w, 2) ** 2),
            ),
            ("there is no root: the penalty is the sum of the squares.", lambda W, b, m: m / 2 * np.sqrt(squares(W))),
            ("this takes the mean of the squares. The penalty is a sum.", halved(lambda w: np.mean(w**2))),
            (
                "this takes the mean of the squares. The penalty is a sum.",
                lambda W, b, m: truth(W, b, m) / sum(w.size for w in W[1:]),
            ),
            *(
                ("one layer is penalised. All layers have weights.", lambda W, b, m, k=k: m / 2 * np.sum(W[k] ** 2))
                for k in (1, 2, -1)
            ),
            ("all layers have weights. The first is left out.", lambda W, b, m: truth(W[1:], b, m)),
        ],
        "it penalises the weights of 3 networks, and no bias.",
    )


@exercise("14.3")
def early_stopping(stop):
    curves: list[list[float]] = [
        [3, 1, 2],
        [4, 3, 2, 1],
        [2, 2, 1.5, 3, 1.8, 1],
        [3, 2, 2, 2, 2, 2, 2.5],
        [5, 4, 3, 3.5, 3.2, 3.1, 3.4, 3.3, 1],
        [6, 5, 5.5, 5.2, 5.4, 5.1, 5.3, 4, 6, 6, 6, 6],
    ]
    points = [([float(cost) for cost in costs], patience) for costs in curves for patience in (1, 2, 4)]

    def run(
        costs, patience, better=lambda c, at, kept: c[at] < c[kept], waited=lambda at, kept, worse: at - kept, first=1
    ):
        kept = worse = 0
        for at in range(first, len(costs)):
            if better(costs, at, kept):
                kept = at
            else:
                worse += 1  # counts also those before the last improvement
                if waited(at, kept, worse) >= patience:
                    break
        return kept + 1, at + 1

    def comparing(better):
        return lambda costs, patience: run(costs, patience, better)

    def to_the_end(costs, patience):
        kept, last = run(costs, patience)
        return kept if last - kept == patience else last, last

    return agree(
        stop,
        points,
        run,
        [
            ("these epochs count from 0. The first is epoch 1.", lambda c, p: np.subtract(run(c, p), 1)),
            ("this waits one epoch too long.", lambda c, p: run(c, p + 1)),
            *(
                ("this waits one epoch too little.", lambda c, p, first=first: run(c, p - 1, first=first))
                for first in (0, 1)
            ),
            (
                "the first epoch counts as one that was not better. Nothing came before it.",
                lambda c, p: run(c, p, waited=lambda at, kept, worse: at - kept + (kept == 0), first=0),
            ),
            ("the last network is kept. Which one was best?", lambda c, p: (run(c, p)[1],) * 2),
            ("where the list ends before the patience, the best is kept too, not the last.", to_the_end),
            (
                "the best came `patience` epochs before the end only if it has run out.",
                lambda c, p: (run(c, p)[1] - p, run(c, p)[1]),
            ),
            ("the two epochs are exchanged: the kept one comes first.", lambda c, p: run(c, p)[::-1]),
            (
                "this is the cost of the kept epoch. Its number is wanted.",
                lambda c, p: (c[run(c, p)[0] - 1], run(c, p)[1]),
            ),
            (
                "these are costs. The numbers of the epochs are wanted.",
                lambda c, p: [c[epoch - 1] for epoch in run(c, p)],
            ),
            ("an equal cost is no improvement.", comparing(lambda c, at, kept: c[at] <= c[kept])),
            ("this keeps the largest cost.", comparing(lambda c, at, kept: c[at] > c[kept])),
            (
                "this compares with the epoch before. Compare with the best so far.",
                comparing(lambda c, at, kept: c[at] < c[at - 1]),
            ),
            (
                "this compares with the first epoch. Compare with the best so far.",
                comparing(lambda c, at, kept: c[at] < c[0]),
            ),
            (
                "costs[0] is the cost of epoch 1: this compares with the epoch after the best.",
                comparing(lambda c, at, kept: c[at] < c[kept + 1]),
            ),
            (
                "after an improvement the waiting begins anew.",
                lambda c, p: run(c, p, waited=lambda at, kept, worse: worse),
            ),
            (
                "this takes the best of the whole list: it looks beyond the end of the training.",
                lambda c, p: (np.argmin(c) + 1, run(c, p)[1]),
            ),
            (
                "this takes the best of the whole list: it looks beyond the end of the training.",
                lambda c, p: (np.argmin(c) + 1, min(np.argmin(c) + 1 + p, len(c))),
            ),
            ("this never stops before the end of the list.", lambda c, p: (np.argmin(c) + 1, len(c))),
        ],
        "it stops in time on 6 curves, with 3 patiences each.",
    )


@exercise("14.4")
def table_of_confusions(confusion):
    rng = np.random.default_rng(2)
    points = [
        (rng.integers(classes, size=n), rng.integers(classes, size=n), classes)
        for n, classes in [(30, 3), (40, 4), (25, 5)]
    ]
    points.append((np.array([0, 0, 2]), np.array([0, 2, 2]), 4))  # one class neither is nor was read

    def truth(y, answers, classes):
        return np.array([[np.sum((y == i) & (answers == j)) for j in range(classes)] for i in range(classes)])

    def shares(axis):
        return lambda *p: truth(*p) / np.maximum(truth(*p).sum(axis=axis, keepdims=True), 1)

    def occurring(y, answers, classes):
        kept = np.union1d(y, answers)
        return truth(y, answers, classes)[np.ix_(kept, kept)]

    return agree(
        confusion,
        points,
        truth,
        [
            ("rows and columns are exchanged: this is the transpose.", lambda *p: truth(*p).T),
            (
                "repeated pairs count once. `table[y, answers] += 1` does this: use np.add.at, or a loop.",
                lambda *p: np.minimum(truth(*p), 1),
            ),
            (
                "all rows are the same list: [[0] * k] * k repeats one. Make each row anew.",
                lambda *p: np.tile(truth(*p).sum(axis=0), (p[2], 1)),
            ),
            ("a row and a column for each class, also for one that occurs nowhere.", occurring),
            (
                "a row and a column too far: the classes begin with 0.",
                lambda *p: np.roll(truth(*p), (-1, -1), axis=(0, 1)),
            ),
            ("this divides by the row. Count.", shares(1)),
            ("this divides by the column. Count.", shares(0)),
            ("this divides by n. Count.", lambda y, a, k: truth(y, a, k) / len(y)),
            ("the errors are missing: this is the diagonal.", lambda *p: np.diag(np.diag(truth(*p)))),
            ("the errors are missing: this is the diagonal.", lambda *p: np.diag(truth(*p))),
            ("the right answers are missing: they belong on the diagonal.", lambda *p: truth(*p) * (1 - np.eye(p[2]))),
        ],
        "it counts the pairs of 4 sets of answers.",
    )
