"""The grid search: each cell is the network trained alone, and cells that diverge disturb no other."""

import signal
import sys
import time
from subprocess import PIPE, Popen
from threading import Barrier, get_ident

import numpy as np
import pytest
from networks import assert_same
from threadpoolctl import threadpool_info, threadpool_limits

import helpers.grid
from helpers.datasets import one_hot
from helpers.grid import Grid, grid_search
from helpers.network import Network
from helpers.optimizers import GradientDescent

ETA, LMBDA = np.array([0.1, 1, 10]), np.array([0, 0.1, 5])
EPOCHS, BATCH, SEED = 12, 25, 3

pytestmark = pytest.mark.filterwarnings("error")


def blobs(seed, n):
    """Return n points around three centres, a class each; the clouds overlap."""
    rng = np.random.default_rng(seed)
    y = rng.integers(3, size=n)
    return rng.normal(size=(n, 2)) + np.array([[0, 2], [2, -1], [-2, -1]])[y], y


X, y, X_validation, y_validation = DATA = *blobs(0, 60), *blobs(1, 40)


def search(eta=ETA, lmbda=LMBDA, dtype=np.float64):
    return grid_search(Network((2, 5, 3), seed=0, dtype=dtype), *DATA, eta, lmbda, EPOCHS, BATCH, SEED)


def blas_threads():
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


def test_each_cell_is_the_network_trained_alone():
    network, grid = Network((2, 5, 3), seed=0), search()
    assert (grid.eta == ETA).all() and (grid.lmbda == LMBDA).all()
    for accuracy in (grid.train_accuracy, grid.validation_accuracy):
        np.testing.assert_array_equal(np.isnan(accuracy), grid.diverged)
    for i, j in np.ndindex(3, 3):
        alone = network.copies(()).fit(X, one_hot(y, 3), GradientDescent(ETA[i]), EPOCHS, BATCH, LMBDA[j], seed=SEED)
        assert grid.diverged[i, j] == grid.networks[i, j].diverged() == alone.diverged()
        if not grid.diverged[i, j]:
            assert_same(grid.networks[i, j], alone, rtol=1e-10, atol=1e-10)
            assert grid.train_accuracy[i, j] == np.mean(alone.predict(X) == y)
            assert grid.validation_accuracy[i, j] == np.mean(alone.predict(X_validation) == y_validation)


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize("largest", [1, 2, 100])
def test_neither_slices_nor_threads_change_the_result(threads, largest, monkeypatch):
    whole = search()
    monkeypatch.setattr(helpers.grid, "SLICE", largest)
    with threadpool_limits(threads, "blas"):
        sliced = search()
    for found in ("diverged", "train_accuracy", "validation_accuracy"):
        np.testing.assert_array_equal(getattr(sliced, found), getattr(whole, found))
    assert_same(sliced.networks[~whole.diverged], whole.networks[~whole.diverged], rtol=1e-10, atol=1e-10)


LONG_SEARCH = """
import os, signal
from _thread import interrupt_main
from threading import Thread
import numpy as np
from helpers.grid import grid_search
from helpers.network import Network
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background inherits that it is ignored
X, y = np.ones((50_000, 64)), np.zeros(50_000, int)
Thread(target=lambda: os.read(0, 1) or interrupt_main(), daemon=True).start()
print("ready", flush=True)
grid_search(Network((64, 50, 10)), X, y, X, y, np.ones(7), np.ones(7), epochs=50, batch_size=10)
"""


POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a signal of POSIX")


# interrupt_main is JupyterLab on Windows: no signal wakes a thread that waits.
@pytest.mark.parametrize("way", [pytest.param("SIGINT", marks=POSIX), "interrupt_main"])
def test_an_interrupt_ends_the_search_in_the_middle_of_an_epoch(way):
    with Popen([sys.executable, "-c", LONG_SEARCH], stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == "ready\n"
            time.sleep(0.5)
            process.send_signal(signal.SIGINT) if way == "SIGINT" else process.stdin.close()
            began = time.perf_counter()
            process.wait(timeout=20)  # an epoch takes several seconds
            assert time.perf_counter() - began < 1
            assert process.stderr.read().endswith("\nKeyboardInterrupt\n")
        finally:
            process.kill()


def test_as_many_slices_train_at_once_as_blas_has_threads_which_it_gets_back(monkeypatch):
    def meeting(networks, *_):
        together.wait(timeout=10)
        trained.append(networks)
        workers.add(get_ident())
        assert blas_threads() <= {1}

    trained, workers, shown = [], set(), []
    monkeypatch.setattr(helpers.grid, "SLICE", 2)
    monkeypatch.setattr(helpers.grid, "_descend", meeting)
    monkeypatch.setattr(helpers.grid, "progress", lambda items, what: shown.append((what, len(items))) or items)
    with threadpool_limits(2, "blas"):
        before = blas_threads()
        threads = max(before, default=1)  # none are known of a BLAS such as Apple's
        together = Barrier(threads)
        search()
        assert blas_threads() == before
    assert len(workers) == threads and max(networks.stack for networks in trained) == (2,)
    assert shown == [("grid search", len(set(map(id, trained))))]


def test_single_precision_is_kept(monkeypatch):
    def noting(networks, X, Y, order, batch_size, *rates):
        seen.update(array.dtype for array in (X, Y, *rates))
        descend(networks, X, Y, order, batch_size, *rates)

    seen, descend = set(), helpers.grid._descend
    monkeypatch.setattr(helpers.grid, "_descend", noting)
    grid = search(dtype=np.float32)
    assert seen == {np.dtype(np.float32)}
    assert grid.networks.dtype == np.float32
    # The penalty alone multiplies a weight by 1 − ηλ each step, which grows without bound where ηλ > 2.
    np.testing.assert_array_equal(grid.diverged, np.outer(ETA, LMBDA) > 2)


@pytest.mark.parametrize("dtype, normal", [(np.float32, [1, 0, 0, 1]), (np.float64, [1, 1, 1, 1])])
def test_weights_that_have_decayed_are_zero(dtype, normal):
    # Nothing but the penalty moves W[1][1], in 36 steps. 0.08³⁶ has no normal number in single precision, and 0.1³⁶ no
    # product with another like it.
    X, y, lmbda = np.array([[1.0, 0], [2, 0]]), np.array([0, 1]), np.array([0.5, 0.9, 0.92, 1], dtype)
    network = Network((2, 5, 2), seed=0, dtype=dtype)
    W = grid_search(network, X, y, X, y, 1, lmbda, 36, 2).networks.W[1][0, :, 1]
    np.testing.assert_allclose(W, np.outer(normal * (1 - lmbda) ** 36, network.W[1][1]), rtol=1e-5)


def test_all_cells_may_diverge():
    grid = search(lmbda=[100, 1000])
    assert grid.diverged.shape == (3, 2) and grid.diverged.all()
    assert np.isnan(grid.train_accuracy).all() and np.isnan(grid.validation_accuracy).all()
    with pytest.raises(ValueError, match=r"^every network of the grid diverged: none is best$"):
        grid.best()


def by_hand(validation, eta=(0.1, 1, 10), lmbda=(0.001, 0.01)):
    validation = np.array(validation, float)
    return Grid(np.array(eta), np.array(lmbda), None, np.isnan(validation), validation - 0.125, validation)


@pytest.mark.parametrize(
    "validation, best",
    [
        ([[0.5, 0.7], [0.9, 0.8], [0.1, 0.2]], (1, 0)),
        ([[0.9, 0.7], [0.7, 0.9], [0.1, 0.2]], (1, 1)),  # the stronger penalty
        ([[0.9, 0.9], [0.7, 0.9], [0.9, 0.9]], (0, 1)),  # and then the smaller rate
        ([[0.5, np.nan], [0.7, np.nan], [np.nan, 0.6]], (1, 0)),
    ],
)
def test_the_best_of_equals_is_the_simplest(validation, best):
    assert by_hand(validation).best() == best
    turned = by_hand(np.flip(validation), eta=(10, 1, 0.1), lmbda=(0.01, 0.001))
    assert turned.best() == (2 - best[0], 1 - best[1])


def test_table():
    grid = by_hand([[0.5, 0.75], [np.nan, 0.875], [0.25, 0.125]])
    assert grid.table(3).splitlines() == [
        "    eta   lambda   training   validation",
        "  1e+00    1e-02      0.750        0.875",
        "  1e-01    1e-02      0.625        0.750",
        "  1e-01    1e-03      0.375        0.500",
    ]
    assert len(grid.table().splitlines()) == 6 and len(grid.table(0).splitlines()) == 1
    assert grid.table(6).splitlines()[-1].split() == ["1e+00", "1e-03", "nan", "nan"]


def test_equals_come_in_the_order_of_the_grid():
    eta = [float(f"1e{k}") for k in range(30)]  # 10.0 ** np.arange(30) is not the same on every processor
    grid = by_hand(np.tile([0.5, 0.75], (30, 1)), eta)
    assert [float(line.split()[0]) for line in grid.table(60).splitlines()[1:]] == eta * 2
