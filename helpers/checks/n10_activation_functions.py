"""Judges of the exercises of notebook 10."""

from functools import cache

import numpy as np

from helpers.activations import gelu, identity, relu, selu, sigmoid, tanh
from helpers.checks.parts import agree_by_parts
from helpers.exercises import NotYet, Unforeseen, agree, call, exercise
from helpers.verify import central_difference


@exercise("10.1")
def slope_from_value(slope):
    pre_activations = np.array([-3.0, -0.7, -0.1, 0.2, 1.0, 2.5])

    def value(z, alpha):
        return z if z > 0 else alpha * (np.exp(z) - 1)

    points = [(np.array([value(z, alpha) for z in pre_activations]), alpha) for alpha in (1.0, 0.5, 1.7)]

    def truth(a, alpha):
        return np.array([central_difference(lambda z: value(z, alpha), z) for z in pre_activations])

    left = pre_activations < 0
    line = "right for a < 0. For a > 0, a = z: what is the slope of this line?"

    def parts(answer, right):
        def right_where(side):
            return all(np.allclose(answer(*p)[side], truth(*p)[side], atol=1e-6) for p in points)

        yield "right for a > 0. For a < 0, a = α e^z − α: what is α e^z, written with a?", not right_where(~left)
        yield line, not right_where(left)

    return agree_by_parts(
        parts,
        slope,
        points,
        truth,
        [
            (
                "right for α = 1 only. What is α e^z, written with a = α (e^z − 1)?",
                lambda a, alpha: np.where(left, a + 1, 1),
            ),
            (
                "for a < 0 this is the slope of a leaky ReLU. ELU bends there.",
                lambda a, alpha: np.where(left, alpha, 1),
            ),
            *[
                (
                    "for a < 0 this takes a for z. The value is given, not the pre-activation.",
                    lambda a, alpha, factor=factor: np.where(left, factor(alpha) * np.exp(a), 1),
                )
                for factor in (lambda alpha: alpha, lambda alpha: 1)
            ],
            ("the sign of α. If a = α e^z − α, what is α e^z?", lambda a, alpha: np.where(left, a - alpha, 1)),
            (
                "the digits after the point are cut off: an array of integers cannot hold fractions.",
                lambda a, alpha: np.trunc(np.where(left, a + alpha, 1)),
            ),
            (
                "for a < 0 this is the slope of the ReLU, which dies there. ELU does not.",
                lambda a, alpha: np.where(left, 0, 1),
            ),
            *[
                (line, lambda a, alpha, other=other: np.where(left, a + alpha, other(a)))
                for other in (np.copy, np.zeros_like)
            ],
            ("the two sides are exchanged: the slope is one for a > 0.", lambda a, alpha: np.where(left, 1, a + alpha)),
            (
                "for a < 0 this is the value itself. What does the derivative of −α add?",
                lambda a, alpha: np.where(left, a, 1),
            ),
        ],
        "it agrees with finite differences at 6 points for 3 values of α.",
    )


@exercise("10.2")
def rule_for_the_leaky_relu(variance):
    # What a normal z of variance 1 leaves of its mean square, by the trapezoidal rule.
    z = np.linspace(-12, 12, 24001)
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)

    def mean_square(alpha):
        return np.sum(np.where(z > 0, z, alpha * z) ** 2 * density) * (z[1] - z[0])

    points = [(0.01, 200), (0.3, 50), (0.9, 10), (0.5, 64)]
    return agree(
        variance,
        points,
        lambda alpha, n: 1 / (n * mean_square(alpha)),
        [
            ("this is He's rule. What do the negative z add to the mean square?", lambda alpha, n: 2 / n),
            ("the mean square is wanted, and the slope enters it squared.", lambda alpha, n: 2 / ((1 + alpha) * n)),
            (
                "the negative z give α² and the positive ones 1: a sum of squares, not the square of a sum.",
                lambda alpha, n: 2 / ((1 + alpha) ** 2 * n),
            ),
            ("only the negative z are counted. What do the positive ones add?", lambda alpha, n: 2 / (alpha**2 * n)),
            (
                "this keeps the variance of the identity. How much is left of the mean square, by (10.10)?",
                lambda alpha, n: 1 / n,
            ),
            (
                "this is the standard deviation of the weights; the variance is its square.",
                lambda alpha, n: np.sqrt(1 / (n * mean_square(alpha))),
            ),
            *[
                (
                    "the mean square stands above the line: where it is large the weights should be small.",
                    lambda alpha, n, k=k: k * mean_square(alpha) / n,
                )
                for k in (1, 2, 4)
            ],
            ("n belongs below the line too: 2 / c * n is (2 / c) * n.", lambda alpha, n: n / mean_square(alpha)),
            ("n multiplies all of 1 + α²: a bracket is missing.", lambda alpha, n: 2 / (1 + alpha**2 * n)),
            (
                "the negative z add to the mean square; a minus takes them away.",
                lambda alpha, n: 2 / ((1 - alpha**2) * n),
            ),
            (
                "half of the z are positive and half negative: where is this half?",
                lambda alpha, n: 1 / (2 * n * mean_square(alpha)),
            ),
            (
                "this takes the variance of f(z). The mean square counts in (10.9), and not the variance.",
                lambda alpha, n: 1 / (n * (mean_square(alpha) - (1 - alpha) ** 2 / (2 * np.pi))),
            ),
            ("this is the factor n E[f²] that the weights must undo.", lambda alpha, n: n * mean_square(alpha)),
        ],
        "with it n v E[f(z)²] is the variance of z, for 4 pairs of α and n.",
        tolerance=1e-5,
    )


@exercise("10.3")
def count_of_the_dead(dead):
    def layer(samples, alive, dead, seed):
        rng = np.random.default_rng(seed)
        A = np.maximum(rng.normal(size=(samples, alive + dead)), 0)
        A[np.arange(alive) % samples, np.arange(alive)] = 1  # fires at least once
        A[:, 0] = 0
        A[0, 0] = 0.001  # once, and faintly: not dead
        A[:, alive:] = 0
        return A[:, rng.permutation(alive + dead)]

    known = {(7, 5): 2, (20, 30): 11, (9, 4): 0, (3, 6): 6}
    points = [
        (layer(samples, nodes - count, count, seed) if nodes > count else np.zeros((samples, nodes)),)
        for seed, ((samples, nodes), count) in enumerate(known.items())
    ]
    return agree(
        dead,
        points,
        lambda A: known[A.shape],
        [
            (
                "these are zero for the first sample only. A dead node is zero for all of them.",
                lambda A: np.sum(A[0] == 0),
            ),
            (
                "these are zero for one sample at least. A dead node is zero for all of them.",
                lambda A: np.sum(np.min(A, axis=0) == 0),
            ),
            (
                "a node that fires once, and faintly, is not dead. A dead one is exactly zero for all samples.",
                lambda A: np.sum(np.max(A, axis=0) < 0.01),
            ),
            (
                "these are zero for half of the samples at least. A dead node is zero for all of them.",
                lambda A: np.sum(np.median(A, axis=0) == 0),
            ),
            ("this says whether the whole layer is dead. Count the nodes that are.", lambda A: np.max(A) == 0),
            (
                "this counts samples that silence the whole layer. A node is a column.",
                lambda A: np.sum(np.max(A, axis=1) == 0),
            ),
            ("this counts single zeros. A dead node is a whole column of them.", lambda A: np.sum(A == 0)),
            *[
                ("this marks the dead nodes; their number is wanted.", marked)
                for marked in (lambda A: np.max(A, axis=0) == 0, lambda A: np.flatnonzero(np.max(A, axis=0) == 0))
            ],
            ("these are the nodes that live.", lambda A: A.shape[1] - known[A.shape]),
            ("this is the share of dead nodes; their number is wanted.", lambda A: known[A.shape] / A.shape[1]),
        ],
        "it finds the known number of dead nodes in 4 layers.",
    )


@exercise("10.4")
def bias_of_three_layers(bias):
    rng = np.random.default_rng(0)
    points = [
        tuple(rng.normal(size=shape) for shape in [(1, k), (k, m), (1, m), (m, n), (1, n)])
        for k, m, n in [(3, 4, 2), (1, 2, 5), (4, 4, 4)]
    ]

    def truth(b1, W2, b2, W3, b3):
        A = np.zeros((1, 2)) @ np.ones((2, b1.shape[1]))  # zero goes in, whatever the first weights
        for W, b in [(np.eye(b1.shape[1]), b1), (W2, b2), (W3, b3)]:
            A = A @ W + b
        return A

    def parts(answer, right):
        b1, W2, b2, W3, b3 = points[0]
        yield "wrong even where b1 and b2 are zero: there b3 is left.", right(0 * b1, W2, 0 * b2, W3, b3)
        yield "right where only b3 is not zero. How does b2 come through?", right(0 * b1, W2, b2, W3, b3)
        yield "right where b1 is zero. How does b1 come through?", False

    return agree_by_parts(
        parts,
        bias,
        points,
        truth,
        [
            (
                "this is the last bias alone. The earlier ones pass through the later weights.",
                lambda b1, W2, b2, W3, b3: b3,
            ),
            ("the first bias is missing.", lambda b1, W2, b2, W3, b3: b2 @ W3 + b3),
            ("the second bias is missing.", lambda b1, W2, b2, W3, b3: b1 @ W2 @ W3 + b3),
            ("the last bias is missing.", lambda b1, W2, b2, W3, b3: (b1 @ W2 + b2) @ W3),
        ],
        "it is what three layers make of a zero input, for 3 networks.",
    )


@exercise("10.5")
def fate_of_the_error(fate):
    cases = [(relu, 2), (relu, 1), (relu, 4), (tanh, 1), (tanh, 100), (tanh, 1.2), (sigmoid, 16), (sigmoid, 1)]
    cases += [(sigmoid, 400), (identity, 1), (identity, 2), (selu, 1), (gelu, 1), (tanh, 0.5), (tanh, 1.5), (tanh, 1.4)]
    points = [(f, gain / n, n) for (f, gain), n in zip(cases, 8 * [80, 100], strict=True)]
    x = np.linspace(-8, 8, 2001)
    weight = np.exp(-(x**2) / 2) / np.exp(-(x**2) / 2).sum()

    def word(growth):
        return -1 if growth < 1e-3 else 1 if growth > 1e3 else 0

    @cache
    def happens(f, v, n):
        rng = np.random.default_rng(0)
        W, A, Z = rng.normal(scale=np.sqrt(v), size=(30, n, n)), rng.normal(size=(50, n)), []
        for layer in W:
            Z.append(A @ layer)
            A = f(Z[-1])
        back, sizes = rng.normal(size=(50, n)), []
        for layer, z in zip(W[::-1], Z[::-1], strict=True):
            delta = back * f.derivative(z)
            sizes.append(delta.var())
            back = delta @ layer.T
        return word(sizes[-1] / sizes[0])

    def signal(f, v, n):
        square, growth = 1.0, 1.0
        for _ in range(30):
            new = np.sum(weight * f(np.sqrt(n * v * square) * x) ** 2)
            square, growth = new, growth * new / square
        return word(growth)

    def slope_not_squared(f, v, n):
        square, growth = 1.0, 1.0
        for _ in range(29):
            z = np.sqrt(n * v * square) * x
            square = np.sum(weight * f(z) ** 2)
            growth *= n * v * np.sum(weight * np.abs(f.derivative(z)))
        return word(growth)

    def by_the_variance(f, v, n):
        square, growth = 1.0, 1.0
        for _ in range(29):
            z = np.sqrt(n * v * square) * x
            square = max(np.sum(weight * f(z) ** 2) - np.sum(weight * f(z)) ** 2, 0)  # it may round to less
            growth *= n * v * np.sum(weight * f.derivative(z) ** 2)
        return word(growth)

    got = [call(fate, *p) for p in points]
    if odd := [value for value in got if value.shape or value not in (-1, 0, 1)]:
        raise NotYet(f"it returns {odd[0]:.3g}, expected -1, 0 or 1." if not odd[0].shape else "expected one number.")
    try:
        return agree(
            fate,
            points,
            happens,
            [
                (
                    "this takes the slope at zero for all z. Where z is large the slope is another.",
                    lambda f, v, n: word((n * v * f.derivative(0.0) ** 2) ** 29),
                ),
                (
                    "this gives z one variance in every layer, such as 1 or n v. What does (10.9) say of it?",
                    lambda f, v, n: word((n * v * np.sum(weight * f.derivative(x) ** 2)) ** 29),
                ),
                (
                    "this gives z one variance in every layer, such as 1 or n v. What does (10.9) say of it?",
                    lambda f, v, n: word((n * v * np.sum(weight * f.derivative(np.sqrt(n * v) * x) ** 2)) ** 29),
                ),
                ("the variance of the error takes the square of the slope.", slope_not_squared),
                ("the mean square of a counts in (10.9), and not its variance.", by_the_variance),
                ("this is the fate of the signal. The error meets the slopes.", signal),
                (
                    "the weights alone do not tell: which slopes does the error meet?",
                    lambda f, v, n: word((n * v) ** 29),
                ),
                ("−1 is for an error that vanishes, and 1 for one that explodes.", lambda *p: -happens(*p)),
            ],
            "it foresees what becomes of the error in 16 networks.",
        )
    except Unforeseen:
        (f, v, n), value, want = next((p, g, happens(*p)) for p, g in zip(points, got, strict=True) if g != happens(*p))
        raise Unforeseen(f"for {f} and n v = {n * v:.3g} it gives {value:.0f}, but {want} is what happens.") from None
