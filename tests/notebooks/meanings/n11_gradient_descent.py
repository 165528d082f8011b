"""What the equations of notebook 11 mean: the steps of `helpers.optimizers`, and the gradients of `helpers.Network`."""

from itertools import combinations
from unittest.mock import patch

import numpy as np
from equations.names import Names, of_shape
from scipy.optimize import brentq, minimize_scalar

from helpers import optimizers, schedulers
from helpers.costs import half_squared_error
from helpers.network import Network
from helpers.verify import central_difference

STEPS = {"t": range(1, 5)}
ETA, MU, RHO, BETA1, BETA2, EPSILON = 0.3, 0.7, 0.8, 0.6, 0.75, 0.2


# The valley: a matrix by its eigenvalues and eigenvectors

EIGENVALUES, ROTATION = np.array([0.7, 1.9, 3.1]), np.linalg.qr(np.random.default_rng(11).normal(size=(3, 3)))[0]
HESSIAN = ROTATION @ np.diag(EIGENVALUES) @ ROTATION.T
START = np.array([[0.4], [-1.3], [0.9]])


def valley_cost(theta):
    return (EIGENVALUES * (ROTATION.T @ theta)[:, 0] ** 2).sum() / 2


def slope(theta):
    return central_difference(valley_cost, theta)


def spectral_radius(eta):
    return np.abs(np.linalg.eigvals(np.eye(3) - eta * HESSIAN)).max()


def valley():  # 11.5, 11.6
    return Names(
        {"C": of_shape((3, 1), valley_cost), "∇C": of_shape((3, 1), slope), "theta": START, "bold H": HESSIAN},
        tolerance=1e-8,
    )


def descent():  # 11.1
    theta, gradients = {0: START}, {}
    for t in STEPS["t"]:
        gradients[t], theta[t] = slope(theta[t - 1]), theta[t - 1].copy()
        optimizers.GradientDescent(ETA).step([theta[t]], [HESSIAN @ theta[t]])
    return Names({"theta": theta, "g": gradients, "eta": ETA, "∇C": of_shape((3, 1), slope)}, STEPS, tolerance=1e-8)


def coordinates():  # 11.7
    theta = START.copy()
    optimizers.GradientDescent(ETA).step([theta], [HESSIAN @ theta])
    return Names(
        {"u": (ROTATION.T @ START)[:, 0], "eta": ETA, "lambda": EIGENVALUES},
        {"i": range(3)},
        after={"u": (ROTATION.T @ theta)[:, 0]},
    )


def rates():  # 11.8, 11.9
    """The largest rate and the best one by search, on the spectral radius of a step."""
    return Names(
        {
            "eta_max": brentq(lambda eta: spectral_radius(eta) - 1, 0.5, 2, xtol=1e-14),
            "eta": minimize_scalar(spectral_radius, (0.1, 0.5, 0.6), tol=1e-12).x,
            "lambda_max": EIGENVALUES.max(),
            "lambda_min": EIGENVALUES.min(),
            "kappa": np.linalg.cond(HESSIAN),
        },
        tolerance=1e-7,
    )  # as exact as the search for a minimum with a corner


# The optimizers, four steps on one parameter with random gradients


def steps(optimizer, *memory, epsilon=EPSILON, **constants):
    """The parameter and the optimizer's memory after every step."""
    gradients = dict(zip(STEPS["t"], np.random.default_rng(12).normal(size=4), strict=True))
    theta, path, kept = np.array([0.5]), {0: 0.5}, {name: {0: 0.0} for name in memory}
    with patch.object(optimizers, "EPSILON", epsilon):
        for t, g in gradients.items():
            optimizer.step([theta], [np.array([g])])
            path[t] = theta[0]
            for name, array in zip(memory, optimizer.memory[0], strict=True):
                kept[name][t] = array[0]
    return Names({"theta": path, "g": gradients, "eta": ETA, "varepsilon": epsilon, **kept, **constants}, STEPS)


def momentum(nesterov=False):  # 11.10, 11.11
    return steps(optimizers.Momentum(ETA, MU, nesterov), "v", mu=MU)


def adagrad():  # 11.12
    return steps(optimizers.AdaGrad(ETA), "G")


def adagrad_momentum():  # 11.13
    return steps(optimizers.AdaGradMomentum(ETA, MU), "G", "v", mu=MU)


def rmsprop():  # 11.14
    return steps(optimizers.RMSprop(ETA, RHO), "s", rho=RHO)


def adam(kind=optimizers.Adam, **more):  # 11.15, 11.16, 11.20
    """The corrected moments are weighted means, of all gradients so far and of their squares."""
    names = steps(kind(ETA, BETA1, BETA2, EPSILON, **more), "m", "s", beta={1: BETA1, 2: BETA2})
    values = np.array(list(names["g"].values()))

    def mean(beta, t, values):
        return np.average(values[:t], weights=beta ** np.arange(t)[::-1])

    return names.bound(
        {
            "hat m": {t: mean(BETA1, t, values) for t in STEPS["t"]},
            "hat s": {t: mean(BETA2, t, values**2) for t in STEPS["t"]},
        }
    )


def adamw():  # 11.20
    return adam(optimizers.AdamW, weight_decay=0.4).bound({"lambda": 0.4})


# Schedules: the steps that descent makes with them along a slope of one


def schedule(made, **names):  # 11.17, 11.18
    theta, optimizer, rates = np.zeros(1), optimizers.GradientDescent(made), {}
    for t in STEPS["t"]:
        before = theta[0]
        optimizer.step([theta], [np.ones(1)])
        rates[t] = before - theta[0]
    return Names({"eta_": rates, "eta": ETA, **names}, STEPS)


# Batches: the gradients of a small network, and all the sets of three out of seven samples

n, M = 7, 3


def gradients_of_samples():
    rng = np.random.default_rng(13)
    net, X, Y = Network((2, 1), cost=half_squared_error, seed=13), rng.normal(size=(n, 2)), rng.normal(size=(n, 1))

    def gradient(samples):
        dW, db = net.backward(net.forward(X[samples])[1], Y[samples])
        return np.concatenate([dW[1].ravel(), db[1].ravel()])

    return gradient


def one_batch():  # 11.2
    gradient, batch = gradients_of_samples(), (1, 4, 6)
    return Names(
        {"g_B": gradient(list(batch)), "g": [gradient([k]) for k in range(n)], "B": batch, "M": M}, {"k": range(n)}
    )


def all_batches(full_shape):  # 11.4, 11.19
    gradient = gradients_of_samples()
    full = gradient(list(range(n)))
    deviations = [gradient([k]) - full for k in range(n)]
    return Names(
        {
            "g_B": np.array([gradient(list(batch)) for batch in combinations(range(n), M)]),
            "M": M,
            "n": n,
            "∇C": full.reshape(full_shape),
            "S": np.sqrt(np.mean([d @ d for d in deviations])),
        }
    )


def epoch(n, M):  # 11.3
    optimizer = optimizers.Momentum(0.1)
    Network((1, 1), cost=half_squared_error, seed=0).fit(np.ones((n, 1)), np.ones((n, 1)), optimizer, 1, M)
    return Names({"iterations": optimizer.t, "n": n, "M": M})


EQUATIONS = {
    "11.1": descent,
    "11.2": one_batch,
    "11.3": lambda: [epoch(7, 3), epoch(6, 3), epoch(5, 4)],
    "11.4": lambda: all_batches(-1),
    "11.5": valley,
    "11.6": valley,
    "11.7": coordinates,
    "11.8": rates,
    "11.9": rates,
    "11.10": momentum,
    "11.11": lambda: momentum(nesterov=True),
    "11.12": adagrad,
    "11.13": adagrad_momentum,
    "11.14": rmsprop,
    "11.15": adam,
    "11.16": adam,
    "11.17": lambda: schedule(schedulers.inverse_time(ETA, 0.4), d=0.4),
    "11.18": lambda: schedule(schedulers.cosine(ETA, 6), T=6),
    "11.19": lambda: all_batches((1, -1)),
    "11.20": adamw,
}
