"""What the equations of notebook 09 mean: the passes of `helpers.Network`, and finite differences of its costs."""

import numpy as np
from equations.names import Given, Names, entry

from helpers.activations import sigmoid, softmax, tanh
from helpers.costs import binary_cross_entropy, cross_entropy, half_squared_error
from helpers.datasets import one_hot
from helpers.network import Network
from helpers.optimizers import GradientDescent
from helpers.verify import central_difference

WIDTHS, n, L, l = (5, 3, 4, 2), 6, 3, 2  # all different, and different from the number of samples
ROUGH = 1e-8  # what central differences allow


def random_network():
    rng = np.random.default_rng(9)
    net = Network(WIDTHS, tanh, cross_entropy, rng)
    net.b[1:] = [rng.normal(size=b.shape) / 3 for b in net.b[1:]]
    return net, rng.normal(size=(n, WIDTHS[0])), one_hot(rng.integers(2, size=n), 2)


net, X, Y = random_network()
Z, A = net.forward(X)
LAYERS = {"l": l, "L": L, "n": n}


def rest(first):
    """The network of the layers after `first`, whose input is the activation of that layer."""
    after = Network(WIDTHS[first:], net.hidden, net.cost, seed=0)
    after.W[1:], after.b[1:] = net.W[first + 1 :], net.b[first + 1 :]
    return after


def errors():
    """δ of every layer by `backward`, a sample at a time: for one sample the gradient of the bias is its error."""
    rows = [net.backward([a[s : s + 1] for a in A], Y[s : s + 1], sample_weight=1 / n)[1] for s in range(n)]
    return [None, *[np.vstack([db[layer] for db in rows]) for layer in range(1, L + 1)]]


def cost_by_pre_activations(layer):
    def cost(z):
        return net.cost(rest(layer).forward(net.hidden(z))[0][-1] if layer < L else z, Y)

    return central_difference(cost, Z[layer])


def cost_by_parameters(name):
    """∂C/∂W or ∂C/∂b of every layer."""

    def cost(layer, value):
        changed = net.copies(())
        getattr(changed, name)[layer] = value
        return changed.cost_of(X, Y)

    return [
        None,
        *[central_difference(lambda value: cost(layer, value), getattr(net, name)[layer]) for layer in range(1, L + 1)],
    ]


def weighted_sum():  # 9.1
    return Names(
        LAYERS
        | {
            "z": [None, *[z[0] for z in Z[1:]]],
            "a": [a[0] for a in A],
            "w": net.W,
            "b": [None, *[b[0] for b in net.b[1:]]],
        },
        {"i": range(3), "j": range(4)},
    )


def forward_pass():  # 9.2, 9.3
    return Names(
        LAYERS
        | {
            "bold Z": Z,
            "bold A": A,
            "bold W": net.W,
            "bold b": net.b,
            "bold X": X,
            "sigma": net.hidden,
            "sigma'": net.hidden.derivative,
        }
    )


def slopes_of_a_sum():  # 9.5, 9.6
    def by_weight(above, j, below, i, k):
        def pre_activation(value):
            changed = net.copies(())
            changed.W[below] = value
            return entry(changed.forward(X[:1])[0], above, 0, j)

        return entry(central_difference(pre_activation, net.W[below]), i, k)

    def by_activation(above, j, below, i):
        def pre_activation(value):
            return entry(rest(below).forward(value[None])[0], above - below, 0, j) if below < L else 0.0

        return entry(central_difference(pre_activation, A[below][0]), i)

    return Names(
        weighted_sum() | {"∂z/∂w": by_weight, "∂z/∂a": by_activation}, {"i": range(3), "j": range(4)}, tolerance=ROUGH
    )


def error_of_a_layer():  # 9.7
    return Names(
        forward_pass()
        | {
            "bold delta": errors(),
            "∂C/∂bold Z": [None, *[cost_by_pre_activations(layer) for layer in range(1, L + 1)]],
        },
        tolerance=ROUGH,
    )


def output_error(cost, output, Y=Y):  # 9.8, 9.9
    """The error of an output by differences of the cost as `helpers.costs` has it, in its pre-activations."""
    Z = np.random.default_rng(1).normal(size=Y.shape)
    return Names(
        LAYERS
        | {
            "bold delta": {L: central_difference(lambda z: cost(z, Y), Z)},
            "bold Z": {L: Z},
            "bold A": {L: output(Z)},
            "bold Y": Y,
            "sigma": sigmoid,
            "sigma'": sigmoid.derivative,
        },
        tolerance=ROUGH,
    )


def chain_rule_at_the_output():  # 9.8
    names = output_error(lambda z, Y: half_squared_error(sigmoid(z), Y), sigmoid)
    by_output = central_difference(lambda a: half_squared_error(a, Y), names["bold A"][L])
    return names.bound({"∂C/∂bold A": {L: by_output}})


def half_squared():  # 9.4
    a, y = np.random.default_rng(2).normal(size=(2, n, 4))
    return Names({"C": half_squared_error(a, y), "a": a, "y": y, "n": n}, {"s": range(n), "j": range(4)})


def one_label():  # 9.23
    """P as a choice between two probabilities; y takes the values 0 and 1."""
    return Names({"a": 0.37, "P": Given(lambda names: lambda y: names["a"] if y else 1 - names["a"])}, {"y": range(2)})


def cost_of_a_label():  # 9.16, 9.17
    """C and ∂C/∂a of one sample with one output: a is the sigmoid of 0.8, and C a function of z in `helpers.costs`."""

    def cost(a, y):
        return binary_cross_entropy(np.log(a / (1 - a)).reshape(1, 1), np.array([[y]]))

    a = sigmoid(0.8)
    return [
        Names(
            {"a": a, "y": y, "C": cost(a, y), "∂C/∂a": central_difference(lambda a, y=y: cost(a, y), a)},
            tolerance=ROUGH,
        )
        for y in (0, 1)
    ]


def class_probabilities(classes=4):  # 9.18 to 9.22
    z = np.random.default_rng(3).normal(size=classes)
    return Names(
        {
            "a": softmax(z),
            "z": z,
            "c": 0.7,
            "delta": np.eye(classes),
            "sigmoid": sigmoid,
            "∂a/∂z": central_difference(softmax, z),
        },
        {index: range(classes) for index in "ijm"},
        tolerance=ROUGH,
    )


def step_back():  # 9.10
    one = [None, *[d[0] for d in errors()[1:]]]
    return Names(
        weighted_sum() | {"delta": one, "sigma'": tanh.derivative}, {"i": range(3), "j": range(4), "k": range(2)}
    )


def gradients():  # 9.11 to 9.15
    by_weights, by_biases = cost_by_parameters("W"), cost_by_parameters("b")
    trained = net.copies(()).fit(X, Y, GradientDescent(0.3), epochs=1, batch_size=n)
    return Names(
        forward_pass()
        | {
            "bold delta": errors(),
            "delta": errors(),
            "a": A,
            "bold 1": np.ones((n, 1)),
            "eta": 0.3,
            "∂C/∂w": by_weights,
            "∂C/∂bold W": by_weights,
            "∂C/∂bold b": by_biases,
        },
        {"s": range(n), "i": range(3), "j": range(4)},
        after={"bold W": trained.W},
        tolerance=ROUGH,
    )


def curvature():  # 9.24
    """Second derivatives as differences of the gradients of a network without hidden layer."""
    rng = np.random.default_rng(4)
    X, y = rng.normal(size=(n, 3)), rng.integers(2, size=(n, 1))
    logistic = Network((3, 1), cost=binary_cross_entropy, seed=4)

    def gradient(beta):
        logistic.W[1] = beta[:, None]
        return logistic.backward(logistic.forward(X)[1], y)[0][1][:, 0]

    beta = rng.normal(size=3)
    hessian = central_difference(gradient, beta)
    return Names(
        {"∂^2C/∂bold beta^2": hessian, "n": n, "bold X": X, "a": sigmoid(X @ beta)}, {"s": range(n)}, tolerance=ROUGH
    )


def output_errors():  # 9.9
    return [output_error(cost, cost.output) for cost in (half_squared_error, binary_cross_entropy, cross_entropy)]


EQUATIONS = {
    "9.1": weighted_sum,
    "9.2": forward_pass,
    "9.3": forward_pass,
    "9.4": half_squared,
    "9.5": slopes_of_a_sum,
    "9.6": slopes_of_a_sum,
    "9.7": error_of_a_layer,
    "9.8": chain_rule_at_the_output,
    "9.9": output_errors,
    "9.10": step_back,
    "9.11": gradients,
    "9.12": gradients,
    "9.13": gradients,
    "9.14": gradients,
    "9.15": gradients,
    "9.16": cost_of_a_label,
    "9.17": cost_of_a_label,
    "9.18": class_probabilities,
    "9.19": class_probabilities,
    "9.20": lambda: class_probabilities(2),
    "9.21": class_probabilities,
    "9.22": lambda: class_probabilities(2),
    "9.23": one_label,
    "9.24": curvature,
}
