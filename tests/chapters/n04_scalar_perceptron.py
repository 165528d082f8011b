"""What the tests know of notebook 04."""

import numpy as np

from helpers.activations import sigmoid

# Names in the TeX that are not the notebook's variable of that name.
SYMBOLS = {r"\Delta C": "dC"}

# Misprints of the lecture: the fault's number in CORRECTIONS, our equation, what we print, what it prints.
MISPRINTS = [
    ("34", "4.2", "w_1 x_1 + w_2 x_2 + b", "w_1 x_1 + w_2 x_2"),
    ("23", "4.7", r"\frac{\partial z_1}{\partial b_1}", r"\frac{\partial b_1}{\partial z_1}"),
    ("25", "4.8", r"\sigma'(z_1)", r"\sigma_1'(z_1)"),
    ("25", "4.9", r"\sigma'(z_1)\,x", r"\sigma'_1 x"),
    ("25", "4.10", r"\sigma'(z_1)", r"\sigma'_1"),
    ("17", "4.15", r"\frac{1}{n}\sum", r"\sum"),
    ("17", "4.15", r"\frac{1}{n}\sum", r"\frac{2}{n}\sum"),
    ("20", "4.17", "b_j", "b_k"),
]


def delta(W, b, X, Y):
    A = sigmoid(X @ W + b)
    return (A - Y) * A * (1 - A)


def tanh_update(w1, b1, x, y, eta, slope=lambda a1: 1 - a1**2, sign=-1):
    a1 = np.tanh(w1 * x + b1)
    delta1 = (a1 - y) * slope(a1)
    return w1 + sign * eta * delta1 * x, b1 + sign * eta * delta1


def sequential(w1, b1, x, y, eta):
    w1 = tanh_update(w1, b1, x, y, eta)[0]
    return w1, tanh_update(w1, b1, x, y, eta)[1]


def missing(w1, b1, x, y):
    return np.log(y / (1 - y)) - (w1 * x + b1)


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "4.1": [
        (lambda t, s: (s, -s * t), "a quarter of what it should be. How steep is the sigmoid itself at z = 0?"),
        (lambda t, s: (4 * s, 4 * s * t), "one half at −t. Which sign has the bias where the threshold is positive?"),
        (lambda t, s: (4 * s, -t), "not of x"),
        (lambda t, s: (-4 * s, 4 * s * t), "the wrong sign"),
        (lambda t, s: (4 * abs(s), -4 * abs(s) * t), "this fits some of the cases, but not all."),
        (lambda t, s: (2 * s, -2 * s * t), "the slope there is not s"),
        (lambda t, s: (4 * s, 1.0), "What must z be there?"),
        (lambda t, s: 4 * s, "expected the two numbers"),
    ],
    "4.2": [
        (lambda w1, b1, x, y: (sigmoid(w1 * x + b1) - y) * x, "of a linear neuron"),
        (lambda w1, b1, x, y: sigmoid(w1 * x + b1) - y, "Which factor of the chain rule is missing?"),
        (lambda w1, b1, x, y: (y - sigmoid(w1 * x + b1)) * sigmoid.derivative(w1 * x + b1), "Descent would climb"),
        (lambda w1, b1, x, y: (sigmoid(w1 * x + b1) - y) * sigmoid.derivative(w1 * x + b1) * x, "What is ∂z1/∂b1?"),
        (lambda w1, b1, x, y: (sigmoid(w1 * x + b1) - y) * sigmoid.derivative(sigmoid(w1 * x + b1)), "taken at a1"),
        (lambda w1, b1, x, y: sigmoid.derivative(w1 * x + b1), "σ' alone"),
        (lambda w1, b1, x, y: 2 * (sigmoid(w1 * x + b1) - y) * sigmoid.derivative(w1 * x + b1), "twice the slope"),
    ],
    "4.3": [
        (sequential, "Compute both derivatives first"),
        (lambda *p: tanh_update(*p, sign=1), "the step climbs"),
        (lambda *p: tanh_update(*p, slope=lambda a1: a1 * (1 - a1)), "the slope of the sigmoid"),
        (lambda *p: tanh_update(*p, slope=lambda a1: 1), "slope of tanh is missing"),
        (lambda *p: tanh_update(*p, slope=lambda a1: 1 - np.tanh(a1)**2), "taken at a1"),
        (lambda w1, b1, x, y, eta: tanh_update(w1, b1, x, y, 1), "learning rate is missing"),
        (lambda w1, b1, x, y, eta: tanh_update(0, 0, x, y, eta), "expected about"),
    ],
    "4.4": [
        (lambda w1, b1, x, y: (w1, b1), "this is the start"),
        (lambda *p: (p[0] + missing(*p) * p[2], p[1] + missing(*p)),
         "not zero. By how much does z1 change when the parameters move by (x, 1)?"),
        (lambda *p: (p[0] + missing(*p) / p[2], p[1]), "only the weight has moved. The bias has a derivative too."),
        (lambda *p: (p[0], p[1] + missing(*p)), "only the bias has moved. The weight has a derivative too."),
        (lambda *p: (p[0] + missing(*p) / p[2] / 2, p[1] + missing(*p) / 2), "does not get there"),
        (lambda w1, b1, x, y: (2.0, -1.0), "The end lies in the valley"),
        (lambda w1, b1, x, y: w1, "expected the two numbers"),
    ],
    "4.5": [
        (lambda W, b, X, Y: X.T @ delta(W, b, X, Y), "n times too large"),
        (lambda W, b, X, Y: X.T @ delta(W, b, X, Y) / X.size, "not over inputs"),
        (lambda W, b, X, Y: X.T @ (sigmoid(X @ W + b) - Y) / len(X), "valve"),
        (lambda W, b, X, Y: (X.T @ delta(W, b, X, Y) / len(X)).T, "transpose"),
        (lambda W, b, X, Y: delta(W, b, X, Y).mean() * X.mean(axis=0)[:, None], "product of two means"),
        (lambda W, b, X, Y: X.T @ (-delta(W, b, X, Y)) / len(X), "negative"),
    ],
}
