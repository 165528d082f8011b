"""A network comes back from its file as it was; a file that is anything else is refused by name."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

import helpers.support.storage
from helpers.activations import Activation, elu, identity, leaky_relu, relu, sigmoid, tanh
from helpers.costs import binary_cross_entropy, cross_entropy, half_squared_error
from helpers.network import Network
from helpers.schedulers import Constant


@pytest.mark.parametrize("hidden", [identity, sigmoid, tanh, relu, leaky_relu(0.2), elu(0.5)], ids=repr)
@pytest.mark.parametrize("cost", [half_squared_error, binary_cross_entropy, cross_entropy], ids=repr)
@pytest.mark.parametrize("stack, dtype", [((), np.float64), ((2, 3), np.float32)])
def test_a_network_comes_back_as_it_was(hidden, cost, stack, dtype, tmp_path):
    network = Network((3, 4, 2), hidden, cost, seed=1, dtype=dtype, stack=stack)
    network.b[1] += 0.1
    network.save(tmp_path / "a.npz")
    loaded = Network.load(tmp_path / "a.npz")
    X = np.random.default_rng(0).normal(size=(5, 3))
    assert (loaded.widths, loaded.stack, loaded.dtype) == (network.widths, stack, dtype)
    np.testing.assert_array_equal(loaded.output(X), network.output(X))
    np.testing.assert_array_equal(loaded.predict(X), network.predict(X))
    assert [path.name for path in tmp_path.iterdir()] == ["a.npz"]


@pytest.mark.parametrize("stack, eta, stopped", [((), 0.1, ""), ((2, 3), 0.1, ""), ((), 1e9, "diverged in epoch 1")])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_its_history_comes_back(stack, eta, stopped, dtype, tmp_path):
    network = Network((2, 3, 1), tanh, half_squared_error, seed=1, dtype=dtype, stack=stack)
    for fitted in (network, network.fit(np.eye(2), [[0], [1]], Constant(eta), epochs=4, batch_size=2)):
        fitted.save(tmp_path / "a.npz")
        history = Network.load(tmp_path / "a.npz").history
        np.testing.assert_array_equal(history.cost, network.history.cost)
        assert [(c.dtype, c.shape) for c in history.cost] == [(dtype, stack)] * len(network.history.cost)
        assert history.stopped == network.history.stopped
    assert network.history.stopped == stopped


def test_a_file_without_a_history_has_an_empty_one(tmp_path):
    network = Network.load(saved(tmp_path, history=None, stopped=None))
    assert (network.history.cost, network.history.stopped) == ([], "")


def test_a_network_that_was_pickled_can_be_saved(tmp_path):
    network = pickle.loads(pickle.dumps(Network((3, 4, 2), leaky_relu(0.3), seed=1)))
    network.save(tmp_path / "a.npz")
    assert Network.load(tmp_path / "a.npz").hidden.alpha == 0.3


@pytest.mark.parametrize("hidden", [
    Activation("tanh", np.sin, np.cos), Activation("swish", np.tanh, np.ones_like), replace(relu, slope=np.ones_like),
    Activation("leaky_relu", np.sin, np.cos, alpha=5), replace(elu(), value=leaky_relu().value)])
def test_an_activation_of_ones_own_is_refused_when_saved(hidden, tmp_path):
    message = f"^hidden must be one of helpers.activations to be saved, got another, named '{hidden.name}'$"
    with pytest.raises(ValueError, match=message):
        Network((3, 4, 2), hidden).save(tmp_path / "a.npz")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("cost", [
    replace(half_squared_error, name="mine"), replace(half_squared_error, loss=lambda Z, Y: abs(Z - Y).sum(axis=-1)),
    replace(cross_entropy, output=tanh)])
def test_a_cost_of_ones_own_is_refused_when_saved(cost, tmp_path):
    message = f"^cost must be one of helpers.costs to be saved, got another, named '{cost.name}'$"
    with pytest.raises(ValueError, match=message):
        Network((3, 4, 2), cost=cost).save(tmp_path / "a.npz")
    assert list(tmp_path.iterdir()) == []


def test_others_may_read_the_file_as_any_other(tmp_path):
    Network((3, 2), seed=1).save(tmp_path / "a.npz")
    (tmp_path / "b").write_text("")
    assert (tmp_path / "a.npz").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_crash_leaves_the_old_file_whole(tmp_path, monkeypatch):
    path = tmp_path / "a.npz"
    old = Network((3, 2), seed=1)
    old.save(path)

    def crash(file, **arrays):
        file.write(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(helpers.support.storage.np, "savez", crash)
    with pytest.raises(KeyboardInterrupt):
        Network((3, 2), seed=2).save(path)
    np.testing.assert_array_equal(Network.load(path).W[1], old.W[1])
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.npz"]


def saved(tmp_path, write=np.savez, **changes):
    path = tmp_path / "network.npz"
    Network((3, 2), seed=1).save(path)
    with np.load(path) as file:
        content = dict(file) | changes
    write(path, **{name: value for name, value in content.items() if value is not None})
    return path


@pytest.mark.parametrize("changes", [
    {"format": "another"}, {"format": None}, {"W1": None}, {"b1": np.zeros(2)}, {"W1": np.zeros((3, 3))},
    {"W1": np.zeros((3, 2), int)}, {"W1": np.zeros((3, 2), np.float32)}, {"widths": np.array([3])},
    {"widths": np.array([3, 2, 4])}, {"widths": np.array("x")}, {"hidden": "os"}, {"hidden": "np"},
    {"widths": np.array([0, 2]), "W1": np.zeros((0, 2))}, {"W1": np.zeros((0, 3, 2)), "b1": np.zeros((0, 1, 2))},
    {"W1": np.zeros((3, 2), np.float16), "b1": np.zeros((1, 2), np.float16)},
    {"hidden": "elu", "alpha": -1.0}, {"cost": "Callable"}, {"cost": None}, {"history": np.zeros((1, 2))},
    {"history": np.zeros(2, int)}, {"history": np.array(0.5)}])
def test_a_foreign_file_is_refused_by_name(changes, tmp_path):
    with pytest.raises(ValueError, match=r"network\.npz"):
        Network.load(saved(tmp_path, **changes))


@pytest.mark.parametrize("changes, reason", [
    ({"format": "another"}, "its format is another"),
    ({"widths": np.array([0, 2])}, "widths must be at least 1, got 0"),
    ({"X1": np.zeros(1), "B1": np.zeros(1)}, "it holds B1, X1 as well"),
    ({"hidden": "np"}, "hidden must be one of elu, identity, leaky_relu, relu, sigmoid, softmax, tanh, got 'np'"),
    ({"cost": "np"}, "cost must be one of binary_cross_entropy, cross_entropy, half_squared_error, got 'np'"),
    ({"history": np.zeros((1, 2))}, "its history does not fit a stack of shape ()"),
    ({"W1": np.zeros((0, 3, 2))}, "stack must be at least 1, got 0"),
    ({"W1": np.zeros((3, 2), np.float16)}, "dtype must be float32 or float64, got dtype('float16')"),
    ({"W1": np.zeros((3, 3))}, "the arrays of layer 1 do not fit the widths (3, 2)"),
    ({"b1": np.zeros((10**5, 2))}, "it unpacks to far more than its size")])
def test_a_foreign_file_is_refused_with_the_reason(changes, reason, tmp_path):
    path = saved(tmp_path, np.savez_compressed, **changes)
    with pytest.raises(ValueError, match="damaged") as refused:
        Network.load(path)
    assert str(refused.value) == f"{path} is damaged, or no file of a network: ValueError: {reason}"


def test_code_in_a_file_is_not_run(tmp_path):
    with pytest.raises(ValueError, match=r"network\.npz"):
        Network.load(saved(tmp_path, W1=np.array([print], object)))


@pytest.mark.parametrize("length", [0, 1, 10, 200, -30, -1])
def test_a_cut_file_is_refused_by_name(length, tmp_path):
    path = saved(tmp_path)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(ValueError, match=r"network\.npz"):
        Network.load(path)


def test_a_single_array_is_refused_by_name(tmp_path):
    np.save(tmp_path / "network.npy", np.zeros(3))
    with pytest.raises(ValueError, match=r"network\.npy"):
        Network.load(tmp_path / "network.npy")


@pytest.mark.parametrize("write", [np.savez, np.savez_compressed])
def test_a_changed_byte_is_noticed_or_harmless(write, tmp_path):
    path = saved(tmp_path, write)
    original = Network.load(path).W[1]
    whole = path.read_bytes()
    for place in range(0, len(whole), 5):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1:])
        try:
            np.testing.assert_array_equal(Network.load(path).W[1], original)
        except ValueError as error:
            assert "network.npz" in str(error)      # noqa: PT017 -- an error is allowed, not asked for


def test_no_file_says_so(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"nothing\.npz"):
        Network.load(tmp_path / "nothing.npz")


@pytest.mark.parametrize("path, error", [("./nowhere/a.npz", FileNotFoundError), ("a file/a.npz", NotADirectoryError),
                                         ("a folder", IsADirectoryError)])
def test_where_it_cannot_be_written_the_error_names_the_path_as_given(path, error, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a file").touch()
    (tmp_path / "a folder").mkdir()
    with pytest.raises(error, match=rf": '{path}'$") as raised:
        Network((3, 2), seed=1).save(path)
    assert raised.value.__suppress_context__
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a file", "a folder"]


@pytest.mark.parametrize("call", [Network((3, 2), seed=1).save, Network.load])
def test_what_is_no_path_is_refused(call):
    with pytest.raises(TypeError, match=r"^path must be the path of a file, got 3$"):
        call(3)
