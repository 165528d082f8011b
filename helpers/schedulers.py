"""Schedulers: how far to step, given the gradient.

A scheduler's `step` changes the parameters in place. Its rates may be numbers, or arrays of shape (..., 1, 1)
that give every network of a stack its own.
"""

from helpers.validation import positive


class Constant:
    """Gradient descent with a fixed learning rate: θ ← θ − η ∂C/∂θ.

    eta: the learning rate η, positive; a number, or an array of shape (..., 1, 1).
    """

    def __init__(self, eta):
        self.eta = positive("eta", eta)

    def step(self, parameters, gradients):
        """Move every array of `parameters` in place against its array of `gradients`."""
        for parameter, gradient in zip(parameters, gradients, strict=True):
            parameter -= self.eta * gradient
