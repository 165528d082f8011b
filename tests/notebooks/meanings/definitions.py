"""What the definitions of notebooks 01 to 07 mean: `helpers`, NumPy and finite differences; at several points."""

import numpy as np
from equations.names import Names

from helpers import autodiff
from helpers.activations import sigmoid
from helpers.costs import binary_cross_entropy, half_squared_error
from helpers.network import Network
from helpers.optimizers import GradientDescent
from helpers.verify import central_difference


def composition():  # 1.1
    return Names({"x": 0.7, "u": np.cbrt(0.7), "h": np.arctan(np.cbrt(0.7)), "f": np.arctan, "g": np.cbrt})


def intermediate_results():  # 2.2, 2.6, 3.1
    """The graph that the engine records; exp(x²) and √(x² + exp(x²))."""
    x = autodiff.Value(0.7)
    a = x**2
    b = autodiff.exp(a)
    c = a + b
    d = autodiff.sqrt(c)
    x, a, b, c, d = [node.data for node in (x, a, b, c, d)]
    short = Names({"x": x, "a": a, "b": b, "f": b})
    graph = Names({"x": x, "a": a, "b": b, "c": c, "d": d, "f": d})
    return short, graph, Names({"x": x, "x_": dict(enumerate([x, a, b, c, d], start=1)), "f": d})


def adjoints():  # 3.2
    """The same graph, at each node: adjoints by nudging its result, local derivatives by hand, counters of children."""

    def rerun(nudge):
        b = (0.7 + nudge[0]) ** 2 + nudge[1]
        c = np.exp(b) + nudge[2]
        return np.sqrt(b + c + nudge[3]) + nudge[4]

    bars = dict(enumerate(central_difference(rerun, np.zeros(5)), start=1))
    e = np.exp(0.49)
    local = {2: {1: 1.4}, 3: {2: e}, 4: {2: 1.0, 3: 1.0}, 5: {4: 0.5 / np.sqrt(0.49 + e)}}
    children = {1: (2,), 2: (3, 4), 3: (4,), 4: (5,)}
    return [Names({"i": i, "K_i": children[i], "bar x_": bars, "c_": local}, tolerance=1e-8) for i in children]


def threshold():  # 4.1, 4.2
    """Two inputs and a threshold that the sum of the weights of active inputs does or does not reach."""
    w = dict(enumerate([0.8, 0.5], start=1))
    return [
        Names(
            {
                "a": int(sum(w[k] for k in active) >= theta),
                "w": w,
                "theta": theta,
                "b": -theta,
                "H": lambda z: float(z >= 0),
                "x": {k: float(k in active) for k in w},
            }
        )
        for active in [(), (1,), (2,), (1, 2)]
        for theta in (-0.4, 0.4, 0.6, 0.9, 1.1, 1.4)
    ]


def mistakes():  # 4.3
    """A neuron that is silent and should fire, one that fires and should be silent, and one that is right."""
    x, w, b = {1: 0.7, 2: 1.3}, {1: 0.8, 2: -0.4}, 0.3

    def after(sign):
        return {"w": {k: w[k] + sign * x[k] for k in w}, "b": b + sign}

    return [
        Names({"x": x, "w": w, "b": b, "a": a, "y": y}, after=after(sign))
        for a, y, sign in [(0, 1, 1), (1, 0, -1), (1, 1, 0)]
    ]


def one_neuron():  # 4.6, 4.9
    w, b, x, y = 0.8, 0.3, 0.7, 0.9
    net = Network((1, 1), sigmoid, half_squared_error)
    net.W[1][:], net.b[1][:] = w, b
    z = net.forward(np.array([[x]]))[0][1]
    delta = central_difference(lambda z: half_squared_error(sigmoid(z), np.array([[y]])), z)[0, 0]
    known = {"w": w, "b": b, "x": x, "y": y, "z": z[0, 0], "a": sigmoid(z[0, 0])}
    slopes = {"delta": delta, "∂C/∂z": delta, "sigma": sigmoid, "sigma'": sigmoid.derivative}
    return Names({**known, **slopes, "C": half_squared_error(sigmoid(z), np.array([[y]]))}, tolerance=1e-8)


def chain(layers=1):  # 5.1 to 5.3
    """A chain of single nodes: `Network`, with half the squared error of what comes out of it."""
    net, x, y = Network((1,) * (layers + 1), sigmoid, half_squared_error, seed=layers), 0.7, 0.9
    for l in range(1, layers + 1):
        net.b[l][:] = 0.3 * l
    Z, _ = net.forward(np.array([[x]]))
    z = {l: Z[l][0, 0] for l in range(1, layers + 1)}
    w, b = ({l: float(array[l][0, 0]) for l in z} for array in (net.W, net.b))
    a = {l: float(sigmoid(z[l])) for l in z}
    C = half_squared_error(np.array([[a[layers]]]), np.array([[y]]))
    return Names({"x": x, "y": y, "w": w, "b": b, "z": z, "a": a, "C": C, "sigma": sigmoid, "f": sigmoid})


def sigmoids():  # 4.4
    return [Names({"sigma": sigmoid, "z": z}) for z in (-0.7, 1.3)]


def update():  # 4.12
    old, eta = np.array([0.8, -0.4]), 0.3

    def cost(parameters):
        w, b = parameters
        return half_squared_error(np.array([[sigmoid(w * 0.7 + b)]]), np.array([[0.9]]))

    slopes, new = central_difference(cost, old), old.copy()
    GradientDescent(eta).step([new], [slopes])
    return Names(
        {"w": old[0], "b": old[1], "eta": eta, "∂C/∂w": slopes[0], "∂C/∂b": slopes[1]}, after={"w": new[0], "b": new[1]}
    )


def mean_over_samples():  # 4.13, 4.14
    n, rng = 3, np.random.default_rng(4)
    z, y = rng.normal(size=(2, n, 1))

    def column(values):
        return {i: values[i - 1, 0] for i in range(1, n + 1)}

    deltas = central_difference(lambda z: half_squared_error(sigmoid(z), y), z)
    return Names(
        {
            "C": half_squared_error(sigmoid(z), y),
            "n": n,
            "a": column(sigmoid(z)),
            "y": column(y),
            "z": column(z),
            "delta": column(deltas),
            "sigma'": sigmoid.derivative,
        },
        {"i": range(1, n + 1)},
        tolerance=1e-8,
    )


def mean_over_outputs():  # 5.9
    net, n = Network((1, 1, 1), sigmoid, half_squared_error, seed=5), 4
    x, y = np.random.default_rng(5).normal(size=(2, n, 1))
    return Names(
        {
            "C": net.cost_of(x, y),
            "a_2": lambda x: net.output(np.array([[x]]))[0, 0],
            "n": n,
            "x": dict(enumerate(x[:, 0], start=1)),
            "y": dict(enumerate(y[:, 0], start=1)),
        }
    )


def linear_output():  # 6.4
    z, y = 0.4, 1.7
    C = half_squared_error(np.array([[z]]), np.array([[y]]))
    return Names({"C": C, "a": {2: {0: z}}, "z": {2: {0: z}}, "y": y})


def two_inputs():  # 7.1
    net, x = Network((2, 1), cost=binary_cross_entropy, seed=7), np.array([[0.7, -1.1]])
    net.b[1][:] = 0.6
    return Names({"z": net.forward(x)[0][1][0, 0], "w": net.W[1][:, 0], "x": x[0], "b": 0.6})


def binary_label():  # 7.4
    z = 0.8
    return [
        Names(
            {
                "C": binary_cross_entropy(np.array([[z]]), np.array([[y]])),
                "a": sigmoid(z),
                "sigma": sigmoid,
                "z": z,
                "y": y,
            }
        )
        for y in (0.0, 1.0, 0.3)
    ]


EQUATIONS = {
    "1.1": composition,
    "2.2": lambda: intermediate_results()[0],
    "2.6": lambda: intermediate_results()[1],
    "3.1": lambda: intermediate_results()[2],
    "3.2": adjoints,
    "4.1": threshold,
    "4.2": threshold,
    "4.3": mistakes,
    "4.4": sigmoids,
    "4.6": one_neuron,
    "4.9": one_neuron,
    "4.12": update,
    "4.13": mean_over_samples,
    "4.14": mean_over_samples,
    "5.1": lambda: chain(2),
    "5.2": lambda: chain(2),
    "5.3": lambda: chain(2),
    "5.9": mean_over_outputs,
    "6.4": linear_output,
    "7.1": two_inputs,
    "7.4": binary_label,
}
