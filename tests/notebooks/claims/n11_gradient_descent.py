"""What notebook 11 concludes."""

from functools import cache

import numpy as np
from scipy.optimize import minimize

from claims import claim
from helpers.activations import tanh
from helpers.costs import half_squared_error
from helpers.network import Network
from helpers.optimizers import AdaGrad, AdaGradMomentum, Adam, GradientDescent, Momentum, RMSprop
from helpers.schedulers import cosine, inverse_time, step_decay, warm_up

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
RATES = np.geomspace(0.001, 3, 36)


def starts(seed):
    """Return the page's twelve starts on a half circle, turned, as coordinates along the eigenvectors."""
    angles = np.random.default_rng(seed).uniform(0, np.pi) + np.pi / 12 * np.arange(12)
    return np.sqrt(10) * np.stack([np.cos(angles), np.sin(angles)], axis=-1)


def steps(kind, H, ring, **options):
    """Return the fewest steps to 0.03 % of the cost over 200 rates, the median of the starts."""
    theta = np.tile(ring[:, None, None], (200, 1, 1))  # (starts, rates, 1, 2)
    optimizer, costs = kind(np.geomspace(0.001, 3, 200).reshape(-1, 1, 1), **options), []
    with np.errstate(all="ignore"):
        for _ in range(1001):
            costs.append((theta @ H * theta).sum(axis=(-2, -1)))
            optimizer.step([theta], [theta @ H])
        above = ~(np.array(costs) < 3e-4 * costs[0])
    return np.median((1001 - above[::-1].argmax(axis=0)).min(axis=1))


def askew(kind, u, **options):
    return steps(kind, Q @ np.diag(LAM) @ Q.T, u @ Q.T, **options)


def along(kind, u, **options):
    return steps(kind, np.diag(LAM), u, **options)


@claim("With 0.9 momentum and Adam need more, about 70")
def usual_memories_win_nothing(seed):
    u = starts(seed)
    found = {name: askew(KINDS[name], u) for name in ("fixed", "momentum", "Adam")}
    return found, min(found["momentum"], found["Adam"]) > 1.2 * found["fixed"]


@claim("The gain lies in the right pair of rate and $\\mu$", quick=True)
def polyaks_pair(seed):
    u = starts(seed)
    found = {
        "fixed": askew(GradientDescent, u),
        "0.9": askew(Momentum, u),
        "Polyak": askew(Momentum, u, momentum=POLYAK),
    }
    return found, found["Polyak"] < min(found["fixed"], found["0.9"]) / 2


@claim("Nesterov's variant damps the swing at 0.9", quick=True)
def nesterov(seed):
    u = starts(seed)
    found = {"momentum": askew(Momentum, u), "Nesterov": askew(Momentum, u, nesterov=True)}
    return found, found["Nesterov"] < 0.5 * found["momentum"]


@claim("Adam divides too and gains little, because its momentum of 0.9 swings along each axis.")
def an_axis(seed):
    u = starts(seed)
    found = {f"{name}, {way.__name__}": way(KINDS[name], u) for name in ("AdaGrad", "Adam") for way in (askew, along)}
    a, b, c, d = found.values()
    found["Adam with 0.53, along"] = along(Adam, u, beta1=POLYAK)
    return found, b < a / 10 and d > 0.8 * c and found["Adam with 0.53, along"] < d / 2


@claim("RMSprop is slowest in both.")
def rmsprop_is_last(seed):
    u = starts(seed)
    found = {f"{way.__name__}, RMSprop": way(RMSprop, u) for way in (askew, along)}
    return found, all(way(RMSprop, u) == max(way(kind, u) for kind in KINDS.values()) for way in (askew, along))


@cache
def task(seed):
    """Return 400 samples of the page's curve, and five networks for each of 36 rates, from this seed."""
    rng = np.random.default_rng(seed)
    X = rng.uniform(-2, 2, (400, 1))
    Y = np.sin(X) + 0.5 * np.cos(3 * X) + rng.normal(0, 0.3, X.shape)
    return X, Y, Network((1, 10, 1), tanh, half_squared_error, seed=seed, stack=(5, len(RATES)))


@cache
def best(seed, make, epochs, size):
    """Return the best rate of an optimizer that `make` makes, and the mean cost of the five networks."""
    X, Y, newborn = task(seed)
    networks = newborn.copies(())
    networks.fit(X, Y, make(RATES.reshape(-1, 1, 1)), epochs, size, seed=seed, verbose=False)
    with np.errstate(all="ignore"):
        costs = networks.cost_of(X, Y).mean(axis=0)
    return RATES[np.nanargmin(costs)], np.nanmin(costs)


@claim("the full batch is far behind.")
def many_steps_of_an_epoch(seed):
    found = {f"batches of {size}": best(seed, GradientDescent, 30, size)[1] for size in (1, 20, 400)}
    one, twenty, all_of_them = found.values()
    return found, max(one, twenty) < 0.8 * all_of_them


@claim("Single samples reach the lowest cost, on other draws of this task too.")
def single_samples(seed):
    found = {f"batches of {size}": best(seed, GradientDescent, 30, size)[1] for size in (1, 20, 400)}
    return found, found["batches of 1"] == min(found.values())


@claim("Their best rate is much smaller.")
def rates_of_single_samples(seed):
    found = {f"batches of {size}": best(seed, GradientDescent, 30, size)[0] for size in (1, 20)}
    return found, found["batches of 1"] < found["batches of 20"] / 3


@claim("The fixed rate is last.")
def the_fixed_rate_is_last(seed):
    found = {name: best(seed, kind, 10, 20)[1] for name, kind in KINDS.items()}
    return found, found["fixed"] == max(found.values())


@claim("AdaGrad with momentum is in front or close to it.")
def adagrad_with_momentum(seed):
    found = {name: best(seed, kind, 10, 20)[1] for name, kind in KINDS.items()}
    found["Nesterov"] = best(seed, lambda eta: Momentum(eta, nesterov=True), 10, 20)[1]
    return found, found["AdaGrad, momentum"] < 1.1 * min(found.values())


SCHEDULES = {
    "fixed": Adam,
    "1/t": lambda eta: Adam(inverse_time(eta, 0.01)),
    "halved": lambda eta: Adam(step_decay(eta, 0.5, 100)),
    "cosine": lambda eta: Adam(cosine(eta, 600)),
    "warm-up": lambda eta: Adam(warm_up(cosine(eta, 600), 60)),
}


@claim("the falling rates let Adam end lower, the cosine at about the cost of the noise alone.")
def falling_rates(seed):
    X, Y, _ = task(seed)
    found = {name: best(seed, make, 30, 20)[1] for name, make in SCHEDULES.items()}
    found["noise"] = ((Y - np.sin(X) - 0.5 * np.cos(3 * X)) ** 2).mean() / 2
    falling = [found[name] for name in ("halved", "cosine", "warm-up")]  # 1/t on the page's data, not on all
    return found, max(falling) < found["fixed"] and found["cosine"] < 1.1 * found["noise"]


@claim("Their best first rates are larger, on most other draws too")
def falling_rates_start_higher(seed):
    found = {name: best(seed, make, 30, 20)[0] for name, make in SCHEDULES.items()}
    return found, min(found["1/t"], found["halved"], found["cosine"], found["warm-up"]) > found["fixed"]


@claim("Plain descent gains nothing from the cosine.")
def descent_and_cosine(seed):
    found = {
        "fixed": best(seed, GradientDescent, 30, 20)[1],
        "cosine": best(seed, lambda eta: GradientDescent(cosine(eta, 600)), 30, 20)[1],
    }
    return found, found["cosine"] > 0.95 * found["fixed"]


@claim("where the rate may be chosen, nothing is lost")
def adam_without_correction(seed):
    def without(eta):
        return Adam(lambda t: eta * (1 - 0.9**t) / np.sqrt(1 - 0.999**t))

    found = {"with": best(seed, Adam, 10, 20)[1], "without": best(seed, without, 10, 20)[1]}
    return found, found["without"] < 1.03 * found["with"]


@claim("Warm-up changes little here")
def warming_up(seed):
    found = {name: best(seed, SCHEDULES[name], 30, 20)[1] for name in ("fixed", "cosine", "warm-up")}
    return found, abs(found["warm-up"] - found["cosine"]) < 0.1 * found["cosine"]


@claim("it needs about as few gradients as the best of 24 runs of Adam")
def lbfgs_on_the_full_batch(seed):
    x = np.linspace(-2, 2, 40)[:, None]
    y = np.sin(x) + 0.5 * np.cos(3 * x)
    newborn = Network((1, 10, 1), tanh, half_squared_error, seed=seed)
    one, costs, sizes = newborn.copies(()), [], [p.size for p in newborn.parameters()]

    def cost_and_gradient(theta):
        for p, part in zip(one.parameters(), np.split(theta, np.cumsum(sizes)[:-1]), strict=True):
            p[...] = part.reshape(p.shape)
        costs.append(float(one.cost_of(x, y)))
        dW, db = one.backward(one.forward(x)[1], y)
        return costs[-1], np.concatenate([g.ravel() for g in dW[1:] + db[1:]])

    begin = np.concatenate([p.ravel() for p in newborn.parameters()])
    minimize(cost_and_gradient, begin, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    adam = newborn.copies((24,)).fit(
        x, y, Adam(np.geomspace(0.001, 3, 24).reshape(-1, 1, 1)), 400, 40, seed=0, verbose=False
    )
    found = {
        "L-BFGS": np.argmax(np.array(costs) < 1e-3) if min(costs) < 1e-3 else np.inf,
        "Adam": np.argmax((np.array(adam.history.cost) < 1e-3).any(axis=1)),
    }
    return found, found["L-BFGS"] < 1.1 * found["Adam"]
