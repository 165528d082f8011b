"""What notebook 05 concludes."""

import numpy as np

from claims import claim
from helpers.activations import sigmoid
from helpers.verify import central_difference

X = np.linspace(-1, 1, 40)
Y = 2 * X + 1
START = np.array([1.0, 0.0, 1.0, 0.0])
FAR = np.array([-4.0, 3.0, -3.0, 3.0])
WEIGHTS = np.array([1, 0, 1, 0])


def cost(theta, x=X, y=Y):
    w1, b1, w2, b2 = theta
    return np.mean((w2 * sigmoid(w1 * x + b1) + b2 - y) ** 2 / 2, axis=-1)


def gradients(theta, x=X, y=Y):
    """Return the gradients; theta holds four numbers, or four columns for many networks at once."""
    w1, b1, w2, b2 = theta
    a1 = sigmoid(w1 * x + b1)
    delta2 = w2 * a1 + b2 - y
    delta1 = delta2 * w2 * a1 * (1 - a1)
    return np.array([v.mean(axis=-1, keepdims=theta.ndim > 1) for v in (delta1 * x, delta1, delta2 * a1, delta2)])


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


def arriving(rng, size, centred=False, chains=200):
    """Return which parts of the last node's error arrive at the first of ten, for random chains."""
    parts = []
    for _ in range(chains):
        w, b = size * rng.normal(size=10), rng.normal(size=10)
        delta = chain(w, -w / 2 if centred else b, 1.0, 0.25)[2]
        parts.append(abs(delta[0] / delta[-1]))
    return np.array(parts)


def learn(w, b, rate):
    """Return the weights and biases of a chain that has learnt to tell two inputs apart, and how many steps it took."""
    steps = 0
    while (low := chain(w, b, -1.0, 0.2))[0] + (high := chain(w, b, 1.0, 0.8))[0] >= 0.02:
        w, b, steps = w - rate / 2 * (low[1] + high[1]), b - rate / 2 * (low[2] + high[2]), steps + 1
    return w, b, steps


@claim("Further steps lower it, and $w_2$ goes on growing.")
def further_steps(seed):
    early = descend(np.random.default_rng(seed).normal(size=4), gradients, 0.1, 3000)
    late = descend(early, gradients, 0.1, 27000)
    found = {"cost": cost(early), "later": cost(late), "w2": abs(early[2]), "later w2": abs(late[2])}
    return found, cost(late) < cost(early) / 3 and abs(late[2]) > abs(early[2]) + 1


@claim("The other has learnt the line between $-1$ and 1.")
def the_line_where_the_samples_are(seed):
    theta = descend(np.random.default_rng(seed).normal(size=4), gradients, 0.1, 5000)
    outside = abs(9 - (theta[2] * sigmoid(4 * theta[0] + theta[1]) + theta[3]))
    return {"cost": cost(theta), "distance at x = 4": outside}, cost(theta) < 0.01 and outside > 4


@claim(
    "From starts of size one, standard normal numbers, the wrong gradients learn in every run that we tried.",
    quick=True,
)
def wrong_gradients_learn(seed):
    starts = np.random.default_rng(seed).normal(size=(5, 4))
    starts[:, 2] = -abs(starts[:, 2])
    ends = [descend(theta, without_w2, 0.1, 3000) for theta in starts]
    worst, least = max(map(cost, ends)), min(theta[2] for theta in ends)
    return {"largest cost": worst, "smallest w2": least}, worst < 0.01 and least > 0


@claim("From the start further out, the hidden node saturates on its way uphill.", quick=True)
def wrong_gradients_saturate(seed):
    far = FAR + np.random.default_rng(seed).normal(0, 0.1, 4)
    right, wrong = (descend(far, rule, 0.1, 3000) for rule in (gradients, without_w2))
    valve = sigmoid.derivative(wrong[0] * X + wrong[1]).max()
    found = {"right": cost(right), "wrong": cost(wrong), "widest valve": valve, "w2": wrong[2]}
    return found, cost(right) < 0.02 and cost(wrong) > 0.5 and valve < 0.02 and wrong[2] < 0


@claim("This is a plateau and not a trap.")
def a_plateau_and_not_a_trap(seed):
    middle = descend(FAR + np.random.default_rng(seed).normal(0, 0.1, 4), without_w2, 0.1, 20000)
    end = descend(middle, without_w2, 0.1, 30000)
    found = {"w2 after 20000": middle[2], "w2 after 50000": end[2], "cost": cost(end)}
    return found, middle[2] < 0 < end[2] and cost(end) < 0.1


@claim("of starts of size three about one in ten still has a cost above 0.05 after 3000 steps")
def starts_of_size_three(seed):
    starts = np.random.default_rng(seed).normal(0, 3, (4, 200, 1))
    right, wrong = (np.mean(cost(descend(starts, rule, 0.1, 3000)) > 0.05) for rule in (gradients, without_w2))
    return {"right": right, "wrong": wrong}, 0.05 < right < 0.16 and 0.22 < wrong < 0.38


@claim("with random weights and biases, standard normal numbers, it loses about a factor of ten a node.")
def a_factor_of_ten_a_node(seed):
    factor = np.median(arriving(np.random.default_rng(seed), 1)) ** (-1 / 9)
    return {"factor": factor}, 8 < factor < 12


@claim("Every node more multiplies the wait by three or four, at this rate and at lower ones.")
def waits(seed):
    rng = np.random.default_rng(seed)
    rate = rng.uniform(3, 10)
    steps = [learn(rng.uniform(0.9, 1.1, L), rng.uniform(-0.1, 0.1, L), rate)[2] for L in range(2, 7)]
    ratios = np.array(steps[1:]) / steps[:-1]
    found = {"rate": rate} | {f"{L} nodes": ratio for L, ratio in enumerate(ratios, 3)}
    return found, ((2 < ratios) & (ratios < 5)).all()


@claim("The weights have grown to about 3.5, and all biases but the first are near $-w/2$.", quick=True)
def descent_opens_the_valves(seed):
    rng = np.random.default_rng(seed)
    w, b, _ = learn(rng.uniform(0.9, 1.1, 6), rng.uniform(-0.1, 0.1, 6), 10)
    off = abs(b + w / 2)[1:].max()
    return {"mean weight": w.mean(), "off by": off}, 3 < w.mean() < 4 and off < 0.4


@claim(
    "With random biases larger weights help up to a size of about three, and even then less than a millionth arrives."
)
def sizes_of_weights(seed):
    rng, sizes = np.random.default_rng(seed), [0.25, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 8]
    medians = [np.median(arriving(rng, size)) for size in sizes]
    best = sizes[np.argmax(medians)]
    return {"best size": best, "its median": max(medians)}, 2 <= best <= 4 and max(medians) < 1e-6


@claim("With $b = -w/2$ and a size near five, more than a thousandth arrives.")
def sizes_with_centred_biases(seed):
    rng, sizes = np.random.default_rng(seed), [1, 3, 5, 7, 10]
    medians = [np.median(arriving(rng, size, centred=True)) for size in sizes]
    return dict(zip(map(str, sizes), medians, strict=True)), np.argmax(medians) in (2, 3) and medians[2] > 1e-3


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
