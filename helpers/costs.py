"""Cost functions: the mean over samples of a loss, as a function of the last pre-activation Z.

Each cost has a matching output activation. With it the gradient with respect to Z is the same for all three,

    ∂C/∂Z = (A − Y) / n,    A = output(Z),

and the loss can be written in Z without ever taking the logarithm of a number that was rounded to zero.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from helpers.activations import Activation, identity, sigmoid, softmax
from helpers.arrays import in_range, no_gaps, quiet, spreading, table
from helpers.reductions import row_max, row_sum
from helpers.validation import matrix


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
        Z, Y = _matching("Z", Z, Y)
        return in_range("the cost", self.loss(Z, Y).mean(axis=-1), "Z and Y")

    @quiet
    def gradient(self, A, Y, weights=1.0):
        """Return ∂C/∂Z, of the shape of Z, from the activations A of the output.

        weights: how much each sample counts in the mean, shape (n, 1) where they differ, and (..., 1, 1) where
        the networks of a stack do.
        """
        A, Y = _matching("A", A, Y)
        weights = spreading("weights", weights, (*A.shape[:-1], 1)).astype(A.dtype)
        return in_range("the gradient", self._gradient(A, Y, weights), "A, Y and weights")

    def _gradient(self, A, Y, weights=1.0):
        delta = A - Y
        delta *= weights / len(Y)
        return delta

    def __repr__(self):
        return self.name


def _matching(name, Z, Y):
    Z = no_gaps(name, table(name, Z))
    return Z, matrix("Y", Y, columns=Z.shape[-1], rows=Z.shape[-2], dtype=Z.dtype)


def _half_squared_error(Z, Y):
    return 0.5 * row_sum((Z - Y) ** 2)[..., 0]


def _binary_cross_entropy(Z, Y):
    # −y log σ(z) − (1 − y) log(1 − σ(z)) = log(1 + exp(z)) − y z, with no exponent above zero
    return row_sum(np.maximum(Z, 0) - Y * Z + np.log1p(np.exp(-np.abs(Z))))[..., 0]


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
