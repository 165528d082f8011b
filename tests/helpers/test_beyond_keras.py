"""TensorFlow and Keras compute what `helpers` computes, and the cached grid of notebook 16 is what its tool makes."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from helpers.activations import relu, sigmoid, tanh
from helpers.beyond import Missing, require
from helpers.costs import binary_cross_entropy, cross_entropy, half_squared_error
from helpers.datasets import one_hot, two_two_one
from helpers.network import Network
from helpers.schedulers import Constant

try:
    require("keras", "tensorflow")      # before the imports, which read what it sets
except Missing as missing:
    pytest.skip(str(missing), allow_module_level=True)
keras, tf = pytest.importorskip("keras"), pytest.importorskip("tensorflow")

ROOT = Path(__file__).parents[2]
SPEC = importlib.util.spec_from_file_location("keras_grid", ROOT / "tools" / "keras_grid.py")
keras_grid = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(keras_grid)

LOSSES = {"half_squared_error": lambda Y, Z: tf.reduce_sum((Z - Y)**2, axis=1) / 2,
          "binary_cross_entropy": lambda Y, Z: tf.reduce_sum(
              tf.nn.sigmoid_cross_entropy_with_logits(labels=Y, logits=Z), axis=1),
          "cross_entropy": lambda Y, Z: tf.nn.softmax_cross_entropy_with_logits(labels=Y, logits=Z)}


def network_and_data(dtype, hidden=relu, cost=cross_entropy, widths=(64, 100, 50, 10), n=30):
    rng = np.random.default_rng(7)
    network = Network(widths, hidden=hidden, cost=cost, seed=3, dtype=dtype)
    for b in network.b[1:]:
        b += rng.normal(scale=0.1, size=b.shape)
    X = rng.uniform(size=(n, widths[0])).astype(dtype)
    y = rng.integers(widths[-1], size=n)
    return network, X, y, one_hot(y, widths[-1]).astype(dtype)


def keras_twin(network):
    """Return the Keras model of a network with cross_entropy."""
    dtype = str(network.dtype)
    layers = [keras.layers.Dense(nodes, activation="softmax" if l == network.L else repr(network.hidden), dtype=dtype)
              for l, nodes in enumerate(network.widths[1:], start=1)]
    model = keras.Sequential([keras.Input(network.widths[:1], dtype=dtype), *layers])
    model.set_weights([p for W, b in zip(network.W[1:], network.b[1:], strict=True) for p in (W, b[0])])
    return model


@pytest.mark.parametrize("dtype, tolerance", [("float32", 1e-6), ("float64", 1e-12)])
def test_the_tape_gives_the_nine_gradients_of_notebook_06(dtype, tolerance):
    fixed = two_two_one()
    network = Network((2, 2, 1), cost=half_squared_error)
    network.W[1:], network.b[1:] = [fixed["W1"], fixed["W2"]], [fixed["b1"], fixed["b2"]]
    dW, db = network.backward(network.forward(fixed["X"])[1], fixed["Y"])
    X, Y = tf.constant(fixed["X"], dtype), tf.constant(fixed["Y"], dtype)
    W1, b1, W2, b2 = theta = [tf.Variable(fixed[name], dtype=dtype) for name in ["W1", "b1", "W2", "b2"]]
    with tf.GradientTape() as tape:
        C = tf.reduce_mean((tf.sigmoid(X @ W1 + b1) @ W2 + b2 - Y)**2) / 2
    for ours, theirs in zip([dW[1], db[1], dW[2], db[2]], tape.gradient(C, theta), strict=True):
        assert theirs.dtype == dtype
        np.testing.assert_allclose(theirs.numpy(), ours, rtol=0, atol=tolerance)


@pytest.mark.parametrize("cost", [half_squared_error, binary_cross_entropy, cross_entropy], ids=repr)
@pytest.mark.parametrize("hidden", [sigmoid, tanh, relu], ids=repr)
def test_the_tape_gives_the_gradients_of_a_deep_network(hidden, cost):
    network, X, _, Y = network_and_data("float64", hidden, cost, widths=(5, 7, 6, 4))
    lmbda = 0.03
    dW, db = network.backward(network.forward(X)[1], Y, lmbda)
    W, b = [[tf.Variable(p) for p in parameters[1:]] for parameters in (network.W, network.b)]
    with tf.GradientTape() as tape:
        A = tf.constant(X)
        for l in range(2):
            A = getattr(tf.nn, repr(hidden))(A @ W[l] + b[l])
        C = tf.reduce_mean(LOSSES[repr(cost)](Y, A @ W[2] + b[2]))
        C += lmbda * tf.add_n([tf.nn.l2_loss(w) for w in W])            # l2_loss has the factor ½, Keras's L2 has not
    for ours, theirs in zip(dW[1:] + db[1:], tape.gradient(C, W + b), strict=True):
        np.testing.assert_allclose(theirs.numpy(), ours, rtol=0, atol=1e-12)


@pytest.mark.parametrize("dtype, tolerance", [("float32", 1e-5), ("float64", 1e-12)])
def test_keras_with_our_weights_gives_our_outputs(dtype, tolerance):
    network, X, _, _ = network_and_data(dtype)
    theirs = keras_twin(network)(X)                     # `predict` would make X single precision
    np.testing.assert_allclose(theirs.numpy(), network.output(X), rtol=0, atol=tolerance)


def digits_split():
    X, y = keras_grid.digits()
    return keras_grid.split(X / 16, y, validation=360, test=360, seed=0)


@pytest.mark.parametrize("lmbda", [0.0, 0.1])
def test_a_step_of_the_grid_is_a_step_of_ours(lmbda, monkeypatch):
    """Its start, its rate, its mean over the batch and its penalty, L2 with half of our λ, are ours."""
    data, network = digits_split(), Network((64, 100, 50, 10), hidden=relu, seed=0, dtype="float32")
    monkeypatch.setattr(keras_grid, "BATCH_SIZE", len(data.X_train))            # one step, whatever the order
    model = keras_grid.trained(0.5, lmbda, data, epochs=1)
    Y = one_hot(data.y_train, 10)
    network.fit(data.X_train, Y, Constant(0.5), epochs=1, batch_size=len(Y), lmbda=lmbda)
    ours = [p for W, b in zip(network.W[1:], network.b[1:], strict=True) for p in (W, b[0])]
    for p, q in zip(ours, model.get_weights(), strict=True):
        np.testing.assert_allclose(q, p, rtol=0, atol=1e-6)
    assert model.evaluate(data.X_train, data.y_train, verbose=0)[0] == pytest.approx(
        network.cost_of(data.X_train, Y, lmbda), rel=1e-5)


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
    for words in [f"{keras_grid.EPOCHS} epochs", f"batches of {keras_grid.BATCH_SIZE}", f"seed {keras_grid.SEED}",
                  "python tools/keras_grid.py", "64-100-50-10", "keras 3.", "tensorflow 2."]:
        assert words in header


@pytest.mark.parametrize("eta, lmbda", [(1e-3, 1e-5), (1e-1, 1e-3), (1e-1, 1.0)])
def test_three_live_cells_agree_with_the_cached_grid(eta, lmbda):
    [cached] = table()[np.isclose(keras_grid.ETA, eta)[:, None] & np.isclose(keras_grid.LMBDA, lmbda), 2:]
    np.testing.assert_allclose(keras_grid.accuracies(eta, lmbda, digits_split()), cached, rtol=0, atol=0.03)


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
    with pytest.raises(TypeError):                                              # in the middle of the writing
        keras_grid.write(path, lambda eta, lmbda: (0.5, "oh" if eta == keras_grid.ETA[-1] else 0.25))
    assert path.read_text() == "older"
    keras_grid.write(path, lambda eta, lmbda: (eta, np.nan))
    assert np.loadtxt(path, delimiter=",").shape == (49, 4) and list(tmp_path.iterdir()) == [path]


def test_imports_after_require_say_nothing():
    code = ("from helpers.beyond import require; require('keras', 'tensorflow'); "
            "import keras, tensorflow as tf; tf.ones(2) + 1")
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout + result.stderr == ""
