"""Time the grid search of notebook 15: 49 networks in one stack, and the same 49 one after another."""

import statistics
import time

import numpy as np

from helpers.activations import relu
from helpers.datasets import digits, one_hot, split
from helpers.grid import grid_search
from helpers.network import Network
from helpers.schedulers import Constant

RUNS = 3
VALUES = np.logspace(-5, 1, 7)
TRAINING = {"epochs": 100, "batch_size": 100, "seed": 0}


def main():
    X, y = digits()
    data = split(X / 16, y, validation=360, test=360, seed=0)
    Y_train = one_hot(data.y_train, 10)
    accuracies = {}

    def stack(dtype):
        start = Network((64, 50, 10), hidden=relu, seed=0, dtype=dtype)
        grid = grid_search(start, data.X_train, data.y_train, data.X_validation, data.y_validation,
                           VALUES, VALUES, **TRAINING)
        chosen = grid.networks[grid.best()]
        accuracies[dtype.__name__] = (chosen.predict(data.X_test) == data.y_test).mean()

    def one_after_another():
        for eta in VALUES:
            for lmbda in VALUES:
                network = Network((64, 50, 10), hidden=relu, seed=0)
                network.fit(data.X_train, Y_train, Constant(eta), lmbda=lmbda, **TRAINING)

    contestants = {
        "49 in a stack, double precision": lambda: stack(np.float64),
        "49 in a stack, single precision": lambda: stack(np.float32),
        "49 one after another, double precision": one_after_another,
    }
    times = {name: [] for name in contestants}
    for _ in range(RUNS):                       # side by side: a slow minute slows all of them
        for name, run in contestants.items():
            start = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - start)
    reference = times["49 in a stack, double precision"]
    print(f"The grid of notebook 15, 7×7 networks of 64-50-10, 100 epochs, {RUNS} runs")
    for name, seconds in times.items():
        ratios = [s / r for s, r in zip(seconds, reference)]
        print(f"  {name:40s} {statistics.median(seconds):6.2f} s   {statistics.median(ratios):5.2f} times the first "
              f"({min(ratios):.2f} to {max(ratios):.2f})")
    for dtype, accuracy in accuracies.items():
        print(f"  test accuracy of the chosen network, {dtype}: {accuracy:.3f}")


if __name__ == "__main__":
    main()
