"""What the tests know of notebook 19."""

import numpy as np


def centred(G, hat, axis, gamma=1.0):
    """Return γ G less its mean and its part along ẑ, both taken along an axis."""
    H = gamma * G
    return H - H.mean(axis=axis, keepdims=True) - hat * (H * hat).mean(axis=axis, keepdims=True)


def folded(W, b, factor, beta, mean):
    return np.vstack([W * factor, (b - mean) * factor + beta])


def right_fold(W, b, gamma, beta, mean, var, epsilon):
    return folded(W, b, gamma / np.sqrt(var + epsilon), beta, mean)


def norm(gradients):
    return np.sqrt(sum(np.sum(g**2) for g in gradients))


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "19.1": [
        (lambda A, R, p: (R >= p) * A, "the mean falls"),
        (lambda A, R, p: (R >= p) / p * A, "divided by the share that is silenced"),
        (lambda A, R, p: (R >= p) * (1 - p) * A, "multiplied"),
        (lambda A, R, p: (R < p) / (1 - p) * A, "silenced and kept are exchanged"),
        (lambda A, R, p: (R < p) / p * A, "a rate of 1 − p"),
        (lambda A, R, p: (R >= p) / (1 - p), "this is the mask"),
        (lambda A, R, p: A / (1 - p), "nothing is silenced"),
        (lambda A, R, p: (R > p) / (1 - p) * A, "equals p is not below it"),
        (lambda A, R, p: (R <= p) * A, "silenced and kept are exchanged"),
        (lambda A, R, p: (R >= p) * A / (R >= p).mean(), "happens to be left"),
        (lambda A, R, p: A * (1 - p), "shrinks every node"),
        (lambda A, R, p: A - p, "expected about"),
    ],
    "19.2": [
        (lambda G, gamma, hat, root: gamma / root * centred(G, hat, 1), "γ differs from node to node"),
        (lambda G, gamma, hat, root: centred(G, hat, 0, gamma) / root, "over the samples"),
        (lambda G, gamma, hat, root: gamma / root * G, "as constants"),
        (lambda G, gamma, hat, root: (gamma * G - (gamma * G).mean(axis=1, keepdims=True)) / root, "the way through v"),
        (
            lambda G, gamma, hat, root: (gamma * G - hat * (gamma * G * hat).mean(axis=1, keepdims=True)) / root,
            "the way through μ",
        ),
        (lambda G, gamma, hat, root: centred(G, hat, 1) / root, "γ is missing"),
        (lambda G, gamma, hat, root: centred(G, hat, 1, gamma), "the root is missing"),
        (lambda G, gamma, hat, root: centred(G, hat, 1, gamma) * root, "multiplied by the root"),
        (lambda G, gamma, hat, root: gamma / root * centred(G, hat, 0), "over the samples"),
        (lambda G, gamma, hat, root: centred(G, hat, None, gamma) / root, "over all entries"),
        (
            lambda G, gamma, hat, root: (
                (
                    gamma * G
                    - (gamma * G).sum(axis=1, keepdims=True)
                    - hat * (gamma * G * hat).sum(axis=1, keepdims=True)
                )
                / root
            ),
            "a sum over",
        ),
        (
            lambda G, gamma, hat, root: (
                (
                    gamma * G
                    - (gamma * G).mean(axis=1, keepdims=True)
                    + hat * (gamma * G * hat).mean(axis=1, keepdims=True)
                )
                / root
            ),
            "through v has the wrong sign",
        ),
        (
            lambda G, gamma, hat, root: (
                (gamma * G - (gamma * G).mean(axis=1, keepdims=True) - (gamma * G * hat).mean(axis=1, keepdims=True))
                / root
            ),
            "in front of the mean",
        ),
        (
            lambda G, gamma, hat, root: (
                (gamma * G - G.mean(axis=1, keepdims=True) - hat * (G * hat).mean(axis=1, keepdims=True)) / root
            ),
            "missing in the means",
        ),
    ],
    "19.3": [
        (lambda W, b, g, beta, mean, var, e: folded(W, b, g / var, beta, mean), "standard deviation"),
        (lambda W, b, g, beta, mean, var, e: folded(W, b, g / np.sqrt(var), beta, mean), "ε is missing"),
        (lambda W, b, g, beta, mean, var, e: folded(W, b, g / (np.sqrt(var) + e), beta, mean), "under the root"),
        (lambda W, b, g, beta, mean, var, e: folded(W, 0, g / np.sqrt(var + e), beta, mean), "the bias b"),
        (lambda W, b, g, beta, mean, var, e: folded(W, b, g / np.sqrt(var + e), beta, 0), "running mean"),
        (lambda W, b, g, beta, mean, var, e: folded(W, b, g / np.sqrt(var + e), 0, mean), "β is missing"),
        (lambda W, b, g, beta, mean, var, e: folded(W, b, 1 / np.sqrt(var + e), beta, mean), "γ is missing"),
        (
            lambda W, b, g, beta, mean, var, e: np.vstack([W * g / np.sqrt(var + e), b - mean + beta]),
            "scaled as the weights",
        ),
        (lambda W, b, g, beta, mean, var, e: W * g / np.sqrt(var + e), "one more row"),
        (lambda *a: np.roll(right_fold(*a), 1, axis=0), "above the weights"),
        (lambda W, b, g, beta, mean, var, e: folded(W, b, g, beta, mean), "the standard deviation is missing"),
        (lambda W, b, g, beta, mean, var, e: folded(W, b, g * np.sqrt(var + e), beta, mean), "normalising divides"),
        (lambda W, b, g, beta, mean, var, e: folded(W, b, g / np.sqrt(var + e), beta, -mean), "mean is added"),
        (lambda W, b, g, beta, mean, var, e: folded(W, b, g / np.sqrt(var + e), -beta, mean), "added, not subtracted"),
        (lambda W, b, g, beta, mean, var, e: folded(W, b + beta, g / np.sqrt(var + e), 0, mean), "after the scaling"),
        (lambda W, b, g, beta, mean, var, e: folded(W, b, g / np.sqrt(var + e), beta - mean, 0), "scaled as b is"),
        (lambda W, *a: np.vstack([W, right_fold(W, *a)[-1]]), "The weights are scaled too"),
    ],
    "19.4": [
        (lambda gs, c: c / norm(gs), "lengthens"),
        (lambda gs, c: max(1.0, c / norm(gs)), "the smaller of the two"),
        (lambda gs, c: min(1.0, c / norm(gs) ** 2), "the norm squared"),
        (lambda gs, c: min(1.0, c / max(norm([g]) for g in gs)), "one array"),
        (lambda gs, c: min(1.0, c / max(np.abs(g).max() for g in gs)), "largest entry"),
        (lambda gs, c: min(1.0, c / sum(norm([g]) for g in gs)), "the sum of the norms"),
        (lambda gs, c: min(1.0, norm(gs) / c), "upside down"),
        (lambda gs, c: min(norm(gs), c), "the length of the clipped"),
        (lambda gs, c: 1.0, "nothing is clipped"),
        (lambda gs, c: 1.0 if norm(gs) ** 2 <= c else c / norm(gs), "the norm squared is compared"),
        (lambda gs, c: min(1.0, c / norm(gs[-1:])), "one array"),
        (lambda gs, c: [min(1.0, c / norm([g])) for g in gs], "one factor is wanted"),
        (lambda gs, c: min(1.0, c / sum(np.abs(g).sum() for g in gs)), "the sum of the sizes"),
        (lambda gs, c: min(1.0, c / np.sqrt(np.mean(np.concatenate([g.ravel() for g in gs]) ** 2))), "mean square"),
        (lambda gs, c: min(1.0, c * norm(gs)), "multiplied by the norm"),
        (lambda gs, c: min(1.0, c / np.mean([norm([g]) for g in gs])), "gs of arrays of the shapes (3, 2),"),
    ],
}


def silenced(A, R, p):
    A[R < p] = 0
    A /= 1 - p
    return A


def back_in_place(G, gamma, hat, root):
    G *= gamma
    along = (G * hat).mean(axis=1)[:, None]
    G -= G.mean(axis=1)[:, None]
    G -= hat * along
    G /= root
    return G


def fold_in_place(W, b, gamma, beta, mean, var, epsilon):
    var += epsilon
    gamma /= np.sqrt(var)
    W *= gamma
    b -= mean
    b *= gamma
    b += beta
    return np.concatenate([W, b])


def emptied(gradients, c):
    total = 0
    while gradients:
        total += np.sum(gradients.pop() ** 2)
    return c / total**0.5 if total**0.5 > c else 1


# Right answers in other styles.
RIGHT = {
    "19.1": [
        silenced,
        lambda A, R, p: np.where(R < p, 0, A / (1 - p)),
        lambda A, R, p: [[a / (1 - p) if r >= p else 0 for a, r in zip(*rows)] for rows in zip(A, R)],
    ],
    "19.2": [
        back_in_place,
        lambda G, gamma, hat, root: [
            (np.eye(len(h)) - (1 + np.outer(h, h)) / len(h)) @ (gamma[0] * g) / r[0] for g, h, r in zip(G, hat, root)
        ],
    ],
    "19.3": [fold_in_place, lambda W, b, g, beta, mean, var, e: tuple(folded(W, b, g * (var + e) ** -0.5, beta, mean))],
    "19.4": [
        emptied,
        lambda gs, c: np.minimum(1, c / (norm(gs) + 1e-7)),
        lambda gs, c: min(1, c / np.linalg.norm([np.linalg.norm(g) for g in gs])),
    ],
}
