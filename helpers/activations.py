"""Activation functions: a = σ(z), elementwise, with the derivative σ'(z).

For every function here the derivative can be had from the value a alone, without z: σ' = a (1 − a) for the
sigmoid, 1 − a² for tanh. `slope` is that form, and what back-propagation uses, because a is at hand.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Activation:
    """An activation function: `sigmoid(z)` is its value, `sigmoid.derivative(z)` its derivative.

    All three callables keep the shape and the precision of their argument.
    """

    name: str
    value: Callable     # z -> a
    slope: Callable     # a -> da/dz

    def __call__(self, z):
        return self.value(np.asarray(z))

    def derivative(self, z):
        """Return da/dz at the pre-activation z."""
        return self.slope(self(z))

    def __repr__(self):
        return self.name


def _softmax(z):
    # Softmax does not change when z is shifted; the largest exponent is then 0, and exp cannot overflow.
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def _softmax_slope(a):
    raise TypeError("softmax mixes its inputs: it has a Jacobian, not an elementwise derivative; "
                    "use it as an output, with cross_entropy")


identity = Activation("identity", lambda z: z, np.ones_like)
# 1 / (1 + exp(−z)), written with tanh because exp(−z) overflows where z is very negative.
sigmoid = Activation("sigmoid", lambda z: 0.5 * (1 + np.tanh(0.5 * z)), lambda a: a * (1 - a))
tanh = Activation("tanh", np.tanh, lambda a: 1 - a * a)
relu = Activation("relu", lambda z: np.maximum(z, 0), lambda a: (a > 0).astype(a.dtype))
softmax = Activation("softmax", _softmax, _softmax_slope)
