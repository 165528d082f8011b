"""Train one network and scikit-learn's MLPClassifier side by side, on equal terms, and state the machine's speed."""

import statistics
import time
import warnings
from itertools import pairwise

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from helpers.activations import relu
from helpers.datasets import digits, one_hot
from helpers.network import Network
from helpers.optimizers import GradientDescent

RUNS = 3
BATCH = 100


def matrix_speed(dtype):
    """Return the speed of a large matrix product, in operations a second."""
    A = np.ones((2000, 2000), dtype)
    A @ A
    start = time.perf_counter()
    for _ in range(5):
        A @ A
    return 5 * 2 * 2000**3 / (time.perf_counter() - start)


def race(name, X, y, widths, epochs):
    """Print the times of both for the same widths, batches, epochs, rate and plain gradient descent."""
    X = X.astype(np.float32)
    Y = one_hot(y, widths[-1])

    def ours():
        Network(widths, relu, seed=0, dtype=np.float32).fit(X, Y, GradientDescent(0.1), epochs, BATCH, seed=0)

    def theirs():
        MLPClassifier(
            widths[1:-1],
            solver="sgd",
            momentum=0,
            learning_rate_init=0.1,
            batch_size=BATCH,
            alpha=0,
            max_iter=epochs,
            n_iter_no_change=epochs,
            tol=0,
            random_state=0,
        ).fit(X, y)

    times = {"ours": [], "MLPClassifier": []}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        for _ in range(RUNS):
            for contestant, run in (("ours", ours), ("MLPClassifier", theirs)):
                start = time.perf_counter()
                run()
                times[contestant].append(time.perf_counter() - start)
    ratios = [b / a for a, b in zip(times["ours"], times["MLPClassifier"], strict=True)]
    seconds = statistics.median(times["ours"])
    # Forward, and back to the weights and to the layer before: three products a layer, but for the first layer's last.
    products = 6 * sum(n * m for n, m in pairwise(widths)) - 2 * widths[0] * widths[1]
    speed = epochs * len(X) * products / seconds / matrix_speed(np.float32)
    print(f"{name}, {'-'.join(map(str, widths))}, single precision, {epochs} epochs, batches of {BATCH}, {RUNS} runs")
    print(
        f"  ours {seconds:.2f} s, {epochs * len(X) / seconds:,.0f} samples a second, "
        f"{100 * speed:.0f} % of the speed of a large matrix product"
    )
    print(
        f"  MLPClassifier takes {statistics.median(ratios):.2f} times as long ({min(ratios):.2f} to {max(ratios):.2f})"
    )


def main():
    X, y = digits()
    race("The digits", X / 16, y, (64, 50, 10), 100)
    rng = np.random.default_rng(0)
    race(
        "60 000 synthetic images",
        rng.uniform(size=(60_000, 784)),
        rng.integers(10, size=60_000),
        (784, 300, 100, 10),
        2,
    )


if __name__ == "__main__":
    main()
