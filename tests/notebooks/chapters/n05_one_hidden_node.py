"""What the tests know of notebook 05."""

import math

import numpy as np

from helpers import autodiff
from helpers.verify import central_difference

# Names in the TeX that are not the notebook's variable of that name.
SYMBOLS = {r"\delta_{l+1}": "delta_next", "w_{l+1}": "w_next"}

# Misprints of the lecture: the fault's number in site/ext/corrections, our equation, what we print, what it prints.
MISPRINTS = [
    ("1", "5.6", r"w_2\,\sigma'(z_1)", r"a_1\,\sigma'(z_1)"),
    ("2", "5.7", r"\,w_2", ""),
    ("2", "5.8", r"\,w_2", ""),
    ("2", "5.10", r"\,w_{l+1}", ""),
    ("17", "5.4", "(a_2 - y)", "2(a_2 - y)"),
    ("17", "5.5", "(a_2 - y)", "2(a_2 - y)"),
    ("18", "5.13", r"\lambda w", r"2\lambda w"),
]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def chain(
    weight=lambda w, l: w[l],
    slope=lambda a: a * (1 - a),
    last=lambda a: a * (1 - a),
    come=lambda a, l: a[l],
    message=lambda delta, end, a, l: delta,
):
    """Gradients of a chain, with room for mistakes."""

    def gradients(w, b, x, y):
        a = [x]
        for w_l, b_l in zip(w, b):
            a.append(sigmoid(w_l * a[-1] + b_l))
        delta, dw, db = (a[-1] - y) * last(a[-1]), [], []
        end = delta
        for l in reversed(range(len(w))):
            dw, db = [delta * come(a, l), *dw], [delta, *db]
            if l:
                delta = message(delta, end, a, l) * weight(w, l) * slope(a[l])
        return dw, db

    return gradients


def updated(rate):
    """Gradients of a chain whose message crosses each weight after its update."""

    def gradients(w, b, x, y):
        a = [x]
        for w_l, b_l in zip(w, b):
            a.append(sigmoid(w_l * a[-1] + b_l))
        delta, dw, db = (a[-1] - y) * a[-1] * (1 - a[-1]), [], []
        for l in reversed(range(len(w))):
            dw, db = [delta * a[l], *dw], [delta, *db]
            w[l] -= rate * dw[0]
            delta = delta * w[l] * a[l] * (1 - a[l])
        return dw, db

    return gradients


def slope_at(a):
    return sigmoid(a) * (1 - sigmoid(a))


def penalised(pull, data=np.mean, output=lambda z: z):
    """Gradients of the cost with a penalty, with room for mistakes."""

    def gradients(theta, x, y, lmbda):
        def cost(t):
            return data((output(t[2] * sigmoid(t[0] * x + t[1]) + t[3]) - y) ** 2 / 2)

        return central_difference(cost, theta) + pull(np.array(theta), lmbda, len(x))

    return gradients


WEIGHTS = np.array([1, 0, 1, 0])


def engine(w, b, x, y):
    w, b = [[autodiff.Value(v) for v in values] for values in (w, b)]
    a = x
    for w_l, b_l in zip(w, b):
        a = autodiff.sigmoid(w_l * a + b_l)
    ((a - y) ** 2 / 2).backward()
    return [v.adjoint for v in w], [v.adjoint for v in b]


def by_differences(w, b, x, y):
    def cost(theta):
        a = x
        for w_l, b_l in zip(*theta):
            a = sigmoid(w_l * a + b_l)
        return (a - y) ** 2 / 2

    return central_difference(cost, [w, b])


def append_and_turn(w, b, x, y):
    dw, db = chain()(w, b, x, y)
    return dw[::-1], db


def emptied(w, b, x, y):
    a = [x]
    for w_l, b_l in zip(w, b):
        a.append(sigmoid(w_l * a[-1] + b_l))
    delta, pairs = (a[-1] - y) * a[-1] * (1 - a[-1]), []
    while w:
        pairs.insert(0, (delta * a[len(w) - 1], delta))
        delta *= w.pop() * a[len(w)] * (1 - a[len(w)])
    return np.transpose(pairs)


def against_the_data(theta, x, y, lmbda):
    gradient = penalised(lambda t, lmbda, n: 0)(theta, x, y, lmbda)
    return gradient + lmbda * np.sign(gradient) * WEIGHTS


def written_over(theta, x, y, lmbda):
    gradient = penalised(lambda t, lmbda, n: 0)(theta, x, y, lmbda)
    for k in (0, 2):
        gradient[k] += math.copysign(lmbda, theta[k])
    theta[:] = gradient
    return theta


def layers(limit, w, reached=lambda message, limit: message < limit):
    message, number = 1, 0
    while not reached(message, limit):
        message *= w / 4
        number += 1
    return number


def rises(of):
    """An answer to 5.4 from w2 and the squared gradients of both nodes, with room for mistakes."""
    return lambda w2, g: of(w2, sum(g[:2] ** 2), sum(g[2:] ** 2))


def moved(of):
    """An answer to 5.4 from the right and the wrong gradients."""
    return lambda w2, g: of(g, g / [w2, w2, 1, 1])


def in_place(w2, g):
    right = g.copy()
    g[:2] /= w2
    return bool(right @ g < 0)


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "5.1": [
        (chain(weight=lambda w, l: 1), "weights between the nodes are missing"),
        (chain(weight=lambda w, l: w[l - 1]), "weights are off by one"),
        (chain(slope=lambda a: 1), "slopes of the hidden nodes are missing"),
        (chain(last=lambda a: 1), "slope of the last node"),
        (chain(slope=lambda a: 1, last=lambda a: 1), "all slopes are missing"),
        (chain(come=lambda a, l: a[l + 1]), "the one that goes out"),
        (chain(come=lambda a, l: 1), "came into each node is missing"),
        (chain(come=lambda a, l: a[0]), "Only the first node has x"),
        (lambda *p: np.array(chain()(*p))[:, ::-1], "from the last node to the first"),
        (lambda *p: chain()(*p)[::-1], "lists are exchanged"),
        (lambda *p: np.transpose(chain()(*p)), "this is the transpose"),
        (lambda *p: -np.array(chain()(*p)), "the negative"),
        (engine, "Write the backward pass without it"),
        (chain(weight=lambda w, l: 1, message=lambda delta, end, a, l: delta * a[l]), "an activation stands where"),
        (chain(slope=lambda a: slope_at(a), last=lambda a: slope_at(a)), "taken at its value a"),
        (chain(weight=lambda w, l: 1, slope=lambda a: 1), "all nodes have the error of the last"),
        (chain(message=lambda delta, end, a, l: 1), "the error of the next node is missing"),
        (chain(message=lambda delta, end, a, l: end), "hears from the last node"),
        (chain(slope=lambda a: 1, message=lambda delta, end, a, l: delta * a[l + 1] * (1 - a[l + 1])), "off by one"),
        (lambda w, b, x, y: chain()(w, [0] * len(b), x, y), "the bias is missing from z"),
        (append_and_turn, "right but for row 0. There: the numbers are right, in the opposite order"),
        (lambda *p: chain()(*p)[0], "the gradients of the weights alone"),
        (lambda *p: np.sort(chain()(*p)), "not in the order of the nodes"),
        (chain(last=lambda a: 1 + a), "wrong already for a chain of one node"),
        (chain(slope=lambda a: a), "right for a chain of one node, but not of two"),
        (chain(message=lambda delta, end, a, l: min(delta, end)), "right for chains of one and two nodes"),
        (lambda *p: 0.5, "has shape (), expected (2, 2)"),
        (chain(come=lambda a, l: np.log(a[l] / (1 - a[l])) if l else a[0]), "not the pre-activation z"),
        (chain(come=lambda a, l: a[l] + (l > 0)), "the biases are right. Look at what comes into each weight"),
        (updated(1), "a weight that has been updated already"),
        (updated(0.1), "a weight that has been updated already"),
        (by_differences, "only to some nine digits"),
    ],
    "5.2": [
        (penalised(lambda t, lmbda, n: 0), "penalty is missing"),
        (penalised(lambda t, lmbda, n: lmbda * np.sign(t)), "biases are penalised as well. They are free"),
        (penalised(lambda t, lmbda, n: lmbda * t), "and this is ℓ2"),
        (penalised(lambda t, lmbda, n: lmbda * t * WEIGHTS), "pull of ℓ2"),
        (penalised(lambda t, lmbda, n: 2 * lmbda * np.sign(t) * WEIGHTS), "twice too strongly"),
        (penalised(lambda t, lmbda, n: -lmbda * np.sign(t) * WEIGHTS), "away from zero"),
        (penalised(lambda t, lmbda, n: lmbda * np.abs(t) * WEIGHTS), "penalty itself is added"),
        (penalised(lambda t, lmbda, n: lmbda * WEIGHTS), "whatever the sign of a weight"),
        (penalised(lambda t, lmbda, n: lmbda * np.sign(t) * WEIGHTS / n), "divided by the number of samples"),
        (penalised(lambda t, lmbda, n: lmbda * np.sign(t) * WEIGHTS, np.sum), "where the mean belongs"),
        (lambda t, x, y, lmbda: lmbda * np.sign(t) * WEIGHTS, "gradient alone"),
        (
            penalised(lambda t, lmbda, n: lmbda * np.sign(t) * WEIGHTS, output=sigmoid),
            "there is a sigmoid at the output",
        ),
        (penalised(lambda t, lmbda, n: 0, output=sigmoid), "there is a sigmoid at the output"),
        (penalised(lambda t, lmbda, n: np.sign(t) * WEIGHTS), "factor λ is missing"),
        (penalised(lambda t, lmbda, n: lmbda * np.sign(t) * [1, 0, 0, 0]), "w2 is not penalised. It is a weight"),
        (penalised(lambda t, lmbda, n: lmbda * np.sign(t) * [1, 1, 1, 0]), "b1 is penalised. It is a bias"),
        (penalised(lambda t, lmbda, n: lmbda * np.sign(t) * (1 - WEIGHTS)), "in place of the weights"),
        (penalised(lambda t, lmbda, n: lmbda / 2 * np.sign(t) * WEIGHTS), "half as strongly"),
        (penalised(lambda t, lmbda, n: 2 * lmbda * t * WEIGHTS), "pull of ℓ2"),
        (penalised(lambda t, lmbda, n: lmbda * sum(abs(t[::2]))), "penalty itself is added"),
        (penalised(lambda t, lmbda, n: lmbda), "whatever the sign of a weight"),
        (penalised(lambda t, lmbda, n: lmbda * np.sign(t) * [1, 1, 0, 0]), "first two entries of theta"),
        (against_the_data, "the derivative with respect to w2 is"),
    ],
    "5.3": [
        (lambda limit, w: np.floor(np.log(limit) / np.log(abs(w) / 4)), "one layer too few"),
        (lambda limit, w: np.ceil(np.log(limit) / np.log(abs(w) / 4)) + 1, "one layer too many"),
        (lambda limit, w: np.ceil(np.log(limit) / np.log(1 / 4)), "right for w = 1 only"),
        (lambda limit, w: max(0, np.ceil(np.log(limit / abs(w)) / np.log(1 / 4))), "once in every layer"),
        (lambda limit, w: np.log(limit) / np.log(abs(w) / 4), "not a whole number"),
        (lambda limit, w: np.log(limit) / np.log(abs(w) / 4) + 1, "not a whole number"),
        (lambda limit, w: np.ceil(np.log(limit) / np.log(abs(w) / 4)), "that equals the limit has not fallen below"),
        (lambda limit, w: layers(limit, abs(w), lambda m, limit: m <= limit), "that equals the limit has not fallen"),
        (layers, "right for positive weights only"),
        (lambda limit, w: int(np.log(abs(w) / 4) / np.log(limit)) + 1, "counts how often"),
        (
            lambda limit, w: round(np.log(limit) / np.log(abs(w) / 4)),
            "right in 5 of 8 cases, but at limit = 1e-06, w = -3 it",
        ),
        (lambda limit, w: np.log(limit) / np.log(w / 4) if w > 0 else np.nan, "not finite"),
    ],
    "5.4": [
        (rises(lambda w2, hidden, output: w2 < 0), "Which of the two weighs more?"),
        (rises(lambda w2, hidden, output: hidden / w2 < 0), "does not decide alone"),
        (lambda *p: False, "never rises"),
        (rises(lambda w2, hidden, output: -hidden - output > 0), "never rises"),
        (lambda *p: True, "does not raise the cost"),
        (rises(lambda w2, hidden, output: hidden / w2 + output > 0), "the other way round"),
        (rises(lambda w2, hidden, output: hidden / w2 + output <= 0), "nothing moves, and nothing rises"),
        (rises(lambda w2, hidden, output: hidden * w2 + output < 0), "not multiplied by it"),
        (rises(lambda w2, hidden, output: hidden * np.sign(w2) + output < 0), "By what are the two"),
        (rises(lambda w2, hidden, output: np.sign(w2) * hidden / w2**2 + output < 0), "once, not twice"),
        (rises(lambda w2, hidden, output: hidden / w2 + output), "answer with True or False"),
        (rises(lambda w2, hidden, output: w2 < -1.5), "right in 5 of 11 cases, but at"),
        (moved(lambda right, wrong: sum(wrong) < 0), "multiplied by the right one first"),
        (moved(lambda right, wrong: sum(wrong) > 0), "multiplied by the right one first"),
        (moved(lambda right, wrong: right[0] * wrong[0] + right[2] ** 2 < 0), "only the weights are counted"),
        (moved(lambda right, wrong: right[1] * wrong[1] + right[3] ** 2 < 0), "only the biases are counted"),
    ],
}

# Right answers in another style.
RIGHT = {
    "5.1": [emptied, lambda *p: tuple(map(tuple, chain()(*p)))],
    "5.2": [written_over, penalised(lambda t, lmbda, n: np.where(t > 0, lmbda, -lmbda) * [True, False, True, False])],
    "5.3": [
        lambda limit, w: layers(limit, abs(w)),
        lambda limit, w: math.floor(math.log(limit, abs(w) / 4)) + 1,
        lambda limit, w: np.argmax((abs(w) / 4) ** np.arange(1000) < limit),
    ],
    "5.4": [
        in_place,
        lambda w2, g: sum(g * g / np.array([w2, w2, 1, 1])) < 0,
        rises(lambda w2, hidden, output: int(output < -hidden / w2)),
        rises(lambda w2, hidden, output: w2 < 0 and hidden > -w2 * output),
    ],
}
