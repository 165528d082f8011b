"""Judges of the exercises of notebook 19."""

import numpy as np

from helpers.exercises import NotYet, agree, call, exercise
from helpers.verify import central_difference


@exercise("19.1")
def inverted_dropout(dropout):
    rng = np.random.default_rng(0)
    points = [(rng.normal(1, 2, size=shape), rng.uniform(size=shape), p)
              for shape, p in [((6, 5), 0.3), ((4, 7), 0.8), ((5, 3), 0.2)]]

    def thinned(A, R, keeps, factor=1.0):
        return np.array([a * factor if keeps(r) else 0.0 for a, r in zip(A.flat, R.flat, strict=True)]).reshape(A.shape)

    return agree(dropout, points, lambda A, R, p: thinned(A, R, lambda r: r >= p, 1 / (1 - p)),
                 [("without the division the mean falls to 1 − p of what it was.",
                   lambda A, R, p: thinned(A, R, lambda r: r >= p)),
                  ("divided by the share that is silenced. Which share is left?",
                   lambda A, R, p: thinned(A, R, lambda r: r >= p, 1 / p)),
                  ("multiplied by the share that is left: the mean is then too small twice over.",
                   lambda A, R, p: thinned(A, R, lambda r: r >= p, 1 - p)),
                  ("silenced and kept are exchanged. The share of R below p is p.",
                   lambda A, R, p: thinned(A, R, lambda r: r < p, 1 / (1 - p))),
                  ("this keeps where it should silence, and scales for that: dropout at a rate of 1 − p.",
                   lambda A, R, p: thinned(A, R, lambda r: r < p, 1 / p)),
                  ("this is the mask. What does it multiply?",
                   lambda A, R, p: thinned(np.ones_like(A), R, lambda r: r >= p, 1 / (1 - p))),
                  ("scaled, but nothing is silenced.", lambda A, R, p: A / (1 - p))],
                 "silenced nodes are zero, and the others make up for them, in 3 layers.")


@exercise("19.2")
def backward_through_layer_norm(back):
    rng = np.random.default_rng(1)
    points, slopes = [], {}
    for n, nodes in [(3, 4), (5, 3), (2, 6)]:
        Z, G, gamma = rng.normal(1, 2, (n, nodes)), rng.normal(size=(n, nodes)), rng.uniform(0.4, 2, (1, nodes))

        def normalised(Z):
            root = np.sqrt(Z.var(axis=1, keepdims=True) + 0.01)
            return (Z - Z.mean(axis=1, keepdims=True)) / root, root

        hat, root = normalised(Z)
        points.append((G, gamma, hat, root))
        slopes[n] = central_difference(lambda Z: np.sum(G * gamma * normalised(Z)[0]), Z)

    def part(G, hat, axis=1, through_mean=True, through_variance=True):
        return (G - through_mean * G.mean(axis=axis, keepdims=True)
                - through_variance * hat * (G * hat).mean(axis=axis, keepdims=True))

    return agree(back, points, lambda G, gamma, hat, root: slopes[len(G)],
                 [("γ differs from node to node, and the means run over the nodes: it cannot stand outside them.",
                   lambda G, gamma, hat, root: gamma / root * part(G, hat)),
                  ("these means run over the samples. Which axis did the forward pass take?",
                   lambda G, gamma, hat, root: part(gamma * G, hat, axis=0) / root),
                  ("these means run over the samples. Which axis did the forward pass take?",
                   lambda G, gamma, hat, root: gamma / root * part(G, hat, axis=0)),
                  ("this takes mean and variance as constants. They depend on every z of the sample.",
                   lambda G, gamma, hat, root: gamma * G / root),
                  ("the way through v is missing.",
                   lambda G, gamma, hat, root: part(gamma * G, hat, through_variance=False) / root),
                  ("the way through μ is missing.",
                   lambda G, gamma, hat, root: part(gamma * G, hat, through_mean=False) / root),
                  ("γ is missing.", lambda G, gamma, hat, root: part(G, hat) / root),
                  ("the root is missing: what made z smaller makes its slope smaller.",
                   lambda G, gamma, hat, root: part(gamma * G, hat)),
                  ("multiplied by the root. What made z smaller makes its slope smaller.",
                   lambda G, gamma, hat, root: part(gamma * G, hat) * root)],
                 "it agrees with finite differences for 3 layers.")


@exercise("19.3")
def folding(fold):
    rng = np.random.default_rng(2)
    points = [(rng.normal(size=(p, k)), *rng.normal(1, 1, (4, 1, k)), rng.uniform(0.3, 3, (1, k)), epsilon)
              for p, k, epsilon in [(2, 3, 0.1), (4, 2, 0.5), (3, 5, 0.2)]]

    def layers(X, W, b, gamma, beta, mean, var, epsilon):
        return gamma * (X @ W + b - mean) / np.sqrt(var + epsilon) + beta

    def read_off(W, *others):
        # An affine map is known from what it makes of zero and of the unit vectors.
        bias = layers(np.zeros((1, len(W))), W, *others)
        return np.vstack([layers(np.eye(len(W)), W, *others) - bias, bias])

    if call(fold, *points[0]).shape == points[0][0].shape:
        raise NotYet("these are weights only. The new bias is one more row below them.")

    def with_deviation(root):
        return lambda W, b, gamma, beta, mean, var, e: read_off(W, b, gamma, beta, mean, root(var, e)**2, 0.0)

    return agree(fold, points, read_off,
                 [("divided by the variance, where a standard deviation belongs.", with_deviation(lambda v, e: v)),
                  ("divided by the variance, where a standard deviation belongs.", with_deviation(lambda v, e: v + e)),
                  ("ε is missing.", with_deviation(lambda v, e: np.sqrt(v))),
                  ("ε belongs under the root, beside the variance.", with_deviation(lambda v, e: np.sqrt(v) + e)),
                  ("the bias b is lost. In use the running mean does not take it away.",
                   lambda W, b, *others: read_off(W, 0 * b, *others)),
                  ("the running mean is not subtracted.",
                   lambda W, b, gamma, beta, mean, *others: read_off(W, b, gamma, beta, 0 * mean, *others)),
                  ("β is missing.", lambda W, b, gamma, beta, *others: read_off(W, b, gamma, 0 * beta, *others)),
                  ("γ is missing.", lambda W, b, gamma, *others: read_off(W, b, 0 * gamma + 1, *others)),
                  ("the weights are right. The distance of b from the mean is scaled as the weights are.",
                   lambda W, b, gamma, beta, mean, *others: np.vstack(
                       [read_off(W, b, gamma, beta, mean, *others)[:-1], b - mean + beta]))],
                 "it computes what the two layers compute, for 3 pairs of layers.")


@exercise("19.4")
def factor_of_the_norm(factor):
    rng = np.random.default_rng(3)
    points = [([scale * rng.normal(size=shape) for shape in [(3, 2), (1, 2), (2, 4)]], c)
              for scale, c in [(1.0, 1.0), (0.1, 2.0), (5.0, 0.5), (0.01, 0.4)]]

    def norm(arrays):
        return np.linalg.norm(np.concatenate([np.ravel(g) for g in arrays]))

    def limit(length):
        return lambda gradients, c: min(1.0, c / length(gradients))

    return agree(factor, points, limit(norm),
                 [("this lengthens gradients that are shorter than c. They are to stay as they are.",
                   lambda gs, c: c / norm(gs)),
                  ("the smaller of the two is wanted: clipping never lengthens.", lambda gs, c: max(1.0, c / norm(gs))),
                  ("this divides by the norm squared. Where is the root?", limit(lambda gs: norm(gs)**2)),
                  ("this looks at one array alone. The norm is that of all together.",
                   limit(lambda gs: max(map(norm, gs)))),
                  ("this looks at one array alone. The norm is that of all together.", limit(lambda gs: norm(gs[:1]))),
                  ("this limits the largest entry. The norm is that of all entries together.",
                   limit(lambda gs: max(np.abs(g).max() for g in gs))),
                  ("this divides by the sum of the norms. It is the squares that add up.",
                   limit(lambda gs: sum(map(norm, gs)))),
                  ("upside down: the longer the gradient, the smaller the factor.",
                   lambda gs, c: min(1.0, norm(gs) / c)),
                  ("this is the length of the clipped gradient; the factor is wanted.", lambda gs, c: min(norm(gs), c)),
                  ("nothing is clipped.", lambda gs, c: 1.0)],
                 "the clipped gradient is never longer than c, and a short one stays, for 4 gradients.")
