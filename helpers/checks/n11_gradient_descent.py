"""Judges of the exercises of notebook 11."""

from functools import cache, wraps

import numpy as np

from helpers.exercises import NotYet, Unforeseen, agree, call, exercise
from helpers.optimizers import AdaGrad, Adam, Momentum


@exercise("11.1")
def largest_rate_of_a_quadratic(largest_rate):
    rng = np.random.default_rng(111)
    points = [(np.diag([1.0, 40.0]),), (np.array([[2.0, 1.0], [1.0, 2.0]]),)]
    points += [(A.T @ A + np.eye(len(A)),) for A in (rng.normal(size=(n, n)) for n in (1, 3, 5))]

    def largest(H):
        # The growth of a vector under H tends to the largest eigenvalue; squaring makes that quick.
        power = H
        for _ in range(20):
            power = power @ power / np.linalg.norm(power @ power)
        u = power @ (np.ones(len(H)) + np.arange(len(H)) / 7)
        return u @ H @ u / (u @ u)

    return agree(
        largest_rate,
        points,
        lambda H: 2 / largest(H),
        [
            (
                "this is half of it: the rate that reaches the bottom along the steepest axis in one step.",
                lambda H: 1 / largest(H),
            ),
            ("this is the largest eigenvalue. Which rate does it allow?", largest),
            ("the larger the eigenvalue, the smaller the rate: divide by it.", lambda H: 2 * largest(H)),
            (
                "this is limited by the smallest eigenvalue. Which coordinate diverges first?",
                lambda H: 2 * largest(np.linalg.inv(H)),
            ),
            (
                "this is the best rate, not the largest that converges.",
                lambda H: 2 / (largest(H) + 1 / largest(np.linalg.inv(H))),
            ),
            (
                "the Frobenius norm mixes all eigenvalues. Only the largest sets the limit.",
                lambda H: 2 / np.linalg.norm(H),
            ),
            ("the trace adds all eigenvalues. Only the largest sets the limit.", lambda H: 2 / np.trace(H)),
            ("the largest entry is the largest eigenvalue only if H is diagonal.", lambda H: 2 / H.max()),
            ("a rate for each eigenvalue. One rate must do for all.", lambda H: 2 / np.linalg.eigvalsh(H)),
            (
                "np.linalg.eig and eigvals give the eigenvalues in no order: the first need not be the largest.",
                lambda H: 2 / np.linalg.eigvals(H)[0],
            ),
        ],
        "it agrees with the growth of vectors under 5 matrices.",
        tolerance=1e-5,
    )


@exercise("11.2")
def length_of_a_change(adagrad_length):
    def all_until(eta, t):
        optimizer, theta, way = AdaGrad(eta), np.zeros(1), [0.0]
        for _ in range(t):
            optimizer.step([theta], [np.array([2.0])])
            way.append(-theta[0])
        return np.diff(way)

    def truth(eta, t):
        return all_until(eta, t)[-1]

    return agree(
        adagrad_length,
        [(0.1, 1), (0.1, 4), (0.5, 9), (1.0, 50)],
        truth,
        [
            ("the first change has this length. What has been added up by step t?", lambda eta, t: eta),
            ("the sum grows as t. What stands in the denominator is its root.", lambda eta, t: eta / t),
            ("after step 1 one square is in the sum, not two.", lambda eta, t: truth(eta, t + 1)),
            ("by step t the sum holds t squares: the change gets shorter.", lambda eta, t: eta * np.sqrt(t)),
            ("this is the way of all changes so far, not the last one.", lambda *p: sum(all_until(*p))),
            ("these are the lengths of all changes: only that of number t is wanted.", all_until),
        ],
        "it is the length that helpers.optimizers.AdaGrad makes at steps 1 to 50.",
    )


@exercise("11.3")
def one_step_of_adam(adam_step):
    rng = np.random.default_rng(113)
    points = [
        (rng.normal(size=2), rng.uniform(0.5, 2, 2) * size, rng.normal(size=2), t, eta, 0.9, beta2)
        for t, eta, beta2, size in [(2, 0.1, 0.99, 1), (10, 1.0, 0.999, 1), (1000, 0.3, 0.999, 0.05)]
    ]

    def truth(m, s, g, t, eta, beta1, beta2):
        optimizer, theta = Adam(eta, beta1, beta2), np.zeros(2)
        optimizer.memory, optimizer.t = [[m.copy(), s.copy()]], t - 1
        optimizer.step([theta], [g])
        return theta, *optimizer.memory[0]

    for p in points:
        shape = call(adam_step, *p).shape
        if shape != (3, 2):
            raise Unforeseen(
                "return three arrays, the change, the new m and the new s, together of the shape (3, 2). "
                f"The result has the shape {shape}."
            )

    def part(k):
        @wraps(adam_step)
        def answer(*arguments):
            return adam_step(*arguments)[k]

        return answer

    of_m = average("m", "g", "beta1", lambda m, s, g, t, eta, beta1, beta2: (m, g, beta1, beta2, t))
    of_m += [("first the change, then m, then s.", lambda *p, k=k: truth(*p)[k]) for k in (0, 2)]
    of_s = average("s", "g²", "beta2", lambda m, s, g, t, eta, beta1, beta2: (s, g**2, beta2, beta1, t))
    of_s += [
        (
            f"it averages g**2, not {words}.",
            lambda m, s, g, t, eta, beta1, beta2, x=x: beta2 * s + (1 - beta2) * x(beta1 * m + (1 - beta1) * g, g),
        )
        for words, x in [("g", lambda m, g: g), ("g * 2", lambda m, g: 2 * g), ("m**2", lambda m, g: m**2)]
    ]
    for k, name, mistakes in [(1, "the new m", of_m), (2, "the new s", of_s), (0, "the change", of_change())]:
        try:
            agree(part(k), points, lambda *p, k=k: truth(*p)[k], mistakes, "")
        except NotYet as hint:
            raise type(hint)(f"{name}: {hint}") from None
    return "it moves as helpers.optimizers.Adam does, at steps 2, 10 and 1000."


def average(old, new, beta, numbers):
    """Return the mistakes in the average `old` of `new`: formulas in what `numbers` takes from Adam's arguments."""
    mistakes = [
        (f"{new} counts with 1 − {beta}, not in full.", lambda a, x, b, other, t: b * a + x),
        (f"the old {old} counts with {beta}, not in full.", lambda a, x, b, other, t: a + (1 - b) * x),
        (
            f"{beta} and 1 − {beta} are exchanged: {beta} belongs to the old {old}.",
            lambda a, x, b, other, t: (1 - b) * a + b * x,
        ),
        (
            f"{new} counts with 1 − {beta}: the weights of old and new add up to 1.",
            lambda a, x, b, other, t: b * a + (1 - other) * x,
        ),
        (f"{new} counts with 1 − {beta}, not with {beta}.", lambda a, x, b, other, t: b * a + b * x),
        (
            f"{new} is subtracted. Add it: the minus belongs to the change.",
            lambda a, x, b, other, t: b * a - (1 - b) * x,
        ),
        (f"{new} is missing.", lambda a, x, b, other, t: b * a),
        (f"the old {old} is missing.", lambda a, x, b, other, t: (1 - b) * x),
        (f"the betas are exchanged: {beta} belongs to {old}.", lambda a, x, b, other, t: other * a + (1 - other) * x),
        (
            "only the change has corrected moments: hand back m and s without the correction.",
            lambda a, x, b, other, t: (b * a + (1 - b) * x) / (1 - b**t),
        ),
    ]
    return [(hint, lambda *p, wrong=wrong: wrong(*numbers(*p))) for hint, wrong in mistakes]


def of_change():
    """Return the mistakes in the change of a step of Adam."""

    def right(beta, t):
        return 1 - beta**t

    def change(formula, of_m=right, of_s=right):
        """A wrong change: a formula in g, the new moments and these without their correction, times eta."""

        def wrong(m, s, g, t, eta, beta1, beta2):
            m, s = beta1 * m + (1 - beta1) * g, beta2 * s + (1 - beta2) * g**2
            return eta * formula(g, m / of_m(beta1, t), s / of_s(beta2, t), of_s(beta2, t))

        return wrong

    def corrected(*corrections):
        return change(lambda g, m, s, c: -m / np.sqrt(s), *corrections)

    mistakes = [
        ("it climbs: the change has the sign opposite to that of m.", change(lambda g, m, s, c: m / np.sqrt(s))),
        ("the root of s is missing in the denominator.", change(lambda g, m, s, c: -m / s)),
        ("s is corrected first, and its root is taken then.", change(lambda g, m, s, c: -m / np.sqrt(s / c))),
        ("the division by the root of s is missing: this is momentum.", change(lambda g, m, s, c: -m)),
        ("the root of s multiplies: divide by it.", change(lambda g, m, s, c: -m * np.sqrt(s))),
        ("it goes along m, not along g.", change(lambda g, m, s, c: -g / np.sqrt(s))),
        (
            "it is made from the new moments, not from the old ones.",
            lambda m, s, g, t, eta, beta1, beta2: -eta * m / right(beta1, t) / np.sqrt(s / right(beta2, t)),
        ),
    ]
    for words, wrong in [
        ("is missing", lambda beta, t: 1),
        ("lacks the power t", lambda beta, t: 1 - beta),
        ("has the power t: this counts from 0", lambda beta, t: 1 - beta ** (t - 1)),
        ("has the power t, not t + 1", lambda beta, t: 1 - beta ** (t + 1)),
        ("is 1 − beta**t, not beta**t", lambda beta, t: beta**t),
        ("is 1 − beta**t, with a minus", lambda beta, t: 1 + beta**t),
        ("multiplies: divide by 1 − beta**t", lambda beta, t: 1 / (1 - beta**t)),
    ]:
        mistakes += [
            (f"the correction of both moments {words}.", corrected(wrong, wrong)),
            (f"the correction of m {words}.", corrected(wrong, right)),
            (f"the correction of s {words}.", corrected(right, wrong)),
        ]
    return mistakes


@exercise("11.4")
def gradient_of_all_the_data(full_gradient):
    def samples(sizes):
        """Return the gradients of all samples of these batches, one a row."""
        return np.random.default_rng(sizes.sum()).normal(size=(sizes.sum(), 3))

    def means(sizes):
        return np.array([batch.mean(axis=0) for batch in np.split(samples(sizes), np.cumsum(sizes)[:-1])])

    points = [(means(sizes), sizes) for sizes in map(np.array, ([4, 4, 1, 4], [10, 3], [5, 5, 5, 2], [7]))]

    def truth(rows, sizes):
        return samples(sizes).mean(axis=0)

    return agree(
        full_gradient,
        points,
        truth,
        [
            (
                "the plain mean gives a sample of the short batch more weight than the others.",
                lambda rows, sizes: rows.mean(axis=0),
            ),
            (
                "a sum, where the gradient of the cost is a mean over the samples.",
                lambda rows, sizes: truth(rows, sizes) * sizes.sum(),
            ),
            (
                "divide by the number of samples, not by that of the batches.",
                lambda rows, sizes: truth(rows, sizes) * sizes.sum() / len(sizes),
            ),
            (
                "not all batches are as long as the first: divide by the sum of the sizes.",
                lambda rows, sizes: truth(rows, sizes) * sizes.sum() / (len(sizes) * sizes[0]),
            ),
            ("divide by the sum of the sizes, not by the mean of the sizes.", lambda *p: truth(*p) * len(p[1])),
            (
                "this adds the rows with equal weights: how many samples stand behind each?",
                lambda rows, sizes: rows.sum(axis=0),
            ),
            (
                "the rows are means already, and dividing again takes weight from the long batches: multiply.",
                lambda rows, sizes: (rows / sizes[:, None]).sum(axis=0),
            ),
            ("the weights are right. Now add the rows up.", lambda rows, sizes: rows * sizes[:, None] / sizes.sum()),
            (
                "the mean is taken over the batches, the rows: one number for each parameter remains.",
                lambda rows, sizes: rows.mean(axis=1),
            ),
            ("the gradient keeps one number for each parameter: a column.", lambda rows, sizes: rows.mean()),
        ],
        "it is the mean over all samples, for 4 epochs with a short batch or without.",
    )


@exercise("11.5")
def momentum_at_a_large_rate(converges):
    points = [
        (2 * share / lam, mu, lam)
        for mu in (0.0, 0.3, 0.6, 0.9)
        for lam in (0.5, 1.0, 40.0)
        for share in (0.3 * (1 - mu), 0.8 * (1 - mu), 0.45, 0.6, 0.9, 1.1, 0.99 * (1 + mu), 1.01 * (1 + mu), 2.2)
    ]
    points += [(2 / lam, 0.0, lam) for lam in (0.5, 1.0, 40.0)]  # at the limit itself, exact in floats

    @cache
    def truth(eta, mu, lam):
        optimizer, theta = Momentum(eta, mu), np.ones(1)
        for _ in range(500):
            optimizer.step([theta], [lam * theta])
        return np.abs(theta[0]) < 0.01

    if any(set(np.unique(call(converges, *p))) - {0, 1} for p in points):
        raise NotYet("answer with True or False: does it converge?")
    return agree(
        converges,
        points,
        truth,
        [
            (
                "this is the limit without momentum. Across the valley the gradients alternate, and the velocity "
                "cancels a part of each. Try eta = 3, mu = 0.9 and lam = 1.",
                lambda eta, mu, lam: eta * lam < 2,
            ),
            (
                "this takes every step as 1/(1 − mu) times as long. That holds where the gradients agree. At the "
                "limit they alternate.",
                lambda eta, mu, lam: eta * lam < 2 * (1 - mu),
            ),
            (
                "the limit grows with mu, but less than this: with mu = 0.9 it does not grow to the tenfold.",
                lambda eta, mu, lam: eta * lam * (1 - mu) < 2,
            ),
            (
                "half of the limit: at this rate nothing has changed its sign yet.",
                lambda eta, mu, lam: eta * lam < 1 + mu,
            ),
            (
                "this is true where it diverges. Is your comparison the right way round?",
                lambda eta, mu, lam: not truth(eta, mu, lam),
            ),
            (
                "this is true where it diverges. Is your comparison the right way round?",
                lambda eta, mu, lam: eta * lam > 2 * (1 + mu),
            ),
            (
                "the limit is 2(1 + mu) divided by lam: the steeper the valley, the smaller.",
                lambda eta, mu, lam: eta < 2 * (1 + mu) * lam,
            ),
            (
                "at the limit itself the point jumps from side to side for ever.",
                lambda eta, mu, lam: eta * lam <= 2 * (1 + mu),
            ),
            ("at the limit the gradient alternates: mu counts twice.", lambda eta, mu, lam: eta * lam < 2 + mu),
            (
                "below (1 + √mu)² the roots are complex, and their length √mu is less than 1. Somewhat larger rates "
                "converge too.",
                lambda eta, mu, lam: eta * lam < (1 + np.sqrt(mu)) ** 2,
            ),
            ("without lam: how steep is the valley?", lambda eta, mu, lam: eta < 2 * (1 + mu)),
            ("some rates are too large, even with momentum.", lambda eta, mu, lam: True),
            ("small rates converge, with momentum as well.", lambda eta, mu, lam: False),
        ],
        f"it is what Momentum does within 500 steps, {len(points)} times.",
    )
