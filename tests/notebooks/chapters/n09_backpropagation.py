"""What the tests know of notebook 09."""

import math

import numpy as np

# Misprints of the lecture: the fault's number in site/ext/corrections, our equation, what we print, what it prints.
MISPRINTS = [
    ("3", "9.22", "a_{si}^{(l-1)}", "a_{si}^{(l)}"),
    ("3", "9.23", r"\mathbf A^{(l-1)}", r"\mathbf A^{(l)}"),
    ("4", "9.5", "w_{ij}^{(l)}", "w_{ji}^{(l)}"),
    ("5", "9.20", "w_{jk}^{(l+1)}", "w_{kj}^{(l+1)}"),
    ("5", "9.21", r"(\mathbf W^{(l+1)})^{\mathsf T}", r"\mathbf W^{(l+1)}"),
    ("6", "9.22", r"\partial w_{ij}^{(l)}", r"\partial w_{ji}^{(l)}"),
    ("8", "9.9", r"(\mathbf A - \mathbf Y)", r"(\mathbf Y - \mathbf A)"),
    ("8", "9.16", r"(\mathbf A - \mathbf Y)", r"(\mathbf Y - \mathbf A)"),
    ("9", "9.10", "a^{y} (1 - a)^{1 - y}", "(1 - a)^{y} a^{1 - y}"),
    ("10", "9.11", r"y \log a + (1 - y) \log (1 - a)", r"y \log (1 - a) + (1 - y) \log a"),
    ("10", "9.11", r"-\bigl[\, y \log a + (1 - y) \log (1 - a) \,\bigr]", r"- y \log a + (1 - y) \log (1 - a)"),
    ("11", "9.11", r"\log (1 - a)", r"\log 1 - a"),
    ("14", "9.15", r"a_i (\delta_{ij} - a_j)", r"\delta_{ij} a_i (1 - a_j)"),
    ("14", "9.18", r"1 & -1 \\ -1 & 1", r"1 & 0 \\ 0 & 1"),
    ("17", "9.8", r"\frac{1}{n} \sum_s", r"\sum_s"),
    ("17", "9.8", r"\tfrac{1}{2} ", ""),
    ("17", "9.9", r"\frac{1}{n} ", ""),
    ("17", "9.9", r"\frac{1}{n}", r"\frac{2}{n}"),
    ("19", "9.22", r"\sum_s a_{si}^{(l-1)}", "a_{si}^{(l-1)}"),
    ("20", "9.1", "b_j^{(l)}", "b_k^{(l)}"),
    ("26", "9.2", r"\mathbf A^{(l-1)}", r"\mathbf A^{(l)}"),
    ("26", "9.21", r"\sigma'(\mathbf Z^{(l)})", r"\sigma'(\mathbf A^{(l)})"),
]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def dtanh(z):
    return 1 - np.tanh(z) ** 2


def dsigmoid(z):
    return sigmoid(z) * (1 - sigmoid(z))


def softmax(Z, axis=1, shift=0.0):
    powers = np.exp(Z - shift)
    return powers / powers.sum(axis=axis, keepdims=True)


def losses(Z, Y):
    return np.log(np.exp(Z).sum(axis=1)) - (Y * Z).sum(axis=1)


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "9.1": [
        (lambda Z, Y: (sigmoid(Z) - Y) / len(Y), "slope of the sigmoid is missing"),
        (lambda Z, Y: (sigmoid(Z) - Y) * dsigmoid(Z), "factor 1/n of the mean is missing"),
        (lambda Z, Y: sigmoid(Z) - Y, "of the mean is missing and the slope of the sigmoid is missing"),
        (lambda Z, Y: Y - sigmoid(Z), "target minus output and the factor 1/n of the mean is missing and the slope"),
        (lambda Z, Y: (Y - sigmoid(Z)) * dsigmoid(Z), "target minus output and the factor 1/n of the mean is missing"),
        (lambda Z, Y: (sigmoid(Z) - Y) * dsigmoid(Z) * len(Y), "where the mean divides by it"),
        (lambda Z, Y: (sigmoid(Z) - Y) * dsigmoid(Z) ** 2 / len(Y), "taken twice"),
        (lambda Z, Y: sigmoid(Z) * dsigmoid(Z) / len(Y), "where the target Y is A the error is 0"),
        (lambda Z, Y: (sigmoid(Z) - Y) * sigmoid(Z) / len(Y), "something other than the slope of the sigmoid"),
        (lambda Z, Y: (sigmoid(Z) - Y) * dsigmoid(Z) / (2 * len(Y) - 1), "right for one sample"),
        (lambda Z, Y: (sigmoid(Z) - Y) * dsigmoid(Z) / Y.size, "the number of all entries"),
        (lambda Z, Y: (sigmoid(Z) - Y) * dsigmoid(sigmoid(Z)) / len(Y), "σ'(A) in place of"),
        (lambda Z, Y: (sigmoid(Z) - Y) * Z * (1 - Z) / len(Y), "not z (1 − z)"),
        (lambda Z, Y: 2 * (sigmoid(Z) - Y) * dsigmoid(Z) / len(Y), "twice too large"),
        (lambda Z, Y: (Z - Y) / len(Y), "for a linear output"),
        (lambda Z, Y: (Y - sigmoid(Z)) * dsigmoid(Z) / len(Y), "target minus output."),
    ],
    "9.2": [
        (lambda d, W, Z: d @ W * dtanh(Z), "not transposed"),
        (lambda d, W, Z: d @ W.T, "slope of tanh is missing"),
        (lambda d, W, Z: d @ W.T * dtanh(np.tanh(Z)), "taken at the activation"),
        (lambda d, W, Z: d @ W.T * (1 - Z**2), "not 1 − z²"),
        (lambda d, W, Z: d @ W.T * np.tanh(Z), "not by its slope"),
        (lambda d, W, Z: W @ d * dtanh(Z), "left of the error"),
        (lambda d, W, Z: W.T @ d * dtanh(Z), "left of the error"),
        (lambda d, W, Z: (d * dtanh(Z)) @ W.T, "before the weights are crossed"),
        (lambda d, W, Z: d @ W.T @ dtanh(Z), "entry by entry"),
        (lambda d, W, Z: d @ W.T * np.tanh(Z) * (1 - np.tanh(Z)), "slope of the sigmoid"),
        (lambda d, W, Z: -d @ W.T * dtanh(Z), "the negative"),
        (lambda d, W, Z: np.dot(dtanh(Z), np.dot(d, W.T)), "entry by entry"),
        (lambda d, W, Z: d * W.T * dtanh(Z), "need a matrix product"),
        (lambda d, W, Z: d @ W.T * (1 - np.tanh(Z)), "right for Z = 0"),
        (lambda d, W, Z: d * dtanh(Z), "wrong even for Z = 0"),
    ],
    "9.3": [
        (lambda Z: softmax(Z), "exp(800) is infinite"),
        (lambda Z: softmax(Z, shift=np.maximum(Z.max(axis=1, keepdims=True), 0)), "exp(−800) is zero"),
        (lambda Z: softmax(Z, shift=Z.max()), "Shift each row by its own"),
        (lambda Z: softmax(Z, axis=0), "each column sums to one"),
        (lambda Z: np.exp(Z) / np.exp(Z).sum(), "all rows together"),
        (np.exp, "these are the powers"),
        (lambda Z: np.exp(Z - Z.max(axis=1, keepdims=True)), "each row should sum to one; the first sums to 2.068."),
        (lambda Z: np.log(softmax(Z)), "everywhere the logarithm"),
        (sigmoid, "a sigmoid for each entry"),
        (lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1), "has lost its axis"),
        (lambda Z: np.exp(Z - Z.max(axis=1)) / np.exp(Z - Z.max(axis=1)).sum(axis=1), "has lost its axis"),
        (lambda Z: softmax(Z, shift=Z.max(axis=1)), "has lost its axis"),
        (lambda Z: softmax(Z, shift=Z.max(axis=0)), "the largest of its column"),
        (lambda Z: softmax(np.clip(Z, -700, 700)), "exp(800) is infinite"),
        (lambda Z: softmax(Z, shift=Z.mean(axis=1, keepdims=True)), "not for [[800, -800]]: exp(800) is infinite"),
        (lambda Z: softmax(Z, shift=np.median(Z, axis=1, keepdims=True)), "not for [[800, -800]]"),
        (lambda Z: softmax(Z, shift=Z[:, :1]), "not for [[-800, 800]]"),
        (lambda Z: softmax(Z, shift=Z.min(axis=1, keepdims=True)), "exp(800) is infinite"),
        (lambda Z: softmax(-Z), "the softmax of −Z"),
        (lambda Z: softmax(softmax(Z)), "taken twice"),
        (lambda Z: softmax(Z / 2), "not in the ratio of their powers"),
        (lambda Z: softmax(Z - Z.max(axis=1, keepdims=True), axis=0), "each column sums to one"),
    ],
    "9.4": [
        (lambda Z, Y: losses(Z, Y).sum(), "a sum stands where a mean belongs"),
        (lambda Z, Y: losses(Z, Y).sum() / Y.size, "a mean stands where a sum belongs"),
        (lambda Z, Y: -(Y * Z).sum(axis=1).mean(), "logarithm of the sum over the row"),
        (lambda Z, Y: np.log(np.exp(Z).sum(axis=1)).mean(), "only the logarithm of the sum"),
        (losses, "take their mean"),
        (lambda Z, Y: losses(Z, Y).mean() - Z.max(axis=1).mean(), "one of the two terms"),
        (lambda Z, Y: -losses(Z, Y).mean(), "the negative"),
        (lambda Z, Y: losses(Z, Y).mean(), "exp(800) is infinite"),
        (lambda Z, Y: losses(Z - Z.mean(axis=1, keepdims=True), Y).mean(), "not for [[800, -800]]: exp(800)"),
        (lambda Z, Y: losses(Z - Z[:, :1], Y).mean(), "not for [[-800, 800]]: exp(800) is infinite"),
        (lambda Z, Y: -(Y * np.log(softmax(Z)) + (1 - Y) * np.log(1 - softmax(Z))).sum(axis=1).mean(), "wrong classes"),
        (
            lambda Z, Y: -(Y * np.log(sigmoid(Z)) + (1 - Y) * np.log(1 - sigmoid(Z))).sum(axis=1).mean(),
            "not a sigmoid for each",
        ),
        (lambda Z, Y: losses(softmax(Z), Y).mean(), "taken twice"),
        (lambda Z, Y: -(Y * np.log(softmax(Z, axis=0))).sum(axis=1).mean(), "over a column"),
        (lambda Z, Y: (np.log(np.exp(Z).mean(axis=1)) - (Y * Z).sum(axis=1)).mean(), "the cost is log 3 = 1.099"),
        (lambda Z, Y: losses(Z, Y).mean() + Z.sum(), "should change nothing"),
        (
            lambda Z, Y: -(Y * np.log(softmax(Z, shift=Z.max(axis=1, keepdims=True)))).sum(axis=1).mean(),
            "rounded to zero",
        ),
        (
            lambda Z, Y: -(Y * np.log(softmax(Z, shift=Z.max(axis=1, keepdims=True)) + 1e-12)).sum(axis=1).mean(),
            "rounded to zero",
        ),
        (lambda Z, Y: losses(Z - Z.max(), Y).mean(), "one shift for all rows"),
    ],
}


def sample_by_sample(Z, Y):
    total = 0
    for z, y in zip(Z, Y):
        largest = max(z)
        total += largest + math.log(sum(math.exp(v - largest) for v in z)) - sum(v * t for v, t in zip(z, y))
    return total / len(Z)


def cost_in_place(Z, Y):
    Z -= Z.max(axis=1, keepdims=True)
    Y *= Z
    return (np.log(np.exp(Z, out=Z).sum(axis=1)) - Y.sum(axis=1)).mean()


def softmax_in_place(Z):
    Z -= Z.max(axis=1)[:, None]
    np.exp(Z, out=Z)
    Z /= Z.sum(axis=1, keepdims=True)
    return Z


def error_in_place(Z, Y):
    Z[:] = sigmoid(Z)
    Y -= Z
    Y *= Z * (Z - 1) / len(Z)
    return Y


# Right answers in other styles.
RIGHT = {
    "9.1": [
        error_in_place,
        lambda Z, Y: [
            [(sigmoid(z) - y) * sigmoid(z) * sigmoid(-z) / len(Z) for z, y in zip(*rows)] for rows in zip(Z, Y)
        ],
    ],
    "9.2": [
        lambda d, W, Z: np.einsum("nk,ik,ni->ni", d, W, dtanh(Z)),
        lambda d, W, Z: (W @ d.T).T / np.cosh(Z) ** 2,
        lambda d, W, Z: [list((W @ e) * dtanh(z)) for e, z in zip(d, Z)],
    ],
    "9.3": [
        softmax_in_place,
        lambda Z: np.exp(Z - np.logaddexp.reduce(Z, axis=1, keepdims=True)),
        lambda Z: [[math.exp(v - max(z)) / sum(math.exp(u - max(z)) for u in z) for v in z] for z in Z],
    ],
    "9.4": [sample_by_sample, cost_in_place, lambda Z, Y: np.mean(np.logaddexp.reduce(Z, axis=1) - Z[Y == 1])],
}
