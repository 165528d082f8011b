"""A network comes back from its file as it was; a file that is anything else is refused by name."""

import pickle
import re
from dataclasses import replace

import numpy as np
import pytest
from networks import assert_same

import helpers.support.storage
from helpers.activations import Activation, elu, identity, leaky_relu, relu, sigmoid, tanh
from helpers.costs import binary_cross_entropy, cross_entropy, half_squared_error
from helpers.network import Network
from helpers.optimizers import GradientDescent


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.npz"


@pytest.mark.parametrize("hidden", [identity, sigmoid, tanh, relu, leaky_relu(0.2), elu(0.5)], ids=repr)
@pytest.mark.parametrize("cost", [half_squared_error, binary_cross_entropy, cross_entropy], ids=repr)
@pytest.mark.parametrize("stack, dtype", [((), np.float64), ((2, 3), np.float32)])
def test_a_network_comes_back_as_it_was_though_it_was_pickled_as_well(hidden, cost, stack, dtype, path):
    network = pickle.loads(pickle.dumps(Network((3, 4, 2), hidden, cost, seed=1, dtype=dtype, stack=stack)))
    network.b[1] += 0.1
    network.save(path)
    loaded = Network.load(path)
    X = np.random.default_rng(0).normal(size=(5, 3))
    assert (loaded.widths, loaded.stack, loaded.dtype) == (network.widths, stack, dtype)
    assert loaded.hidden.alpha == hidden.alpha
    np.testing.assert_array_equal(loaded.output(X), network.output(X))
    np.testing.assert_array_equal(loaded.predict(X), network.predict(X))
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("stack, eta, stopped", [((), 0.1, ""), ((2, 3), 0.1, ""), ((), 1e9, "diverged in epoch 1")])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_its_history_comes_back(stack, eta, stopped, dtype, path):
    network = Network((2, 3, 1), tanh, half_squared_error, seed=1, dtype=dtype, stack=stack)
    for fitted in (network, network.fit(np.eye(2), [[0], [1]], GradientDescent(eta), epochs=4, batch_size=2)):
        fitted.save(path)
        history = Network.load(path).history
        np.testing.assert_array_equal(history.cost, network.history.cost)
        assert [(c.dtype, c.shape) for c in history.cost] == [(dtype, stack)] * len(network.history.cost)
        assert history.stopped == network.history.stopped
    assert network.history.stopped == stopped


@pytest.mark.parametrize(
    "part, own",
    [("hidden", Activation("swish", np.tanh, np.ones_like)), ("cost", replace(half_squared_error, name="mine"))],
)
def test_an_activation_or_a_cost_of_ones_own_is_refused_when_saved(part, own, path):
    with pytest.raises(ValueError, match=f"^{part} must be one of .*, got '{own.name}'$"):
        Network((3, 4, 2), **{part: own}).save(path)
    assert not path.exists()


def test_a_crash_leaves_the_old_file_whole(path, monkeypatch):
    old = Network((3, 2), seed=1)
    old.save(path)

    def crash(file, **arrays):
        file.write(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(helpers.support.storage.np, "savez", crash)
    with pytest.raises(KeyboardInterrupt):
        Network((3, 2), seed=2).save(path)
    assert_same(Network.load(path), old)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "changes, reason",
    [
        ({"widths": None}, "KeyError: 'widths'"),
        ({"widths": [3]}, "widths must be a list of 2 or more whole numbers, got [3]"),
        ({"widths": [3, 4]}, "could not broadcast"),
        ({"hidden": "swish"}, "hidden must be one of binary_cross_entropy, cross_entropy, elu, half_squared_error, "),
        ({"hidden": "cross_entropy"}, "hidden must be of the class Activation, got cross_entropy"),
        ({"hidden": "elu", "alpha": -1.0}, "alpha == -1.0, must be > 0"),
        ({"cost": "mse"}, "got 'mse'"),
        ({"W1": [print]}, "allow_pickle=False"),  # which would run code
    ],
    ids=str,
)
def test_a_foreign_file_is_refused_with_the_reason(changes, reason, path):
    Network((3, 2), seed=1).save(path)
    with np.load(path) as file:
        content = dict(file) | changes
    np.savez(path, **{name: value for name, value in content.items() if value is not None})
    with pytest.raises(ValueError, match=f"^{re.escape(str(path))} is damaged, or no file of a network: ") as refused:
        Network.load(path)
    assert reason in str(refused.value)


@pytest.mark.parametrize("length", [0, 1, 200, -1])
def test_a_cut_file_is_refused_by_name(length, path):
    Network((3, 2), seed=1).save(path)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(ValueError, match=r"a\.npz"):
        Network.load(path)


def test_no_file_says_so(path):
    with pytest.raises(FileNotFoundError, match=r"a\.npz"):
        Network.load(path)


@pytest.mark.parametrize(
    "path, error",
    [("./nowhere/a.npz", FileNotFoundError), ("a file/a.npz", NotADirectoryError), ("a folder", IsADirectoryError)],
)
def test_where_it_cannot_be_written_the_error_names_the_path_as_given(path, error, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a file").touch()
    (tmp_path / "a folder").mkdir()
    with pytest.raises(error, match=rf": '{path}'$") as raised:
        Network((3, 2), seed=1).save(path)
    assert raised.value.__suppress_context__
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a file", "a folder"]
