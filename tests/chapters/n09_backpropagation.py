"""What the tests know of notebook 09."""

import numpy as np

# Misprints of the lecture: the fault's number in CORRECTIONS, our equation, what we print, what it prints.
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
    return 1 - np.tanh(z)**2


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
        (lambda Z, Y: (sigmoid(Z) - Y) * dsigmoid(Z), "factor 1/n is missing"),
        (lambda Z, Y: sigmoid(Z) - Y, "both"),
        (lambda Z, Y: (sigmoid(Z) - Y) * dsigmoid(Z) / Y.size, "the number of all entries"),
        (lambda Z, Y: (sigmoid(Z) - Y) * dsigmoid(sigmoid(Z)) / len(Y), "σ'(A) in place of"),
        (lambda Z, Y: (sigmoid(Z) - Y) * Z * (1 - Z) / len(Y), "not z (1 − z)"),
        (lambda Z, Y: 2 * (sigmoid(Z) - Y) * dsigmoid(Z) / len(Y), "twice too large"),
        (lambda Z, Y: (Z - Y) / len(Y), "for a linear output"),
        (lambda Z, Y: (Y - sigmoid(Z)) * dsigmoid(Z) / len(Y), "the negative"),
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
    ],
    "9.3": [
        (lambda Z: softmax(Z), "exp(800) is infinite"),
        (lambda Z: softmax(Z, shift=np.maximum(Z.max(axis=1, keepdims=True), 0)), "exp(−800) is zero"),
        (lambda Z: softmax(Z, shift=Z.max()), "Shift each row by its own"),
        (lambda Z: softmax(Z, axis=0), "each column sums to one"),
        (lambda Z: np.exp(Z) / np.exp(Z).sum(), "all rows together"),
        (np.exp, "these are the powers"),
        (lambda Z: np.exp(Z - Z.max(axis=1, keepdims=True)), "shifted entries"),
        (lambda Z: np.log(softmax(Z)), "logarithm of softmax"),
        (sigmoid, "a sigmoid for each entry"),
        (lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1), "has lost its axis"),
        (lambda Z: np.exp(Z - Z.max(axis=1)) / np.exp(Z - Z.max(axis=1)).sum(axis=1), "has lost its axis"),
        (lambda Z: softmax(Z, shift=Z.max(axis=1)), "has lost its axis"),
        (lambda Z: softmax(Z, shift=Z.max(axis=0)), "the largest of its column"),
        (lambda Z: softmax(np.clip(Z, -700, 700)), "exp(800) is infinite"),
    ],
    "9.4": [
        (lambda Z, Y: losses(Z, Y).sum(), "the sum over the samples"),
        (lambda Z, Y: losses(Z, Y).sum() / Y.size, "samples and classes"),
        (lambda Z, Y: -(Y * Z).sum(axis=1).mean(), "logarithm of the sum over the row"),
        (lambda Z, Y: np.log(np.exp(Z).sum(axis=1)).mean(), "only the logarithm of the sum"),
        (losses, "the losses of the samples"),
        (lambda Z, Y: losses(Z, Y).mean() - Z.max(axis=1).mean(), "one of the two terms"),
        (lambda Z, Y: -losses(Z, Y).mean(), "the negative"),
        (lambda Z, Y: losses(Z, Y).mean(), "rounded to zero"),
        (lambda Z, Y: -(Y * np.log(softmax(Z, shift=Z.max(axis=1, keepdims=True)))).sum(axis=1).mean(),
         "rounded to zero"),
        (lambda Z, Y: -(Y * np.log(softmax(Z, shift=Z.max(axis=1, keepdims=True)) + 1e-12)).sum(axis=1).mean(),
         "rounded to zero"),
        (lambda Z, Y: losses(Z - Z.max(), Y).mean(), "rounded to zero"),
    ],
}
