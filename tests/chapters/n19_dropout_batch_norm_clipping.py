"""What the tests know of notebook 19."""

import numpy as np


def centred(G, hat, axis, gamma=1.0):
    """Return γ G less its mean and its part along ẑ, both taken along an axis."""
    H = gamma * G
    return H - H.mean(axis=axis, keepdims=True) - hat * (H * hat).mean(axis=axis, keepdims=True)


def folded(W, b, factor, beta, mean):
    return np.vstack([W * factor, (b - mean) * factor + beta])


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
        (lambda A, R, p: A - p, "expected about"),
    ],
    "19.2": [
        (lambda G, gamma, hat, root: gamma / root * centred(G, hat, 1), "γ differs from node to node"),
        (lambda G, gamma, hat, root: centred(G, hat, 0, gamma) / root, "over the samples"),
        (lambda G, gamma, hat, root: gamma / root * G, "as constants"),
        (lambda G, gamma, hat, root: (gamma * G - (gamma * G).mean(axis=1, keepdims=True)) / root, "the way through v"),
        (lambda G, gamma, hat, root: (gamma * G - hat * (gamma * G * hat).mean(axis=1, keepdims=True)) / root,
         "the way through μ"),
        (lambda G, gamma, hat, root: centred(G, hat, 1) / root, "γ is missing"),
        (lambda G, gamma, hat, root: centred(G, hat, 1, gamma), "the root is missing"),
        (lambda G, gamma, hat, root: centred(G, hat, 1, gamma) * root, "multiplied by the root"),
    ],
    "19.3": [
        (lambda W, b, g, beta, mean, var, e: folded(W, b, g / var, beta, mean), "standard deviation"),
        (lambda W, b, g, beta, mean, var, e: folded(W, b, g / np.sqrt(var), beta, mean), "ε is missing"),
        (lambda W, b, g, beta, mean, var, e: folded(W, b, g / (np.sqrt(var) + e), beta, mean), "under the root"),
        (lambda W, b, g, beta, mean, var, e: folded(W, 0, g / np.sqrt(var + e), beta, mean), "the bias b"),
        (lambda W, b, g, beta, mean, var, e: folded(W, b, g / np.sqrt(var + e), beta, 0), "running mean"),
        (lambda W, b, g, beta, mean, var, e: folded(W, b, g / np.sqrt(var + e), 0, mean), "β is missing"),
        (lambda W, b, g, beta, mean, var, e: folded(W, b, 1 / np.sqrt(var + e), beta, mean), "γ is missing"),
        (lambda W, b, g, beta, mean, var, e: np.vstack([W * g / np.sqrt(var + e), b - mean + beta]),
         "scaled as the weights"),
        (lambda W, b, g, beta, mean, var, e: W * g / np.sqrt(var + e), "one more row"),
    ],
    "19.4": [
        (lambda gs, c: c / norm(gs), "lengthens"),
        (lambda gs, c: max(1.0, c / norm(gs)), "the smaller of the two"),
        (lambda gs, c: min(1.0, c / norm(gs)**2), "the norm squared"),
        (lambda gs, c: min(1.0, c / max(norm([g]) for g in gs)), "one array"),
        (lambda gs, c: min(1.0, c / max(np.abs(g).max() for g in gs)), "largest entry"),
        (lambda gs, c: min(1.0, c / sum(norm([g]) for g in gs)), "the sum of the norms"),
        (lambda gs, c: min(1.0, norm(gs) / c), "upside down"),
        (lambda gs, c: min(norm(gs), c), "the length of the clipped"),
        (lambda gs, c: 1.0, "nothing is clipped"),
    ],
}
