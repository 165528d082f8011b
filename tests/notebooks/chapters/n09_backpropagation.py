"""What the tests know of notebook 09."""

import math
from types import SimpleNamespace

import numpy as np
import sympy as sp

# Misprints of the lecture: the fault's number in site/ext/corrections, our equation, what we print, what it prints.
MISPRINTS = [
    ("3", "9.12", "a_{si}^{(l-1)}", "a_{si}^{(l)}"),
    ("3", "9.13", r"\mathbf A^{(l-1)}", r"\mathbf A^{(l)}"),
    ("4", "9.6", "w_{ij}^{(l)}", "w_{ji}^{(l)}"),
    ("5", "9.10", "w_{jk}^{(l+1)}", "w_{kj}^{(l+1)}"),
    ("5", "9.11", r"(\mathbf W^{(l+1)})^{\mathsf T}", r"\mathbf W^{(l+1)}"),
    ("6", "9.12", r"\partial w_{ij}^{(l)}", r"\partial w_{ji}^{(l)}"),
    ("8", "9.9", r"(\mathbf A^{(L)} - \mathbf Y)", r"(\mathbf Y - \mathbf A^{(L)})"),
    ("9", "9.23", "a^{y} (1 - a)^{1 - y}", "(1 - a)^{y} a^{1 - y}"),
    ("10", "9.16", r"y \log a + (1 - y) \log (1 - a)", r"y \log (1 - a) + (1 - y) \log a"),
    ("10", "9.16", r"-\bigl[\, y \log a + (1 - y) \log (1 - a) \,\bigr]", r"- y \log a + (1 - y) \log (1 - a)"),
    ("11", "9.16", r"\log (1 - a)", r"\log 1 - a"),
    ("14", "9.19", r"a_i (\delta_{ij} - a_j)", r"\delta_{ij} a_i (1 - a_j)"),
    ("14", "9.22", r"1 & -1 \\ -1 & 1", r"1 & 0 \\ 0 & 1"),
    ("17", "9.4", r"\frac{1}{n} \sum_s", r"\sum_s"),
    ("17", "9.4", r"\tfrac{1}{2} ", ""),
    ("17", "9.9", r"\frac{1}{n} ", ""),
    ("17", "9.9", r"\frac{1}{n}", r"\frac{2}{n}"),
    ("19", "9.12", r"\sum_s a_{si}^{(l-1)}", "a_{si}^{(l-1)}"),
    ("20", "9.1", "b_j^{(l)}", "b_k^{(l)}"),
    ("26", "9.2", r"\mathbf A^{(l-1)}", r"\mathbf A^{(l)}"),
    ("26", "9.11", r"\sigma'(\mathbf Z^{(l)})", r"\sigma'(\mathbf A^{(l)})"),
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


def batch(**wrong):
    """Return an answer to exercise 9.5 in which some of the eight are wrong: functions of all that is known so far."""
    steps = {
        "dZ2": lambda c: (c.A2 - c.Y) / len(c.Y) * c.A2 * (1 - c.A2),
        "dW2": lambda c: c.M.T @ c.dZ2,
        "db2": lambda c: c.dZ2.sum(axis=0, keepdims=True),
        "dM": lambda c: c.dZ2 @ c.W2.T,
        "dA1": lambda c: c.dM - c.dM.mean(axis=0, keepdims=True),
        "dZ1": lambda c: c.dA1 * (1 - c.A1**2),
        "dW1": lambda c: c.X.T @ c.dZ1,
        "db1": lambda c: c.dZ1.sum(axis=0, keepdims=True),
    }

    def by_hand(X, Y, W1, b1, W2, b2):
        A1 = np.tanh(X @ W1 + b1)
        c = SimpleNamespace(X=X, Y=Y, W2=W2, A1=A1, M=A1 - A1.mean(axis=0))
        c.A2 = sigmoid(c.M @ W2 + b2)
        for name, step in steps.items():
            setattr(c, name, step(c))
            setattr(c, name, wrong.get(name, step)(c))
        return tuple(getattr(c, name) for name in steps)

    return by_hand


# What the notebook calls y and a1, letters of SymPy, in the place of Y and A1.
LETTERS = sp.Matrix(2, 4, lambda i, j: sp.Symbol(f"a1_{i}{j}"))

# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "9.1": [
        (lambda m, l, hidden: m < l, 'with "tanh": which activations'),
        (lambda m, l, hidden: m != l, 'with "sigmoid": sigmoid(0) is ½'),
        (lambda m, l, hidden: m > l, "wrong for some m < l"),
        (lambda m, l, hidden: m <= l or hidden == "tanh", "wrong for m = l"),
        (lambda m, l, hidden: m >= l, "wrong for some m < l"),
        (lambda m, l, hidden: m == l, "wrong for some m < l"),
        (lambda m, l, hidden: True, "it gives 1 whatever"),
        (lambda m, l, hidden: False, "it gives 0 whatever"),
        (lambda m, l, hidden: m > l or (hidden == "tanh" and m < l), "the two layers are exchanged"),
        (lambda m, l, hidden: m < l or (hidden == "sigmoid" and m > l), "the two activations are exchanged"),
        (lambda m, l, hidden: m >= l and (m == l or hidden != "tanh"), "the other way round"),
        (lambda m, l, hidden: m < l or (hidden == "tanh" and m == l + 1), 'with "tanh": which activations'),
        (lambda m, l, hidden: True if m < l or (hidden == "tanh" and m > l) else None, 'm = 1, l = 1 and "tanh"'),
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
    "9.5": [
        (batch(dZ2=lambda c: (c.A2 - c.Y) / len(c.Y)), "dZ2: the slope of the sigmoid is missing"),
        (batch(dZ2=lambda c: c.dZ2 * len(c.Y)), "dZ2: the factor 1/n of the mean is missing"),
        (batch(dZ2=lambda c: -c.dZ2), "dZ2: the sign is that of target minus output"),
        (batch(dZ2=lambda c: c.dZ2 / c.Y.shape[1]), "n counts the rows"),
        (batch(dZ2=lambda c: (c.A2 - c.Y) / len(c.Y) * (1 - c.A2**2)), "that of tanh is 1 − a²"),
        (batch(dZ2=lambda c: c.A2 * c.dZ2), "dZ2: for 5 samples entry [0, 0] is"),
        (batch(dZ2=lambda c: c.A2 * (1 - c.A2) / len(c.Y)), "dZ2: where the targets are A2 itself"),
        (batch(dW2=lambda c: c.A1.T @ c.dZ2), "dZ2 is right. dW2: the tails of these arrows are M, not A1."),
        (batch(dW2=lambda c: c.dZ2.T @ c.M), "dW2: this is the transpose"),
        (batch(db2=lambda c: c.dZ2.mean(axis=0, keepdims=True)), "db2: the errors are divided by n already"),
        (batch(db2=lambda c: c.dZ2.sum()), "db2: this adds up all entries"),
        (batch(db2=lambda c: c.dZ2.sum(axis=0)), "expected (1, 3)"),
        (batch(dM=lambda c: c.dZ2 @ c.W2), "A matrix product needs as many columns"),
        (batch(dM=lambda c: c.dZ2 @ c.W2.T * (1 - c.A1**2)), "the slope of tanh comes later"),
        (batch(dA1=lambda c: c.dM), "dA1: this is dM."),
        (batch(dA1=lambda c: c.dM * (1 - 1 / len(c.dM))), "for its own row only"),
        (batch(dA1=lambda c: c.dM - c.dM.sum(axis=0)), "the sum of the column stands"),
        (batch(dA1=lambda c: c.dM - c.dM.mean()), "not of all entries"),
        (batch(dA1=lambda c: c.dM - c.dM.mean(axis=1, keepdims=True)), "not along each row"),
        (batch(dZ1=lambda c: c.dA1), "dZ1: the slope of tanh is missing"),
        (batch(dZ1=lambda c: c.dA1 * (1 - c.M**2)), "with a = A1, not M"),
        (batch(dZ1=lambda c: c.dA1 * c.A1 * (1 - c.A1)), "What is that of tanh?"),
        (batch(dW1=lambda c: c.A1.T @ c.dZ1), "dW1: the tails of these arrows are the inputs X"),
        (batch(db1=lambda c: c.dZ1), "db1: each sample has its own row"),
        (lambda X, Y, W1, b1, W2, b2: (X, Y), "8 arrays are wanted"),
        (batch(dZ2=lambda c: (c.A2 - LETTERS) / len(c.Y)), "letters of SymPy"),
        (batch(dW2=lambda c: LETTERS.T @ c.dZ2), "letters of SymPy"),
        (batch(dZ1=lambda c: c.dA1 * (1 - LETTERS**2)), "letters of SymPy"),
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


def centred_by_a_matrix(X, Y, W1, b1, W2, b2):
    n = len(X)
    centre = np.eye(n) - 1 / n
    A1 = np.tanh(X @ W1 + b1)
    A2 = sigmoid(centre @ A1 @ W2 + b2)
    dZ2 = (A2 - Y) * dsigmoid(centre @ A1 @ W2 + b2) / n
    dM = np.einsum("nk,hk->nh", dZ2, W2)
    dZ1 = centre.T @ dM / np.cosh(X @ W1 + b1) ** 2
    return [dZ2, (centre @ A1).T @ dZ2, [dZ2.sum(axis=0)], dM, centre @ dM, dZ1, X.T @ dZ1, np.ones((1, n)) @ dZ1]


# Right answers in other styles.
RIGHT = {
    "9.1": [
        lambda m, l, hidden: int(m < l or (m > l and hidden == "tanh")),
        lambda m, l, hidden: np.bool_(m < l) if hidden == "sigmoid" else m - l != 0,
        lambda m, l, hidden: [{"tanh": True, "sigmoid": False}[hidden], True][m < l] and m != l,
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
    "9.5": [centred_by_a_matrix, batch(), lambda *case: list(batch()(*case))],
}
