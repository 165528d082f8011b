"""Judges of the exercises of notebook 09."""

import numpy as np

from helpers.activations import sigmoid
from helpers.costs import cross_entropy
from helpers.exercises import NotYet, agree, call, exercise
from helpers.verify import central_difference


def slope(f, Z):
    """Return the derivative of a function that acts entry by entry."""
    return (f(Z + 1e-5) - f(Z - 1e-5)) / 2e-5


@exercise("9.1")
def output_error_of_a_sigmoid(output_error):
    rng = np.random.default_rng(91)
    points = [(2 * rng.normal(size=shape), rng.uniform(size=shape)) for shape in [(4, 2), (3, 3), (1, 2), (5, 1)]]

    def truth(Z, Y):
        return central_difference(lambda Z: ((sigmoid(Z) - Y)**2).sum(axis=1).mean() / 2, Z)

    return agree(output_error, points, truth,
                 [("the slope of the sigmoid is missing: (A − Y) / n is for a cost that matches the output.",
                   lambda Z, Y: truth(Z, Y) / slope(sigmoid, Z)),
                  ("the factor 1/n is missing: the cost is the mean over the samples.",
                   lambda Z, Y: len(Z) * truth(Z, Y)),
                  ("both the slope of the sigmoid and the factor 1/n are missing.",
                   lambda Z, Y: len(Z) * truth(Z, Y) / slope(sigmoid, Z)),
                  ("this divides by the number of all entries; n counts the samples, the rows.",
                   lambda Z, Y: truth(Z, Y) / Z.shape[1]),
                  ("the slope is taken at the activation: σ'(A) in place of σ'(Z).",
                   lambda Z, Y: truth(Z, Y) / slope(sigmoid, Z) * slope(sigmoid, sigmoid(Z))),
                  ("the slope of the sigmoid is a (1 − a), not z (1 − z).",
                   lambda Z, Y: truth(Z, Y) / slope(sigmoid, Z) * Z * (1 - Z)),
                  ("twice too large: the half of the cost cancels the two of the square.",
                   lambda Z, Y: 2 * truth(Z, Y)),
                  ("this is for a linear output: the answer of the network is sigmoid(Z), not Z.",
                   lambda Z, Y: central_difference(lambda Z: ((Z - Y)**2).sum(axis=1).mean() / 2, Z))],
                 "it agrees with finite differences for 4 batches of 1 to 5 samples.")


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

    # Square layers first: there a wrong product has a shape, and can be recognised.
    agree(step_back, [arguments(3, 3, 3) for _ in range(3)], truth,
          [("the weights are not transposed. On layers of different widths this would not even run.",
            lambda delta, W, Z: truth(delta, W.T, Z)),
           ("the slope of tanh is missing.", crossed),
           ("the slope is taken at the activation: of tanh at tanh(Z), where it belongs at Z.",
            lambda delta, W, Z: crossed(delta, W, Z) * slope(np.tanh, np.tanh(Z))),
           ("the slope of tanh is 1 − a² with a = tanh(z), not 1 − z².",
            lambda delta, W, Z: crossed(delta, W, Z) * (1 - Z**2)),
           ("this multiplies by tanh(Z), not by its slope.",
            lambda delta, W, Z: crossed(delta, W, Z) * np.tanh(Z)),
           ("the slope acts before the weights are crossed: it belongs to the layer that is reached.",
            lambda delta, W, Z: crossed(delta * slope(np.tanh, Z), W, Z)),
           ("a matrix product with the slope; it acts entry by entry, ⊙.",
            lambda delta, W, Z: crossed(delta, W, Z) @ slope(np.tanh, Z)),
           ("a (1 − a) is the slope of the sigmoid. What is that of tanh?",
            lambda delta, W, Z: crossed(delta, W, Z) * np.tanh(Z) * (1 - np.tanh(Z))),
           ("the weights stand left of the error, as if samples were in columns; here each has a row.",
            lambda delta, W, Z: W @ delta * slope(np.tanh, Z)),
           ("the weights stand left of the error, as if samples were in columns; here each has a row.",
            lambda delta, W, Z: W.T @ delta * slope(np.tanh, Z))],
          "")
    return agree(step_back, [arguments(5, 4, 2), arguments(1, 2, 6), arguments(4, 3, 1)], truth, [],
                 "it agrees with finite differences for 6 layers, square and not.")


@exercise("9.3")
def softmax_without_overflow(safe_softmax):
    rng = np.random.default_rng(93)

    def truth(Z):
        # Softmax is the gradient of log Σ exp(z), which NumPy adds up without overflow.
        step = 1e-4 * np.eye(Z.shape[1])
        up, down = (np.logaddexp.reduce(Z[:, None, :] + sign * step, axis=-1) for sign in (1, -1))
        return (up - down) / 2e-4

    def powers(Z, axis):
        e = np.exp(Z)
        return e / e.sum(axis=axis, keepdims=axis is not None)

    def shifted(Z, axis, sums):
        e = np.exp(Z - Z.max(axis=axis))
        return e / e.sum(axis=1, keepdims=sums)

    # Square batches first: there a sum without its axis has a shape, and can be recognised.
    with np.errstate(all="ignore"):
        agree(safe_softmax, [(rng.normal(size=(3, 3)),) for _ in range(2)], truth,
              [("each column sums to one. The classes of a sample are in a row.", lambda Z: powers(Z, 0)),
               ("all rows together sum to one; each row should.", lambda Z: powers(Z, None)),
               ("these are the powers; they are not divided by their sum.", np.exp),
               ("the powers are of the shifted entries, but not divided by their sum.",
                lambda Z: np.exp(Z - Z.max(axis=1, keepdims=True))),
               ("this is the logarithm of softmax.", lambda Z: np.log(truth(Z))),
               ("this is a sigmoid for each entry; softmax compares the entries of a row.", sigmoid),
               ("a sum or a maximum over each row has lost its axis, and NumPy lays it along the rows: keepdims=True.",
                lambda Z: shifted(Z, None, False)),
               ("a sum or a maximum over each row has lost its axis, and NumPy lays it along the rows: keepdims=True.",
                lambda Z: shifted(Z, 1, True)),
               ("a sum or a maximum over each row has lost its axis, and NumPy lays it along the rows: keepdims=True.",
                lambda Z: shifted(Z, 1, False)),
               ("each entry of a row gets another shift, the largest of its column. Shift a row by one number.",
                lambda Z: shifted(Z, 0, True))],
              "")
        agree(safe_softmax, [(rng.normal(size=shape),) for shape in [(2, 5), (4, 2)]], truth, [], "")
        for Z, hint in [(np.array([[800.0, 799.0, 0.0]]), "right for small entries; exp(800) is infinite. Shift "
                                                           "first."),
                        (np.array([[-800.0, -801.0]]), "right for small entries; exp(−800) is zero, and so is the "
                                                       "sum of the row. Shift each row by its largest entry."),
                        (np.array([[800.0, 799.0], [-800.0, -799.0]]),
                         "one shift for all rows leaves nothing of the smaller ones. Shift each row by its own.")]:
            try:
                got = call(safe_softmax, Z)
            except NotYet:
                raise NotYet(hint) from None
            if got.shape != Z.shape or not np.allclose(got, truth(Z), atol=1e-6):
                raise NotYet(hint)
    return "right for small entries and for ±800, and each row sums to one."


@exercise("9.4")
def cross_entropy_of_logits(cost_from_logits):
    rng = np.random.default_rng(94)
    points = [(rng.normal(size=(n, m)), np.eye(m)[rng.integers(m, size=n)]) for n, m in [(4, 3), (2, 5), (6, 2)]]
    far = [(np.array([[800.0, 0.0], [0.0, 1.0]]), np.eye(2)), (np.array([[0.0, 800.0, 1.0]]), np.eye(3)[:1]),
           (np.array([[-900.0, -800.0], [800.0, 0.0]]), np.eye(2))]
    with np.errstate(all="ignore"):
        agree(cost_from_logits, points, cross_entropy,
              [("the sum over the samples, where the cost is their mean.", lambda Z, Y: len(Z) * cross_entropy(Z, Y)),
               ("the mean over samples and classes; the classes of a sample are added.",
                lambda Z, Y: cross_entropy(Z, Y) / Z.shape[1]),
               ("the logarithm of the sum over the row is missing.", lambda Z, Y: -(Y * Z).sum(axis=1).mean()),
               ("only the logarithm of the sum; the entry of the right class is missing.",
                lambda Z, Y: np.logaddexp.reduce(Z, axis=1).mean()),
               ("the losses of the samples, not their mean.",
                lambda Z, Y: [cross_entropy(Z[k:k + 1], Y[k:k + 1]) for k in range(len(Z))]),
               ("the shift is subtracted in one of the two terms only.",
                lambda Z, Y: cross_entropy(Z, Y) - Z.max(axis=1).mean())],
              "")
        for Z, Y in far:
            hint = "right for small Z, but not for entries of ±800: is the logarithm taken of a number rounded to zero?"
            try:
                got = call(cost_from_logits, Z, Y)
            except NotYet:
                raise NotYet(hint) from None
            if not np.allclose(got, cross_entropy(Z, Y)):
                raise NotYet(hint)
    return "it agrees with the course's cost for small Z, and is right for entries of ±800."
