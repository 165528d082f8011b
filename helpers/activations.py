"""Activation functions: a = σ(z), elementwise, with the derivative σ'(z).

For every function here the derivative can be had from the value a alone, without z: σ' = a (1 − a) for the
sigmoid, 1 − a² for tanh. `slope` is that form, and what back-propagation uses, because a is at hand.

However small they are, value and derivative are right in all digits but the last. A slope is right to a rounding of 1:
σ(40), which is 1 − 4·10⁻¹⁸, is 1 in the computer, and has the slope 0.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from helpers.support.arrays import floats, quiet, rows
from helpers.support.validation import positive, single


@dataclass(frozen=True)
class Activation:
    """An activation function: `sigmoid(z)` is its value, `sigmoid.derivative(z)` its derivative.

    z: real numbers of any shape, which is kept, as is the precision of floats. `value` and `slope` are the same for
    arrays of floats, unchecked: training calls them.
    """

    name: str
    value: Callable     # z -> a
    slope: Callable     # a -> da/dz
    alpha: float | None = None      # the parameter of leaky_relu and elu
    exact: Callable | None = None   # z -> da/dz, where the rounded value does not tell it

    @quiet
    def __call__(self, z):
        return self.value(floats("z", z))

    @quiet
    def derivative(self, z):
        """Return da/dz at the pre-activation z."""
        z = floats("z", z)
        return self.exact(z) if self.exact else self.slope(self.value(z)).astype(z.dtype, copy=False)

    def __repr__(self):
        return self.name


# Functions by name, not lambdas, so that an Activation, and what holds one, can be pickled.

def _identity(z):
    return z


def _sigmoid(z):
    # exp(−z) may overflow, in silence, to infinity; then a is 0, as it should be.
    return 1 / (1 + np.exp(-z))


def _sigmoid_slope(a):
    return a * (1 - a)


def _sigmoid_derivative(z):
    # The derivative is even, and for z below zero 1 − a is not rounded away.
    return _sigmoid_slope(_sigmoid(-np.abs(z)))


def _tanh_slope(a):
    return 1 - a * a


def _tanh_derivative(z):
    return 4 * _sigmoid_derivative(2 * z)       # tanh z = 2 σ(2z) − 1


def _relu(z):
    return np.maximum(z, 0)


def _relu_slope(a):
    return a > 0            # in a product True counts as 1, and is quicker than 1.0


def _leaky_relu(z, alpha):
    return np.maximum(z, alpha * z)


def _leaky_relu_slope(a, alpha):
    return np.where(a > 0, 1, alpha).astype(a.dtype)


def _elu(z, alpha):
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0)))


def _elu_slope(a, alpha):
    return np.where(a > 0, 1, np.minimum(a, 0) + alpha).astype(a.dtype)


def _elu_derivative(z, alpha):
    return np.where(z > 0, 1, alpha * np.exp(np.minimum(z, 0))).astype(z.dtype)


def _softmax(z):
    rows("z", z)
    # Softmax does not change when z is shifted; the largest exponent is then 0, and exp cannot overflow. What is left
    # of the differences is right to |z − max| roundings. Transposed, each class is a long row, on which NumPy is quick.
    a = z.reshape(-1, z.shape[-1]).T.copy()
    a -= a.max(axis=0)
    np.exp(a, out=a)
    a /= a.sum(axis=0)
    return a.T.reshape(z.shape)


def _softmax_slope(a):
    raise TypeError("softmax mixes its inputs: it has a Jacobian, not an elementwise derivative; "
                    "use it as an output, with cross_entropy")


identity = Activation("identity", _identity, np.ones_like)
sigmoid = Activation("sigmoid", _sigmoid, _sigmoid_slope, exact=_sigmoid_derivative)
tanh = Activation("tanh", np.tanh, _tanh_slope, exact=_tanh_derivative)
relu = Activation("relu", _relu, _relu_slope)
softmax = Activation("softmax", _softmax, _softmax_slope)


def leaky_relu(alpha=0.01):
    """Return the leaky ReLU: z for z > 0, α z otherwise, with 0 < α < 1 (Maas, Hannun and Ng 2013)."""
    if (alpha := single("alpha", positive("alpha", alpha))) >= 1:
        raise ValueError(f"alpha must be a number between 0 and 1, got {alpha!r}")
    return Activation("leaky_relu", partial(_leaky_relu, alpha=alpha), partial(_leaky_relu_slope, alpha=alpha),
                      alpha)


def elu(alpha=1.0):
    """Return the exponential linear unit: z for z > 0, α (exp(z) − 1) otherwise (Clevert and others 2016).

    Its derivative tends to α at 0 from the left and to 1 from the right: it is smooth only for α = 1.
    """
    alpha = single("alpha", positive("alpha", alpha))
    return Activation("elu", partial(_elu, alpha=alpha), partial(_elu_slope, alpha=alpha), alpha,
                      partial(_elu_derivative, alpha=alpha))
