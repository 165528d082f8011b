"""Slips in the error of a neuron, δ = (a − y) σ'(z) with z = w x + b and a = σ(z)."""

from collections.abc import Callable

import numpy as np

from helpers.activations import sigmoid


def neuron_error(product, b, y, z=np.add, activation=sigmoid, error=np.subtract, valve=lambda a: a * (1 - a)):
    """Return δ from w x, the bias and the target, with parts to be changed; valve: σ' as a function of a."""
    a = activation(z(product, b))
    return error(a, y) * valve(a)


def _logit(a):
    return np.log(a / (1 - a))


# A hint, the part that is wrong, and what stands in its place.
SLIPS: list[tuple[str, str, list[Callable]]] = [
    ("the bias is missing from z.", "z", [lambda product, b: product]),
    ("in z the bias is added, not subtracted.", "z", [lambda product, b: product - b]),
    ("the output is the activation of z, not z itself.", "activation", [lambda z: z]),
    (
        "how does the cost respond to the output? Output and target both enter, with a minus.",
        "error",
        [lambda a, y: a + y, lambda a, y: a, lambda a, y: y],
    ),
    ("the cost itself stands where its derivative belongs.", "error", [lambda a, y: (a - y) ** 2 / 2]),
    ("the error of the output is missing. How does the cost respond to the output?", "error", [lambda a, y: 1]),
]
SIGMOID: list[tuple[str, str, list[Callable]]] = [
    ("right only for a linear neuron. Which factor of the chain rule is missing?", "valve", [np.ones_like]),
    (
        "the slope of the sigmoid is taken at its value a. At which number is the sigmoid evaluated?",
        "valve",
        [sigmoid.derivative],
    ),
    ("a (1 − a) is taken at z. Its a is the value of the sigmoid.", "valve", [lambda a: _logit(a) * (1 - _logit(a))]),
    ("the target is compared with z, not with the output.", "error", [lambda a, y: _logit(a) - y]),
    ("1 − a² is the slope of tanh. Which is that of the sigmoid?", "valve", [lambda a: 1 - a * a]),
    (
        "all is right but for the slope of the sigmoid. Where its value is ½, the slope is ¼.",
        "valve",
        [lambda a: a, lambda a: 1 - a, lambda a: a * a, lambda a: a * (1 + a), lambda a: (1 - a) ** 2, lambda a: 1 / a],
    ),
]
TANH: list[tuple[str, str, list[Callable]]] = [
    ("the slope of tanh is missing.", "valve", [np.ones_like]),
    (
        "the slope of tanh is taken at its value a. At which number is tanh evaluated?",
        "valve",
        [lambda a: 1 - np.tanh(a) ** 2],
    ),
    ("a (1 − a) is the slope of the sigmoid. Which is that of tanh?", "valve", [lambda a: a * (1 - a)]),
    (
        "all is right but for the slope of tanh, which is 1 − tanh².",
        "valve",
        [lambda a: 1 + a * a, lambda a: 1 - a, lambda a: a * a, lambda a: (1 - a) ** 2, lambda a: -2 * a],
    ),
]


def neuron_slips(*lists):
    """Return the slips of these lists, one by one: hints, and the changed part by its name."""
    return [(hint, {part: form}) for slips in lists for hint, part, forms in slips for form in forms]
