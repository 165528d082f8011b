"""The race of notebook 15: 49 networks, 64-50-10, 1437 digits, 100 epochs, batches of 100, by all who can.

Prints times and ratios, with their spread over the runs, and the floor: what the matrix products alone would take at
the speed of a large one. Then how time and memory grow from 49 to 4900 networks. Writes _build/bench.json and the
chart _build/race.png. With --keep the figures go to data/race.json too, from which notebook 15 draws.
"""

import json
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import contestants
import matplotlib.pyplot as plt
import numpy as np
from threadpoolctl import threadpool_info

from helpers.activations import relu
from helpers.grid import grid_search
from helpers.network import Network

ROOT = Path(__file__).parent.parent
RUNS = 5
GROWTH = [49, 490, 4900]


def timed(run):
    """Return the seconds of a run, scaled to 49 networks where it trained fewer."""
    start = time.perf_counter()
    trained = run() or 49
    return (time.perf_counter() - start) * 49 / trained


def floor(dtype):
    """Return the seconds of the race's matrix products at the speed of a large product, by all threads of the BLAS."""
    A, product = np.ones((2, 2000, 2000), dtype)
    seconds = []
    for _ in range(6):  # the first warms up
        start = time.perf_counter()
        np.matmul(A, A, out=product)
        seconds.append(time.perf_counter() - start)
    # Forward, and back to the weights and to the hidden layer: three products a layer, but for the first layer's last.
    products = 6 * (64 * 50 + 50 * 10) - 2 * 64 * 50
    return min(seconds) * 49 * contestants.EPOCHS * len(contestants.X) * products / (2 * 2000**3)


def race():
    """Return the seconds of each contestant, a list of RUNS numbers; all run in turn, so a slow minute slows all."""
    runners = contestants.entries()
    times = {name: [] for name in ["floor, single", "floor, double", *runners]}
    for number in range(RUNS):
        times["floor, single"].append(floor(np.float32))
        times["floor, double"].append(floor(np.float64))
        for name, run in runners.items():
            print(f"run {number + 1} of {RUNS}: {name:45s}", end="\r", file=sys.stderr, flush=True)
            times[name].append(timed(run))
    print(" " * 70, end="\r", file=sys.stderr)
    return times


def ratios(times, name, reference):
    """Return median, smallest and largest of the ratios of two contestants, run by run."""
    found = [a / b for a, b in zip(times[name], times[reference], strict=True)]
    return statistics.median(found), min(found), max(found)


def grow(cells):
    """Train this many networks in single precision; print the seconds and the memory of the process as JSON."""
    start = Network((64, 50, 10), relu, seed=0, dtype=np.float32)
    eta, lmbda = np.logspace(-3, 0, cells // 7), np.logspace(-5, -2, 7)
    arguments = contestants.X, contestants.y, contestants.X_VALIDATION, contestants.y_VALIDATION
    began = time.perf_counter()
    grid_search(start, *arguments, eta, lmbda, contestants.EPOCHS, contestants.BATCH, seed=0)
    seconds = time.perf_counter() - began
    print(json.dumps({"networks": cells, "seconds": seconds, "megabytes": peak_memory()}))


def peak_memory():
    """Return the megabytes that this process has held at the most."""
    try:
        return int(re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[1]) / 1e3
    except OSError:  # not Linux, where getrusage counts the parent's memory too
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def growth():
    """Return time and memory for each size, each measured in a process of its own."""
    print("Time and memory as the grid grows, single precision")
    found = []
    for cells in GROWTH:
        result = subprocess.run(
            [sys.executable, __file__, "--grow", str(cells)], capture_output=True, text=True, check=True
        )
        found.append(json.loads(result.stdout))
        print("  {networks:5d} networks {seconds:7.1f} s  {megabytes:6.0f} MB".format(**found[-1]))
    return found


def chart(times, path):
    """Draw the medians as bars."""
    order = sorted(times, key=lambda name: statistics.median(times[name]))
    medians = [statistics.median(times[name]) for name in order]
    figure, ax = plt.subplots(figsize=(8, 4), layout="constrained")
    bars = ax.barh(order, medians)
    ax.bar_label(bars, [f"{m:.1f} s" for m in medians], padding=3)
    ax.set(xscale="log", xlabel="seconds", title=f"49 networks, medians of {RUNS} runs")
    ax.set_xlim(right=2 * medians[-1])  # room for the last label
    ax.invert_yaxis()
    figure.savefig(path, dpi=100)


def main():
    threads = sorted(
        {
            f"{pool['internal_api']} {pool['architecture']}: {pool['num_threads']}"
            for pool in threadpool_info()
            if pool["user_api"] == "blas"
        }
    )
    print(
        f"49 networks, 64-50-10, {len(contestants.X)} digits, {contestants.EPOCHS} epochs, batches of "
        f"{contestants.BATCH}; {os.cpu_count()} cores, threads of {', '.join(threads)}"
    )
    times = race()
    for name in times:
        median, low, high = ratios(times, name, "stack, single")
        print(
            f"  {name:42s} {statistics.median(times[name]):7.2f} s   {median:6.2f} times the stack in single "
            f"precision ({low:.2f} to {high:.2f})"
        )
    for precision in ("single", "double"):
        for other in ["MLPClassifier, one after another, double", "JAX, vmap + scan + jit, single"]:
            if other in times:
                print(
                    "  the stack in {} precision is {:.2f} ({:.2f} to {:.2f}) times as fast as {}".format(
                        precision, *ratios(times, other, f"stack, {precision}"), other
                    )
                )
        print(
            "  and takes {:.2f} ({:.2f} to {:.2f}) times the floor".format(
                *ratios(times, f"stack, {precision}", f"floor, {precision}")
            )
        )
    result = {
        "machine": {"processor": platform.machine(), "cores": os.cpu_count(), "threads": threads},
        "seconds": times,
        "growth": growth(),
    }
    build = ROOT / "_build"
    build.mkdir(exist_ok=True)
    for path in [build / "bench.json", *([ROOT / "data" / "race.json"] if "--keep" in sys.argv else [])]:
        path.write_text(json.dumps(result, indent=1) + "\n")
    chart(times, build / "race.png")


if __name__ == "__main__":
    grow(int(sys.argv[2])) if sys.argv[1:2] == ["--grow"] else main()
