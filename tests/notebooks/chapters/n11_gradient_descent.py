"""What the tests know of notebook 11."""

import math

import numpy as np

# Misprints of the lecture: the fault's number in site/ext/corrections, our equation, what we print, what it prints.
MISPRINTS = [("47", "11.3", r"\left\lceil \frac{n}{M} \right\rceil", r"\frac{n}{M}")]


def adam_step(m, s, g, t, eta, beta1, beta2, c1=None, c2=None, root=np.sqrt):
    m, s = beta1 * m + (1 - beta1) * g, beta2 * s + (1 - beta2) * g**2
    return -eta * (m / (c1 or 1 - beta1**t)) / root(s / (c2 or 1 - beta2**t)), m, s


def in_place(m, s, g, t, eta, beta1, beta2):
    m *= beta1
    m += (1 - beta1) * g
    s *= beta2
    g *= g
    s += (1 - beta2) * g
    return -eta * m / (1 - beta1**t) / (np.sqrt(s / (1 - beta2**t)) + 1e-8), m, s


def number_by_number(m, s, g, t, eta, beta1, beta2):
    steps = [adam_step(*numbers, t, eta, beta1, beta2, root=math.sqrt) for numbers in zip(m, s, g)]
    return [list(part) for part in zip(*steps)]


def with_average(m, s, g, t, eta, beta1, beta2, kept=None, fresh=None, square=np.square):
    """Adam's step with other weights of the old m and of the new gradient, or another square."""
    m = (beta1 if kept is None else kept) * m + (1 - beta1 if fresh is None else fresh) * g
    s = beta2 * s + (1 - beta2) * square(g)
    return -eta * m / (1 - beta1**t) / np.sqrt(s / (1 - beta2**t)), m, s


def rmsprop(m, s, g, t, eta, beta1, beta2):
    m, s = adam_step(m, s, g, t, eta, beta1, beta2)[1:]
    return -eta * g / np.sqrt(s / (1 - beta2**t)), m, s


def without_division(m, s, g, t, eta, beta1, beta2):
    m, s = adam_step(m, s, g, t, eta, beta1, beta2)[1:]
    return -eta * m / (1 - beta1**t), m, s


def by_growth(H):
    u = np.arange(1.0, len(H) + 1)
    for _ in range(500):
        u = H @ u
        u /= np.linalg.norm(u)
    return 2 / (u @ H @ u)


def by_hand(gradients, sizes):
    total = [0.0] * len(gradients[0])
    for row, size in zip(gradients, sizes):
        for j, entry in enumerate(row):
            total[j] += size * entry
    return [t / sum(sizes) for t in total]


def divided_in_place(gradients, sizes):
    gradients *= sizes[:, None]
    return sum(gradients) / sum(sizes)


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


def by_running(eta, mu, lam):
    u, v = 1.0, 0.0
    for _ in range(300):
        v = mu * v - eta * lam * u
        u += v
    return abs(u) < 1


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "11.1": [
        (lambda H: 1 / np.linalg.eigvalsh(H).max(), "this is half of it"),
        (lambda H: np.linalg.eigvalsh(H).max(), "Which rate does it allow"),
        (lambda H: 2 / np.linalg.eigvalsh(H).min(), "smallest eigenvalue"),
        (lambda H: 2 / np.linalg.eigvalsh(H)[[0, -1]].sum(), "best rate, not the largest"),
        (lambda H: 2 / np.linalg.norm(H), "Frobenius"),
        (lambda H: 2 / H.max(), "only if H is diagonal"),
        (lambda H: 2 / np.trace(H), "trace adds all"),
        (lambda H: 2 * np.linalg.eigvalsh(H).max(), "divide by it"),
        (lambda H: 2 / np.linalg.eigvalsh(H), "One rate must do for all"),
        (lambda H: 2 / np.linalg.eigvals(H)[0], "in no order"),
        (lambda H: 0.05, "whatever it is given"),
        (lambda H: 2 / np.linalg.cond(H), "expected about"),
    ],
    "11.2": [
        (lambda eta, t: eta, "first change has this length"),
        (lambda eta, t: eta / t, "its root"),
        (lambda eta, t: eta / np.sqrt(t + 1), "not two"),
        (lambda eta, t: eta * np.sqrt(t), "gets shorter"),
        (lambda eta, t: sum(eta / np.sqrt(k) for k in range(1, t + 1)), "way of all changes"),
        (lambda eta, t: eta / np.sqrt(np.arange(1, t + 1)), "only that of number t"),
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
        (square_of_m, "the new s: it averages g**2, not m**2"),
        (lambda *a: (*adam_step(*a)[1:], adam_step(*a)[0]), "first the change"),
        (lambda *a: adam_step(*a)[0], "return three arrays"),
        (lambda m, s, g, t, eta, b1, b2: (adam_step(m, s, g, t, eta, b1, b2)[0], m, s), "this is m, as it was given"),
        (lambda *a: (adam_step(*a)[0], *adam_step(*a)[:0:-1]), "first the change, then m, then s"),
        (lambda *a: with_average(*a, fresh=1), "the new m: g counts with 1 − beta1, not in full"),
        (lambda *a: with_average(*a, fresh=a[5]), "the new m: g counts with 1 − beta1, not with beta1"),
        (lambda *a: with_average(*a, kept=1), "the new m: the old m counts with beta1, not in full"),
        (lambda *a: with_average(*a, kept=1 - a[5], fresh=a[5]), "the new m: beta1 and 1 − beta1 are exchanged"),
        (lambda *a: with_average(*a, fresh=a[5] - 1), "the new m: g is subtracted"),
        (
            lambda m, s, g, t, eta, b1, b2: (*adam_step(m, s, g, t, eta, b1, b2)[:2], b2 * s + (1 - b1) * g**2),
            "the new s: g² counts with 1 − beta2: the weights",
        ),
        (lambda *a: with_average(*a, fresh=0), "the new m: g is missing"),
        (lambda *a: with_average(*a, kept=0), "the new m: the old m is missing"),
        (lambda *a: with_average(*a, square=lambda g: g), "the new s: it averages g**2, not g."),
        (lambda *a: with_average(*a, square=lambda g: 2 * g), "the new s: it averages g**2, not g * 2"),
        (rmsprop, "the change: it goes along m, not along g"),
        (without_division, "the change: the division by the root of s is missing"),
        (lambda m, s, g, t, eta, b1, b2: adam_step(m, s, g, t, 1, b1, b2), "the factor eta is missing"),
        (lambda *a: adam_step(*a, c1=1 - a[5]), "the correction of m lacks the power t"),
        (lambda *a: adam_step(*a, c2=1 / (1 - a[6] ** a[3])), "the correction of s multiplies"),
        (lambda *a: adam_step(*a, c1=a[5] ** a[3], c2=a[6] ** a[3]), "the correction of both moments is 1 − beta"),
        (lambda *a: adam_step(*a, c2=2), "the change: at"),
    ],
    "11.4": [
        (lambda rows, sizes: rows.mean(axis=0), "plain mean"),
        (lambda rows, sizes: sizes @ rows, "a sum, where"),
        (lambda rows, sizes: sizes @ rows / len(sizes), "not by that of the batches"),
        (lambda rows, sizes: rows.sum(axis=0), "equal weights"),
        (lambda rows, sizes: -(sizes @ rows) / sizes.sum(), "the negative"),
        (lambda rows, sizes: sizes @ rows / sizes.mean(), "by the mean of the sizes"),
        (lambda rows, sizes: rows * sizes[:, None] / sizes.sum(), "add the rows up"),
        (lambda rows, sizes: (rows / sizes[:, None]).sum(axis=0), "multiply"),
        (lambda rows, sizes: rows.mean(axis=1), "over the batches"),
        (lambda rows, sizes: rows.mean(), "one number for each parameter"),
        (lambda rows, sizes: sizes @ rows / (len(sizes) * sizes[0]), "as long as the first"),
        (lambda rows, sizes: rows[0], "expected about"),
    ],
    "11.5": [
        (lambda eta, mu, lam: eta < 2 / lam, "limit without momentum"),
        (lambda eta, mu, lam: eta / (1 - mu) < 2 / lam, "At the limit they alternate"),
        (lambda eta, mu, lam: eta < 2 / lam / (1 - mu), "less than this"),
        (lambda eta, mu, lam: eta < (1 + mu) / lam, "half of the limit"),
        (lambda eta, mu, lam: eta > 2 * (1 + mu) / lam, "right way round"),
        (lambda eta, mu, lam: eta < 2 * (1 + mu), "how steep"),
        (lambda eta, mu, lam: eta < 2 * (1 + mu) * lam, "the steeper the valley"),
        (lambda eta, mu, lam: 2 * (1 + mu) / lam, "True or False"),
        (lambda eta, mu, lam: [eta < 2 / lam, mu < 1], "shape (2,)"),
        (lambda eta, mu, lam: True, "too large, even with momentum"),
        (lambda eta, mu, lam: 0, "small rates converge"),
        (lambda eta, mu, lam: eta * lam < 2 + mu, "mu counts twice"),
        (lambda eta, mu, lam: eta * lam < (1 + np.sqrt(mu)) ** 2, "roots are complex"),
        (lambda eta, mu, lam: eta * lam <= 2 * (1 + mu), "for ever"),
        (lambda eta, mu, lam: eta * lam < 2 * (1 + mu**2), "right in"),
        (lambda eta, mu, lam: eta * lam <= 2 * np.sqrt(1 + mu), "right in"),
        (lambda eta, mu, lam: mu < 1 and eta * lam < 4 * mu, "right in"),
    ],
}

# Right answers in other styles.
RIGHT = {
    "11.1": [
        lambda H: 2 / np.linalg.norm(H, 2),
        lambda H: 2 / np.linalg.svd(H).S[0],
        lambda H: 2 / max(np.linalg.eig(H)[0]),
        lambda H: min(2 / eigenvalue for eigenvalue in np.linalg.eigvalsh(H)),
        lambda H: np.array(2 / np.roots(np.poly(H)).real.max()),
        by_growth,
    ],
    "11.2": [
        lambda eta, t: eta / math.sqrt(t),
        lambda eta, t: eta * t**-0.5,
        lambda eta, t: 3 * eta / (np.sqrt(sum(3**2 for _ in range(t))) + 1e-8),
        lambda eta, t: np.array([eta]).repeat(t)[-1] / np.sqrt(np.cumsum(np.ones(t)))[-1],
    ],
    "11.3": [lambda *a: list(adam_step(*a)), lambda *a: np.array(adam_step(*a)), in_place, number_by_number],
    "11.4": [
        lambda rows, sizes: np.average(rows, axis=0, weights=sizes),
        lambda rows, sizes: np.repeat(rows, sizes, axis=0).mean(axis=0),
        lambda rows, sizes: np.einsum("bj,b->j", rows, sizes / sizes.sum()),
        lambda rows, sizes: (rows.T * sizes).sum(axis=1) / sizes.sum(),
        lambda rows, sizes: list(map(float, sizes @ rows / np.sum(sizes))),
        by_hand,
        divided_in_place,
    ],
    "11.5": [
        lambda eta, mu, lam: eta * lam < 2 + 2 * mu,
        lambda eta, mu, lam: int(eta < 2 * (1 + mu) / lam),
        lambda eta, mu, lam: np.array([eta]).max() * lam / 2 - 1 < mu,
        lambda eta, mu, lam: np.abs(np.roots([1, eta * lam - 1 - mu, mu])).max() < 1,
        by_running,
    ],
}
