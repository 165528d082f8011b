"""Judges of the exercises of notebook 05."""

import numpy as np

from helpers.exercises import agree, exercise
from helpers.verify import central_difference


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


@exercise("5.1")
def chain(gradients):
    points = [([2.0, -3.0], [-0.8, 1.2], 0.7, 0.1), ([3.0, 2.5, -4.0], [-1.2, -1.0, 1.6], 0.4, 0.9),
              ([1.3], [0.2], 2.0, 0.1), ([-3.5, 4.0, 3.0, -5.0], [1.5, -1.8, -1.4, 2.4], 0.6, 0.2)]

    def forward(w, b, x):
        activations = [x]
        for weight, bias in zip(w, b, strict=True):
            activations.append(_sigmoid(weight * activations[-1] + bias))
        return np.array(activations)

    def truth(w, b, x, y):
        return central_difference(lambda theta: (forward(theta[0], theta[1], x)[-1] - y)**2 / 2, [w, b])

    def rebuilt(change_error, change_input=lambda a: a[:-1]):
        """The truth with the errors multiplied by change_error(w, slopes) and the inputs of the nodes changed."""
        def wrong(w, b, x, y):
            a = forward(w, b, x)
            delta = truth(w, b, x, y)[1] * change_error(np.array(w), a[1:] * (1 - a[1:]))
            return np.array([delta * change_input(a), delta])
        return wrong

    def later(values):
        """The product of all later entries, for each place."""
        return np.array([np.prod(values[place + 1:]) for place in range(len(values))])

    def same(w, slopes):
        return 1

    def index_too_low(w, slopes):
        return np.array([np.prod(w[place:-1]) / np.prod(w[place + 1:]) for place in range(len(w))])

    def no_hidden_slopes(w, slopes):
        return slopes[-1] / (later(slopes) * slopes)

    return agree(gradients, points, truth,
                 [("the weights between the nodes are missing from the errors.", rebuilt(lambda w, s: 1 / later(w))),
                  ("the weights are off by one. The message to node l crosses the weight of node l + 1.",
                   rebuilt(index_too_low)),
                  ("the slopes of the hidden nodes are missing from the errors.", rebuilt(no_hidden_slopes)),
                  ("the slope of the last node is missing.", rebuilt(lambda w, s: 1 / s[-1])),
                  ("all slopes are missing.", rebuilt(lambda w, s: 1 / (later(s) * s))),
                  ("the biases are right. A weight's gradient has the activation that came in, not the one that goes "
                   "out.", rebuilt(same, lambda a: a[1:])),
                  ("the biases are right. What came into each node is missing from the weights.",
                   rebuilt(same, lambda a: np.ones(len(a) - 1))),
                  ("the biases are right. Only the first node has x as its input.",
                   rebuilt(same, lambda a: np.full(len(a) - 1, a[0]))),
                  ("right numbers, from the last node to the first. Turn the lists round.",
                   lambda *p: truth(*p)[:, ::-1]),
                  ("the two lists are exchanged: first the weights, then the biases.", lambda *p: truth(*p)[::-1]),
                  ("a row for the weights and one for the biases: this is the transpose.", lambda *p: truth(*p).T)],
                 "it agrees with finite differences for chains of 1 to 4 nodes.")


@exercise("5.2")
def penalised(gradient):
    rng = np.random.default_rng(3)
    points = [(np.array(theta), *rng.normal(size=(2, n)), lmbda)
              for theta, n, lmbda in [([0.7, -0.2, -1.4, 0.3], 6, 0.2), ([-1.8, 0.5, 0.9, -0.6], 3, 0.7),
                                      ([2.2, 0.8, 1.7, 0.4], 9, 0.05)]]
    weights = np.array([1, 0, 1, 0])

    def data_cost(theta, x, y):
        w1, b1, w2, b2 = theta
        return ((w2 * _sigmoid(w1 * x + b1) + b2 - y)**2 / 2).mean()

    def data(theta, x, y):
        return central_difference(lambda theta: data_cost(theta, x, y), theta)

    def truth(theta, x, y, lmbda):
        return central_difference(lambda t: data_cost(t, x, y) + lmbda * np.abs(t[[0, 2]]).sum(), theta)

    def with_penalty(pull):
        return lambda theta, x, y, lmbda: data(theta, x, y) + pull(theta, lmbda, len(x))

    return agree(gradient, points, truth,
                 [("the penalty is missing.", with_penalty(lambda t, lmbda, n: 0)),
                  ("the biases are penalised as well. They are free.",
                   with_penalty(lambda t, lmbda, n: lmbda * np.sign(t))),
                  ("the biases are penalised as well, and this is ℓ2.", with_penalty(lambda t, lmbda, n: lmbda * t)),
                  ("this is the pull of ℓ2. That of ℓ1 does not depend on the size of the weight.",
                   with_penalty(lambda t, lmbda, n: lmbda * t * weights)),
                  ("the penalty pulls twice too strongly. Which of the two penalties has a square?",
                   with_penalty(lambda t, lmbda, n: 2 * lmbda * np.sign(t) * weights)),
                  ("the penalty pushes the weights away from zero. Which sign has its gradient?",
                   with_penalty(lambda t, lmbda, n: -lmbda * np.sign(t) * weights)),
                  ("the penalty itself is added, not its gradient.",
                   with_penalty(lambda t, lmbda, n: lmbda * np.abs(t) * weights)),
                  ("λ is added to the weights whatever their sign.",
                   with_penalty(lambda t, lmbda, n: lmbda * weights)),
                  ("the penalty is divided by the number of samples. It stands outside the mean.",
                   with_penalty(lambda t, lmbda, n: lmbda * np.sign(t) * weights / n)),
                  ("a sum over the samples where the mean belongs.",
                   lambda t, x, y, lmbda: len(x) * data(t, x, y) + lmbda * np.sign(t) * weights),
                  ("this is the penalty's gradient alone.", lambda t, x, y, lmbda: lmbda * np.sign(t) * weights)],
                 "it agrees with finite differences for 3 sets of parameters and samples.")


@exercise("5.3")
def depth(layers_until):
    known = {(1e-6, 1.0): 10, (1e-6, 2.0): 20, (1e-3, 1.0): 5, (0.3, 1.0): 1, (1e-6, -3.0): 49, (1e-12, 0.5): 14,
             (0.01, 3.9): 182}
    return agree(layers_until, list(known), lambda *p: known[p],
                 [("one layer too few: is the message really below the limit there?", lambda *p: known[p] - 1),
                  ("one layer too many: the one before has done it already.", lambda *p: known[p] + 1),
                  ("right for w = 1 only. Each layer multiplies by |w| as well as by a quarter.",
                   lambda limit, w: np.floor(np.log(limit) / np.log(0.25)) + 1),
                  ("the weight enters once in every layer, not once in all.",
                   lambda limit, w: max(0, np.floor(np.log(limit / abs(w)) / np.log(0.25)) + 1)),
                  ("this is not a whole number. A layer cannot be passed in part.",
                   lambda limit, w: np.log(limit) / np.log(abs(w) / 4))],
                 "it gives the known number for 7 pairs of a limit and a weight.")
