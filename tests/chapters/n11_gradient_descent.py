"""What the tests know of notebook 11."""

import numpy as np

# Names in the TeX, and misprints of the lecture: the TeX of notebooks after 07 is not read.
SYMBOLS = {}
MISPRINTS = []


def momentum_step(theta, v, gradient, eta, mu):
    v = mu * v - eta * gradient
    return theta + v, v


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "11.1": [
        (lambda H: 1 / np.linalg.eigvalsh(H).max(), "this is half of it"),
        (lambda H: np.linalg.eigvalsh(H).max(), "Which rate does it allow"),
        (lambda H: 2 / np.linalg.eigvalsh(H).min(), "smallest eigenvalue"),
        (lambda H: 2 / np.linalg.eigvalsh(H)[[0, -1]].sum(), "best rate, not the largest"),
        (lambda H: 2 / H.max(), "only if H is diagonal"),
        (lambda H: 0.05, "expected about"),
    ],
    "11.2": [
        (lambda theta, v, g, eta, mu: momentum_step(theta, v, -g, eta, mu), "it climbs"),
        (lambda theta, v, g, eta, mu: (theta + v, mu * v - eta * g), "not with the old one"),
        (lambda *a: momentum_step(*a)[::-1], "exchanged"),
        (lambda theta, v, g, eta, mu: (theta - eta * g, -eta * g), "velocity is forgotten"),
        (lambda theta, v, g, eta, mu: (theta + v - eta * g, v - eta * g), "does not fade"),
        (lambda theta, v, g, eta, mu: momentum_step(theta, v, (1 - mu) * g, eta, mu), "running mean"),
        (lambda theta, v, g, eta, mu: (theta - (mu * v - eta * g), mu * v - eta * g), "by plus v"),
        (lambda *a: momentum_step(*a)[0], "the result has shape (3,)"),
    ],
    "11.3": [
        (lambda n, M: [M] * (n // M), "left over belong to"),
        (lambda n, M: [M] * -(-n // M), "not so many samples"),
        (lambda n, M: [M] * (n // M) + [n % M], "empty batch"),
        (lambda n, M: -(-n // M), "number of batches"),
        (lambda n, M: [M] * (n // M - 1) + [M + n % M] if n >= M else [n], "batch of its own"),
    ],
    "11.4": [
        (lambda rows, sizes: rows.mean(axis=0), "plain mean"),
        (lambda rows, sizes: sizes @ rows, "a sum, where"),
        (lambda rows, sizes: sizes @ rows / len(sizes), "not by that of the batches"),
        (lambda rows, sizes: rows.sum(axis=0), "equal weights"),
        (lambda rows, sizes: -(sizes @ rows) / sizes.sum(), "the negative"),
    ],
    "11.5": [
        (lambda eta, t: eta, "first change has this length"),
        (lambda eta, t: eta / t, "its root"),
        (lambda eta, t: eta / np.sqrt(t + 1), "not two"),
        (lambda eta, t: eta * np.sqrt(t), "gets shorter"),
        (lambda eta, t: sum(eta / np.sqrt(k) for k in range(1, t + 1)), "way of all changes"),
        (lambda eta, t: -eta / np.sqrt(t), "the negative"),
    ],
}
