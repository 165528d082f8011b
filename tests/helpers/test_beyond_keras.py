"""A step of Keras is a step of `helpers`, and the cached grid of notebook 16 is what its tool makes.

Notebook 16 itself trains three cells of the grid again and compares them with the file.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from helpers.activations import relu
from helpers.beyond import Missing, require
from helpers.datasets import one_hot
from helpers.network import Network
from helpers.schedulers import Constant

try:
    require("keras", "tensorflow")  # before the imports, which read what it sets
except Missing as missing:
    pytest.skip(str(missing), allow_module_level=True)
keras, tf = pytest.importorskip("keras"), pytest.importorskip("tensorflow")

ROOT = Path(__file__).parents[2]
SPEC = importlib.util.spec_from_file_location("keras_grid", ROOT / "tools" / "keras_grid.py")
keras_grid = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(keras_grid)


def digits_split():
    X, y = keras_grid.digits()
    return keras_grid.split(X / 16, y, validation=360, test=360, seed=0)


@pytest.mark.parametrize("lmbda", [0.0, 0.1])
def test_a_step_of_the_grid_is_a_step_of_ours(lmbda, monkeypatch):
    """Its start, its rate, its mean over the batch and its penalty, L2 with half of our λ, are ours."""
    data, network = digits_split(), Network((64, 100, 50, 10), hidden=relu, seed=0, dtype="float32")
    monkeypatch.setattr(keras_grid, "BATCH_SIZE", len(data.X_train))  # one step, whatever the order
    model = keras_grid.trained(0.5, lmbda, data, epochs=1)
    Y = one_hot(data.y_train, 10)
    network.fit(data.X_train, Y, Constant(0.5), epochs=1, batch_size=len(Y), lmbda=lmbda)
    ours = [p for W, b in zip(network.W[1:], network.b[1:], strict=True) for p in (W, b[0])]
    for p, q in zip(ours, model.get_weights(), strict=True):
        np.testing.assert_allclose(q, p, rtol=0, atol=1e-6)
    assert model.evaluate(data.X_train, data.y_train, verbose=0)[0] == pytest.approx(
        network.cost_of(data.X_train, Y, lmbda), rel=1e-5
    )


def table():
    return np.loadtxt(keras_grid.FILE, delimiter=",").reshape(7, 7, 4)


def test_the_cached_grid_is_whole_and_says_how_it_was_made():
    cells = table()
    np.testing.assert_allclose(cells[..., 0], keras_grid.ETA[:, None] * np.ones(7), rtol=1e-9)
    np.testing.assert_allclose(cells[..., 1], keras_grid.LMBDA * np.ones((7, 1)), rtol=1e-9)
    accuracies = cells[..., 2:]
    assert np.array_equal(np.isnan(accuracies[..., 0]), np.isnan(accuracies[..., 1]))
    assert np.nanmin(accuracies) >= 0 and np.nanmax(accuracies) <= 1
    header = "".join(line for line in keras_grid.FILE.read_text("utf-8").splitlines(True) if line.startswith("#"))
    for words in [
        f"{keras_grid.EPOCHS} epochs",
        f"batches of {keras_grid.BATCH_SIZE}",
        f"seed {keras_grid.SEED}",
        "python tools/keras_grid.py",
        "64-100-50-10",
        "keras 3.",
        "tensorflow 2.",
    ]:
        assert words in header


def test_a_diverged_cell_is_nan():
    assert np.isnan(keras_grid.accuracies(10.0, 10.0, digits_split(), epochs=5)).all()


def test_a_grid_that_fails_leaves_the_older_file_whole(tmp_path):
    path = tmp_path / "keras_grid.csv"
    path.write_text("older")

    def interrupted(eta, lmbda):
        if eta == keras_grid.ETA[-1]:
            raise KeyboardInterrupt
        return 0.5, 0.25

    with pytest.raises(KeyboardInterrupt):
        keras_grid.write(path, interrupted)
    assert path.read_text() == "older"
    with pytest.raises(TypeError):  # in the middle of the writing
        keras_grid.write(path, lambda eta, lmbda: (0.5, "oh" if eta == keras_grid.ETA[-1] else 0.25))
    assert path.read_text() == "older"
    keras_grid.write(path, lambda eta, lmbda: (eta, np.nan))
    assert np.loadtxt(path, delimiter=",").shape == (49, 4) and list(tmp_path.iterdir()) == [path]


def test_imports_after_require_say_nothing():
    code = (
        "from helpers.beyond import require; require('keras', 'tensorflow'); "
        "import keras, tensorflow as tf; tf.ones(2) + 1"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout + result.stderr == ""
