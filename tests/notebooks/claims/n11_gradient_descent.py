"""What notebook 11 concludes."""

import numpy as np
from scipy.optimize import minimize

from claims import claim
from helpers.activations import tanh
from helpers.costs import half_squared_error
from helpers.network import Network
from helpers.optimizers import AdaGrad, AdaGradMomentum, Adam, GradientDescent, Momentum, RMSprop

Q, LAM = np.array([[0.8, -0.6], [0.6, 0.8]]), np.array([1.0, 40.0])
POLYAK = ((np.sqrt(40) - 1) / (np.sqrt(40) + 1)) ** 2
KINDS = {
    "fixed": GradientDescent,
    "momentum": Momentum,
    "AdaGrad": AdaGrad,
    "AdaGrad, momentum": AdaGradMomentum,
    "RMSprop": RMSprop,
    "Adam": Adam,
}
X = np.linspace(-2, 2, 40).reshape(-1, 1)
Y = np.sin(X) + 0.5 * np.cos(3 * X)


def starts(seed):
    """Return the page's start, turned by up to 20 degrees, as coordinates along the eigenvectors."""
    angle = np.radians(np.random.default_rng(seed).uniform(-20, 20))
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) @ [-3.0, 1.0]


def steps(kind, H, start, **options):
    """Return the fewest steps to 0.03 % of the cost, over 500 rates."""
    optimizer, theta = kind(np.geomspace(0.001, 3, 500).reshape(-1, 1, 1), **options), np.tile(start, (500, 1, 1))
    costs = []
    with np.errstate(all="ignore"):
        for _ in range(1001):
            costs.append((theta @ H * theta).sum(axis=(-2, -1)))
            optimizer.step([theta], [theta @ H])
        above = ~(np.array(costs) < 3e-4 * costs[0])
    return (1001 - above[::-1].argmax(axis=0)).min()


def askew(kind, u, **options):
    return steps(kind, Q @ np.diag(LAM) @ Q.T, Q @ u, **options)


def along(kind, u, **options):
    return steps(kind, np.diag(LAM), u, **options)


@claim("the methods that remember a direction do no better with the usual settings")
def usual_memories_win_nothing(seed):
    u = starts(seed)
    found = {name: askew(KINDS[name], u) for name in ("fixed", "momentum", "AdaGrad, momentum", "Adam")}
    return found, min(found.values()) >= 0.85 * found["fixed"]


@claim("The gain lies in the right pair of rate and $\\mu$", quick=True)
def polyaks_pair(seed):
    u = starts(seed)
    found = {
        "fixed": askew(GradientDescent, u),
        "0.9": askew(Momentum, u),
        "Polyak": askew(Momentum, u, momentum=POLYAK),
    }
    return found, found["Polyak"] < min(found["fixed"], found["0.9"]) / 2


@claim(
    "each parameter divides by its own gradients, which undoes the condition number where the axes are those of the "
    "parameters. Adam gains almost nothing."
)
def adagrad_along_an_axis(seed):
    u = starts(seed)
    found = {f"{name}, {way.__name__}": way(KINDS[name], u) for name in ("AdaGrad", "Adam") for way in (askew, along)}
    a, b, c, d = found.values()
    return found, b < a / 5 and d > 0.8 * c


@claim("RMSprop needs the most steps in both.")
def rmsprop_is_last(seed):
    u = starts(seed)
    return (
        {f"{way.__name__}, {name}": way(kind, u) for way in (askew, along) for name, kind in [("RMSprop", RMSprop)]},
        all(way(RMSprop, u) == max(way(kind, u) for kind in KINDS.values()) for way in (askew, along)),
    )


def histories(seed, rates):
    """Return the cost of each step at each method's best rate, from other first weights."""
    newborn, found = Network((1, 10, 1), hidden=tanh, cost=half_squared_error, seed=seed), {}
    for name, kind in KINDS.items():
        networks = newborn.copies((len(rates),))
        networks.fit(X, Y, kind(rates.reshape(-1, 1, 1)), epochs=1000, batch_size=40, seed=0, verbose=False)
        costs = np.array(networks.history.cost)
        with np.errstate(all="ignore"):
            found[name] = costs[:, np.nanargmin(costs.mean(axis=0))]
    return newborn, found


def first(costs, goal):
    """Return the step at which the cost first is below a goal, or the last."""
    below = np.asarray(costs) < goal
    return below.argmax() if below.any() else len(below)


@claim("the best of them saves more than four steps of five.")
def the_method_matters(seed):
    _, found = histories(seed, np.geomspace(0.001, 3, 36))
    count = {name: first(costs, 0.01) for name, costs in found.items()}
    return count, min(count.values()) < count["fixed"] / 5


@claim("With other first weights it nearly always needs fewer as well")
def lbfgs_on_the_full_batch(seed):
    newborn, found = histories(seed, np.geomspace(0.001, 3, 8))
    costs, sizes = [], [p.size for p in newborn.parameters()]

    def cost_and_gradient(theta):
        for p, part in zip(newborn.parameters(), np.split(theta, np.cumsum(sizes)[:-1]), strict=True):
            p[...] = part.reshape(p.shape)
        Z, A = newborn.forward(X)
        dW, db = newborn.backward(A, Y)
        costs.append(float(half_squared_error(Z[2], Y)))
        return costs[-1], np.concatenate([g.ravel() for g in dW[1:] + db[1:]])

    minimize(
        cost_and_gradient,
        np.concatenate([p.ravel() for p in newborn.parameters()]),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 1000, "ftol": 0, "gtol": 1e-8},
    )
    shares = {
        f"to {goal}": first(costs, goal) / min(first(history, goal) for history in found.values())
        for goal in (1e-2, 1e-3)
    }
    return shares, max(shares.values()) < 1


@claim("the full batch is nearly always last.")
def many_steps_of_an_epoch(seed):
    rng = np.random.default_rng(seed)
    inputs = rng.uniform(-2, 2, (400, 1))
    targets = np.sin(inputs) + 0.5 * np.cos(3 * inputs) + rng.normal(0, 0.3, (400, 1))
    newborn, rates = Network((1, 10, 1), hidden=tanh, cost=half_squared_error, seed=seed), np.geomspace(0.001, 3, 15)
    found = {}
    for size in (1, 20, 400):
        networks, costs = newborn.copies((15,)), []
        for epoch in range(31):
            costs.append(networks.cost_of(inputs, targets))
            networks.fit(inputs, targets, GradientDescent(rates.reshape(-1, 1, 1)), 1, size, seed=epoch, verbose=False)
        with np.errstate(all="ignore"):
            found[f"batches of {size}"] = np.array(costs)[-1, np.nanargmin(np.mean(costs, axis=0))]
    one, twenty, all_of_them = found.values()
    return found, max(one, twenty) < all_of_them
