"""Activation functions: a = σ(z), elementwise, with the derivative σ'(z). Built in notebook 10.

Where a function only rises, its derivative can be had from the value a alone, without z: σ' = a (1 − a) for the
sigmoid, 1 − a² for tanh. `slope` is that form, and what back-propagation uses, because a is at hand. SiLU and GELU fall
and then rise, so that two z share a value; they have a derivative at z and no slope, and `Network` cannot train them.

However small they are, value and derivative are right in all digits but the last, those of GELU in all but three. A
slope is right to a rounding of 1: σ(40), which is 1 − 4·10⁻¹⁸, is 1 in the computer, and has the slope 0.
"""

from collections.abc import Callable
from dataclasses import dataclass
from numbers import Real

import numpy as np
from scipy.special import ndtr  # type: ignore[import-untyped]
from sklearn.utils import check_scalar

from helpers.support.validation import check_numbers, quiet


@dataclass(frozen=True)
class Activation:
    """An activation function: `sigmoid(z)` is its value, `sigmoid.derivative(z)` its derivative.

    z: real numbers of any shape, which is kept, as is the precision of floats.
    `value` and `slope` are the same for arrays of floats, unchecked: training calls them.
    """

    name: str
    value: Callable  # z -> a
    slope: Callable  # a -> da/dz
    alpha: float | None = None  # the parameter of leaky_relu and elu
    exact: Callable | None = None  # z -> da/dz, where the rounded value does not tell it

    @quiet
    def __call__(self, z):
        return self.value(check_numbers("z", z))

    @quiet
    def derivative(self, z):
        """Return da/dz at the pre-activation z."""
        z = check_numbers("z", z)
        return self.exact(z) if self.exact else self.slope(self.value(z)).astype(z.dtype, copy=False)

    def __repr__(self):
        return self.name

    def __reduce__(self):  # pickled by its name here, because the functions below have none
        return self.name if self.alpha is None else (globals()[self.name], (self.alpha,))


def _sigmoid(z):
    # exp(−z) may overflow, in silence, to infinity; then a is 0, as it should be.
    return 1 / (1 + np.exp(-z))


def _sigmoid_derivative(z):
    # The derivative is even, and for z below zero 1 − a is not rounded away.
    a = _sigmoid(-np.abs(z))
    return a * (1 - a)


def _silu_derivative(z):
    a = _sigmoid(z)
    return a * (1 + z * _sigmoid(-z))


def _gelu_derivative(z):
    return ndtr(z) + z * np.exp(-z * z / 2) / np.sqrt(2 * np.pi).astype(z.dtype)


def _no_slope(a):
    raise TypeError("the value of silu and gelu does not tell their slope: two z share a value; use derivative(z)")


def _softmax(z):
    if z.ndim == 0:
        raise ValueError(f"z must be a list of numbers, one a class, got {z}")
    # Softmax does not change when z is shifted; the largest exponent is then 0, and exp cannot overflow.
    # Transposed, each class is a long row, on which NumPy is quick: twice as quick for a network, 4 times for a stack.
    a = z.reshape(-1, z.shape[-1]).T.copy()
    a -= a.max(axis=0)
    np.exp(a, out=a)
    a /= a.sum(axis=0)
    return a.T.reshape(z.shape)


def _softmax_slope(a):
    raise TypeError(
        "softmax mixes its inputs: it has a Jacobian, not an elementwise derivative; "
        "use it as an output, with cross_entropy"
    )


#: z itself. The output of `half_squared_error`.
identity = Activation("identity", lambda z: z, np.ones_like)
#: 1 / (1 + exp(−z)), between 0 and 1. The output of `binary_cross_entropy`. Derived in notebook 04.
sigmoid = Activation("sigmoid", _sigmoid, lambda a: a * (1 - a), exact=_sigmoid_derivative)
#: The hyperbolic tangent, between −1 and 1; it is 2 σ(2z) − 1.
tanh = Activation("tanh", np.tanh, lambda a: 1 - a * a, exact=lambda z: 4 * _sigmoid_derivative(2 * z))
#: z where it is positive, 0 elsewhere; its derivative at 0 is taken to be 0.
relu = Activation(
    "relu", lambda z: np.maximum(z, 0), lambda a: a > 0
)  # in a product True counts as 1, and is quicker than 1.0 in large arrays
#: log(1 + exp(z)), a smooth ReLU (Dugas and others 2000); its derivative is the sigmoid.
softplus = Activation("softplus", lambda z: np.logaddexp(z, 0), lambda a: -np.expm1(-a), exact=_sigmoid)
#: z σ(z) (Elfwing, Uchibe and Doya 2018), also named swish (Ramachandran, Zoph and Le 2017).
silu = Activation("silu", lambda z: z * _sigmoid(z), _no_slope, exact=_silu_derivative)
#: z Φ(z), with the distribution function Φ of the standard normal distribution (Hendrycks and Gimpel 2016).
gelu = Activation("gelu", lambda z: z * ndtr(z), _no_slope, exact=_gelu_derivative)
#: exp(z) divided by its sum over the last axis: probabilities. The output of `cross_entropy`. Derived in notebook 09.
softmax = Activation("softmax", _softmax, _softmax_slope)


def leaky_relu(alpha=0.01):
    """Return the leaky ReLU: z for z > 0, α z otherwise, with 0 < α < 1 (Maas, Hannun and Ng 2013)."""
    alpha = float(check_scalar(alpha, "alpha", Real, min_val=0, max_val=1, include_boundaries="neither"))
    return Activation(
        "leaky_relu", lambda z: np.maximum(z, alpha * z), lambda a: np.where(a > 0, 1, alpha).astype(a.dtype), alpha
    )


def elu(alpha=1.0):
    """Return the exponential linear unit: z for z > 0, α (exp(z) − 1) otherwise (Clevert and others 2016).

    Its derivative tends to α at 0 from the left and to 1 from the right: it is smooth only for α = 1.
    """
    alpha = float(check_scalar(alpha, "alpha", Real, min_val=0, include_boundaries="neither"))
    return Activation(
        "elu",
        lambda z: np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0))),
        lambda a: np.where(a > 0, 1, np.minimum(a, 0) + alpha).astype(a.dtype),
        alpha,
        exact=lambda z: np.where(z > 0, 1, alpha * np.exp(np.minimum(z, 0))).astype(z.dtype),
    )


# λ and α of Klambauer and others (2017): with weights of variance 1/n they keep mean 0 and variance 1.
_LAMBDA, _SCALED = 1.0507009873554805, 1.0507009873554805 * 1.6732632423543772
#: λ z for z > 0, λ α (exp(z) − 1) otherwise: the scaled exponential linear unit.
selu = Activation(
    "selu",
    lambda z: np.where(z > 0, _LAMBDA * z, _SCALED * np.expm1(np.minimum(z, 0))),
    lambda a: np.where(a > 0, _LAMBDA, np.minimum(a, 0) + _SCALED).astype(a.dtype),
    exact=lambda z: np.where(z > 0, _LAMBDA, _SCALED * np.exp(np.minimum(z, 0))).astype(z.dtype),
)
