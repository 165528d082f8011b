"""What the tests know of notebook 10."""

import numpy as np

from helpers.activations import selu

# Misprints of the lecture: the fault's number in site/ext/corrections, our equation, what we print, what it prints.
MISPRINTS = [("64", "10.8", r"g'(z) = \alpha", "g'(z) = 1")]

# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "10.1": [
        (lambda a, alpha: np.where(a > 0, 1, a + 1), "right for α = 1 only"),
        (lambda a, alpha: np.where(a > 0, 1, alpha), "leaky ReLU"),
        (lambda a, alpha: np.where(a > 0, 1, alpha * np.exp(a)), "takes a for z"),
        (lambda a, alpha: np.where(a > 0, 1, np.exp(a)), "takes a for z"),
        (lambda a, alpha: a + alpha, "right for a < 0"),
        (lambda a, alpha: np.where(a > 0, 1, a), "the value itself"),
        (lambda a, alpha: np.where(a > 0, 1, 0), "slope of the ReLU"),
        (lambda a, alpha: np.where(a > 0, 1, a - alpha), "the sign of α"),
        (lambda a, alpha: np.where(a > 0, 1, a + alpha).astype(int), "cannot hold fractions"),
        (lambda a, alpha: np.where(a > 0, a, a + alpha), "what is the slope of this line?"),
        (lambda a, alpha: np.where(a > 0, 0, a + alpha), "what is the slope of this line?"),
        (lambda a, alpha: np.where(a < 0, 1, a + alpha), "exchanged"),
        (lambda a, alpha: np.where(a > 0, 1, alpha * (a + 1)), "right for a > 0"),
        (lambda a, alpha: np.where(a > 0, alpha, a + alpha), "right but for entry 3, 4, 5"),
        (lambda a, alpha: np.gradient(a), "at a = [-0.9502, -0.5034, -0.09516, 0.2, 1, 2.5], alpha = 1 it gives"),
        (lambda a, alpha: 1 if a > 0 else a + alpha, "An array is neither true nor false"),
    ],
    "10.2": [
        (lambda alpha, n: 2 / n, "He's rule"),
        (lambda alpha, n: 2 / ((1 + alpha) * n), "enters it squared"),
        (lambda alpha, n: 2 / ((1 + alpha) ** 2 * n), "not the square of a sum"),
        (lambda alpha, n: 2 / (alpha**2 * n), "only the negative z"),
        (lambda alpha, n: 1 / n, "variance of the identity"),
        (lambda alpha, n: np.sqrt(2 / ((1 + alpha**2) * n)), "standard deviation"),
        (lambda alpha, n: 1 / ((1 + alpha**2) * n), "where is this half"),
        (lambda alpha, n: n * (1 + alpha**2) / 2, "must undo"),
        (lambda alpha, n: 2 * (1 + alpha**2) / n, "the mean square stands above the line"),
        (lambda alpha, n: 2 / (1 + alpha**2) * n, "n belongs below the line too"),
        (lambda alpha, n: 2 / (1 + alpha**2 * n), "a bracket is missing"),
        (lambda alpha, n: 2 / ((1 - alpha**2) * n), "a minus takes them away"),
        (lambda alpha, n: 1 / (n * ((1 + alpha**2) / 2 - (1 - alpha) ** 2 / (2 * np.pi))), "and not the variance"),
    ],
    "10.3": [
        (lambda A: np.sum(A[0] == 0), "first sample only"),
        (lambda A: np.sum(np.any(A == 0, axis=0)), "one sample at least"),
        (lambda A: np.sum(np.all(A == 0, axis=1)), "a column"),
        (lambda A: np.all(A == 0, axis=0), "their number is wanted"),
        (lambda A: np.sum(A == 0), "counts single zeros"),
        (lambda A: np.sum(np.any(A > 0, axis=0)), "nodes that live"),
        (lambda A: np.mean(np.all(A == 0, axis=0)), "share of dead nodes"),
        (lambda A: np.sum(A.mean(axis=0) < 0.05), "a node that fires once, and faintly"),
        (lambda A: np.sum(A.sum(axis=0).round(2) == 0), "a node that fires once, and faintly"),
        (lambda A: np.sum(np.median(A, axis=0) == 0), "half of the samples"),
        (lambda A: np.flatnonzero(np.all(A == 0, axis=0)), "their number is wanted"),
        (lambda A: np.all(A == 0), "whole layer is dead"),
    ],
    "10.4": [
        (lambda b1, W2, b2, W3, b3: b3, "last bias alone"),
        (lambda b1, W2, b2, W3, b3: b2 @ W3 + b3, "first bias is missing"),
        (lambda b1, W2, b2, W3, b3: b1 @ W2 @ W3 + b3, "second bias is missing"),
        (lambda b1, W2, b2, W3, b3: (b1 @ W2 + b2) @ W3, "last bias is missing"),
        (lambda b1, W2, b2, W3, b3: -((b1 @ W2 + b2) @ W3 + b3), "the negative"),
        (lambda b1, W2, b2, W3, b3: (b1 @ W2 + b2) @ W3 - b3, "wrong even where b1 and b2 are zero"),
        (lambda b1, W2, b2, W3, b3: np.tanh(b1 @ W2 + b2) @ W3 + b3, "How does b2 come through?"),
        (lambda b1, W2, b2, W3, b3: (np.tanh(b1) @ W2 + b2) @ W3 + b3, "How does b1 come through?"),
        (lambda b1, W2, b2, W3, b3: W3 @ (W2 @ b1 + b2) + b3, "fails at `W2 @ b1`, where W2 has the shape (3, 4)"),
    ],
    "10.5": [
        (lambda f, v, n: word((n * v * f.derivative(0.0) ** 2) ** 29), "the slope at zero"),
        (lambda f, v, n: word((n * v * np.mean(f.derivative(NORMAL) ** 2)) ** 29), "one variance in every layer"),
        (lambda f, v, n: word((n * v) ** 29), "the weights alone"),
        (lambda f, v, n: word(expected(f, v, n, mean_square=np.var)), "and not its variance"),
        (lambda f, v, n: word(measured(f, v, n)[0]), "the fate of the signal"),
        (lambda f, v, n: -word(measured(f, v, n)[1]), "−1 is for an error that vanishes"),
        (lambda f, v, n: word(expected(f, v, n, np.ones_like)), "the weights alone"),
        (lambda f, v, n: word(expected(f, v, n, np.abs)), "the square of the slope"),
        (
            lambda f, v, n: word((n * v * np.mean(f.derivative((n * v) ** 0.5 * NORMAL) ** 2)) ** 29),
            "one variance in every layer",
        ),
        (lambda f, v, n: word(expected(f, v, n)) if n * v < 399 else 0, "is what happens"),
        (lambda f, v, n: 0, "it gives 0 whatever it is given"),
        (lambda f, v, n: expected(f, v, n), "expected -1, 0 or 1"),
        (lambda f, v, n: f(np.zeros(3)) > 1, "expected one number"),
        (lambda f, v, n: "stays", "expected numbers"),
    ],
}
NORMAL = np.random.default_rng(3).normal(size=4000)


def word(growth):
    return int(growth > 1e3) - int(growth < 1e-3)


def measured(f, v, n):
    """Return by what factors signal and error grow, in a network of other weights than the judge's."""
    rng = np.random.default_rng(5)
    A, slopes, W, squares = rng.normal(size=(40, n)), [], rng.normal(0, v**0.5, (30, n, n)), [1.0]
    for layer in W:
        slopes.append(f.derivative(A @ layer))
        A = f(A @ layer)
        squares.append(np.mean(A**2))
    delta = first = rng.normal(size=A.shape) * slopes[-1]
    for layer, slope in zip(W[:0:-1], slopes[-2::-1], strict=True):
        delta = delta @ layer.T * slope
    return squares[-1] / squares[0], delta.var() / first.var()


def expected(f, v, n, bend=np.square, mean_square=lambda a: np.mean(a**2)):
    square, growth = 1, 1
    for k in range(30):
        z = (n * v * square) ** 0.5 * NORMAL
        square = mean_square(f(z))
        growth *= n * v * bend(f.derivative(z)).mean() if k < 29 else 1
    return growth


def elu_in_place(a, alpha):
    a += alpha
    a[a > alpha] = 1
    return a


def bias_in_place(b1, W2, b2, W3, b3):
    b2 += b1 @ W2
    b3 += b2 @ W3
    return b3


# Right answers in other styles.
RIGHT = {
    "10.1": [elu_in_place, lambda a, alpha: [1 if value > 0 else value + alpha for value in a]],
    "10.2": [lambda alpha, n: 1 / (n * np.mean([1, alpha**2])), lambda alpha, n: 2 / n / (1 + alpha**2)],
    "10.3": [
        lambda A: sum(not any(column) for column in zip(*A)),
        lambda A: A.shape[1] - A.any(axis=0).sum(),
        lambda A: float(np.sum(np.isclose(A, 0).all(axis=0))),
    ],
    "10.4": [
        bias_in_place,
        lambda b1, W2, b2, W3, b3: np.einsum("ai,ij,jk->ak", b1, W2, W3) + b2 @ W3 + b3,
        lambda b1, W2, b2, W3, b3: (W3.T @ (W2.T @ b1.T + b2.T) + b3.T).T.tolist(),
    ],
    "10.5": [
        lambda f, v, n: word(expected(f, v, n)),
        lambda f, v, n: float(word(measured(f, v, n)[1])),
        lambda f, v, n: np.array([word(expected(f, v, n))])[0] if f is not selu else False,
    ],
}
