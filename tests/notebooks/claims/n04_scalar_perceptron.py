"""What notebook 04 concludes. It draws no random numbers; here examples, starts and targets are drawn."""

import numpy as np

from claims import claim
from helpers.activations import sigmoid

INPUTS = np.linspace(-1.5, 1.5, 7)[:, None]  # (7, 1): a row a sample, a column a start
TARGETS = sigmoid(2 * INPUTS - 1)
AND = [(0, 0, 0), (0, 1, 0), (1, 0, 0), (1, 1, 1)]


def mistakes(examples, turns, rng):
    """Return how many mistakes Rosenblatt's rule makes, and how many of them in the last turn; the order changes."""
    weights, made = np.zeros(len(examples[0])), []
    for _ in range(turns):
        made.append(0)
        for k in rng.permutation(len(examples)):
            *x, y = examples[k]
            error = y - ((*x, 1) @ weights >= 0)
            weights = weights + error * np.array((*x, 1))
            made[-1] += abs(error)
    return sum(made), made[-1]


def descend(starts, x, y, eta, steps):
    """Return the last two places of descent from each start, shape (2, 2, starts): places, weight and bias, starts."""
    (w, b), before = np.transpose(starts), None
    for _ in range(steps):
        before = w, b
        a = sigmoid(w * x + b)
        delta = (a - y) * a * (1 - a)  # (samples, starts)
        w, b = w - eta * (delta * x).mean(axis=0), b - eta * delta.mean(axis=0)
    return np.array([before, (w, b)])


def cost(place, x, y):
    return (0.5 * (sigmoid(place[0] * x + place[1]) - y) ** 2).mean(axis=0)


def starts(seed, number=20):
    return np.random.default_rng(seed).uniform(-5, 5, (number, 2))


@claim("In every order of the examples AND costs at most 51 of them", quick=True)
def at_most_51(seed):
    total, last = mistakes(AND, 60, np.random.default_rng(seed))
    return {"mistakes": total}, total <= 51 and last == 0


@claim(
    "Wherever a straight line separates the inputs that should fire from the others, the mistakes come to an end.",
    quick=True,
)
def separated_examples(seed):
    rng = np.random.default_rng(seed)
    line = rng.normal(size=3) * [1, 1, 0.3]
    points = np.column_stack([rng.uniform(-1, 1, (200, 2)), np.ones(200)])
    room = points @ line / np.linalg.norm(line)
    points, room = points[abs(room) > 0.1][:30], room[abs(room) > 0.1][:30]
    bound = (np.linalg.norm(points, axis=1).max() / abs(room).min()) ** 2
    total, last = mistakes(np.column_stack([points[:, :2], room > 0]), 300, rng)
    return {"mistakes": total, "bound": bound, "in the last turn": last}, last == 0 and total <= bound


@claim("All three paths end at cost zero, and none of them at 2 and $-1$.")
def one_sample(seed):
    x, y = np.array([[0.5]]), np.array([[0.5]])
    _, ends = descend(starts(seed), x, y, 5, 1000)
    far = np.hypot(ends[0] - 2, ends[1] + 1)
    worst = cost(ends, x, y).max()
    return {"largest cost": worst, "found 2 and -1": (far < 0.1).mean()}, worst < 1e-6 and (far < 0.1).mean() <= 0.1


@claim("Now all three paths end at the weight 2 and the bias $-1$.")
def seven_samples(seed):
    _, ends = descend(starts(seed), INPUTS, TARGETS, 20, 300)
    far = np.hypot(ends[0] - 2, ends[1] + 1).max()
    return {"largest distance": far}, far < 1e-3


@claim("From other starts between $-5$ and 5, 600 steps end alike: 20 arrives, and 100 does not.")
def two_rates(seed):
    ends = {f"rate {rate}": descend(starts(seed), INPUTS, TARGETS, rate, 600)[1] for rate in (20, 100)}
    arrived = {name: (np.hypot(end[0] - 2, end[1] + 1) < 0.01).mean() for name, end in ends.items()}
    return arrived, arrived == {"rate 20": 1, "rate 100": 0}


@claim("the path jumps to and fro between two points")
def a_cycle_of_two(seed):
    start = np.array([[-2.0, -2.0]]) + np.random.default_rng(seed).uniform(-0.5, 0.5, (20, 2))
    before, after = descend(start, INPUTS, TARGETS, 100, 400)
    again = descend(after.T, INPUTS, TARGETS, 100, 2)[1]
    jump, rest = np.hypot(*(after - before)), np.hypot(*(again - after))
    return {"jump": np.median(jump), "after two jumps": rest.max()}, jump.min() > 0.5 and rest.max() < 0.01


@claim(
    "Two more units of $z$ close the valve by $e^2 \\approx 7$, and make the wait six to a little over seven times as "
    "long."
)
def the_wait(seed):
    x, y = np.random.default_rng(seed).uniform([0.2, 0.4], [0.8, 0.6])
    w, b, wait = np.zeros(3), np.array([-4.0, -6, -8]), np.zeros(3)
    for step in range(1, 12000):
        a = sigmoid(w * x + b)
        delta = (a - y) * a * (1 - a)
        w, b = w - delta * x, b - delta
        wait = np.where((wait == 0) & (sigmoid(w * x + b) >= y / 2), step, wait)
    ratios = wait[1:] / wait[:-1]
    return {"-6 after -4": ratios[0], "-8 after -6": ratios[1]}, wait.all() and 5.5 < ratios.min() <= ratios.max() < 7.5


@claim("Descent hardly moves for the next fifty steps, and later wanders without arriving.")
def a_rate_of_1000(seed):
    start = np.array([[-2.0, -2.0]]) + np.random.default_rng(seed).uniform(-0.5, 0.5, (20, 2))
    first, later = (descend(start, INPUTS, TARGETS, 1000, steps)[1] for steps in (1, 51))
    moved = np.hypot(*(later - first))
    far = [
        np.hypot(*(descend(start, INPUTS, TARGETS, 1000, steps)[1] - [[2], [-1]])).min() for steps in (200, 1000, 5000)
    ]
    return {"moved in fifty steps": np.median(moved), "nearest to the minimum": min(far)}, (
        np.median(moved) < 2 and min(far) > 5
    )


XOR_INPUTS, XOR = np.array([(0, 0), (0, 1), (1, 0), (1, 1)]), np.array([[0], [1], [1], [0]])


def xor_outputs(seed, scale):
    """Return the outputs of a sigmoid neuron after 5000 steps on XOR, of 40 starts: shape (4, 40)."""
    rng = np.random.default_rng(seed)
    w, b = rng.uniform(-scale, scale, (2, 40)), rng.uniform(-scale, scale, 40)
    for _ in range(5000):
        a = sigmoid(XOR_INPUTS @ w + b)
        delta = (a - XOR) * a * (1 - a) / 4
        w, b = w - 5 * XOR_INPUTS.T @ delta, b - 5 * delta.sum(axis=0)
    return sigmoid(XOR_INPUTS @ w + b)


@claim("Starts between $-1$ and 1 end there too.")
def xor_from_near(seed):
    far = abs(xor_outputs(seed, 1) - 0.5).max()
    return {"farthest from one half": far}, far < 0.005


@claim("Larger weights often saturate at three right answers and a wrong one, for the same cost, $\\frac18$.")
def xor_from_far(seed):
    outputs = xor_outputs(seed, 5)
    wrong = (abs(outputs - XOR) > 0.9).sum(axis=0)
    right = (abs(outputs - XOR) < 0.1).sum(axis=0)
    stuck = (wrong == 1) & (right == 3)
    costs = (0.5 * (outputs - XOR) ** 2).mean(axis=0)
    return {"three right": stuck.mean(), "largest cost": costs.max()}, stuck.mean() > 0.3 and abs(
        costs - 0.125
    ).max() < 0.001
