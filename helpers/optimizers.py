"""Optimizers: how far to step, given the gradient. Each rule is derived and raced in notebook 11.

An optimizer's `step` changes the parameters in place. Its learning rate `eta`, positive, may be a number; an array of
shape (..., 1, 1) that gives every network of a stack its own; or a schedule of `helpers.schedulers`, a function of the
number of the step. Optimizers count their steps, and most remember gradients: take a new one for every training.
Products, squares and roots are elementwise.
"""

from collections.abc import Callable
from numbers import Real

import numpy as np
from sklearn.utils import check_scalar

from helpers.support.validation import check_positive, quiet

EPSILON = 1e-8  # where all gradients so far were zero, AdaGrad and RMSprop divide by this, not by zero


class Optimizer:
    """What all share: a rate, a count of steps, and `kept` arrays beside each parameter, zeros before the first."""

    kept = 1
    _move: Callable[..., None]

    def __init__(self, eta):
        check_positive("eta", eta(1) if callable(eta) else eta)
        self.eta, self.t, self.memory = eta, 0, None

    @quiet
    def step(self, parameters, gradients):
        """Move all arrays of `parameters` in place, given `gradients` of their shapes; a ValueError moves nothing."""
        shapes, came = _shapes("parameters", parameters), _shapes("gradients", gradients)
        if came != shapes:
            raise ValueError(f"gradients must have the shapes of the parameters, {shapes}, got {came}")
        if self.memory is None or not self.kept:
            self.memory = [[np.zeros_like(parameter) for _ in range(self.kept)] for parameter in parameters]
        if self.kept and (known := [arrays[0].shape for arrays in self.memory]) != shapes:
            raise ValueError(f"parameters must have the shapes of the first step, {known}, got {shapes}: use a new one")
        self.t += 1
        eta = self.eta(self.t) if callable(self.eta) else self.eta
        for parameter, gradient, arrays in zip(parameters, gradients, self.memory, strict=True):
            self._move(eta, parameter, gradient, *arrays)


class GradientDescent(Optimizer):
    """Gradient descent: θ ← θ − η g, with a fixed learning rate or a schedule."""

    kept = 0

    def _move(self, eta, parameter, gradient):
        parameter -= eta * gradient


class Momentum(Optimizer):
    """Gradient descent with momentum (Polyak 1964): v ← μ v − η g, θ ← θ + v.

    momentum: μ, a number, 0 ≤ μ < 1. nesterov: whether θ ← θ + μ v − η g instead, with the new v (Nesterov 1983, as in
    Sutskever and others 2013): θ is then the point ahead, at which their method takes its gradient.
    """

    def __init__(self, eta, momentum=0.9, nesterov=False):
        super().__init__(eta)
        self.momentum, self.nesterov = _fraction("momentum", momentum), nesterov

    def _move(self, eta, parameter, gradient, velocity):
        velocity *= self.momentum
        velocity -= eta * gradient
        parameter += self.momentum * velocity - eta * gradient if self.nesterov else velocity


class AdaGrad(Optimizer):
    """A rate for each parameter (Duchi, Hazan and Singer 2011): G ← G + g², θ ← θ − η g / (√G + ε)."""

    def _move(self, eta, parameter, gradient, total):
        total += gradient**2
        parameter -= eta * gradient / (np.sqrt(total) + EPSILON)


class AdaGradMomentum(Momentum):
    """AdaGrad's change pushes a momentum (Zou and others 2018): G ← G + g², v ← μ v − η g / (√G + ε), θ ← θ + v."""

    kept = 2

    def _move(self, eta, parameter, gradient, total, velocity):  # type: ignore[override]  # another array is kept
        total += gradient**2
        super()._move(eta, parameter, gradient / (np.sqrt(total) + EPSILON), velocity)


class RMSprop(Optimizer):
    """AdaGrad with a memory that fades (Tieleman and Hinton 2012): s ← ρ s + (1 − ρ) g², θ ← θ − η g / (√s + ε).

    rho: ρ, a number, 0 ≤ ρ < 1.
    """

    def __init__(self, eta, rho=0.9):
        super().__init__(eta)
        self.rho = _fraction("rho", rho)

    def _move(self, eta, parameter, gradient, mean_square):
        mean_square *= self.rho
        mean_square += (1 - self.rho) * gradient**2
        parameter -= eta * gradient / (np.sqrt(mean_square) + EPSILON)


class Adam(Optimizer):
    """Adaptive moment estimation (Kingma and Ba 2015, algorithm 1): m ← β₁ m + (1 − β₁) g,
    s ← β₂ s + (1 − β₂) g², θ ← θ − η m̂ / (√ŝ + ε), with m̂ = m / (1 − β₁ᵗ) and ŝ = s / (1 − β₂ᵗ) at step t.

    beta1, beta2: numbers, 0 ≤ β < 1. epsilon: ε, a positive number.
    """

    kept = 2

    def __init__(self, eta=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        super().__init__(eta)
        self.beta1, self.beta2 = _fraction("beta1", beta1), _fraction("beta2", beta2)
        self.epsilon = check_scalar(epsilon, "epsilon", Real, min_val=0, include_boundaries="neither")

    def _move(self, eta, parameter, gradient, mean, mean_square):
        mean *= self.beta1
        mean += (1 - self.beta1) * gradient
        mean_square *= self.beta2
        mean_square += (1 - self.beta2) * gradient**2
        root = np.sqrt(mean_square / (1 - self.beta2**self.t))
        parameter -= eta * (mean / (1 - self.beta1**self.t)) / (root + self.epsilon)


class AdamW(Adam):
    """Adam with decoupled weight decay: first θ ← θ − η λ θ, of biases too, as in PyTorch (Loshchilov, Hutter 2019)."""

    def __init__(self, eta=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01):
        super().__init__(eta, beta1, beta2, epsilon)
        self.weight_decay = check_scalar(weight_decay, "weight_decay", Real, min_val=0)

    def _move(self, eta, parameter, *others):
        parameter -= eta * self.weight_decay * parameter
        super()._move(eta, parameter, *others)


def _fraction(name, value):
    return float(check_scalar(value, name, Real, min_val=0, max_val=1, include_boundaries="left"))


def _shapes(name, arrays):
    listed = arrays if isinstance(arrays, (list, tuple)) else [None]
    if not all(isinstance(array, np.ndarray) and array.dtype.kind == "f" for array in listed):
        raise TypeError(f"{name} must be a list of arrays of floats, got {arrays!r}")
    return [array.shape for array in arrays]
