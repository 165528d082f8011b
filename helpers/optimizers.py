"""Optimizers: how far to step, given the gradient. Each rule is derived and raced in notebook 11.

An optimizer's `step` changes the parameters in place. Its learning rate `eta`, positive, may be a number, or an array
of shape (..., 1, 1) that gives every network of a stack its own. All but GradientDescent remember what came before:
take a new one for every training. Products, squares and roots are elementwise.
"""

from collections.abc import Callable
from numbers import Real

import numpy as np
from sklearn.utils import check_scalar

from helpers.support.validation import check_positive, quiet

# Where all gradients so far were zero, AdaGrad and RMSprop divide by this, not by zero.
EPSILON = 1e-8


class GradientDescent:
    """Gradient descent with a fixed learning rate: θ ← θ − η ∂C/∂θ."""

    def __init__(self, eta):
        self.eta = check_positive("eta", eta)

    @quiet
    def step(self, parameters, gradients):
        """Move every array of `parameters` in place against its array of `gradients`, of the same shape.

        Raises ValueError, and moves nothing, if the shapes differ.
        """
        _shapes(parameters, gradients)
        for parameter, gradient in zip(parameters, gradients, strict=True):
            parameter -= self.eta * gradient


class Remembering:
    """What the optimizers with a memory share: `kept` arrays beside each parameter, zeros before the first step."""

    kept = 1
    _move: Callable[..., None]

    def __init__(self, eta):
        self.eta = check_positive("eta", eta)
        self.steps, self.memory = 0, None

    @quiet
    def step(self, parameters, gradients):
        """Move every array of `parameters` in place, given its array of `gradients`, as in GradientDescent."""
        shapes = _shapes(parameters, gradients)
        if self.memory is None:
            self.memory = [[np.zeros_like(parameter) for _ in range(self.kept)] for parameter in parameters]
        if (known := [arrays[0].shape for arrays in self.memory]) != shapes:
            now = f"{shapes}: take a new optimizer for another network"
            raise ValueError(f"parameters must have the shapes of the first step, {known}, got {now}")
        self.steps += 1
        for parameter, gradient, arrays in zip(parameters, gradients, self.memory, strict=True):
            self._move(parameter, gradient, *arrays)


class Momentum(Remembering):
    """Gradient descent with momentum (Polyak 1964): v ← μ v − η g, θ ← θ + v.

    momentum: μ, a number, 0 ≤ μ < 1.
    """

    def __init__(self, eta, momentum=0.9):
        super().__init__(eta)
        self.momentum = _fraction("momentum", momentum)

    def _move(self, parameter, gradient, velocity):
        velocity *= self.momentum
        velocity -= self.eta * gradient
        parameter += velocity


class AdaGrad(Remembering):
    """A rate for each parameter, by the sum of its squares (Duchi, Hazan and Singer 2011): G ← G + g²,
    θ ← θ − η g / (√G + ε).
    """

    def _move(self, parameter, gradient, total):
        total += gradient**2
        parameter -= self.eta * gradient / (np.sqrt(total) + EPSILON)


class AdaGradMomentum(Momentum):
    """AdaGrad's change as the push of a momentum: G ← G + g², v ← μ v − η g / (√G + ε), θ ← θ + v."""

    kept = 2

    def _move(self, parameter, gradient, total, velocity):  # type: ignore[override]  # another array is kept
        total += gradient**2
        super()._move(parameter, gradient / (np.sqrt(total) + EPSILON), velocity)


class RMSprop(Remembering):
    """AdaGrad with a memory that fades (Tieleman and Hinton 2012, lecture 6): s ← ρ s + (1 − ρ) g²,
    θ ← θ − η g / (√s + ε).

    rho: ρ, a number, 0 ≤ ρ < 1.
    """

    def __init__(self, eta, rho=0.9):
        super().__init__(eta)
        self.rho = _fraction("rho", rho)

    def _move(self, parameter, gradient, mean_square):
        mean_square *= self.rho
        mean_square += (1 - self.rho) * gradient**2
        parameter -= self.eta * gradient / (np.sqrt(mean_square) + EPSILON)


class Adam(Remembering):
    """Adaptive moment estimation (Kingma and Ba 2015, algorithm 1): m ← β₁ m + (1 − β₁) g,
    s ← β₂ s + (1 − β₂) g², θ ← θ − η m̂ / (√ŝ + ε), with m̂ = m / (1 − β₁ᵗ) and ŝ = s / (1 − β₂ᵗ) at step t.

    beta1, beta2: numbers, 0 ≤ β < 1. epsilon: ε, a positive number.
    """

    kept = 2

    def __init__(self, eta=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        super().__init__(eta)
        self.beta1, self.beta2 = _fraction("beta1", beta1), _fraction("beta2", beta2)
        self.epsilon = check_scalar(epsilon, "epsilon", Real, min_val=0, include_boundaries="neither")

    def _move(self, parameter, gradient, mean, mean_square):
        mean *= self.beta1
        mean += (1 - self.beta1) * gradient
        mean_square *= self.beta2
        mean_square += (1 - self.beta2) * gradient**2
        root = np.sqrt(mean_square / (1 - self.beta2**self.steps))
        parameter -= self.eta * (mean / (1 - self.beta1**self.steps)) / (root + self.epsilon)


def _fraction(name, value):
    return float(check_scalar(value, name, Real, min_val=0, max_val=1, include_boundaries="left"))


def _shapes(parameters, gradients):
    """Return the shapes of the parameters, if both arguments are lists of arrays of floats of the same shapes."""
    for name, arrays in (("parameters", parameters), ("gradients", gradients)):
        listed = arrays if isinstance(arrays, (list, tuple)) else [None]
        if not all(isinstance(array, np.ndarray) and array.dtype.kind == "f" for array in listed):
            raise TypeError(f"{name} must be a list of arrays of floats, got {arrays!r}")
    shapes, came = [[array.shape for array in arrays] for arrays in (parameters, gradients)]
    if came != shapes:
        raise ValueError(f"gradients must have the shapes of the parameters, {shapes}, got {came}")
    return shapes
