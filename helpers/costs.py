"""Cost functions: the mean over samples of a loss, as a function of the last pre-activation Z. Built in notebook 09.

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
from helpers.support.reductions import row_max, row_sum
from helpers.support.validation import check_finite, check_matrix, quiet

ROUGHLY = 1e-4  # how far a target may lie beyond 0 or 1, and the sum of probabilities from 1


@dataclass(frozen=True)
class Cost:
    """A cost: `cost(Z, Y)` is its value, `cost.gradient(A, Y)`, with A = output(Z), its gradient with respect to Z.

    Z and A have shape (..., n, outputs), Y (n, outputs). The value has the shape of the leading axes, a scalar
    where there are none. `loss`, `gradient` and `decide` take arrays of floats, unchecked: training calls them.
    """

    name: str
    output: Activation
    loss: Callable  # Z, Y -> loss of each sample, shape (..., n)
    decide: Callable  # A -> what the network answers: a number, or a class

    @quiet
    def __call__(self, Z, Y):
        Z = check_finite("Z", Z)
        if Z.ndim < 2:
            raise ValueError(f"Z must have rows and columns, got shape {Z.shape}")
        return self.loss(Z, self.targets(Y, Z.shape[-1], Z.shape[-2], Z.dtype)).mean(axis=-1)

    def gradient(self, A, Y, sample_weight=1.0):
        """Return ∂C/∂Z, of the shape of Z, from the activations A of the output; nothing is checked.

        sample_weight: how much each sample counts in the mean, shape (n, 1) where they differ, and (..., 1, 1) where
        the networks of a stack do.
        """
        return (A - Y) * (sample_weight / len(Y))

    def targets(self, Y, columns, rows=None, dtype=None):
        """Return Y as a finite array of shape (rows, columns), if its rows can be targets of this cost.

        They are numbers like those of the output: any, or from 0 to 1, which also sum to 1 for softmax.
        """
        if self.output is softmax and (shape := np.shape(Y))[1:] != (columns,):
            raise ValueError(
                f"Y must have a row a sample and {columns} columns, one a class, got shape {shape}: see one_hot"
            )
        Y = check_matrix("Y", Y, columns, rows, dtype)
        if self.output is softmax and (np.abs(Y.sum(axis=1) - 1) > ROUGHLY).any():
            raise ValueError(f"Y must have rows that sum to 1 for {self}: see one_hot")
        if self.output is not identity and not -ROUGHLY <= Y.min() <= Y.max() <= 1 + ROUGHLY:
            raise ValueError(
                f"Y must hold numbers from 0 to 1 for {self}, got {Y.min():g} to {Y.max():g}: "
                "use 0 and 1, or probabilities"
            )
        return Y

    def __repr__(self):
        return self.name

    def __reduce__(self):  # pickled by its name here, as an Activation
        return self.name


def _binary_cross_entropy(Z, Y):
    # −y log σ(z) − (1 − y) log(1 − σ(z)) = log(1 + exp(−|z|)) + (H(z) − y) z: no large exponent, and nothing cancels
    return row_sum(np.log1p(np.exp(-np.abs(Z))) + ((Z > 0) - Y) * Z)[..., 0]


def _cross_entropy(Z, Y):
    # −Σ y log softmax(z) = log Σ exp(z) − Σ y z, where Σ y = 1
    Z = Z - row_max(Z)
    return (np.log(row_sum(np.exp(Z))) - row_sum(Y * Z))[..., 0]


#: Half the squared error ½ Σ (A − Y)², with the output A = Z: for numbers.
half_squared_error = Cost(
    "half_squared_error", identity, lambda Z, Y: 0.5 * row_sum((Z - Y) ** 2)[..., 0], decide=lambda A: A
)
#: −Σ (Y log A + (1 − Y) log(1 − A)), with A = σ(Z) between 0 and 1: for yes and no.
binary_cross_entropy = Cost(
    "binary_cross_entropy", sigmoid, _binary_cross_entropy, decide=lambda A: (A >= 0.5).astype(int)
)
#: −Σ Y log A, with A = softmax(Z), which sums to 1: for one of several classes.
cross_entropy = Cost("cross_entropy", softmax, _cross_entropy, decide=lambda A: A.argmax(axis=-1))
