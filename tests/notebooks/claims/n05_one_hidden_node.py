"""What notebook 05 concludes."""

import numpy as np

from claims import claim
from helpers.activations import sigmoid
from helpers.verify import central_difference

X = np.linspace(-1, 1, 40)
Y = 2 * X + 1
START = np.array([1.0, 0.0, 1.0, 0.0])
WEIGHTS = np.array([1, 0, 1, 0])


def cost(theta, x=X, y=Y):
    w1, b1, w2, b2 = theta
    return np.mean((w2 * sigmoid(w1 * x + b1) + b2 - y) ** 2 / 2)


def gradients(theta, x=X, y=Y):
    w1, b1, w2, b2 = theta
    a1 = sigmoid(w1 * x + b1)
    delta2 = w2 * a1 + b2 - y
    delta1 = delta2 * w2 * a1 * (1 - a1)
    return np.array([np.mean(delta1 * x), np.mean(delta1), np.mean(delta2 * a1), np.mean(delta2)])


def without_w2(theta):
    wrong = gradients(theta)
    wrong[:2] /= theta[2]
    return wrong


def descend(theta, gradient, eta, steps):
    for _ in range(steps):
        theta = theta - eta * gradient(theta)
    return theta


def chain(w, b, x, y):
    """Return the cost of a chain, and the gradients of its weights and of its biases, which are the errors."""
    a, z = [x], []
    for weight, bias in zip(w, b, strict=True):
        z.append(weight * a[-1] + bias)
        a.append(float(sigmoid(z[-1])))
    valves, delta = sigmoid.derivative(np.array(z)), np.empty(len(w))
    delta[-1] = (a[-1] - y) * valves[-1]
    for l in reversed(range(len(w) - 1)):
        delta[l] = delta[l + 1] * w[l + 1] * valves[l]
    return (a[-1] - y) ** 2 / 2, delta * np.array(a[:-1]), delta


def arriving(rng, size, chains=200):
    """Return which parts of the last node's error arrive at the first of ten, for random chains."""
    errors = [chain(size * rng.normal(size=10), rng.normal(size=10), 1.0, 0.25)[2] for _ in range(chains)]
    return np.array([abs(delta[0] / delta[-1]) for delta in errors])


@claim("The other has learnt the line between $-1$ and 1.")
def the_line_where_the_samples_are(seed):
    theta = descend(np.random.default_rng(seed).normal(size=4), gradients, 0.1, 5000)
    outside = abs(9 - (theta[2] * sigmoid(4 * theta[0] + theta[1]) + theta[3]))
    return {"cost": cost(theta), "distance at x = 4": outside}, cost(theta) < 0.01 and outside > 4


@claim("It learns from every start that we tried, though from some it does not climb at all.", quick=True)
def wrong_gradients_learn(seed):
    starts = np.random.default_rng(seed).normal(size=(5, 4))
    starts[:, 2] = -abs(starts[:, 2])
    ends, climbs = [], []
    for theta in starts:
        costs = [cost(theta)]
        for _ in range(3000):
            theta = theta - 0.1 * without_w2(theta)
            costs.append(cost(theta))
        ends.append(theta)
        climbs.append(np.sum(np.diff(costs) > 0))
    worst, least = max(map(cost, ends)), min(theta[2] for theta in ends)
    found = {"largest cost": worst, "smallest w2": least, "starts that climb, of 5": np.count_nonzero(climbs)}
    return found, worst < 0.01 and least > 0 and min(climbs) == 0


@claim("with random weights and biases, standard normal numbers, it loses about a factor of ten a node.")
def a_factor_of_ten_a_node(seed):
    factor = np.median(arriving(np.random.default_rng(seed), 1)) ** (-1 / 9)
    return {"factor": factor}, 8 < factor < 12


@claim("Every node more multiplies the wait by about three.")
def waits(seed):
    rng, steps = np.random.default_rng(seed), []
    for L in range(2, 7):
        w, b = rng.uniform(0.9, 1.1, L), rng.uniform(-0.1, 0.1, L)
        steps.append(0)
        while (low := chain(w, b, -1.0, 0.2))[0] + (high := chain(w, b, 1.0, 0.8))[0] >= 0.02:
            w, b = w - 5 * (low[1] + high[1]), b - 5 * (low[2] + high[2])
            steps[-1] += 1
    ratios = np.array(steps[1:]) / steps[:-1]
    return {f"{L} nodes": ratio for L, ratio in enumerate(ratios, 3)}, ((2 < ratios) & (ratios < 5)).all()


@claim("Larger weights help up to a size of three or four, and even then less than a millionth arrives.")
def sizes_of_weights(seed):
    rng, sizes = np.random.default_rng(seed), [0.25, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 8, 16]
    medians = [np.median(arriving(rng, size)) for size in sizes]
    best = sizes[np.argmax(medians)]
    return {"best size": best, "its median": max(medians)}, 2 <= best <= 4 and max(medians) < 1e-6


@claim("The penalty damps the swing, which stops between $\\lambda = 0.001$ and 0.002")
def where_the_swing_stops(seed):
    start, swings = START + np.random.default_rng(seed).normal(0, 0.3, 4), []
    for price in (0, 0.001, 0.002):
        pull = lambda theta, price=price: gradients(theta) + price * WEIGHTS * theta  # noqa: E731
        path = [descend(start, pull, 1.0, 6000)]
        for _ in range(200):
            path.append(descend(path[-1], pull, 1.0, 1))
        swings.append(np.ptp([theta[3] for theta in path]))
        curvature = np.linalg.eigvalsh(central_difference(pull, np.mean(path, axis=0))).max()
        if price == 0:
            edge = curvature
    none, small, large = swings
    return (
        {"0": none, "0.001": small, "0.002": large, "curvature without": edge, "with 0.002": curvature},
        none > small > 0.01 > 1e-4 > large and 1.97 < edge < 2.03 and curvature < 2,
    )


@claim("the step changes none of them")
def below_the_last_digit(seed):
    w, b = np.random.default_rng(seed).normal(size=(2, 21))
    slope = chain(w, b, 1.0, 0.25)[1][0]
    return {"gradient": abs(slope)}, w[0] - slope == w[0]
