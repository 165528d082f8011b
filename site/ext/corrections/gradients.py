"""Faults in gradients and in back-propagation."""

import numpy as np

from corrections.entry import Fault, compare
from helpers.activations import sigmoid, softmax
from helpers.costs import half_squared_error
from helpers.network import Network
from helpers.verify import central_difference

TITLE = "Gradients and back-propagation"


def one_hidden_node():
    w1, w2, b1, b2, x, y = 0.3, -0.7, 0.1, 0.2, 1.5, 0.25
    a1 = sigmoid(w1 * x + b1)
    a2 = sigmoid(w2 * a1 + b2)
    delta2, slope1 = (a2 - y) * a2 * (1 - a2), a1 * (1 - a1)
    return compare(
        r"$\partial C/\partial w_1$ and $\partial C/\partial b_1$ by finite differences",
        central_difference(lambda p: (sigmoid(w2 * sigmoid(p[0] * x + p[1]) + b2) - y) ** 2 / 2, [w1, b1]),
        printed=[delta2 * a1 * slope1 * x, delta2 * slope1],
        ours=[delta2 * w2 * slope1 * x, delta2 * w2 * slope1],
    )


def first_layer():
    W, b = np.array([[0.4, -0.6], [0.9, 0.3]]), np.array([0.1, -0.2])  # W[to, from], as the lecture has it here
    v, c, x, y = np.array([0.7, -0.5]), 0.3, np.array([1.5, -0.8]), 0.2
    a = sigmoid(W @ x + b)
    delta = (v @ a + c - y) * v * a * (1 - a)
    return compare(
        "The four slopes by finite differences",
        central_difference(lambda W: (v @ sigmoid(W @ x + b) + c - y) ** 2 / 2, W),
        printed=np.outer(delta, a),
        ours=np.outer(delta, x),
    )


def from_and_to():
    W, V = np.array([[0.4, -0.6], [0.9, 0.3]]), np.array([[0.7, 0.2], [-0.5, 1.1]])  # W[from, to]
    a, y = np.array([1.5, -0.8]), np.array([0.2, 0.9])
    z = a @ W
    delta_next = sigmoid(z) @ V - y
    slope = sigmoid.derivative(z)
    delta = central_difference(lambda z: ((sigmoid(z) @ V - y) ** 2).sum() / 2, z)
    weights = central_difference(lambda W: ((sigmoid(a @ W) @ V - y) ** 2).sum() / 2, W)
    return compare(
        r"$\partial z_0/\partial a_1$, $\delta_0$ and $\partial C/\partial w_{01}$ by finite differences",
        [central_difference(lambda a: a @ W, a)[0, 1], delta[0], weights[0, 1]],
        printed=[W[0, 1], delta_next @ V[:, 0] * slope[0], delta[0] * a[1]],
        ours=[W[1, 0], delta_next @ V[0] * slope[0], a[0] * delta[1]],
    )


def output_layer():
    rng, eta = np.random.default_rng(1), 0.1
    X, Y = rng.normal(size=(5, 3)), rng.normal(size=(5, 2))
    network = Network((3, 4, 2), cost=half_squared_error, seed=1)
    _, A = network.forward(X)
    slope = central_difference(lambda W: half_squared_error(A[1] @ W + network.b[2], Y), network.W[2])
    step = -eta * network.backward(A, Y)[0][2]
    return compare(
        r"By how much the first weight of the output layer must move, $-\eta$ times its finite difference",
        -eta * slope[0, 0],
        printed=0.0,
        ours=step[0, 0],
    )


def output_error():
    z, target = np.array([0.5, -1.0, 0.2]), np.array([0.0, 1.0, 0.0])
    return compare(
        r"$\partial C/\partial z$ by finite differences, three classes",
        central_difference(lambda z: -np.log(softmax(z)) @ target, z),
        printed=target - softmax(z),
        ours=softmax(z) - target,
    )


FAULTS = [
    Fault(
        (1, 2),
        "A weight that is left out",
        "“The derivatives”, one hidden node",
        r"$$\frac{\partial C}{\partial w_1} = (a_2 - y)\,\sigma'_2\, a_1\, \sigma'_1\, a_0$$"
        "\n\n"
        r"$$\frac{\partial C}{\partial b_1} = (a_2 - y)\,\sigma'_2\, \sigma'_1 = \delta_1$$",
        r"$$\frac{\partial C}{\partial w_1} = (a_2 - y)\,\sigma'_2\, w_2\, \sigma'_1\, a_0$$"
        "\n\n"
        r"$$\frac{\partial C}{\partial b_1} = (a_2 - y)\,\sigma'_2\, w_2\, \sigma'_1 = \delta_1$$",
        r"The chain rule on the same slide contains $\partial z_2/\partial a_1$, which is $w_2$ because "
        r"$z_2 = w_2 a_1 + b_2$. One line has $a_1$ in its place, the other nothing.",
        (("05", "5.6"), ("05", "5.7"), ("05", "The factor that gets lost")),
        (one_hidden_node,),
    ),
    Fault(
        (3,),
        "The layer that a weight comes from",
        "“Derivatives of the hidden layer” to “Completing the list”, two inputs and two hidden nodes",
        r"$$\frac{\partial C}{\partial w_{ij}^{(1)}} = \delta_i^{(1)} a_j^{(1)}$$"
        "\n\nfor each of the four weights.",
        r"$$\frac{\partial C}{\partial w_{ij}^{(1)}} = \delta_i^{(1)} a_j^{(0)}, \qquad a_j^{(0)} = x_j$$",
        "A weight of the first layer multiplies an input, so its slope is proportional to that input. The update rule "
        "under “Gradient expressions” has the right superscript. The course writes the node that a weight comes from "
        "first, and so prints the indices of these weights in the other order.",
        (("06", "6.10"),),
        (first_layer,),
    ),
    Fault(
        (4, 5, 6),
        "From and to",
        "“Derivatives and the chain rule”, “Final back propagating equation”, “Setting up "
        "the back propagation algorithm”",
        r"$$\frac{\partial z_j^l}{\partial a_i^{l-1}} = w_{ji}^l$$"
        "\n\n"
        r"$$\delta_j^l = \sum_k \delta_k^{l+1} w_{kj}^{l+1} \sigma'(z_j^l)$$"
        "\n\n"
        r"$$\frac{\partial C}{\partial w_{jk}^l} = \delta_j^l a_k^{l-1}$$",
        r"$$\frac{\partial z_j^l}{\partial a_i^{l-1}} = w_{ij}^l$$"
        "\n\n"
        r"$$\delta_j^l = \sum_k \delta_k^{l+1} w_{jk}^{l+1} \sigma'(z_j^l)$$"
        "\n\n"
        r"$$\frac{\partial C}{\partial w_{jk}^l} = a_j^{l-1} \delta_k^l$$",
        r"The definition on the slide “Definitions”, $z_j^l = \sum_i w_{ij}^l a_i^{l-1} + b_j^l$, puts the node that a "
        "weight comes from first; these formulas put it last. Either order is good, and one must be kept: where layers "
        "differ in width, the printed sum does not even exist.",
        (("09", "9.6"), ("09", "9.10"), ("09", "9.12"), ("09", "Slips that run")),
        (from_and_to,),
    ),
    Fault(
        (7,),
        "The output layer learns too",
        "“Setting up the Back propagation algorithm, part 3”, “Updating the gradients”",
        r"The weights and biases are updated for each $l = L-1, L-2, \dots, 1$.",
        r"They are updated for each $l = L, L-1, \dots, 1$.",
        r"Only the recursion for $\delta^l$ begins at $L-1$, because $\delta^L$ is known from the cost. With the "
        "printed range the weights of the output layer would keep their first values for ever.",
        (("09", "9.15"), ("09", "The algorithm")),
        (output_layer,),
    ),
    Fault(
        (8,),
        "Which way is down",
        "“Matrix multiplication”, the network for digits",
        r"$$\delta_L = \mathbf t - \mathbf y$$" "\n\n" r"with targets $\mathbf t$ and outputs $\mathbf y$.",
        r"$$\delta_L = \mathbf y - \mathbf t$$",
        r"The slope of the cross-entropy is output minus target. With the other sign, "
        r"$\theta \leftarrow \theta - \eta\,\nabla C$ climbs. The lecture's code has it right.",
        (("09", "9.9"),),
        (output_error,),
    ),
]
