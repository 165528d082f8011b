"""Judges of the exercises of notebook 15."""

import numpy as np

from helpers.exercises import agree, exercise


@exercise("15.1")
def standard_error_of_an_accuracy(standard_error):
    # The standard deviation of the share of ones among n, from the n + 1 possible shares and their weights.
    def truth(accuracy, n):
        weights = np.array([1.0])
        for _ in range(n):
            weights = np.convolve(weights, [1 - accuracy, accuracy])
        shares = np.arange(n + 1) / n
        return np.sqrt(weights @ (shares - weights @ shares) ** 2)

    return agree(
        standard_error,
        [(0.7, 4), (0.9, 10), (0.97, 360), (0.2, 50)],
        truth,
        [
            ("this is the variance. The error is its root.", lambda a, n: truth(a, n) ** 2),
            (
                "this is the spread of a single reading. How does it shrink with n?",
                lambda a, n: truth(a, n) * np.sqrt(n),
            ),
            (
                "this is the spread of the number of right readings. Accuracy is their share.",
                lambda a, n: truth(a, n) * n,
            ),
            ("the spread shrinks with the root of n, not with n.", lambda a, n: truth(a, n) / np.sqrt(n)),
            (
                "the root belongs over accuracy and its complement as well.",
                lambda a, n: truth(a, n) * np.sqrt(a * (1 - a)),
            ),
            ("the spread of a single reading is not one: it depends on the accuracy.", lambda a, n: n**-0.5),
            (
                "the standard error of a share divides by n; n − 1 would make an estimate of the variance unbiased.",
                lambda a, n: truth(a, n) * np.sqrt(n / (n - 1)),
            ),
            ("this is half of a 95 % interval. One standard error is wanted.", lambda a, n: 1.96 * truth(a, n)),
            (
                "the factor for wrong readings is missing: what should it be when all are right?",
                lambda a, n: truth(a, n) / np.sqrt(1 - a),
            ),
            (
                "the factor for right readings is missing: what should it be when all are wrong?",
                lambda a, n: truth(a, n) / np.sqrt(a),
            ),
            *(
                (
                    "the share of wrong readings is 1 − accuracy.",
                    lambda a, n, wrong=wrong: truth(a, n) * np.sqrt(wrong(a) / (1 - a)),
                )
                for wrong in (lambda a: a, lambda a: 1 + a)
            ),
        ],
        "it is the spread of a binomial share for 4 pairs of accuracy and n.",
    )


@exercise("15.2")
def growth_by_the_penalty(grows):
    def truth(eta, lmbda):
        w = np.ones((len(eta), len(lmbda)))
        for _ in range(60):
            w = w - np.asarray(eta)[:, None] * np.asarray(lmbda) * w
        return np.abs(w) > 1

    points = [
        (np.array([0.1, 0.5, 3.0]), np.array([0.0, 0.01, 1.1, 2.5, 4.0, 4.2])),  # 0.5 · 4 is just 2
        (np.logspace(-5, 1, 7) * 1.2, np.logspace(-6, 0, 7)),
    ]
    return agree(
        grows,
        points,
        truth,
        [
            *(
                ("everywhere the opposite of what it should be.", opposite)
                for opposite in (
                    lambda e, m: ~truth(e, m),
                    lambda e, m: np.abs(1 - np.outer(e, m)) < 1,
                    lambda e, m: np.outer(e, m) < 2,
                )
            ),
            *(
                ("this is the factor of one step. Is it beyond 1 or −1?", factor)
                for factor in (lambda e, m: 1 - np.outer(e, m), lambda e, m: np.abs(1 - np.outer(e, m)))
            ),
            ("between 1 and 2 the factor 1 − ηλ is negative, but is it large?", lambda e, m: np.outer(e, m) > 1),
            (
                "where 1 − ηλ is 1 or −1, the weights stay or alternate: they do not grow.",
                lambda e, m: np.abs(1 - np.outer(e, m)) >= 1,
            ),
            ("where ηλ is 2, the weights alternate: they do not grow.", lambda e, m: np.outer(e, m) >= 2),
            ("a row for every rate and a column for every penalty: this is the transpose.", lambda e, m: truth(e, m).T),
            (
                "the factor 1 − ηλ may be below −1. Which power of it is large then?",
                lambda e, m: 1 - np.outer(e, m) > 1,
            ),
            (
                "the penalty pulls the weights to zero: the factor is 1 − ηλ, not 1 + ηλ.",
                lambda e, m: 1 + np.outer(e, m) > 1,
            ),
            ("the gradient of λw²/2 is λw: the factor is 1 − ηλ.", lambda e, m: np.outer(e, m) > 4),
        ],
        "it agrees with 60 steps of the penalty alone on two grids.",
    )


@exercise("15.3")
def gradient_of_the_biases(bias_gradient):
    rng = np.random.default_rng(5)
    points = [(rng.normal(size=shape),) for shape in [(4, 7, 3), (2, 5, 6), (1, 3, 2)]]

    def truth(delta):
        networks, _, nodes = delta.shape
        return np.einsum("gnj->gj", delta).reshape(networks, 1, nodes)

    def summed(axis, keepdims):
        return lambda delta: delta.sum(axis=axis, keepdims=keepdims)

    along = [
        (f"this adds up over {words}. Which axis holds the samples?", summed(axis, keepdims))
        for words, axis in [
            ("the networks", 0),
            ("the nodes", 2),
            ("the networks too", (0, 1)),
            ("the nodes too", (1, 2)),
            ("everything", None),
        ]
        for keepdims in (True, False)
    ]
    return agree(
        bias_gradient,
        points,
        truth,
        [
            ("the axis of the samples is gone. Which option of sum keeps it, with length one?", summed(1, False)),
            ("the mean divides by n a second time.", lambda delta: delta.mean(axis=1, keepdims=True)),
            ("the mean divides by n a second time.", lambda delta: delta.mean(axis=1)),
            *along,
            ("the axis of length one belongs in the middle.", lambda delta: truth(delta).swapaxes(0, 1)),
            ("the axis of length one belongs in the middle.", lambda delta: truth(delta).swapaxes(1, 2)),
            ("this still has the axis of the samples: add up over it.", lambda delta: delta),
        ],
        "it adds up over the samples, and keeps the axis, in 3 stacks.",
    )


@exercise("15.4")
def largest_cell(best_cell):
    nan = np.nan
    tables = [
        np.array(rows)
        for rows in ([[0.1, 1, 0.3], [0.2, 0.4, nan]], [[nan, 0.2], [0.5, 0.1], [1, nan]], [[0.3, nan, 1, 0.2]])
    ]

    def truth(table):
        return np.argwhere(table == 1)[0]

    def cell(choose, columns=lambda table: table.shape[1]):
        return lambda table: divmod(choose(table), columns(table))

    def compared(table):
        # Nothing is larger than a NaN.
        return (0, 0) if np.isnan(table[0, 0]) else truth(table)

    return agree(
        best_cell,
        [(table,) for table in tables],
        truth,
        [
            ("this counts through all cells. unravel_index turns such a number into (i, j).", np.nanargmax),
            ("this counts through all cells, and chooses a NaN.", np.argmax),
            (
                "a row has as many cells as there are columns: divide by the number of columns.",
                cell(np.nanargmax, columns=len),
            ),
            ("row and column are exchanged.", lambda table: truth(table)[::-1]),
            ("this is the entry itself. Where does it stand?", np.nanmax),
            (
                "np.where gives an array of rows and one of columns: take the first of each.",
                lambda table: truth(table)[:, None],
            ),
            (
                "this begins with the first entry, and where that is NaN, an entry is never larger: begin with −1.",
                compared,
            ),
            ("this chooses a NaN, a network that diverged.", cell(np.argmax)),
            ("this is the smallest entry.", cell(np.nanargmin)),
        ],
        "it finds the largest entry of 3 tables with NaN.",
    )
