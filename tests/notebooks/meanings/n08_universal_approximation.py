"""What the equations of notebook 08 mean: NumPy's and SciPy's functions, and a network of `helpers`."""

import numpy as np
import sympy as sp
from equations.arithmetic import MisprintError
from equations.names import Names, of_shape
from scipy.linalg import toeplitz
from scipy.signal import sawtooth
from scipy.stats import logistic, multivariate_normal

from helpers.activations import relu, sigmoid
from helpers.costs import half_squared_error
from helpers.network import Network


def numbers(*shape):
    """Random numbers of a shape, the same every time."""
    return np.random.default_rng(8).normal(size=shape)


def sliding():  # 8.11, 8.12
    v, x = np.array([0.5, 1.2, -1.7]), numbers(7)
    return Names(
        {"z": np.correlate(x, v, "valid"), "v": v, "x": x, "w": toeplitz([*v, 0, 0, 0, 0], [v[0], 0, 0, 0, 0])},
        {"i": range(7), "j": range(5)},
    )


def recurrence():  # 8.13, 8.14
    """Two inputs, three nodes; input and state side by side, as one row before one matrix."""
    U, V, x = np.split(numbers(9, 3), [2, 5])
    x = x[:, :2]
    z, h = {}, {0: np.zeros(3)}
    for t in (1, 2, 3):
        z[t] = np.concatenate([x[t], h[t - 1]]) @ np.vstack([U, V])
        h[t] = np.tanh(z[t])
    return Names({"bold h": h, "bold z": z, "bold x": x, "bold U": U, "bold V": V}, {"t": range(1, 4)})


def radial_basis():  # 8.15
    (*centres, x), s = numbers(4, 2), 0.8
    bumps = [multivariate_normal(centre, s**2) for centre in centres]
    return Names(
        {"a": [bump.pdf(x) / bump.pdf(bump.mean) for bump in bumps], "bold x": x, "bold c": centres, "s": s},
        {"j": range(3)},
    )


def block(x):  # 8.1, 8.2
    """Two sigmoids are two distribution functions of the logistic distribution."""
    p, q, k = 0.4, 1.1, 2.3
    return Names(
        {
            "B": lambda x: logistic.cdf(x, p, 1 / k) - logistic.cdf(x, q, 1 / k),
            "x": x,
            "p": p,
            "q": q,
            "k": k,
            "sigma": sigmoid,
        }
    )


def tower(x):  # 8.3
    """Distribution functions again: of each wall, and of the node that cuts at 3/2."""

    def wall(x):
        return logistic.cdf(x, 0.4, 1 / 2.3) - logistic.cdf(x, 1.1, 1 / 2.3)

    height = logistic.cdf(wall(np.array(x)).sum(), 1.5, 1 / 7)
    return Names({"T": height, "B": wall, "x": np.array(x), "K": 7, "sigma": sigmoid})


def one_hidden_layer():  # 8.4
    net, x = Network((3, 4, 1), sigmoid, half_squared_error, seed=8), numbers(3)
    net.b[1] = numbers(1, 4)
    return Names(
        {
            "F_n": of_shape((3,), lambda x: net.output(x[None])[0, 0]),
            "bold x": x,
            "n": 4,
            "sigma": sigmoid,
            "bold w": from_one(net.W[1].T),
            "b": from_one(net.b[1][0]),
            "alpha": from_one(net.W[2][:, 0]),
        }
    )


def from_one(values):
    return dict(enumerate(values, start=1))


def parabolas():  # 8.5
    alpha, w, b = map(from_one, numbers(3, 4))
    return Names({"alpha": alpha, "w": w, "b": b, "x": 0.7, "n": 4}, {"j": range(1, 5)})


def tent():  # 8.6
    """Linear interpolation of a tent."""
    return [
        Names({"S_1": lambda x: float(np.interp(x, [0, 0.5, 1], [0, 1, 0])), "r": relu, "x": x})
        for x in (0.2, 0.5, 0.7, 1.0)
    ]


def folded():  # 8.7
    """The triangle wave of SciPy; fewer or more folds are at other heights at some of these places."""
    return Names({"S_k": lambda x: (1 + sawtooth(2 * np.pi * 4 * x, 0.5)) / 2, "k": 3}, {"m": range(9)})


def derivatives():  # 8.8, 8.9
    """The sigmoid of complex numbers, for which `helpers` has none, and its derivatives by SymPy."""
    z = sp.Symbol("z")

    def derivative(k):
        if k < 0:
            raise MisprintError("a derivative of negative order")
        return sp.lambdify(z, (1 / (1 + sp.exp(-z))).diff(z, k))

    return Names(
        {
            "sigma": lambda z: 1 / (1 + np.exp(-z)),
            "sigma_": derivative,
            "x": 0.8,
            "b": 0.3,
            "u": 0.4,
            "∂/∂w": True,
            "d/du": True,
        },
        {"k": range(5)},
    )


def jump(k):  # 8.10
    return Names({"sigma": sigmoid, "H": lambda x: float(x >= 0), "k": k})


EQUATIONS = {
    "8.1": lambda: [block(-0.3), block(0.9)],
    "8.2": lambda: block(0.9),
    "8.3": lambda: [tower([0.7, 0.9]), tower([-0.2, 0.8])],
    "8.4": one_hidden_layer,
    "8.5": parabolas,
    "8.6": tent,
    "8.7": folded,
    "8.8": derivatives,
    "8.9": derivatives,
    "8.10": lambda: [jump(1.7), jump(0.6)],
    "8.11": sliding,
    "8.12": sliding,
    "8.13": recurrence,
    "8.14": recurrence,
    "8.15": radial_basis,
}
