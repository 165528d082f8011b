"""What the tests know of notebook 11."""

import numpy as np

# Misprints of the lecture: the fault's number in CORRECTIONS, our equation, what we print, what it prints.
MISPRINTS = [
    ("47", "11.20", r"\left\lceil \frac{n}{M} \right\rceil", r"\frac{n}{M}"),
]


def adam_step(m, s, g, t, eta, beta1, beta2, c1=None, c2=None, root=np.sqrt):
    m, s = beta1 * m + (1 - beta1) * g, beta2 * s + (1 - beta2) * g**2
    return -eta * (m / (c1 or 1 - beta1**t)) / root(s / (c2 or 1 - beta2**t)), m, s


def root_before_correction(m, s, g, t, eta, beta1, beta2):
    change, m, s = adam_step(m, s, g, t, eta, beta1, beta2, c2=1)
    return change * (1 - beta2**t), m, s


def corrected_in_place(m, s, g, t, eta, beta1, beta2):
    m *= beta1
    m += (1 - beta1) * g
    s *= beta2
    s += (1 - beta2) * g**2
    m /= 1 - beta1**t
    s /= 1 - beta2**t
    return -eta * m / np.sqrt(s), m, s


def old_moments(m, s, g, t, eta, beta1, beta2):
    change = -eta * m / (1 - beta1**t) / np.sqrt(s / (1 - beta2**t))
    return change, *adam_step(m, s, g, t, eta, beta1, beta2)[1:]


def square_of_m(m, s, g, t, eta, beta1, beta2):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * m**2
    return -eta * m / (1 - beta1**t) / np.sqrt(s / (1 - beta2**t)), m, s


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "11.1": [
        (lambda H: 1 / np.linalg.eigvalsh(H).max(), "this is half of it"),
        (lambda H: np.linalg.eigvalsh(H).max(), "Which rate does it allow"),
        (lambda H: 2 / np.linalg.eigvalsh(H).min(), "smallest eigenvalue"),
        (lambda H: 2 / np.linalg.eigvalsh(H)[[0, -1]].sum(), "best rate, not the largest"),
        (lambda H: 2 / np.linalg.norm(H), "Frobenius"),
        (lambda H: 2 / H.max(), "only if H is diagonal"),
        (lambda H: 0.05, "expected about"),
    ],
    "11.2": [
        (lambda eta, t: eta, "first change has this length"),
        (lambda eta, t: eta / t, "its root"),
        (lambda eta, t: eta / np.sqrt(t + 1), "not two"),
        (lambda eta, t: eta * np.sqrt(t), "gets shorter"),
        (lambda eta, t: sum(eta / np.sqrt(k) for k in range(1, t + 1)), "way of all changes"),
        (lambda eta, t: -eta / np.sqrt(t), "the negative"),
    ],
    "11.3": [
        (lambda *a: adam_step(*a, c1=1, c2=1), "both moments is missing"),
        (lambda *a: adam_step(*a, c2=1), "correction of s is missing"),
        (lambda *a: adam_step(*a, c1=1), "correction of m is missing"),
        (lambda m, s, g, t, eta, *betas: adam_step(m, s, g, t, -eta, *betas), "it climbs"),
        (lambda *a: adam_step(*a, root=lambda s: s), "root of s is missing"),
        (root_before_correction, "corrected first"),
        (lambda m, s, g, t, *a: adam_step(m, s, g, t - 1, *a), "counts from 0"),
        (lambda m, s, g, t, *a: adam_step(m, s, g, t + 1, *a), "not t + 1"),
        (corrected_in_place, "without the correction"),
        (lambda m, s, g, t, eta, b1, b2: adam_step(m, s, g, t, eta, b2, b1), "betas are exchanged"),
        (old_moments, "not from the old ones"),
        (square_of_m, "not of m"),
        (lambda *a: (*adam_step(*a)[1:], adam_step(*a)[0]), "first the change"),
        (lambda *a: adam_step(*a)[0], "the result has shape (3,)"),
    ],
    "11.4": [
        (lambda rows, sizes: rows.mean(axis=0), "plain mean"),
        (lambda rows, sizes: sizes @ rows, "a sum, where"),
        (lambda rows, sizes: sizes @ rows / len(sizes), "not by that of the batches"),
        (lambda rows, sizes: rows.sum(axis=0), "equal weights"),
        (lambda rows, sizes: -(sizes @ rows) / sizes.sum(), "the negative"),
    ],
}
