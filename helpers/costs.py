"""Cost functions: the mean over samples of a loss, as a function of the last pre-activation Z.

Each cost has a matching output activation. With it the gradient with respect to Z is the same for all three,

    ∂C/∂Z = (A − Y) / n,    A = output(Z),

and the loss can be written in Z without ever taking the logarithm of a number that was rounded to zero. However small
they are, half the squared error and the binary cross-entropy are right in all digits but the last. A cross-entropy of
classes below 1, and a gradient, are right to a rounding of 1: an A of 1 − 10⁻¹⁸ is 1 in the computer, and with the
target 1 both are 0.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from helpers.activations import Activation, identity, sigmoid, softmax
from helpers.support.arrays import quiet, spreading, table
from helpers.support.reductions import row_max, row_sum
from helpers.support.validation import matrix, no_gaps, numeric

ROUGHLY = 1e-4      # how far a target may lie beyond 0 or 1, and the sum of probabilities from 1


@dataclass(frozen=True)
class Cost:
    """A cost: `cost(Z, Y)` is its value, `cost.gradient(A, Y)`, with A = output(Z), its gradient with respect to Z.

    Z and A have shape (..., n, outputs), Y (n, outputs). The value has the shape of the leading axes, a scalar
    where there are none; the gradient has the shape of Z. `loss`, `decide` and `output.value` take arrays of floats,
    unchecked: training calls them.
    """

    name: str
    output: Activation
    loss: Callable      # Z, Y -> loss of each sample, shape (..., n)
    decide: Callable    # A -> what the network answers: a number, or a class

    @quiet
    def __call__(self, Z, Y):
        Z, Y = self._matching("Z", Z, Y)
        return _in_range("the cost", self.loss(Z, Y).mean(axis=-1), "Z and Y")

    @quiet
    def gradient(self, A, Y, weights=1.0):
        """Return ∂C/∂Z, of the shape of Z, from the activations A of the output.

        weights: how much each sample counts in the mean, shape (n, 1) where they differ, and (..., 1, 1) where
        the networks of a stack do.
        """
        A, Y = self._matching("A", A, Y)
        weights = spreading("weights", weights, (*A.shape[:-1], 1)).astype(A.dtype)
        return _in_range("the gradient", self._gradient(A, Y, weights), "A, Y and weights")

    def _gradient(self, A, Y, weights):
        delta = A - Y
        delta *= weights / len(Y)
        return delta

    def targets(self, Y, columns, rows=None, dtype=None):
        """Return Y as a finite array of shape (rows, columns), if its rows can be targets of this cost.

        They are numbers like those of the output: any, or from 0 to 1, which also sum to 1 for softmax.
        """
        if self.output is softmax and (shape := numeric("Y", Y).shape)[1:] != (columns,):
            raise ValueError(f"Y must have 2 dimensions and {columns} columns, one a class, got shape {shape}: "
                             "see one_hot")
        Y = matrix("Y", Y, columns=columns, rows=rows, dtype=dtype)
        if self.output is softmax and not (np.abs(Y.astype(float).sum(axis=1) - 1) <= ROUGHLY).all():
            raise ValueError(f"Y must have rows that sum to 1 for {self}: see one_hot")
        if self.output is not identity and not -ROUGHLY <= Y.min() <= Y.max() <= 1 + ROUGHLY:
            raise ValueError(f"Y must hold numbers from 0 to 1 for {self}, got {Y.min():g} to {Y.max():g}: "
                             "use 0 and 1, or probabilities")
        return Y

    def _matching(self, name, Z, Y):
        Z = no_gaps(name, table(name, Z))
        return Z, self.targets(Y, Z.shape[-1], Z.shape[-2], Z.dtype)

    def __repr__(self):
        return self.name


def _in_range(what, result, arguments):
    """Return a result if all of it is finite, else say that its arguments, which are, are too large for it."""
    if not np.isfinite(result).all():
        raise ValueError(f"{arguments} must be smaller: {what} overflows in {result.dtype}")
    return result


def _half_squared_error(Z, Y):
    return 0.5 * row_sum((Z - Y) ** 2)[..., 0]


def _binary_cross_entropy(Z, Y):
    # −y log σ(z) − (1 − y) log(1 − σ(z)) = log(1 + exp(−|z|)) + (H(z) − y) z: no large exponent, and nothing cancels
    return row_sum(np.log1p(np.exp(-np.abs(Z))) + ((Z > 0) - Y) * Z)[..., 0]


def _cross_entropy(Z, Y):
    # −Σ y log softmax(z) = log Σ exp(z) − Σ y z, where Σ y = 1
    Z = Z - row_max(Z)
    return (np.log(row_sum(np.exp(Z))) - row_sum(Y * Z))[..., 0]


def _answer(A):
    return A


def _likelier_than_not(A):
    return (A >= 0.5).astype(int)


def _likeliest(A):
    return A.argmax(axis=-1)


half_squared_error = Cost("half_squared_error", identity, _half_squared_error, _answer)
binary_cross_entropy = Cost("binary_cross_entropy", sigmoid, _binary_cross_entropy, _likelier_than_not)
cross_entropy = Cost("cross_entropy", softmax, _cross_entropy, _likeliest)
