"""Judges of the exercises of notebook 11."""

from copy import deepcopy
from functools import wraps

import numpy as np

from helpers.exercises import agree, exercise
from helpers.schedulers import AdaGrad, Adam


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

    return agree(largest_rate, points, lambda H: 2 / largest(H),
                 [("this is half of it: the rate that reaches the bottom along the steepest axis in one step.",
                   lambda H: 1 / largest(H)),
                  ("this is the largest eigenvalue. Which rate does it allow?", largest),
                  ("this is limited by the smallest eigenvalue. Which coordinate diverges first?",
                   lambda H: 2 * largest(np.linalg.inv(H))),
                  ("this is the best rate, not the largest that converges.",
                   lambda H: 2 / (largest(H) + 1 / largest(np.linalg.inv(H)))),
                  ("the Frobenius norm mixes all eigenvalues. Only the largest sets the limit.",
                   lambda H: 2 / np.linalg.norm(H)),
                  ("the largest entry is the largest eigenvalue only if H is diagonal.", lambda H: 2 / H.max())],
                 "it agrees with the growth of vectors under 5 matrices.", tolerance=1e-5)


@exercise("11.2")
def length_of_a_change(adagrad_length):
    def truth(eta, t):
        scheduler, theta = AdaGrad(eta), np.zeros(1)
        for _ in range(t):
            before = theta.copy()
            scheduler.step([theta], [np.array([2.0])])
        return float(np.abs(theta - before)[0])

    return agree(adagrad_length, [(0.1, 1), (0.1, 4), (0.5, 9), (1.0, 50)], truth,
                 [("the first change has this length. What has been added up by step t?", lambda eta, t: eta),
                  ("the sum grows as t. What stands in the denominator is its root.", lambda eta, t: eta / t),
                  ("after step 1 one square is in the sum, not two.", lambda eta, t: truth(eta, t + 1)),
                  ("by step t the sum holds t squares: the change gets shorter.", lambda eta, t: eta * np.sqrt(t)),
                  ("this is the way of all changes so far, not the last one.",
                   lambda eta, t: sum(truth(eta, k) for k in range(1, t + 1)))],
                 "it is the length that helpers.schedulers.AdaGrad makes at steps 1 to 50.", tolerance=1e-6)


@exercise("11.3")
def one_step_of_adam(adam_step):
    rng = np.random.default_rng(113)
    points = [(rng.normal(size=3), rng.uniform(0.5, 2, 3), rng.normal(size=3), t, eta, 0.9, beta2)
              for t, eta, beta2 in [(2, 0.1, 0.99), (10, 1.0, 0.999), (1000, 0.3, 0.999)]]

    def truth(m, s, g, t, eta, beta1, beta2, *, counted=0):
        scheduler, theta = Adam(eta, beta1, beta2), np.zeros(3)
        scheduler.step([theta], [np.zeros(3)])
        scheduler.memory, scheduler.steps = [[m.copy(), s.copy()]], t - 1 + counted
        scheduler.step([theta], [g])
        return theta, *scheduler.memory[0]

    def part(change):
        """A wrong change, made from the true new moments, beside these."""
        def wrong(m, s, g, t, eta, beta1, beta2):
            _, m, s = truth(m, s, g, t, eta, beta1, beta2)
            return change(m, s, t, eta, 1 - beta1**t, 1 - beta2**t), m, s
        return wrong

    def corrected_moments(m, s, g, t, eta, beta1, beta2):
        change, m, s = truth(m, s, g, t, eta, beta1, beta2)
        return change, m / (1 - beta1**t), s / (1 - beta2**t)

    def old_moments(m, s, g, t, eta, beta1, beta2):
        corrected = m / (1 - beta1**t) / np.sqrt(s / (1 - beta2**t))
        return -eta * corrected, *truth(m, s, g, t, eta, beta1, beta2)[1:]

    def square_of_m(m, s, g, t, eta, beta1, beta2):
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * m**2
        return -eta * m / (1 - beta1**t) / np.sqrt(s / (1 - beta2**t)), m, s

    return agree(on_copies(adam_step), points, truth,
                 [("the correction of both moments is missing.",
                   part(lambda m, s, t, eta, c1, c2: -eta * m / np.sqrt(s))),
                  ("the correction of s is missing.", part(lambda m, s, t, eta, c1, c2: -eta * m / c1 / np.sqrt(s))),
                  ("the correction of m is missing.", part(lambda m, s, t, eta, c1, c2: -eta * m / np.sqrt(s / c2))),
                  ("it climbs: the change has the sign opposite to that of m.",
                   part(lambda m, s, t, eta, c1, c2: eta * m / c1 / np.sqrt(s / c2))),
                  ("the root of s is missing in the denominator.",
                   part(lambda m, s, t, eta, c1, c2: -eta * m / c1 / (s / c2))),
                  ("s is corrected first, and its root is taken then.",
                   part(lambda m, s, t, eta, c1, c2: -eta * m / c1 / (np.sqrt(s) / c2))),
                  ("the correction of step t has the power t: this counts from 0.", lambda *p: truth(*p, counted=-1)),
                  ("the correction of step t has the power t, not t + 1.", lambda *p: truth(*p, counted=1)),
                  ("only the change has corrected moments: hand back m and s without the correction.",
                   corrected_moments),
                  ("the change is made from the new moments, not from the old ones.", old_moments),
                  ("s holds squares of the gradient, not of m.", square_of_m),
                  ("the betas are exchanged: beta1 belongs to m.",
                   lambda m, s, g, t, eta, beta1, beta2: truth(m, s, g, t, eta, beta2, beta1)),
                  ("first the change, then m, then s.", lambda *p: np.roll(truth(*p), -1, axis=0))],
                 "it moves as helpers.schedulers.Adam does, at steps 2, 10 and 1000.")


def on_copies(answer):
    """An answer that may change its arguments in place, made harmless."""
    if not callable(answer):
        return answer

    @wraps(answer)
    def harmless(*arguments):
        return answer(*deepcopy(arguments))
    return harmless


@exercise("11.4")
def gradient_of_all_the_data(full_gradient):
    rng = np.random.default_rng(114)
    points, means = [], []
    for sizes in ([4, 4, 1], [10, 3], [5, 5, 5, 2], [7]):
        samples = rng.normal(size=(sum(sizes), 3))
        parts = np.split(samples, np.cumsum(sizes)[:-1])
        points.append((np.array([part.mean(axis=0) for part in parts]), np.array(sizes)))
        means.append(samples.mean(axis=0))

    def truth(batch_gradients, sizes):
        return next(mean for (rows, _), mean in zip(points, means, strict=True) if rows is batch_gradients)

    return agree(full_gradient, points, truth,
                 [("the plain mean gives a sample of the short batch more weight than the others.",
                   lambda rows, sizes: rows.mean(axis=0)),
                  ("a sum, where the gradient of the cost is a mean over the samples.",
                   lambda rows, sizes: truth(rows, sizes) * sizes.sum()),
                  ("divide by the number of samples, not by that of the batches.",
                   lambda rows, sizes: truth(rows, sizes) * sizes.sum() / len(sizes)),
                  ("this adds the rows with equal weights: how many samples stand behind each?",
                   lambda rows, sizes: rows.sum(axis=0))],
                 "it is the mean over all samples, for 4 epochs with a short batch or without.")
