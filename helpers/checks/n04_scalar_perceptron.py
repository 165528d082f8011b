"""Judges of the exercises of notebook 04."""

import numpy as np

from helpers.activations import sigmoid
from helpers.exercises import NotYet, agree, call, exercise
from helpers.verify import central_difference


@exercise("4.1")
def centre_and_slope(neuron):
    cases = [(0.7, 1.3), (-2.0, 0.4), (3.0, -0.6), (-0.5, 2.0)]
    return _same_hint([_neuron_hint(_pair(neuron, t, s), t, s) for t, s in cases],
                      "for 4 neurons the output at t is one half and the slope there is s.")


def _pair(answer, *arguments):
    pair = call(answer, *arguments)
    if pair.shape != (2,):
        raise NotYet(f"the result has shape {pair.shape}, expected the two numbers w1 and b1.")
    return pair


def _same_hint(hints, finding):
    """Return the finding where no case has a hint, else raise the hint, if it is that of every case."""
    if set(hints) == {None}:
        return finding
    raise NotYet(hints[0] if len(set(hints)) == 1 else "this fits some of the cases, but not all.")


def _neuron_hint(pair, t, s):
    w1, b1 = pair

    def output(x):
        return sigmoid(w1 * x + b1)

    slope = float(central_difference(output, t))
    if np.isclose(output(t), 0.5):
        if np.isclose(slope, s):
            return None
        if np.isclose(slope, s / 4):
            return "the slope is a quarter of what it should be. How steep is the sigmoid itself at z = 0?"
        if np.isclose(slope, -s):
            return "the slope has the wrong sign."
        return "the output at t is one half, but the slope there is not s."
    if np.isclose(output(-t), 0.5):
        return "the output is one half at −t. Which sign has the bias where the threshold is positive?"
    if np.isclose(b1, -t):
        return "the bias is minus the threshold of the sum w1 x, not of x."
    return "the output at t is not one half. What must z be there?"


def _cost(w1, b1, x, y, activation=sigmoid):
    return 0.5 * (activation(w1 * x + b1) - y)**2


@exercise("4.2")
def slope_of_bias(bias_gradient):
    rng = np.random.default_rng(42)
    points = [tuple(p) for p in rng.uniform(-2, 2, (20, 4))]

    def truth(w1, b1, x, y):
        return central_difference(lambda b1: _cost(w1, b1, x, y), b1)

    def output(w1, b1, x, y):
        return sigmoid(w1 * x + b1)

    return agree(bias_gradient, points, truth,
                 [("everywhere the negative of the slope. Descent would climb.", lambda *p: -truth(*p)),
                  ("right only for a linear neuron. Which factor of the chain rule is missing?",
                   lambda *p: output(*p) - p[3]),
                  ("this is the gradient of the weight, and of a linear neuron. What is ∂z1/∂b1, and where is σ'?",
                   lambda *p: (output(*p) - p[3]) * p[2]),
                  ("this is the gradient of the weight. What is ∂z1/∂b1?", lambda *p: truth(*p) * p[2]),
                  ("this is σ' alone. How does the cost respond to a1?",
                   lambda *p: sigmoid.derivative(p[0] * p[2] + p[1])),
                  ("the slope of the sigmoid is taken at a1. At which number is the sigmoid evaluated?",
                   lambda *p: (output(*p) - p[3]) * sigmoid.derivative(output(*p))),
                  ("twice the slope. What does the ½ in the cost do?", lambda *p: 2 * truth(*p))],
                 "it agrees with finite differences at 20 random points.")


@exercise("4.3")
def one_update(update):
    rng = np.random.default_rng(43)
    points = [(*rng.uniform(-1.5, 1.5, 4), eta) for eta in (0.1, 0.5, 1.0, 2.0, 0.3)]

    def slopes(w1, b1, x, y):
        return central_difference(lambda p: _cost(p[0], p[1], x, y, np.tanh), [w1, b1])

    def truth(w1, b1, x, y, eta):
        return np.array([w1, b1]) - eta * slopes(w1, b1, x, y)

    def one_after_the_other(w1, b1, x, y, eta):
        w1 = w1 - eta * slopes(w1, b1, x, y)[0]
        return w1, b1 - eta * slopes(w1, b1, x, y)[1]

    def with_slope(slope):
        def wrong(w1, b1, x, y, eta):
            a1 = np.tanh(w1 * x + b1)
            change = eta * (a1 - y) * slope(a1)
            return w1 - change * x, b1 - change
        return wrong

    return agree(update, points, truth,
                 [("the bias is updated with the new weight. Compute both derivatives first.", one_after_the_other),
                  ("the step climbs. Which sign has it?", lambda *p: 2 * np.array(p[:2]) - truth(*p)),
                  ("this is the gradient, not the new parameters.", lambda *p: slopes(*p[:4])),
                  ("the learning rate is missing.", lambda *p: np.array(p[:2]) - slopes(*p[:4])),
                  ("a1 (1 − a1) is the slope of the sigmoid. Which is that of tanh?",
                   with_slope(lambda a1: a1 * (1 - a1))),
                  ("the slope of tanh is missing.", with_slope(lambda a1: 1)),
                  ("the slope of tanh is taken at a1. At which number is tanh evaluated?",
                   with_slope(lambda a1: 1 - np.tanh(a1)**2))],
                 "it agrees with finite differences for 5 samples and rates.")


@exercise("4.4")
def end_in_the_valley(end_of_descent):
    cases = [(-1.0, 2.0, 1.7, 0.3), (0.5, -1.5, -0.6, 0.9), (2.0, 1.0, 3.0, 0.6), (0.0, 0.0, 0.4, 0.2)]
    return _same_hint([_valley_hint(_pair(end_of_descent, *case), *case) for case in cases],
                      "for 4 samples the end has cost zero and lies where the steps lead.")


def _valley_hint(end, w1, b1, x, y):
    moved = end - [w1, b1]
    in_the_valley = abs(sigmoid(end @ [x, 1]) - y) < 1e-8
    along_the_steps = abs(moved[0] - x * moved[1]) < 1e-8       # each step is a multiple of (x, 1)
    if in_the_valley and along_the_steps:
        return None
    if np.allclose(moved, 0):
        return "this is the start, and its cost is not zero."
    if along_the_steps:
        return ("the direction is right, but the cost there is not zero. By how much does z1 change when the "
                "parameters move by (x, 1)?")
    if in_the_valley:
        if abs(moved[1]) < 1e-8:
            return "in the valley, but only the weight has moved. The bias has a derivative too."
        if abs(moved[0]) < 1e-8:
            return "in the valley, but only the bias has moved. The weight has a derivative too."
        return "in the valley, but descent does not get there: each of its steps is a multiple of (x, 1)."
    return "the cost there is not zero. The end lies in the valley, in the direction (x, 1) from the start."


@exercise("4.5")
def several_inputs(weight_gradient):
    rng = np.random.default_rng(45)
    points = [(rng.normal(size=(p, 1)), rng.normal(size=(1, 1)), rng.normal(size=(n, p)), rng.uniform(size=(n, 1)))
              for n, p in [(5, 2), (7, 3), (4, 1), (3, 6)]]

    def truth(W, b, X, Y):
        return central_difference(lambda W: 0.5 * np.mean((sigmoid(X @ W + b) - Y)**2), W)

    def linear(W, b, X, Y):
        return X.T @ (sigmoid(X @ W + b) - Y) / len(X)

    def product_of_means(W, b, X, Y):
        A = sigmoid(X @ W + b)
        return np.mean((A - Y) * A * (1 - A)) * X.mean(axis=0)[:, None]

    return agree(weight_gradient, points, truth,
                 [("n times too large: a sum over the samples. The cost is their mean.",
                   lambda *p: len(p[2]) * truth(*p)),
                  ("the mean is over samples only, and not over inputs as well.",
                   lambda *p: truth(*p) / p[2].shape[1]),
                  ("the valve σ' is missing.", linear),
                  ("this is the product of two means. Error and input belong to the same sample.", product_of_means)],
                 "it agrees with finite differences for 4 sets of samples.")
