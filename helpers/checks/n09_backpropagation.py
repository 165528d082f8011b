"""Judges of the exercises of notebook 09."""

import numpy as np

from helpers.activations import sigmoid, softmax, tanh
from helpers.checks.parts import agree_by_parts, wrong_factors
from helpers.checks.results import equal
from helpers.costs import cross_entropy
from helpers.exercises import NotYet, agree, call, exercise
from helpers.verify import central_difference


@exercise("9.1")
def output_error_of_a_sigmoid(output_error):
    rng = np.random.default_rng(91)
    points = [(2 * rng.normal(size=shape), rng.uniform(size=shape)) for shape in [(4, 2), (3, 3), (1, 2), (5, 1)]]
    slope = sigmoid.derivative

    def truth(Z, Y):
        return central_difference(lambda Z: ((sigmoid(Z) - Y) ** 2).sum(axis=1).mean() / 2, Z)

    def parts(error, right):
        Z, Y = points[2]  # one sample
        yield "A − Y is a factor: where the target Y is A the error is 0, but here it is not.", right(Z, sigmoid(Z))
        yield "A − Y is multiplied by something other than the slope of the sigmoid, even for one sample.", right(Z, Y)
        yield "right for one sample. What does the mean do to each of several?", False

    return agree_by_parts(
        parts,
        output_error,
        points,
        truth,
        [
            *wrong_factors(
                truth,
                [
                    ("the sign is that of target minus output", lambda Z, Y: -1),
                    ("the factor 1/n of the mean is missing", lambda Z, Y: len(Z)),
                    ("the slope of the sigmoid is missing", lambda Z, Y: 1 / slope(Z)),
                ],
            ),
            ("this multiplies by n, where the mean divides by it.", lambda Z, Y: len(Z) ** 2 * truth(Z, Y)),
            ("this divides by the number of all entries; n counts the rows.", lambda Z, Y: truth(Z, Y) / Z.shape[1]),
            (
                "the slope is taken at the activation: σ'(A) in place of σ'(Z).",
                lambda Z, Y: truth(Z, Y) / slope(Z) * slope(sigmoid(Z)),
            ),
            ("the slope of the sigmoid is taken twice.", lambda Z, Y: truth(Z, Y) * slope(Z)),
            (
                "the slope of the sigmoid is a (1 − a), not z (1 − z).",
                lambda Z, Y: truth(Z, Y) / slope(Z) * Z * (1 - Z),
            ),
            ("twice too large: the half of the cost cancels the two of the square.", lambda Z, Y: 2 * truth(Z, Y)),
            (
                "this is for a linear output: the answer of the network is sigmoid(Z), not Z.",
                lambda Z, Y: central_difference(lambda Z: ((Z - Y) ** 2).sum(axis=1).mean() / 2, Z),
            ),
        ],
        "it agrees with finite differences for 4 batches of 1 to 5 samples.",
    )


@exercise("9.2")
def one_step_back(step_back):
    rng = np.random.default_rng(92)

    def arguments(n, here, there):
        return rng.normal(size=(n, there)), rng.normal(size=(here, there)), rng.normal(size=(n, here))

    def truth(delta, W, Z):
        return central_difference(lambda Z: (delta * (np.tanh(Z) @ W)).sum(), Z)

    def crossed(delta, W, Z):
        """Return the error behind the weights, before the activation."""
        return central_difference(lambda A: (delta * (A @ W)).sum(), Z)

    def parts(back, right):
        delta, W, Z = square[0]
        yield (
            "wrong even for Z = 0: there the slope of tanh is 1, and the error only crosses the weights.",
            right(delta, W, 0 * Z),
        )
        yield "right for Z = 0, where the slope of tanh is 1. What is it elsewhere?", False

    slope = tanh.derivative
    left = "the weights stand left of the error, as if samples were in columns; here each has a row."
    # Square layers first: there a wrong product has a shape, and can be recognised.
    square = [arguments(3, 3, 3) for _ in range(3)]
    agree_by_parts(
        parts,
        step_back,
        square,
        truth,
        [
            (
                "the weights are not transposed. On layers of different widths this would not even run.",
                lambda delta, W, Z: truth(delta, W.T, Z),
            ),
            ("the slope of tanh is missing.", crossed),
            (
                "the slope is taken at the activation: of tanh at tanh(Z), where it belongs at Z.",
                lambda delta, W, Z: crossed(delta, W, Z) * slope(np.tanh(Z)),
            ),
            (
                "the slope of tanh is 1 − a² with a = tanh(z), not 1 − z².",
                lambda delta, W, Z: crossed(delta, W, Z) * (1 - Z**2),
            ),
            ("this multiplies by tanh(Z), not by its slope.", lambda delta, W, Z: crossed(delta, W, Z) * np.tanh(Z)),
            (
                "the slope acts before the weights are crossed: it belongs to the layer that is reached.",
                lambda delta, W, Z: crossed(delta * slope(Z), W, Z),
            ),
            *[
                ("a matrix product with the slope; it acts entry by entry, ⊙.", product)
                for product in (
                    lambda delta, W, Z: crossed(delta, W, Z) @ slope(Z),
                    lambda delta, W, Z: slope(Z) @ crossed(delta, W, Z),
                )
            ],
            (
                "the error and the weights need a matrix product; here each entry meets only one.",
                lambda delta, W, Z: delta * W.T * slope(Z),
            ),
            (
                "a (1 − a) is the slope of the sigmoid. What is that of tanh?",
                lambda delta, W, Z: crossed(delta, W, Z) * np.tanh(Z) * (1 - np.tanh(Z)),
            ),
            (left, lambda delta, W, Z: W @ delta * slope(Z)),
            (left, lambda delta, W, Z: W.T @ delta * slope(Z)),
        ],
        "",
    )
    return agree(
        step_back,
        [arguments(5, 4, 2), arguments(1, 2, 6), arguments(4, 3, 1)],
        truth,
        [],
        "it agrees with finite differences for 6 layers, square and not.",
    )


def survive(answer, truth, far):
    """Raise NotYet for the first arguments with large entries where an answer that is right for small ones fails."""
    for arguments, words in far:
        try:
            right = equal([call(answer, *arguments)], [np.asarray(truth(*arguments))], 1e-6)
        except NotYet:
            right = False
        if not right:
            raise NotYet(f"right for small entries, but not for {np.int64(arguments[0]).tolist()}: {words}")


LARGEST = "exp(800) is infinite. Shift each row by its largest entry."
OWN = "one shift for all rows leaves nothing of the smaller ones. Shift each row by its own."


@exercise("9.3")
def softmax_without_overflow(safe_softmax):
    rng = np.random.default_rng(93)
    points = [(rng.normal(size=(3, 3)),) for _ in range(2)]  # square: there a sum without its axis has a shape

    def truth(Z):
        # Softmax is the gradient of log Σ exp(z), which NumPy adds up without overflow.
        step = 1e-4 * np.eye(Z.shape[1])
        up, down = (np.logaddexp.reduce(Z[:, None, :] + sign * step, axis=-1) for sign in (1, -1))
        return (up - down) / 2e-4

    def divided(Z, shift, keep):
        powers = np.exp(Z - shift)
        return powers / powers.sum(axis=1, keepdims=keep)

    def parts(answer, right):
        got = answer(*points[0])
        yield "each column sums to one. The classes of a sample are in a row.", not np.allclose(got.sum(axis=0), 1)
        yield "all rows together sum to one; each row should.", not np.isclose(got.sum(), 1)
        yield f"each row should sum to one; the first sums to {got[0].sum():.4g}.", np.allclose(got.sum(axis=1), 1)
        yield "each row sums to one, but its entries are not in the ratio of their powers exp(z).", False

    lost = "a sum or a maximum over each row has lost its axis, and NumPy lays it along the rows: keepdims=True."
    with np.errstate(all="ignore"):
        agree_by_parts(
            parts,
            safe_softmax,
            points,
            truth,
            [
                ("these are the powers; they are not divided by their sum.", np.exp),
                ("this is a sigmoid for each entry; softmax compares the entries of a row.", sigmoid),
                ("this is the softmax of −Z: the largest entry gets the smallest share.", lambda Z: truth(-Z)),
                ("softmax is taken twice.", lambda Z: truth(truth(Z))),
                *[
                    (lost, lambda Z, shift=shift: divided(Z, shift(Z), False))
                    for shift in (np.zeros_like, lambda Z: Z.max(axis=1), lambda Z: Z.max(axis=1, keepdims=True))
                ],
                (lost, lambda Z: divided(Z, Z.max(axis=1), True)),
                (
                    "each entry of a row gets another shift, the largest of its column. Shift a row by one number.",
                    lambda Z: divided(Z, Z.max(axis=0), True),
                ),
            ],
            "",
        )
        agree(safe_softmax, [(rng.normal(size=shape),) for shape in [(2, 5), (4, 2)]], truth, [], "")
        survive(
            safe_softmax,
            truth,
            [
                ((np.array(rows, float),), words)
                for rows, words in [
                    ([[800, 799, 0]], LARGEST),
                    ([[-800, -801]], "exp(−800) is zero, and so is the sum of the row."),
                    ([[800, 799], [-800, -799]], OWN),
                    ([[800, -800]], LARGEST),
                    ([[-800, 800]], LARGEST),
                    ([[0, 800]], LARGEST),
                ]
            ],
        )
    return "right for small entries and for ±800, and each row sums to one."


@exercise("9.4")
def cross_entropy_of_logits(cost_from_logits):
    rng = np.random.default_rng(94)
    points = [(rng.normal(size=(n, m)), np.eye(m)[rng.integers(m, size=n)]) for n, m in [(4, 3), (2, 5), (6, 2)]]

    def binary(A, Y):
        return -(Y * np.log(A) + (1 - Y) * np.log(1 - A)).sum() / len(Y)

    def parts(cost, right):
        Z, Y = points[0]
        yield (
            f"for Z = 0 three classes have 1/3 each, and the cost is log 3 = 1.099. Here it is {cost(0 * Z, Y):.4g}.",
            right(0 * Z, Y),
        )
        yield (
            "a number added to all of Z should change nothing, but here it does. Do both terms get the same shift?",
            np.isclose(cost(Z + 1, Y), cost(Z, Y)),
        )

    with np.errstate(all="ignore"):
        agree_by_parts(
            parts,
            cost_from_logits,
            points,
            cross_entropy,
            [
                ("the logarithm of the sum over the row is missing.", lambda Z, Y: -(Y * Z).sum(axis=1).mean()),
                (
                    "only the logarithm of the sum; the entry of the right class is missing.",
                    lambda Z, Y: np.logaddexp.reduce(Z, axis=1).mean(),
                ),
                (
                    "the shift is subtracted in one of the two terms only.",
                    lambda Z, Y: cross_entropy(Z, Y) - Z.max(axis=1).mean(),
                ),
                (
                    "the entry of the right class is to be subtracted.",
                    lambda Z, Y: cross_entropy(Z, Y) + 2 * ((Y * Z).sum(axis=1) - Z.max(axis=1)).mean(),
                ),
                ("softmax is taken twice: what comes in is Z.", lambda Z, Y: cross_entropy(softmax(Z), Y)),
                (
                    "the classes of a sample are in a row: this takes the powers over a column.",
                    lambda Z, Y: -(Y * np.log(softmax(Z.T).T)).sum() / len(Y),
                ),
                *[
                    (
                        "the wrong classes are counted too, as in the binary formula. Only the right one of a sample "
                        "counts.",
                        lambda Z, Y, n=n: binary(softmax(Z), Y) / n(Z),
                    )
                    for n in (lambda Z: 1, lambda Z: Z.shape[1])
                ],
                *[
                    ("several classes need softmax, not a sigmoid for each.", wrong)
                    for wrong in (
                        lambda Z, Y: binary(sigmoid(Z), Y),
                        lambda Z, Y: -(Y * np.log(sigmoid(Z))).sum() / len(Y),
                    )
                ],
            ],
            "",
        )
        survive(
            cost_from_logits,
            cross_entropy,
            [
                ((np.array(Z, float), np.array(Y, float)), words)
                for Z, Y, words in [
                    ([[800, 80]], [[1, 0]], LARGEST),
                    ([[0, -800]], [[0, 1]], "the logarithm is taken of a number that is rounded to zero."),
                    ([[-900, -899], [800, 799]], [[1, 0], [0, 1]], OWN),
                    ([[800, -800]], [[1, 0]], LARGEST),
                    ([[-800, 800]], [[1, 0]], LARGEST),
                    ([[0, 800]], [[0, 1]], LARGEST),
                ]
            ],
        )
    return "it agrees with the course's cost for small Z, and is right for entries of ±800."
