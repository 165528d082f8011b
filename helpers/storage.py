"""Networks in files: NumPy's `.npz`, without pickling, so that a file can hold data only and never code."""

import os
from math import prod
from secrets import token_hex

import numpy as np

from helpers import activations, costs
from helpers.stack import Stack
from helpers.texts import location
from helpers.validation import counts, one_of, precision

ACTIVATIONS = {"leaky_relu": activations.leaky_relu, "elu": activations.elu}
# Weights hardly compress: a file that unpacks to more than so many times its size is a trap for the memory.
MOST = 20
FORMAT = "neural-networks-course network 1"


def save(network, path):
    """Write a network to `path`. The file is written beside it first and then takes its place."""
    path = location("path", path)
    one_of("network", network, Stack)
    arrays = {f"W{l}": W for l, W in enumerate(network.W) if l} | {f"b{l}": b for l, b in enumerate(network.b) if l}
    alpha = np.nan if network.hidden.alpha is None else network.hidden.alpha
    part = path.with_name(f"{path.name}.{token_hex(8)}.part")
    try:
        with open(part, "xb") as file:
            np.savez(file, format=FORMAT, widths=network.widths, hidden=network.hidden.name, alpha=alpha,
                     cost=network.cost.name, **arrays)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def load(path):
    """Return widths, hidden activation, cost, and the lists W[1] …, b[1] … of the network in a file."""
    path = location("path", path)
    # A file from anywhere can make NumPy raise nearly anything: zlib's errors, RuntimeError, MemoryError …
    try:
        # Opened here, because NumPy does not close a damaged file.
        with open(path, "rb") as raw, np.load(raw, allow_pickle=False) as file:
            if sum(member.file_size for member in file.zip.infolist()) > MOST * path.stat().st_size:
                raise ValueError("it unpacks to far more than its size")
            return _read(file)
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{path} is damaged, or no file of a network: {type(error).__name__}: {error}") from None


def _read(file):
    """Return what `load` does, from the arrays of the file, each of which is read when it is asked for."""
    if str(_array(file, "format")) != FORMAT:
        raise ValueError("its format is another")
    widths = counts("widths", _array(file, "widths").tolist())
    layers = range(1, len(widths))
    known = {"format", "widths", "hidden", "alpha", "cost"} | {f"{kind}{l}" for kind in "Wb" for l in layers}
    if extra := set(file.files) - known:
        raise ValueError(f"it holds {', '.join(sorted(extra))} as well")
    name, cost = str(_array(file, "hidden")), str(_array(file, "cost"))
    hidden = ACTIVATIONS[name](float(_array(file, "alpha"))) if name in ACTIVATIONS else getattr(activations, name)
    cost = getattr(costs, cost)
    if not isinstance(hidden, activations.Activation) or not isinstance(cost, costs.Cost) or len(widths) < 2:
        raise ValueError(f"unknown activation {name!r}, cost or widths {widths}")
    W, b = ([np.ascontiguousarray(_array(file, f"{kind}{l}")) for l in layers] for kind in "Wb")
    stack, dtype = counts("stack", W[0].shape[:-2]), precision("dtype", W[0].dtype)
    for l, (weights, bias) in enumerate(zip(W, b, strict=True), start=1):
        shapes = (*stack, widths[l - 1], widths[l]), (*stack, 1, widths[l])
        if (weights.shape, bias.shape) != shapes or {weights.dtype, bias.dtype} != {dtype}:
            raise ValueError(f"the arrays of layer {l} do not fit the widths {widths}")
    return widths, hidden, cost, W, b


def _array(file, name):
    """Return an array of the file, if its header promises no more than there is."""
    with file.zip.open(f"{name}.npy") as member:
        np.lib.format.read_magic(member)
        shape, _, dtype = np.lib.format.read_array_header_1_0(member)
    if prod(shape) * dtype.itemsize > file.zip.getinfo(f"{name}.npy").file_size:
        raise ValueError(f"{name} is shorter than its shape {shape}")
    return file[name]
