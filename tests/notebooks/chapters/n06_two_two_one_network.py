"""What the tests know of notebook 06."""

import math

import numpy as np

# Names in the TeX that are not the notebook's variable of that name.
SYMBOLS = {}

# Misprints of the lecture: the fault's number in site/ext/corrections, our equation, what we print, what it prints.
MISPRINTS = [
    ("3", "6.6", r"\, x_0", r"\, a_0^{(1)}"),
    ("3", "6.10", r"x_0 \\ x_1", r"a_0^{(1)} \\ a_1^{(1)}"),
    ("4", "6.12", "w_{01}^{(1)} \\\\\nw_{10}^{(1)}", "w_{10}^{(1)} \\\\\nw_{01}^{(1)}"),
    ("5", "6.13", r"\end{bmatrix}^{\mathsf T}", r"\end{bmatrix}"),
    ("5", "6.13", r"w_{00}^{(2)} \\ w_{10}^{(2)}", r"w_{10}^{(2)} \\ w_{00}^{(2)}"),
    ("6", "6.10", r"\delta_0^{(1)} & \delta_1^{(1)}", r"\delta_1^{(1)} & \delta_0^{(1)}"),
    ("20", "6.1", "b_0^{(1)}", "b_1^{(1)}"),
    ("20", "6.2", "b_1^{(1)}", "b_0^{(1)}"),
]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def hidden_errors(z1, w2, b2, y, output_slope=True, hidden_slope=True, weights=True, squashed=True, tail=sigmoid):
    """The solution of 6.2, with what a mistake leaves out."""
    a1 = sigmoid(z1)
    z2 = w2 @ tail(z1) + b2
    a2 = sigmoid(z2) if squashed else z2
    delta2 = (a2 - y) * (a2 * (1 - a2) if output_slope else 1)
    return delta2 * (w2 if weights else 1) * (a1 * (1 - a1) if hidden_slope else np.ones(2))


def hidden_weight_gradient(X, Y, W1, b1, W2, b2, mean=True, slope=lambda a: 1 - a**2, weights=True, tail=None):
    """The solution of 6.3, with what a mistake changes."""
    A1 = np.tanh(X @ W1 + b1)
    delta2 = (A1 @ W2 + b2 - Y) / (len(X) if mean else 1)
    delta1 = delta2 @ (W2.T if weights else np.ones_like(W2.T)) * slope(A1)
    return (A1 if tail == "hidden" else X).T @ delta1


def old_activations(X, Y, W1, b1, W2, b2, eta, steps):
    """A wrong 6.4: the output is made of the hidden activations of the last step, before W1 and b1 moved."""
    for _ in range(steps):
        A1 = np.tanh(X @ W1 + b1)
        delta2 = (A1 @ W2 + b2 - Y) / len(X)
        delta1 = delta2 @ W2.T * (1 - A1**2)
        W1, b1 = W1 - eta * X.T @ delta1, b1 - eta * delta1.sum(axis=0)
        W2, b2 = W2 - eta * A1.T @ delta2, b2 - eta * delta2.sum(axis=0)
    return A1 @ W2 + b2


def hidden_first(X, Y, W1, b1, W2, b2, eta, steps, anew=False):
    """A wrong 6.4: A1, or the error as well, is made anew for the gradients of W2 and b2."""
    for _ in range(steps):
        A1 = np.tanh(X @ W1 + b1)
        delta2 = (A1 @ W2 + b2 - Y) / len(X)
        delta1 = delta2 @ W2.T * (1 - A1**2)
        W1, b1 = W1 - eta * X.T @ delta1, b1 - eta * delta1.sum(axis=0)
        A1 = np.tanh(X @ W1 + b1)
        if anew:
            delta2 = (A1 @ W2 + b2 - Y) / len(X)
        W2, b2 = W2 - eta * A1.T @ delta2, b2 - eta * delta2.sum(axis=0)
    return np.tanh(X @ W1 + b1) @ W2 + b2


def alike(W1, b1, W2):
    """Whether b1 and W2 are the same in both nodes, for the wrong answers of 6.5 that compare W1 wrongly."""
    return b1[0, 0] == b1[0, 1] and W2[0, 0] == W2[1, 0]


def fit(
    X,
    Y,
    W1,
    b1,
    W2,
    b2,
    eta,
    steps,
    parts="WbWb",
    output_first=False,
    activation=np.tanh,
    slope=lambda a: 1 - a**2,
    of_bias=np.sum,
):
    """The solution of 6.4, with what a mistake changes: which arrays move, in which order, through which activation."""
    theta = [W1, b1, W2, b2]
    for _ in range(steps):
        W1, b1, W2, b2 = theta
        A1 = activation(X @ W1 + b1)
        delta2 = (A1 @ W2 + b2 - Y) / len(X)
        gradients = [None, None, A1.T @ delta2, of_bias(delta2, axis=0, keepdims=True)]
        sent_over = W2 - eta * gradients[2] if output_first else W2
        delta1 = delta2 @ sent_over.T * slope(A1)
        gradients[:2] = X.T @ delta1, of_bias(delta1, axis=0, keepdims=True)
        theta = [p if part == "-" else p - eta * g for p, g, part in zip(theta, gradients, parts)]
    W1, b1, W2, b2 = theta
    return activation(X @ W1 + b1) @ W2 + b2


# Wrong answers to the exercises, each with words of the hint that it must get.
WRONG = {
    "6.1": [
        (lambda p, h: p * h + h, "the biases are missing"),
        (lambda p, h: p * h + 2 * h, "bias of the output is missing"),
        (lambda p, h: p * h + h + 1, "h terms are missing"),
        (lambda p, h: p + p * h + 2 * h + 1, "inputs compute nothing"),
        (lambda p, h: (p + 1) * (h + 1), "not to the p inputs"),
        (lambda p, h: p + h + 2 * h + 1, "miscounted"),
        (lambda p, h: p * h + h + 2, "each node has its own"),
        (lambda p, h: p + h + 1, "at p = 2, h = 2 it gives 5, expected about 9."),
    ],
    "6.2": [
        (lambda *a: hidden_errors(*a, output_slope=False), "slope of the sigmoid at the output is missing"),
        (lambda *a: hidden_errors(*a, squashed=False, output_slope=False), "this is for a linear output"),
        (lambda *a: hidden_errors(*a, hidden_slope=False), "slope of the hidden activation is missing"),
        (lambda *a: hidden_errors(*a, weights=False), "output weights are missing"),
        (lambda z1, *a: hidden_errors(z1, *a, weights=False) * sigmoid(z1), "w2 in place of a1"),
        (lambda z1, w2, *a: hidden_errors(z1, w2, *a) / w2 * w2[::-1], "exchanged"),
        (lambda *a: -hidden_errors(*a), "target minus output"),
        (lambda *a: -hidden_errors(*a, output_slope=False), "is missing and the sign is that of target minus output"),
        (lambda *a: hidden_errors(*a, tail=lambda z: z), "without the sigmoid of the hidden nodes"),
        (
            lambda z1, w2, *a: hidden_errors(z1, w2, *a)[0] / w2[0] / sigmoid(z1[0]) / (1 - sigmoid(z1[0])),
            "Send it back to the two hidden nodes",
        ),
        (lambda z1, w2, b2, y: hidden_errors(z1, w2, b2, -y), "where the target y is the output a2 they are 0"),
        (lambda z1, *a: hidden_errors(z1, *a) * sigmoid(z1), "the slope of the hidden activation is not right"),
        (lambda z1, w2, *a: hidden_errors(z1, w2, *a) * w2**2, "crosses its weight"),
        (lambda *a: hidden_errors(*a) * (1 + a[3]), "both errors are wrong by one factor"),
    ],
    "6.3": [
        (lambda *a: hidden_weight_gradient(*a, mean=False), "the sum over the samples"),
        (lambda *a: hidden_weight_gradient(*a).T, "this is the transpose"),
        (lambda *a: hidden_weight_gradient(*a, tail="hidden"), "X, not A1"),
        (lambda *a: hidden_weight_gradient(*a, slope=np.ones_like), "slope of tanh is missing"),
        (lambda *a: hidden_weight_gradient(*a, slope=lambda a: a * (1 - a)), "slope of the sigmoid"),
        (lambda *a: hidden_weight_gradient(*a, weights=False), "weights W2 are missing"),
        (lambda *a: -hidden_weight_gradient(*a), "the negative"),
        (lambda X, *a: hidden_weight_gradient(X, *a) / X.shape[1], "all entries of X"),
        (lambda X, *a: hidden_weight_gradient(X, *a) * len(X) ** 2, "where the mean divides by it"),
        (lambda *a: hidden_weight_gradient(*a, slope=lambda a: 1 - np.tanh(a) ** 2), "What is it elsewhere?"),
        (lambda *a: hidden_weight_gradient(*a, slope=lambda a: a**2), "wrong even where W1 and b1 are zero"),
        (lambda X, Y, *a: hidden_weight_gradient(X, -Y, *a), "the error A2 − Y is in every term"),
    ],
    "6.4": [
        (lambda *a: fit(*a[:6], -a[6], a[7]), "cost rises"),
        (lambda *a: fit(*a[:6], len(a[0]) * a[6], a[7]), "sum over the samples"),
        (lambda *a: fit(*a[:7], 0), "before the first step"),
        (lambda *a: fit(*a[:7], a[7] - 1), "before the last step"),
        (lambda *a: fit(*a[:7], 1), "only one step"),
        (lambda *a: fit(*a, parts="W-W-"), "biases stay"),
        (lambda *a: fit(*a, parts="--Wb"), "W1 and b1 stay"),
        (lambda *a: fit(*a, parts="Wb--"), "W2 and b2 stay"),
        (lambda *a: fit(*a, output_first=True), "W2 has already moved"),
        (lambda *a: fit(*a, activation=sigmoid, slope=lambda a: a * (1 - a)), "tanh, not a sigmoid"),
        (lambda *a: fit(*a, of_bias=np.mean), "a mean of errors that are already divided"),
        (lambda *a: fit(*a[:7], a[7] + 1), "a step too many"),
        (lambda *a: fit(*a) + a[5], "wrong even for eta = 0"),
        (lambda *a: fit(*a, parts="WbW-"), "Look at the error, and at the step of b2"),
        (lambda *a: fit(*a, parts="Wb-b"), "right where only b2 moves"),
        (lambda *a: fit(*a, parts="W-Wb"), "and at the step of b1"),
        (lambda *a: fit(*a, slope=lambda a: a * (1 - a)), "Look at the error that comes back"),
        (lambda *a: fit(*a, parts="-bWb"), "Look at the step of W1"),
        (lambda *a: fit(*a[:6], a[6] * a[7], 1), "several are not"),
        (old_activations, "from before the last step"),
        (hidden_first, "W1 has already moved"),
        (lambda *a: hidden_first(*a, anew=True), "W1 has already moved"),
        (lambda *a: fit(*a).ravel(), "in the shape (5,), expected (5, 1)"),
    ],
    "6.5": [
        (lambda W1, b1, W2, b2: True, "nodes never part"),
        (lambda W1, b1, W2, b2: False, "nodes always part"),
        (lambda W1, b1, W2, b2: (W1[:, 0] == W1[:, 1]).all(), "a bias and an output weight as well"),
        (lambda W1, b1, W2, b2: b1[0, 0] == b1[0, 1], "the biases are not all of a node"),
        (lambda W1, b1, W2, b2: W2[0] == W2[1], "the result has shape (1,), expected ()"),
        (lambda W1, b1, W2, b2: W2[0, 0] == W2[1, 0], "the output weights are not all of a node"),
        (lambda W1, b1, W2, b2: np.ptp(np.vstack([W1, b1]), axis=1).max() == 0, "only the output weights differ"),
        (lambda W1, b1, W2, b2: np.ptp(np.vstack([W1, W2.T]), axis=1).max() == 0, "only the biases differ"),
        (lambda W1, b1, W2, b2: np.ptp(np.vstack([b1, W2.T]), axis=1).max() == 0, "only the weights W1 differ"),
        (lambda W1, b1, W2, b2: np.ptp(np.vstack([W1, b1, W2.T]), axis=1).min() == 0, "one equal number"),
        (lambda W1, b1, W2, b2: np.ptp(W1) == np.ptp(b1) == np.ptp(W2) == 0, "may differ from each other"),
        (lambda W1, b1, W2, b2: np.ptp(np.vstack([W1, b1, W2.T]), axis=1).max() > 0, "one minus"),
        (lambda W1, b1, W2, b2: np.isclose(*W1.sum(axis=0)) and alike(W1, b1, W2), "Compare the two weights"),
        (lambda W1, b1, W2, b2: (np.diff(np.sort(W1, axis=0)) == 0).all() and alike(W1, b1, W2), "of each input"),
        (lambda W1, b1, W2, b2: np.isclose(*(W1.sum(axis=0) + b1[0] + W2[:, 0])), "Compare the two weights"),
        (lambda W1, b1, W2, b2: np.isclose(np.linalg.det(W1), 0) and alike(W1, b1, W2), "determinant is 0"),
        (lambda W1, b1, W2, b2: (abs(W1[:, 0]) == abs(W1[:, 1])).all() and alike(W1, b1, W2), "lets the signs go"),
        (lambda W1, b1, W2, b2: np.ptp(abs(np.vstack([W1, b1, W2.T])), axis=1).max() == 0, "lets the signs go"),
        (lambda W1, b1, W2, b2: np.isclose(*np.linalg.norm(W1, axis=0)) and alike(W1, b1, W2), "of equal length"),
        (lambda W1, b1, W2, b2: np.allclose(*np.vstack([W1, b1, W2.T]).T, atol=0.05), "lets small gaps go"),
        (
            lambda W1, b1, W2, b2: alike(W1, b1, W2 * W2.prod()) and np.ptp(W1, axis=1).max() == 0,
            "in the first step only",
        ),
    ],
}


def errors_one_by_one(z1, w2, b2, y):
    a1 = [1 / (1 + math.exp(-z)) for z in z1]
    a2 = 1 / (1 + math.exp(-sum(w * a for w, a in zip(w2, a1)) - b2))
    return tuple((a2 - y) * a2 * (1 - a2) * w * a * (1 - a) for w, a in zip(w2, a1))


def errors_in_place(z1, w2, b2, y):
    z1[:] = sigmoid(z1)
    b2 = sigmoid(b2 + z1 @ w2)
    w2 *= (b2 - y) * b2 * (1 - b2)
    w2 *= z1 - z1**2
    return w2


def fit_in_place(X, Y, W1, b1, W2, b2, eta, steps):
    for _ in range(steps):
        A1 = np.tanh(X @ W1 + b1)
        delta2 = (A1 @ W2 + b2 - Y) / len(X)
        delta1 = delta2 @ W2.T * (1 - A1**2)
        W1 -= eta * X.T @ delta1
        b1 -= eta * delta1.sum(axis=0)
        W2 -= eta * A1.T @ delta2
        b2 -= eta * delta2.sum(axis=0)
    return np.tanh(X @ W1 + b1) @ W2 + b2


def node_by_node(W1, b1, W2, b2):
    same = True
    for pair in [*W1, b1[0], W2[:, 0]]:
        same &= pair[0] == pair[1]
    return same


# Right answers in other styles.
RIGHT = {
    "6.1": [
        lambda p, h: sum((here + 1) * there for here, there in [(p, h), (h, 1)]),
        lambda p, h: np.zeros((p + 1, h)).size + np.zeros((h + 1, 1)).size,
    ],
    "6.2": [errors_one_by_one, errors_in_place],
    "6.3": [
        lambda X, Y, W1, b1, W2, b2: np.mean(
            [
                np.outer(x, d)
                for x, d in zip(X, (np.tanh(X @ W1 + b1) @ W2 + b2 - Y) * W2.ravel() / np.cosh(X @ W1 + b1) ** 2)
            ],
            axis=0,
        ),
        lambda X, Y, W1, b1, W2, b2: np.einsum(
            "np,no,ho,nh->ph", X, np.tanh(X @ W1 + b1) @ W2 + b2 - Y, W2, (1 - np.tanh(X @ W1 + b1) ** 2) / len(X)
        ).tolist(),
    ],
    "6.4": [fit_in_place],
    "6.5": [node_by_node, lambda W1, b1, W2, b2: int(abs(np.diff(np.concatenate([W1, b1, W2.T]))).sum() == 0)],
}
