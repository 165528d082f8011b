"""Schedulers: how far to step, given the gradient.

A scheduler's `step` changes the parameters in place. Its rates may be numbers, or arrays of shape (..., 1, 1)
that give every network of a stack its own. All but Constant remember what came before: take a new one for every
training. Products, squares and roots are elementwise.
"""

from collections.abc import Callable

import numpy as np

from helpers.support.arrays import quiet
from helpers.support.validation import not_negative, per_network, positive, single

# Where all gradients so far were zero, AdaGrad and RMSprop divide by this, not by zero.
EPSILON = 1e-8


class Constant:
    """Gradient descent with a fixed learning rate: θ ← θ − η ∂C/∂θ.

    eta: the learning rate η, positive; a number, or an array of shape (..., 1, 1).
    """

    def __init__(self, eta):
        self.eta = positive("eta", eta)

    @quiet
    def step(self, parameters, gradients):
        """Move every array of `parameters` in place against its array of `gradients`, of the same shape."""
        _alike(parameters, gradients, self.eta)
        for parameter, gradient in zip(parameters, gradients, strict=True):
            parameter -= self.eta * gradient


class Remembering:
    """What the schedulers with a memory share: arrays of zeros beside each parameter, made at the first step.

    `steps` counts the calls of `step`. A subclass says how many arrays it keeps, and how `_move` uses them.
    """

    kept = 1
    _move: Callable[..., None]

    def __init__(self, eta):
        self.eta = positive("eta", eta)
        self.steps, self.memory = 0, None

    @quiet
    def step(self, parameters, gradients):
        """Move every array of `parameters` in place, given its array of `gradients` of the same shape.

        Raises ValueError, and moves nothing, if the shapes differ, or are not those of the first step.
        """
        shapes = _alike(parameters, gradients, self.eta)
        if self.memory is None:
            self.memory = [[np.zeros_like(parameter) for _ in range(self.kept)] for parameter in parameters]
        if (known := [arrays[0].shape for arrays in self.memory]) != shapes:
            raise ValueError(f"parameters must have the shapes of the first step, {known}, got {shapes}: "
                             "take a new scheduler for another network")
        self.steps += 1
        for parameter, gradient, arrays in zip(parameters, gradients, self.memory, strict=True):
            self._move(parameter, gradient, *arrays)


class Momentum(Remembering):
    """Gradient descent with momentum (Polyak 1964): v ← μ v − η g, θ ← θ + v.

    eta: the learning rate η, as in Constant. momentum: μ, a number, 0 ≤ μ < 1.
    """

    def __init__(self, eta, momentum=0.9):
        super().__init__(eta)
        self.momentum = fraction("momentum", momentum)

    def _move(self, parameter, gradient, velocity):
        velocity *= self.momentum
        velocity -= self.eta * gradient
        parameter += velocity


class AdaGrad(Remembering):
    """A rate for each parameter, by the sum of its squares (Duchi, Hazan and Singer 2011): G ← G + g²,
    θ ← θ − η g / (√G + ε).

    eta: the learning rate η, as in Constant.
    """

    def _move(self, parameter, gradient, total):
        total += gradient**2
        parameter -= self.eta * gradient / (np.sqrt(total) + EPSILON)


class AdaGradMomentum(Remembering):
    """AdaGrad's change as the push of a momentum: G ← G + g², v ← μ v − η g / (√G + ε), θ ← θ + v.

    eta: the learning rate η, as in Constant. momentum: μ, a number, 0 ≤ μ < 1.
    """

    kept = 2

    def __init__(self, eta, momentum=0.9):
        super().__init__(eta)
        self.momentum = fraction("momentum", momentum)

    def _move(self, parameter, gradient, total, velocity):
        total += gradient**2
        velocity *= self.momentum
        velocity -= self.eta * gradient / (np.sqrt(total) + EPSILON)
        parameter += velocity


class RMSprop(Remembering):
    """AdaGrad with a memory that fades (Tieleman and Hinton 2012, lecture 6): s ← ρ s + (1 − ρ) g²,
    θ ← θ − η g / (√s + ε).

    eta: the learning rate η, as in Constant. rho: ρ, a number, 0 ≤ ρ < 1.
    """

    def __init__(self, eta, rho=0.9):
        super().__init__(eta)
        self.rho = fraction("rho", rho)

    def _move(self, parameter, gradient, mean_square):
        mean_square *= self.rho
        mean_square += (1 - self.rho) * gradient**2
        parameter -= self.eta * gradient / (np.sqrt(mean_square) + EPSILON)


class Adam(Remembering):
    """Adaptive moment estimation (Kingma and Ba 2015, algorithm 1): m ← β₁ m + (1 − β₁) g,
    s ← β₂ s + (1 − β₂) g², θ ← θ − η m̂ / (√ŝ + ε), with m̂ = m / (1 − β₁ᵗ) and ŝ = s / (1 − β₂ᵗ) at step t.

    eta: the learning rate η, as in Constant. beta1, beta2: numbers, 0 ≤ β < 1. epsilon: ε, a positive number.
    """

    kept = 2

    def __init__(self, eta=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        super().__init__(eta)
        self.beta1, self.beta2 = fraction("beta1", beta1), fraction("beta2", beta2)
        self.epsilon = single("epsilon", positive("epsilon", epsilon))

    def _move(self, parameter, gradient, mean, mean_square):
        mean *= self.beta1
        mean += (1 - self.beta1) * gradient
        mean_square *= self.beta2
        mean_square += (1 - self.beta2) * gradient**2
        root = np.sqrt(mean_square / (1 - self.beta2**self.steps))
        parameter -= self.eta * (mean / (1 - self.beta1**self.steps)) / (root + self.epsilon)


def fraction(name, value):
    """Return `value`, as a float, if it is a number from 0 to below 1."""
    if (value := single(name, not_negative(name, value))) >= 1:
        raise ValueError(f"{name} must be a number from 0 to below 1, got {value!r}")
    return value


def _alike(parameters, gradients, eta):
    """Return the shapes of the parameters, if those of their gradients are the same and eta fits them."""
    for name, arrays in (("parameters", parameters), ("gradients", gradients)):
        if not isinstance(arrays, (list, tuple)):
            raise TypeError(f"{name} must be a list of arrays, got {arrays!r}")
        for array in arrays:
            if not isinstance(array, np.ndarray) or array.dtype.kind != "f":
                raise TypeError(f"{name} must hold arrays of floats, got {array!r}")
    shapes = [parameter.shape for parameter in parameters]
    if (came := [gradient.shape for gradient in gradients]) != shapes:
        raise ValueError(f"gradients must have the shapes of the parameters, {shapes}, got {came}")
    if type(eta) is not float:
        for shape in shapes:
            per_network("eta", eta, shape[:-2])
    return shapes
