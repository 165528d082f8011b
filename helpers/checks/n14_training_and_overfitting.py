"""Judges of the exercises of notebook 14."""

from itertools import pairwise

import numpy as np

from helpers.exercises import agree, exercise


@exercise("14.1")
def share_of_right_answers(accuracy_of):
    rng = np.random.default_rng(0)
    points = [(rng.dirichlet(np.full(classes, 0.5), n), rng.integers(classes, size=n))
              for n, classes in [(7, 3), (20, 10), (11, 4)]]

    def truth(P, y):
        return sum(int(row[label] == max(row)) for row, label in zip(P, y, strict=True)) / len(y)

    def entries(A, y):
        return np.mean(A == np.eye(A.shape[1])[y])

    return agree(accuracy_of, points, truth,
                 [("this is the share of wrong answers.", lambda P, y: 1 - truth(P, y)),
                  ("this counts the right answers. Accuracy is their share.", lambda P, y: truth(P, y) * len(y)),
                  ("this compares one-hot rows entry by entry, and most entries are zeros. Compare labels.",
                   lambda P, y: entries(np.eye(P.shape[1])[P.argmax(axis=1)], y)),
                  ("this compares rounded probabilities entry by entry, and most entries are zeros. Compare labels.",
                   lambda P, y: entries(np.round(P), y)),
                  ("the likeliest class need not have half of the probability.",
                   lambda P, y: np.mean(P[np.arange(len(y)), y] > 0.5)),
                  ("this is the mean probability of the label: it takes no answer.",
                   lambda P, y: P[np.arange(len(y)), y].mean())],
                 "it is the share of right answers for 3 sets of probabilities.")


@exercise("14.2")
def penalty_of_the_weights(penalty):
    rng = np.random.default_rng(1)
    points = []
    for widths, lmbda in [((2, 3, 2), 0.1), ((4, 5, 3), 2.0), ((3, 2, 2, 1), 0.5)]:
        pairs = list(pairwise(widths))
        points.append(([None] + [rng.normal(size=pair) for pair in pairs],
                       [None] + [rng.normal(size=(1, m)) for _, m in pairs], lmbda))

    def squares(arrays):
        return sum(np.linalg.norm(array)**2 for array in arrays[1:])

    def truth(W, b, lmbda):
        return lmbda * squares(W) / 2

    return agree(penalty, points, truth,
                 [("the biases are penalised too.", lambda W, b, m: truth(W, b, m) + truth(b, W, m)),
                  ("the half is missing. Its gradient would be 2λw.", lambda W, b, m: 2 * truth(W, b, m)),
                  ("the half is missing, and the biases are penalised too.",
                   lambda W, b, m: 2 * truth(W, b, m) + 2 * truth(b, W, m)),
                  ("the weights are not squared: this is the penalty ℓ1, halved.",
                   lambda W, b, m: m / 2 * sum(np.abs(w).sum() for w in W[1:])),
                  ("this adds the norms. The penalty adds their squares.",
                   lambda W, b, m: m / 2 * sum(np.linalg.norm(w) for w in W[1:])),
                  ("this takes the mean of the squares. The penalty is a sum.",
                   lambda W, b, m: m / 2 * sum(np.mean(w**2) for w in W[1:])),
                  ("one layer is penalised. All layers have weights.",
                   lambda W, b, m: m / 2 * np.sum(W[1]**2)),
                  ("one layer is penalised. All layers have weights.",
                   lambda W, b, m: m / 2 * np.sum(W[-1]**2)),
                  ("λ is missing.", lambda W, b, m: truth(W, b, 1.0))],
                 "it penalises the weights of 3 networks, and no bias.")


@exercise("14.3")
def early_stopping(stop):
    curves = [[5, 4, 3, 3.5, 3.2, 3.1, 3.4, 3.3, 1], [2, 3, 1.5, 1.6, 1.7, 1.8, 1.9, 1], [4, 3, 2, 1],
              [1, 2, 3, 4, 5, 6], [3, 2, 2, 2, 2, 2, 2.5], [6, 5, 5.5, 5.2, 5.4, 5.1, 5.3, 4, 6, 6, 6, 6]]
    points = [(np.array(costs, float), patience) for costs in curves for patience in (2, 3, 4)]

    def run(costs, patience, better):
        kept, waited = 0, 0
        for at in range(1, len(costs)):
            if better(costs, at, kept):
                kept, waited = at, 0
            else:
                waited += 1
            if waited == patience:
                break
        return kept + 1, at + 1

    def truth(costs, patience):
        return run(costs, patience, lambda c, at, kept: c[at] < c[kept])

    def ties(costs, patience):
        return run(costs, patience, lambda c, at, kept: c[at] <= c[kept])

    def neighbours(costs, patience):
        return run(costs, patience, lambda c, at, kept: c[at] < c[at - 1])

    def in_all(costs, patience):
        # Counts every epoch that is not better, also those before the last improvement.
        kept, waited = 0, 0
        for at in range(1, len(costs)):
            if costs[at] < costs[kept]:
                kept = at
            else:
                waited += 1
            if waited == patience:
                break
        return kept + 1, at + 1

    return agree(stop, points, truth,
                 [("these epochs count from 0. The first is epoch 1.",
                   lambda c, p: np.subtract(truth(c, p), 1)),
                  ("this waits one epoch too long.", lambda c, p: truth(c, p + 1)),
                  ("this waits one epoch too little.", lambda c, p: truth(c, p - 1)),
                  ("the last network is kept. Which one was best?", lambda c, p: (truth(c, p)[1],) * 2),
                  ("the two epochs are exchanged: the kept one comes first.", lambda c, p: truth(c, p)[::-1]),
                  ("an equal cost is no improvement.", ties),
                  ("this compares with the epoch before. Compare with the best so far.", neighbours),
                  ("after an improvement the waiting begins anew.", in_all),
                  ("this takes the best of the whole list: it looks beyond the end of the training.",
                   lambda c, p: (int(np.argmin(c)) + 1, truth(c, p)[1])),
                  ("this never stops before the end of the list.", lambda c, p: (int(np.argmin(c)) + 1, len(c)))],
                 "it stops in time on 6 curves, with 3 patiences each.")


@exercise("14.4")
def table_of_confusions(confusion):
    rng = np.random.default_rng(2)
    points = [(rng.integers(classes, size=n), rng.integers(classes, size=n), classes)
              for n, classes in [(30, 3), (40, 4), (25, 5)]]
    points.append((np.array([0, 0, 2]), np.array([0, 2, 2]), 4))         # one class neither is nor was read

    def truth(y, answers, classes):
        return np.array([[np.sum((y == i) & (answers == j)) for j in range(classes)] for i in range(classes)])

    def rows(y, answers, classes):
        table = truth(y, answers, classes)
        return table / np.maximum(table.sum(axis=1, keepdims=True), 1)

    return agree(confusion, points, truth,
                 [("rows and columns are exchanged: this is the transpose.", lambda *p: truth(*p).T),
                  ("repeated pairs count once. `table[y, answers] += 1` does this: use np.add.at, or a loop.",
                   lambda *p: np.minimum(truth(*p), 1)),
                  ("this divides by the row. Count.", rows),
                  ("this divides by n. Count.", lambda y, a, k: truth(y, a, k) / len(y)),
                  ("the errors are missing: this is the diagonal.", lambda *p: np.diag(np.diag(truth(*p)))),
                  ("the errors are missing: this is the diagonal.", lambda *p: np.diag(truth(*p)))],
                 "it counts the pairs of 4 sets of answers.")
