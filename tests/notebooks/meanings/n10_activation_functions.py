"""What the equations of notebook 10 mean: `helpers.activations`, the first weights of `helpers.Network`, quadrature."""

from itertools import product

import numpy as np
from equations.names import Names
from scipy.stats import hmean, norm, uniform

from helpers.activations import elu, leaky_relu, relu, sigmoid
from helpers.network import Network

POINTS = (-1.4, -0.3, 0.6, 1.8)
ALPHA, S, N_IN, N_OUT = 0.6, 0.8, 5, 3


def slope_beside(f):
    """The derivative of a function by its values on that side of z which is away from zero, where it has a corner."""

    def slope(z, step=1e-5):
        step = np.copysign(step, z)
        return (4 * f(z + step) - f(z + 2 * step) - 3 * f(z)) / (2 * step)

    return slope


def affine_layers():  # 10.1
    rng = np.random.default_rng(10)
    return Names(
        {
            "bold X": rng.normal(size=(6, 2)),
            "bold W": {1: rng.normal(size=(2, 3)), 2: rng.normal(size=(3, 4))},
            "bold b": {1: rng.normal(size=(1, 3)), 2: rng.normal(size=(1, 4))},
        }
    )


def functions():  # 10.2 to 10.8
    leaky, exponential = leaky_relu(ALPHA), elu(ALPHA)
    return [
        Names(
            {
                "z": z,
                "alpha": ALPHA,
                "r": relu,
                "sigma": sigmoid,
                "sigma'": slope_beside(sigmoid),
                "tanh'": slope_beside(np.tanh),
                "f": leaky,
                "f'": slope_beside(leaky),
                "g": exponential,
                "g'": slope_beside(exponential),
            },
            tolerance=1e-8,
        )
        for z in POINTS
    ]


def random_weights():  # 10.9
    """Two nodes, with every choice of signs for weights of one size: equally likely, mean zero, variance v."""
    v, a = 0.7, np.array([0.4, -1.1, 1.6])
    outcomes = np.array([np.sqrt(v) * np.array(signs) @ a for signs in product([-1, 1], repeat=3)])
    return Names({"z": [outcomes, outcomes[::-1]], "n_in": 3, "v": v, "a": a}, {"j": range(2)})


def normal_numbers(s=S):
    """Places and weights that integrate a smooth function on each side of zero over a normal distribution."""
    places, weights = np.polynomial.legendre.leggauss(100)
    places = np.concatenate([5 * s * (places - 1), 5 * s * (places + 1)])
    return places, np.tile(weights, 2) * norm.pdf(places, scale=s)


def half_of_a_normal():  # 10.10
    places, weights = normal_numbers()
    return Names({"z": places, "weights of the outcomes": weights, "s": S})


class Recorder(np.random.Generator):
    """A generator that remembers the limit of its uniform numbers."""

    def uniform(self, low, high, size):
        self.limit = high
        return super().uniform(low, high, size)


def first_weights():  # 10.11 and 10.12
    """He's variance keeps that of z through a layer of ReLUs; Glorot's is that of the weights of our networks."""
    places, weights = normal_numbers()
    he = S**2 / (N_IN * np.average(relu(places) ** 2, weights=weights))
    recorder = Recorder(np.random.PCG64(0))
    Network((N_IN, N_OUT), seed=recorder)
    glorot = uniform(-recorder.limit, 2 * recorder.limit).var()
    assert np.isclose(glorot, hmean([1 / N_IN, 1 / N_OUT]))
    return Names({"v_He": he, "v_Glorot": glorot, "n_in": N_IN, "n_out": N_OUT})


def own_rule():  # 10.13
    """For the leaky ReLU, of which a normal z leaves (1 + α²)/2 of the mean square: one half of either side."""
    places, weights = normal_numbers(1)
    own = 2 / ((1 + ALPHA**2) * N_IN)
    return Names({"v_f": own, "f": leaky_relu(ALPHA), "z": places, "weights of the outcomes": weights, "n_in": N_IN})


def bounded_variance():  # 10.14
    return Names({"m": 0.3})


EQUATIONS = {
    "10.1": affine_layers,
    "10.2": functions,
    "10.3": functions,
    "10.4": functions,
    "10.5": functions,
    "10.6": functions,
    "10.7": functions,
    "10.8": functions,
    "10.9": random_weights,
    "10.10": half_of_a_normal,
    "10.11": first_weights,
    "10.12": first_weights,
    "10.13": own_rule,
    "10.14": bounded_variance,
}
