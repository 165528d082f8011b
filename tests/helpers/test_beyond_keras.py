"""A step of Keras is a step of `helpers`, its layers compute what the solutions of notebook 19 compute, and the cached
grid of notebook 16 is what its tool makes.

Notebook 16 itself trains three cells of the grid again and compares them with the file.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from notebooks import PATHS, calls, code_cells, read, tags

from helpers.activations import relu
from helpers.beyond import Missing, require
from helpers.datasets import one_hot
from helpers.network import Network
from helpers.optimizers import GradientDescent

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
    network.fit(data.X_train, Y, GradientDescent(0.5), epochs=1, batch_size=len(Y), lmbda=lmbda)
    weights = model.get_weights()
    for ours, theirs in zip(network.parameters(), weights[::2] + weights[1::2], strict=True):
        np.testing.assert_allclose(np.squeeze(ours), theirs, rtol=0, atol=1e-6)
    assert model.evaluate(data.X_train, data.y_train, verbose=0)[0] == pytest.approx(
        network.cost_of(data.X_train, Y, lmbda), rel=1e-5
    )


def test_the_cached_grid_is_whole_and_says_how_it_was_made():
    cells = np.loadtxt(keras_grid.FILE, delimiter=",").reshape(7, 7, 4)
    np.testing.assert_allclose(cells[..., 0], keras_grid.ETA[:, None] * np.ones(7), rtol=1e-9)
    np.testing.assert_allclose(cells[..., 1], keras_grid.LMBDA * np.ones((7, 1)), rtol=1e-9)
    accuracies = cells[..., 2:]
    assert np.array_equal(np.isnan(accuracies[..., 0]), np.isnan(accuracies[..., 1]))
    assert np.nanmin(accuracies) >= 0 and np.nanmax(accuracies) <= 1
    header = "".join(line for line in keras_grid.FILE.read_text("utf-8").splitlines(True) if line.startswith("#"))
    settings = f"{keras_grid.EPOCHS} epochs, batches of {keras_grid.BATCH_SIZE}"
    for words in (settings, f"seed {keras_grid.SEED}", "python tools/keras_grid.py", "64-100-50-10", "keras 3."):
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
    code = "from helpers.beyond import require; require('keras'); import keras, tensorflow as tf; tf.ones(2) + 1"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout + result.stderr == ""


@pytest.fixture(scope="module")
def solutions():
    """The functions of the folded solutions, by their names."""
    [path] = [path for path in PATHS if path.stem.startswith("19")]
    found = {"np": np, "check": lambda *_: None}
    for cell in code_cells(read(path)):
        if "solution" in tags(cell):
            exec(compile(cell.source, calls(cell.source, "check")[0], "exec"), found)
    return found


def test_dropout(solutions):
    rng = np.random.default_rng(0)
    A = rng.normal(size=(20, 30))
    theirs = keras.layers.Dropout(0.3, seed=1, dtype="float64")(A, training=True).numpy()
    R = np.where(theirs == 0, 0.1, 0.9)  # random numbers that silence what Keras silences
    assert 0.2 < np.mean(theirs == 0) < 0.4
    np.testing.assert_allclose(solutions["dropout"](A, R, 0.3), theirs, rtol=1e-12)


def test_the_gradient_of_layer_normalisation(solutions):
    rng = np.random.default_rng(1)
    Z, G, gamma = rng.normal(2, 3, size=(7, 5)), rng.normal(size=(7, 5)), rng.uniform(0.5, 2, size=(1, 5))
    layer = keras.layers.LayerNormalization(epsilon=0.01, dtype="float64")
    layer.build(Z.shape)
    layer.set_weights([gamma[0], rng.normal(size=5)])
    z = tf.Variable(Z)
    with tf.GradientTape() as tape:
        C = tf.reduce_sum(G * layer(z))
    root = np.sqrt(Z.var(axis=1, keepdims=True) + 0.01)
    hat = (Z - Z.mean(axis=1, keepdims=True)) / root
    np.testing.assert_allclose(
        solutions["layer_norm_back"](G, gamma, hat, root), tape.gradient(C, z).numpy(), rtol=1e-10, atol=1e-12
    )


def test_folding(solutions):
    rng = np.random.default_rng(2)
    X, W, b = rng.normal(size=(6, 4)), rng.normal(size=(4, 3)), rng.normal(size=(1, 3))
    gamma, beta, mean = rng.normal(size=(3, 1, 3))
    var = rng.uniform(0.5, 2, size=(1, 3))
    layer = keras.layers.BatchNormalization(epsilon=0.01, dtype="float64")
    layer.build((None, 3))
    layer.set_weights([a[0] for a in (gamma, beta, mean, var)])
    *weights, bias = solutions["fold"](W, b, gamma, beta, mean, var, 0.01)
    np.testing.assert_allclose(X @ np.array(weights) + bias, layer(X @ W + b, training=False).numpy(), rtol=1e-10)


def test_clipping(solutions):
    rng = np.random.default_rng(3)
    for c in (0.5, 100.0):
        gradients = [rng.normal(size=(3, 2)), rng.normal(size=4)]
        variables = [keras.Variable(np.zeros(g.shape), dtype="float64") for g in gradients]
        keras.optimizers.SGD(1.0, global_clipnorm=c).apply([tf.constant(g) for g in gradients], variables)
        factor = solutions["clip_factor"](gradients, c)
        for g, variable in zip(gradients, variables, strict=True):
            np.testing.assert_allclose(variable.numpy(), -factor * g, rtol=1e-6)
