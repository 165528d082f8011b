"""Judges of the exercises of notebook 19."""

import operator

import numpy as np

from helpers.exercises import agree, exercise
from helpers.verify import central_difference


@exercise("19.1")
def inverted_dropout(dropout):
    rng = np.random.default_rng(0)
    points = []
    for shape, p in [((6, 5), 0.25), ((4, 7), 0.75), ((5, 3), 0.125)]:
        A, R = rng.normal(1, 2, size=shape), rng.uniform(size=shape)
        R[0, 0] = p  # not below p
        points.append((A, R, p))

    def thinned(keeps, factor):
        return lambda A, R, p: np.where(keeps(R, p), A * factor(p), 0)

    return agree(
        dropout,
        points,
        thinned(operator.ge, lambda p: 1 / (1 - p)),
        [
            *(
                (hint, thinned(operator.ge, factor))
                for hint, factor in [
                    ("without the division the mean falls to 1 − p of what it was.", lambda p: 1),
                    ("divided by the share that is silenced. Which share is left?", lambda p: 1 / p),
                    ("multiplied by the share that is left: the mean is too small twice over.", lambda p: 1 - p),
                ]
            ),
            (
                "divided by the share that happens to be left here. (19.1) divides by the one to be expected.",
                lambda A, R, p: (R >= p) * A / np.mean(R >= p),
            ),
            ("a number that equals p is not below it: the node stays.", thinned(operator.gt, lambda p: 1 / (1 - p))),
            *(
                ("silenced and kept are exchanged. The share of R below p is p.", thinned(keeps, factor))
                for keeps in (operator.lt, operator.le)
                for factor in (lambda p: 1, lambda p: 1 / (1 - p))
            ),
            (
                "this keeps where it should silence, and scales for that: dropout at a rate of 1 − p.",
                thinned(operator.lt, lambda p: 1 / p),
            ),
            ("this is the mask. What does it multiply?", lambda A, R, p: (R >= p) / (1 - p)),
            ("scaled, but nothing is silenced.", lambda A, R, p: A / (1 - p)),
            ("this shrinks every node. Silence some, and make the others larger.", lambda A, R, p: A * (1 - p)),
        ],
        "silenced nodes are zero, and the others make up for them, in 3 layers.",
    )


@exercise("19.2")
def backward_through_layer_norm(back):
    def mean(M):
        return M.mean(axis=1, keepdims=True)

    rng = np.random.default_rng(1)
    points, slopes = [], {}
    for n, nodes in [(3, 4), (5, 3), (2, 6)]:
        Z, G, gamma = rng.normal(1, 2, (n, nodes)), rng.normal(size=(n, nodes)), rng.uniform(0.4, 2, (1, nodes))

        def normalised(Z):
            root = np.sqrt(Z.var(axis=1, keepdims=True) + 0.01)
            return (Z - mean(Z)) / root, root

        hat, root = normalised(Z)
        points.append((G, gamma, hat, root))
        slopes[n] = central_difference(lambda Z: np.sum(G * gamma * normalised(Z)[0]), Z)

    def centred(H, hat, first=mean, second=mean):
        """Return H less the ways through μ and v, of which each takes a mean."""
        return H - first(H) - hat * second(H * hat)

    def ways(first, second):
        return lambda G, gamma, hat, root: centred(gamma * G, hat, first, second) / root

    others = [
        ("these means run over the samples. Which axis did the forward pass take?", lambda M: M.mean(axis=0)),
        ("these means run over all entries. Each sample has its own mean and variance.", np.mean),
        ("a sum over the nodes stands where a mean belongs.", lambda M: M.sum(axis=1, keepdims=True)),
    ]
    return agree(
        back,
        points,
        lambda G, gamma, hat, root: slopes[len(G)],
        [
            (
                "γ differs from node to node, and the means run over the nodes: it cannot stand outside them.",
                lambda G, gamma, hat, root: gamma / root * centred(G, hat),
            ),
            *(
                (hint, ways(*means))
                for hint, other in others
                for means in [(other, other), (mean, other), (other, mean)]
            ),
            (
                "these means run over the samples. Which axis did the forward pass take?",
                lambda G, gamma, hat, root: gamma / root * centred(G, hat, others[0][1], others[0][1]),
            ),
            (
                "this takes mean and variance as constants. They depend on every z of the sample.",
                ways(np.zeros_like, np.zeros_like),
            ),
            ("the way through v is missing.", ways(mean, np.zeros_like)),
            ("the way through μ is missing.", ways(np.zeros_like, mean)),
            ("the way through v has the wrong sign.", ways(mean, lambda M: -mean(M))),
            ("the way through μ has the wrong sign.", ways(lambda M: -mean(M), mean)),
            (
                "in the way through v, ẑ stands in front of the mean as well.",
                lambda G, gamma, hat, root: (gamma * G - mean(gamma * G) - mean(gamma * G * hat)) / root,
            ),
            (
                "in the way through v, ẑ stands inside the mean as well.",
                lambda G, gamma, hat, root: (gamma * G - mean(gamma * G) - hat * mean(gamma * G)) / root,
            ),
            (
                "γ is missing in the means.",
                lambda G, gamma, hat, root: (gamma * G - mean(G) - hat * mean(G * hat)) / root,
            ),
            ("γ is missing.", lambda G, gamma, hat, root: centred(G, hat) / root),
            (
                "the root is missing: what made z smaller makes its slope smaller.",
                lambda G, gamma, hat, root: centred(gamma * G, hat),
            ),
            (
                "multiplied by the root. What made z smaller makes its slope smaller.",
                lambda G, gamma, hat, root: centred(gamma * G, hat) * root,
            ),
        ],
        "it agrees with finite differences for 3 layers.",
    )


@exercise("19.3")
def folding(fold):
    rng = np.random.default_rng(2)
    points = [
        (rng.normal(size=(p, k)), *rng.normal(1, 1, (4, 1, k)), rng.uniform(0.3, 3, (1, k)), epsilon)
        for p, k, epsilon in [(2, 3, 0.1), (4, 2, 0.5), (3, 5, 0.2)]
    ]

    def layers(X, W, b, gamma, beta, mean, var, epsilon):
        return gamma * (X @ W + b - mean) / np.sqrt(var + epsilon) + beta

    def read_off(W, *others):
        # An affine map is known from what it makes of zero and of the unit vectors.
        bias = layers(np.zeros((1, len(W))), W, *others)
        return np.vstack([layers(np.eye(len(W)), W, *others) - bias, bias])

    def with_factor(factor):
        return lambda W, b, gamma, beta, mean, var, e: np.vstack(
            [W * factor(gamma, var, e), (b - mean) * factor(gamma, var, e) + beta]
        )

    def with_bias(bias):
        return lambda W, b, gamma, beta, mean, var, e: np.vstack(
            [W * gamma / np.sqrt(var + e), bias(gamma / np.sqrt(var + e), b, beta, mean)]
        )

    return agree(
        fold,
        points,
        read_off,
        [
            ("these are weights only. The new bias is one more row below them.", lambda *a: read_off(*a)[:-1]),
            (
                "the bias stands above the weights. It is asked for below them.",
                lambda *a: np.roll(read_off(*a), 1, axis=0),
            ),
            *(
                ("divided by the variance, where a standard deviation belongs.", with_factor(factor))
                for factor in (lambda gamma, var, e: gamma / var, lambda gamma, var, e: gamma / (var + e))
            ),
            ("ε is missing.", with_factor(lambda gamma, var, e: gamma / np.sqrt(var))),
            (
                "ε belongs under the root, beside the variance.",
                with_factor(lambda gamma, var, e: gamma / (np.sqrt(var) + e)),
            ),
            ("γ is missing.", with_factor(lambda gamma, var, e: 1 / np.sqrt(var + e))),
            (
                "the standard deviation is missing: γ alone does not scale to one.",
                with_factor(lambda gamma, var, e: gamma),
            ),
            (
                "multiplied by the standard deviation: normalising divides by it.",
                with_factor(lambda gamma, var, e: gamma * np.sqrt(var + e)),
            ),
            (
                "the bias b is lost. In use the running mean does not take it away.",
                with_bias(lambda f, b, beta, mean: beta - mean * f),
            ),
            ("the running mean is not subtracted.", with_bias(lambda f, b, beta, mean: b * f + beta)),
            (
                "the running mean is added: it is subtracted from X W + b.",
                with_bias(lambda f, b, beta, mean: (b + mean) * f + beta),
            ),
            (
                "the mean is subtracted before the scaling: it is scaled as b is.",
                with_bias(lambda f, b, beta, mean: b * f - mean + beta),
            ),
            ("β is missing.", with_bias(lambda f, b, beta, mean: (b - mean) * f)),
            ("β is added, not subtracted.", with_bias(lambda f, b, beta, mean: (b - mean) * f - beta)),
            ("β is added after the scaling.", with_bias(lambda f, b, beta, mean: (b - mean + beta) * f)),
            (
                "the weights are right. The distance of b from the mean is scaled as the weights are.",
                with_bias(lambda f, b, beta, mean: b - mean + beta),
            ),
            (
                "the bias is right. The weights are scaled too.",
                lambda W, *others: np.vstack([W, read_off(W, *others)[-1]]),
            ),
        ],
        "it computes what the two layers compute, for 3 pairs of layers.",
    )


@exercise("19.4")
def factor_of_the_norm(factor):
    rng = np.random.default_rng(3)
    points = []
    for length, c in [(6.0, 1.0), (0.5, 2.0), (3.0, 5.0), (0.5, 0.3)]:  # once c lies between length and length²
        gradients = [rng.normal(size=shape) for shape in [(3, 2), (1, 2), (2, 4)]]
        points.append(([g * length / np.sqrt(sum(np.sum(g**2) for g in gradients)) for g in gradients], c))

    def norm(arrays):
        return np.linalg.norm(np.concatenate([np.ravel(g) for g in arrays]))

    def limit(length):
        return lambda gradients, c: min(1.0, c / length(gradients))

    return agree(
        factor,
        points,
        limit(norm),
        [
            (
                "this lengthens gradients that are shorter than c. They are to stay as they are.",
                lambda gs, c: c / norm(gs),
            ),
            ("the smaller of the two is wanted: clipping never lengthens.", lambda gs, c: max(1.0, c / norm(gs))),
            ("this divides by the norm squared. Where is the root?", limit(lambda gs: norm(gs) ** 2)),
            (
                "the norm squared is compared with c. It is the norm that should not exceed c.",
                lambda gs, c: 1.0 if norm(gs) ** 2 <= c else c / norm(gs),
            ),
            (
                "one factor is wanted for all arrays, from the norm of all together.",
                lambda gs, c: [limit(norm)([g], c) for g in gs],
            ),
            *(
                (f"{words}. The norm is the root of the sum of all squares.", limit(length))
                for words, length in [
                    ("this looks at one array alone", lambda gs: max(map(norm, gs))),
                    ("this looks at one array alone", lambda gs: norm(gs[:1])),
                    ("this looks at one array alone", lambda gs: norm(gs[-1:])),
                    ("this limits the largest entry", lambda gs: max(np.abs(g).max() for g in gs)),
                    ("this divides by the sum of the norms", lambda gs: sum(map(norm, gs))),
                    ("this divides by the sum of the sizes", lambda gs: sum(np.abs(g).sum() for g in gs)),
                    (
                        "this divides by the root of the mean square",
                        lambda gs: norm(gs) / np.sqrt(sum(g.size for g in gs)),
                    ),
                    ("this adds the mean squares of the arrays", lambda gs: np.sqrt(sum(np.mean(g**2) for g in gs))),
                ]
            ),
            ("upside down: the longer the gradient, the smaller the factor.", lambda gs, c: min(1.0, norm(gs) / c)),
            (
                "multiplied by the norm: the longer the gradient, the smaller the factor.",
                lambda gs, c: min(1.0, c * norm(gs)),
            ),
            ("this is the length of the clipped gradient; the factor is wanted.", lambda gs, c: min(norm(gs), c)),
            ("nothing is clipped.", lambda gs, c: 1.0),
        ],
        "the clipped gradient is never longer than c, and a short one stays, for 4 gradients.",
    )
