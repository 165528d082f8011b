"""What the tests know of notebook 01."""

import numpy as np

# Names in the TeX that are not the notebook's variable of that name.
SYMBOLS = {}

# Misprints of the lecture: the fault's number in CORRECTIONS, our equation, what we print, what it prints.
MISPRINTS = [
    ("21", "1.4", r"\frac{dx}{dt}", r"\frac{\partial x}{\partial t}"),
    ("21", "1.5", r"\frac{dy}{dt}", r"\frac{\partial y}{\partial t}"),
]

# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "1.1": [
        (lambda df, g, dg, x: df(x) * dg(x), "outer derivative is taken at x"),
        (lambda df, g, dg, x: df(g(x)), "inner function is missing"),
        (lambda df, g, dg, x: df(dg(x)), "taken at dg(x)"),
        (lambda df, g, dg, x: df(g(x)) + dg(x), "multiply; they do not add"),
        (lambda df, g, dg, x: -df(g(x)) * dg(x), "the negative"),
        (lambda df, g, dg, x: 2 * df(g(x)) * dg(x), "expected about"),
    ],
    "1.2": [
        (lambda t: np.exp(-t) * np.cos(t), "way through y is missing"),
        (lambda t: -np.exp(-t) * (2 + np.sin(t)), "way through x is missing"),
        (lambda t: -np.exp(-t) * np.cos(t), "product of the two rates"),
        (lambda t: np.cos(t) - np.exp(-t), "sum of the two rates"),
        (lambda t: np.exp(-t) * (np.cos(t) + 2 + np.sin(t)), "added, not subtracted"),
        (lambda t: (2 + np.sin(t)) * np.cos(t) - np.exp(-2 * t), "its own side"),
    ],
    "1.3": [
        (lambda s, t: np.array([[np.cos(t), np.sin(t), 0], [-s * np.sin(t), s * np.cos(t), 1]]), "transpose"),
        (lambda s, t: np.array([[-s * np.sin(t), np.cos(t)], [s * np.cos(t), np.sin(t)], [1, 0]]), "exchanged"),
        (lambda s, t: np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)], [0, 1]]), "factor s"),
        (lambda s, t: np.array([[np.cos(t), s * np.sin(t)], [np.sin(t), s * np.cos(t)], [0, 1]]), "other sign"),
        (lambda s, t: np.array([[np.cos(t), -s * np.sin(t)], [np.sin(t), s * np.cos(t)]]), "row of z"),
        (lambda s, t: np.eye(3), "has shape (3, 3), expected (3, 2)"),
    ],
    "1.4": [
        (lambda w: sum(w[0] * n * m for n, m in zip(w[1:], w[2:])), "count of forward mode"),
        (lambda w: sum(w[-1] * n * m for n, m in zip(w, w[1:])), "one product too many"),
        (lambda w: sum(n * m for n, m in zip(w[:-2], w[1:-1])), "right for one output only"),
        (lambda w: sum(n * m for n, m in zip(w, w[1:])), "weights of all layers"),
    ],
}
