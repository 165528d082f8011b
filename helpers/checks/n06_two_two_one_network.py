"""Judges of the exercises of notebook 06."""

import numpy as np

from helpers.exercises import agree, exercise
from helpers.network import Network
from helpers.verify import central_difference


@exercise("6.1")
def count(parameters):
    points = [(2, 2), (1, 1), (2, 16), (64, 50), (3, 1), (1, 7)]
    return agree(parameters, points,
                 lambda p, h: sum(array.size for array in Network((p, h, 1)).parameters()),
                 [("the biases are missing.", lambda p, h: p * h + h),
                  ("the bias of the output is missing.", lambda p, h: p * h + 2 * h),
                  ("h terms are missing: the biases of the hidden nodes, or the weights into the output.",
                   lambda p, h: p * h + h + 1),
                  ("the inputs compute nothing: they have no biases.", lambda p, h: p + p * h + 2 * h + 1)],
                 "it agrees with what 6 networks hold.")


def sigmoid(z):
    return 1 / (1 + np.exp(-np.asarray(z)))


def slope(z):
    return central_difference(sigmoid, z) if np.ndim(z) == 0 else np.diag(central_difference(sigmoid, z))


@exercise("6.2")
def sigmoid_output(hidden_errors):
    rng = np.random.default_rng(62)
    points = [(rng.normal(size=2), 2 * rng.normal(size=2), rng.normal(), rng.uniform()) for _ in range(6)]

    def output(z1, w2, b2):
        return w2 @ sigmoid(z1) + b2

    def truth(z1, w2, b2, y):
        return central_difference(lambda z: 0.5 * (sigmoid(output(z, w2, b2)) - y)**2, z1)

    def linear(z1, w2, b2, y):
        return central_difference(lambda z: 0.5 * (output(z, w2, b2) - y)**2, z1)

    def without_output_slope(z1, w2, b2, y):
        return truth(z1, w2, b2, y) / slope(output(z1, w2, b2))

    return agree(hidden_errors, points, truth,
                 [("the slope of the sigmoid at the output is missing: see (6.6).", without_output_slope),
                  ("this is for a linear output. What is the answer of this network, and what is its slope?", linear),
                  ("the slope of the hidden activation is missing.",
                   lambda z1, w2, b2, y: truth(z1, w2, b2, y) / slope(z1)),
                  ("the output weights are missing. What does the error cross on its way back?",
                   lambda z1, w2, b2, y: truth(z1, w2, b2, y) / w2),
                  ("the way back crosses the weight, not the activation: w2 in place of a1.",
                   lambda z1, w2, b2, y: truth(z1, w2, b2, y) / w2 * sigmoid(z1)),
                  ("the weights of the two nodes are exchanged.",
                   lambda z1, w2, b2, y: truth(z1, w2, b2, y) / w2 * w2[::-1])],
                 "it agrees with finite differences at 6 random points.")


def samples(shapes, seed):
    """Return arguments X, Y, W1, b1, W2, b2 for each shape (n, p, h)."""
    rng = np.random.default_rng(seed)
    return [tuple(rng.normal(size=size) for size in [(n, p), (n, 1), (p, h), (1, h), (h, 1), (1, 1)])
            for n, p, h in shapes]


def output(X, W1, b1, W2, b2):
    return np.tanh(X @ W1 + b1) @ W2 + b2


def mean_cost(X, Y, *theta):
    return np.mean((output(X, *theta) - Y)**2) / 2


@exercise("6.3")
def batch_gradient(hidden_weight_gradient):
    def truth(X, Y, W1, *rest):
        return central_difference(lambda W: mean_cost(X, Y, W, *rest), W1)

    def through(other):
        """Return the gradient that sends the right output error back through another network."""
        def gradient(X, Y, W1, b1, W2, b2):
            error = output(X, W1, b1, W2, b2) - Y
            return central_difference(lambda W: np.mean(error * other(X, W, b1, W2)), W1)
        return gradient

    def hidden_for_input(X, Y, W1, b1, W2, b2):
        return np.tanh(X @ W1 + b1).T @ central_difference(
            lambda B: mean_cost(X, Y, W1, B, W2, b2), np.repeat(b1, len(X), axis=0))

    return agree(hidden_weight_gradient, samples([(5, 2, 2), (7, 2, 2), (4, 3, 5), (1, 2, 4), (6, 1, 3)], 63), truth,
                 [("right but for a factor: the sum over the samples, where the cost is their mean.",
                   lambda X, *rest: len(X) * truth(X, *rest)),
                  ("a (1 − a) is the slope of the sigmoid. What is that of tanh?",
                   through(lambda X, W, b1, W2: (np.log(np.cosh(X @ W + b1)) - (X @ W + b1)
                                                 + np.tanh(X @ W + b1)) @ W2)),
                  ("the slope of tanh is missing.", through(lambda X, W, b1, W2: (X @ W + b1) @ W2)),
                  ("the weights W2 are missing: the error crosses them on its way back.",
                   through(lambda X, W, b1, W2: np.tanh(X @ W + b1) @ np.ones_like(W2))),
                  ("the tail of these arrows is an input: X, not A1.", hidden_for_input)],
                 "it agrees with finite differences for 5 batches of 1 to 7 samples.")


@exercise("6.4")
def descent(fit):
    points = [(*arguments, eta, steps) for arguments, eta, steps in
              zip(samples([(5, 2, 2), (6, 2, 4), (4, 3, 2)], 65), (0.1, 0.2, 0.05), (1, 3, 2), strict=True)]

    def slopes(X, Y, theta):
        return [central_difference(lambda p: mean_cost(X, Y, *theta[:k], p, *theta[k + 1:]), theta[k])
                for k in range(4)]

    def descending(change):
        def trained(X, Y, W1, b1, W2, b2, eta, steps):
            theta = [W1, b1, W2, b2]
            for _ in range(steps):
                theta = change(X, Y, theta, slopes(X, Y, theta), eta)
            return output(X, *theta)
        return trained

    def all_of(factor, parts=(0, 1, 2, 3)):
        return descending(lambda X, Y, theta, gradients, eta: [
            p - factor(X) * eta * g if k in parts else p
            for k, (p, g) in enumerate(zip(theta, gradients, strict=True))])

    def output_first(X, Y, theta, gradients, eta):
        W1, b1, _, _ = theta
        W2, b2 = theta[2] - eta * gradients[2], theta[3] - eta * gradients[3]
        error = output(X, *theta) - Y                   # of the old output, sent back over the new weights

        def sent_back(W, b):
            return np.mean(error * output(X, W, b, W2, b2))

        return [W1 - eta * central_difference(lambda W: sent_back(W, b1), W1),
                b1 - eta * central_difference(lambda b: sent_back(W1, b), b1), W2, b2]

    truth = all_of(lambda X: 1)
    return agree(fit, points, truth,
                 [("the cost rises: a step goes against the gradient.", all_of(lambda X: -1)),
                  ("the gradient is a sum over the samples, where the cost is their mean.", all_of(len)),
                  ("nothing has changed: this is the output before the first step.",
                   lambda X, Y, *rest: output(X, *rest[:4])),
                  ("this is the output before the last step.",
                   lambda *rest: truth(*rest[:-1], rest[-1] - 1)),
                  ("only one step was made.", lambda *rest: truth(*rest[:-1], 1)),
                  ("the biases stay what they were.", all_of(lambda X: 1, (0, 2))),
                  ("the hidden layer stays what it was.", all_of(lambda X: 1, (2, 3))),
                  ("the output layer stays what it was.", all_of(lambda X: 1, (0, 1))),
                  ("W2 has already moved when the error is sent back over it. Take all gradients first, then step.",
                   descending(output_first))],
                 "after 1 to 3 steps it is where finite differences lead, on 3 sets of data.")
