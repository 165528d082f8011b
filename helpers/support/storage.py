"""Arrays and networks in files: NumPy's `.npz`, without pickling, so that a file can hold data only and never code."""

import os
from contextlib import suppress
from math import prod
from secrets import token_hex

import numpy as np

from helpers import activations, costs
from helpers.history import History
from helpers.stack import Stack
from helpers.support.texts import location
from helpers.support.validation import choice, counts, one_of, precision

ACTIVATIONS = {activation.name: activation for activation in (
    activations.identity, activations.sigmoid, activations.tanh, activations.relu, activations.softmax,
    activations.leaky_relu(), activations.elu())}
COSTS = {cost.name: cost for cost in (costs.half_squared_error, costs.binary_cross_entropy, costs.cross_entropy)}
# Weights and images hardly compress: a file that unpacks to more than so many times its size is a trap for the memory.
MOST = 20
FORMAT = "neural-networks-course network 1"


def save(network, path):
    """Write a network to `path`, as `Network.save` says: the file is written beside it and then takes its place."""
    place = location("path", path)
    hidden, cost, history = one_of("network", network, Stack).hidden, network.cost, network.history
    if hidden.name not in ACTIVATIONS or _functions(hidden) != _functions(ACTIVATIONS[hidden.name]):
        raise ValueError(f"hidden must be one of helpers.activations to be saved, got another, named {hidden.name!r}")
    if cost != COSTS.get(cost.name):
        raise ValueError(f"cost must be one of helpers.costs to be saved, got another, named {cost.name!r}")
    arrays = {f"W{l}": W for l, W in enumerate(network.W) if l} | {f"b{l}": b for l, b in enumerate(network.b) if l}
    alpha = np.nan if hidden.alpha is None else hidden.alpha
    part = place.with_name(f"{place.name}.{token_hex(8)}.part")
    try:
        with open(part, "xb") as file:
            np.savez(file, format=FORMAT, widths=network.widths, hidden=hidden.name, alpha=alpha, cost=cost.name,
                     history=np.reshape(history.cost, (-1, *network.stack)), stopped=history.stopped, **arrays)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, place)
    except OSError as error:            # it names the part, which the caller does not know
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None
    finally:
        with suppress(OSError):         # it is gone, unless something went wrong
            part.unlink()


def load(path):
    """Return widths, hidden activation, cost, the lists W[1] …, b[1] … and the history of the network in a file."""
    return read_npz(path, "a network", _network)


def read_npz(path, what, read):
    """Return what `read` makes of the arrays in a file, a dictionary by name.

    what: what the file should hold. Raises ValueError, naming the file, if it is damaged or `read` raises an error.
    """
    path = location("path", path)
    # A file from anywhere can make NumPy raise nearly anything: zlib's errors, RuntimeError, MemoryError …
    try:
        # Opened here, because NumPy does not close a damaged file.
        with open(path, "rb") as raw, np.load(raw, allow_pickle=False) as file:
            if sum(member.file_size for member in file.zip.infolist()) > MOST * path.stat().st_size:
                raise ValueError("it unpacks to far more than its size")
            return read({name: _array(file, name) for name in file.files})
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{path} is damaged, or no file of {what}: {type(error).__name__}: {error}") from None


def _functions(activation):
    """Return what an activation computes with, whatever its parameter: two partials are never equal."""
    return [getattr(function, "func", function) for function in (activation.value, activation.slope)]


def _network(arrays):
    """Return what `load` does."""
    if str(arrays["format"]) != FORMAT:
        raise ValueError("its format is another")
    widths = counts("widths", arrays["widths"].tolist())
    layers = range(1, len(widths))
    known = {"format", "widths", "hidden", "alpha", "cost", "history", "stopped"}
    if extra := set(arrays) - known - {f"{kind}{l}" for kind in "Wb" for l in layers}:
        raise ValueError(f"it holds {', '.join(sorted(extra))} as well")
    hidden = choice("hidden", str(arrays["hidden"]), ACTIVATIONS)
    if hidden.alpha is not None:
        hidden = getattr(activations, hidden.name)(float(arrays["alpha"]))
    cost = choice("cost", str(arrays["cost"]), COSTS)
    W, b = ([np.ascontiguousarray(arrays[f"{kind}{l}"]) for l in layers] for kind in "Wb")
    stack, dtype = counts("stack", W[0].shape[:-2]), precision("dtype", W[0].dtype)
    for l, (weights, bias) in enumerate(zip(W, b, strict=True), start=1):
        shapes = (*stack, widths[l - 1], widths[l]), (*stack, 1, widths[l])
        if (weights.shape, bias.shape) != shapes or {weights.dtype, bias.dtype} != {dtype}:
            raise ValueError(f"the arrays of layer {l} do not fit the widths {widths}")
    history, stopped = arrays.get("history", np.zeros((0, *stack))), arrays.get("stopped", "")
    if history.shape[1:] != stack or history.dtype.kind != "f":
        raise ValueError(f"its history does not fit a stack of shape {stack}")
    return widths, hidden, cost, W, b, History(list(history), str(stopped))


def _array(file, name):
    """Return an array of the file, if its header promises no more than there is."""
    with file.zip.open(f"{name}.npy") as member:
        np.lib.format.read_magic(member)
        shape, _, dtype = np.lib.format.read_array_header_1_0(member)
    if prod(shape) * dtype.itemsize > file.zip.getinfo(f"{name}.npy").file_size:
        raise ValueError(f"{name} is shorter than its shape {shape}")
    return file[name]
