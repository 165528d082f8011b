"""Judges of the exercises of notebook 11."""

import numpy as np

from helpers.exercises import agree, exercise
from helpers.schedulers import AdaGrad, Momentum


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
                  ("the largest entry is the largest eigenvalue only if H is diagonal.", lambda H: 2 / H.max())],
                 "it agrees with the growth of vectors under 5 matrices.", tolerance=1e-5)


@exercise("11.2")
def one_step_with_momentum(momentum_step):
    rng = np.random.default_rng(112)
    points = [(rng.normal(size=3), rng.normal(size=3), rng.normal(size=3), eta, mu)
              for eta, mu in [(0.1, 0.9), (1.0, 0.5), (0.3, 0.0)]]

    def truth(theta, v, gradient, eta, mu):
        scheduler, theta = Momentum(eta, mu), theta.copy()
        scheduler.step([theta], [np.zeros(3)])
        scheduler.memory[0][0][:] = v
        scheduler.step([theta], [gradient])
        return theta, scheduler.memory[0][0]

    def old_velocity(theta, v, gradient, eta, mu):
        return theta + v, truth(theta, v, gradient, eta, mu)[1]

    return agree(momentum_step, points, truth,
                 [("it climbs: the gradient enters the velocity with a minus.",
                   lambda theta, v, g, eta, mu: truth(theta, v, -g, eta, mu)),
                  ("the parameters move with the new velocity, not with the old one.", old_velocity),
                  ("first the parameters, then the velocity: they are exchanged.", lambda *a: truth(*a)[::-1]),
                  ("the old velocity is forgotten: this is the plain step.",
                   lambda theta, v, g, eta, mu: truth(theta, v, g, eta, 0.0)),
                  ("the old velocity does not fade: where is mu?",
                   lambda theta, v, g, eta, mu: (theta + v - eta * g, v - eta * g)),
                  ("this is a running mean: 1 − mu has no place in front of the gradient.",
                   lambda theta, v, g, eta, mu: truth(theta, v, (1 - mu) * g, eta, mu)),
                  ("the sign of the velocity: the parameters are moved by plus v.",
                   lambda theta, v, g, eta, mu: (2 * theta - truth(theta, v, g, eta, mu)[0],
                                                 truth(theta, v, g, eta, mu)[1]))],
                 "it moves as helpers.schedulers.Momentum does, from 3 random states.")


@exercise("11.3")
def sizes_of_the_batches(batch_sizes):
    def truth(n, M):
        # Deal n samples into boxes of M, one by one.
        sizes = []
        for _ in range(n):
            if not sizes or sizes[-1] == M:
                sizes.append(0)
            sizes[-1] += 1
        return sizes

    def rounded_down(n, M):
        return [M] * (n // M)

    return agree(batch_sizes, [(1437, 100), (400, 20), (7, 3), (5, 1), (3, 10)], truth,
                 [("the samples that are left over belong to a last, short batch.", rounded_down),
                  ("the last batch is as large as the others: there are not so many samples.",
                   lambda n, M: [M] * len(truth(n, M))),
                  ("when M divides n nothing is left over: an empty batch is none.",
                   lambda n, M: [M] * (n // M) + [n % M]),
                  ("that is the number of batches. What is wanted is the size of each.",
                   lambda n, M: len(truth(n, M))),
                  ("the rest does not join the last full batch, it is a batch of its own.",
                   lambda n, M: ([M] * (n // M - 1) + [M + n % M]) if n >= M else [n])],
                 "5 epochs use every sample once.")


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
        return next(mean for (rows, _), mean in zip(points, means) if rows is batch_gradients)

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


@exercise("11.5")
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
