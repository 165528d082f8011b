"""What the tests know of notebook 05."""

import numpy as np

from helpers.verify import central_difference

# Names in the TeX that are not the notebook's variable of that name.
SYMBOLS = {r"\delta_{l+1}": "delta_next", "w_{l+1}": "w_next"}

# Misprints of the lecture: the fault's number in CORRECTIONS, our equation, what we print, what it prints.
MISPRINTS = [
    ("1", "5.6", r"w_2\,\sigma'(z_1)", r"a_1\,\sigma'(z_1)"),
    ("2", "5.7", r"\,w_2", ""),
    ("2", "5.8", r"\,w_2", ""),
    ("2", "5.13", r"\,w_{l+1}", ""),
    ("17", "5.4", "(a_2 - y)", "2(a_2 - y)"),
    ("17", "5.5", "(a_2 - y)", "2(a_2 - y)"),
    ("18", "5.11", r"\lambda w", r"2\lambda w"),
]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def chain(weight=lambda w, l: w[l], slope=lambda a: a * (1 - a), last=lambda a: a * (1 - a), come=lambda a, l: a[l]):
    """Gradients of a chain, with room for mistakes."""
    def gradients(w, b, x, y):
        a = [x]
        for w_l, b_l in zip(w, b):
            a.append(sigmoid(w_l * a[-1] + b_l))
        delta, dw, db = (a[-1] - y) * last(a[-1]), [], []
        for l in reversed(range(len(w))):
            dw, db = [delta * come(a, l), *dw], [delta, *db]
            if l:
                delta = delta * weight(w, l) * slope(a[l])
        return dw, db
    return gradients


def penalised(pull, data=np.mean):
    """Gradients of the cost with a penalty, with room for mistakes."""
    def gradients(theta, x, y, lmbda):
        def cost(t):
            return data((t[2] * sigmoid(t[0] * x + t[1]) + t[3] - y)**2 / 2)
        return central_difference(cost, theta) + pull(np.array(theta), lmbda, len(x))
    return gradients


WEIGHTS = np.array([1, 0, 1, 0])

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
    ],
    "5.2": [
        (penalised(lambda t, lmbda, n: 0), "penalty is missing"),
        (penalised(lambda t, lmbda, n: lmbda * np.sign(t)), "biases are penalised as well. They are free"),
        (penalised(lambda t, lmbda, n: lmbda * t), "and this is ℓ2"),
        (penalised(lambda t, lmbda, n: lmbda * t * WEIGHTS), "pull of ℓ2"),
        (penalised(lambda t, lmbda, n: 2 * lmbda * np.sign(t) * WEIGHTS), "twice too strongly"),
        (penalised(lambda t, lmbda, n: -lmbda * np.sign(t) * WEIGHTS), "away from zero"),
        (penalised(lambda t, lmbda, n: lmbda * np.abs(t) * WEIGHTS), "penalty itself is added"),
        (penalised(lambda t, lmbda, n: lmbda * WEIGHTS), "whatever their sign"),
        (penalised(lambda t, lmbda, n: lmbda * np.sign(t) * WEIGHTS / n), "divided by the number of samples"),
        (penalised(lambda t, lmbda, n: lmbda * np.sign(t) * WEIGHTS, np.sum), "where the mean belongs"),
        (lambda t, x, y, lmbda: lmbda * np.sign(t) * WEIGHTS, "gradient alone"),
    ],
    "5.3": [
        (lambda limit, w: np.floor(np.log(limit) / np.log(abs(w) / 4)), "one layer too few"),
        (lambda limit, w: np.ceil(np.log(limit) / np.log(abs(w) / 4)) + 1, "one layer too many"),
        (lambda limit, w: np.ceil(np.log(limit) / np.log(1 / 4)), "right for w = 1 only"),
        (lambda limit, w: max(0, np.ceil(np.log(limit / abs(w)) / np.log(1 / 4))), "once in every layer"),
        (lambda limit, w: np.log(limit) / np.log(abs(w) / 4), "not a whole number"),
        (lambda limit, w: np.log(limit) / np.log(w / 4) if w > 0 else np.nan, "not finite"),
    ],
}
