"""What the equations of notebook 08 mean: NumPy's and SciPy's functions, and a network of `helpers`."""

import numpy as np
import sympy as sp
from equations.arithmetic import MisprintError
from equations.names import Names, of_shape
from scipy.linalg import toeplitz
from scipy.stats import logistic, multivariate_normal

from helpers.activations import sigmoid
from helpers.costs import half_squared_error
from helpers.network import Network


def numbers(*shape):
    """Random numbers of a shape, the same every time."""
    return np.random.default_rng(8).normal(size=shape)


def sliding():  # 8.1, 8.2
    v, x = np.array([0.5, 1.2, -1.7]), numbers(7)
    return Names(
        {"z": np.correlate(x, v, "valid"), "v": v, "x": x, "w": toeplitz([*v, 0, 0, 0, 0], [v[0], 0, 0, 0, 0])},
        {"i": range(7), "j": range(5)},
    )


def recurrence():  # 8.3, 8.4
    """Two inputs, three nodes; input and state side by side, as one row before one matrix."""
    U, V, x = np.split(numbers(9, 3), [2, 5])
    x = x[:, :2]
    z, h = {}, {0: np.zeros(3)}
    for t in (1, 2, 3):
        z[t] = np.concatenate([x[t], h[t - 1]]) @ np.vstack([U, V])
        h[t] = np.tanh(z[t])
    return Names({"bold h": h, "bold z": z, "bold x": x, "bold U": U, "bold V": V}, {"t": range(1, 4)})


def radial_basis():  # 8.5
    (*centres, x), s = numbers(4, 2), 0.8
    bumps = [multivariate_normal(centre, s**2) for centre in centres]
    return Names(
        {"a": [bump.pdf(x) / bump.pdf(bump.mean) for bump in bumps], "bold x": x, "bold c": centres, "s": s},
        {"j": range(3)},
    )


def block(x):  # 8.6, 8.7
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


def one_hidden_layer():  # 8.8
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


def parabolas():  # 8.9
    alpha, w, b = map(from_one, numbers(3, 4))
    return Names({"alpha": alpha, "w": w, "b": b, "x": 0.7, "n": 4}, {"j": range(1, 5)})


def derivatives():  # 8.10, 8.11
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


def jump(k):  # 8.12
    return Names({"sigma": sigmoid, "H": lambda x: float(x >= 0), "k": k})


EQUATIONS = {
    "8.1": sliding,
    "8.2": sliding,
    "8.3": recurrence,
    "8.4": recurrence,
    "8.5": radial_basis,
    "8.6": lambda: [block(-0.3), block(0.9)],
    "8.7": lambda: block(0.9),
    "8.8": one_hidden_layer,
    "8.9": parabolas,
    "8.10": derivatives,
    "8.11": derivatives,
    "8.12": lambda: [jump(1.7), jump(0.6)],
}
