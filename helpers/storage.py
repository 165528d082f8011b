"""Networks in files: NumPy's `.npz`, without pickling, so that a file can hold data only and never code."""

import os
from pathlib import Path
from secrets import token_hex

import numpy as np

from helpers import activations, costs
from helpers.validation import counts, precision

ACTIVATIONS = {"leaky_relu": activations.leaky_relu, "elu": activations.elu}
FORMAT = "neural-networks-course network 1"


def save(network, path):
    """Write a network to `path`. The file is written beside it first and then takes its place."""
    path = Path(path)
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
    # A file from anywhere can make NumPy raise nearly anything: zlib's errors, RuntimeError, TypeError …
    try:
        with np.load(path, allow_pickle=False) as file:
            content = {name: file[name] for name in file.files}
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(f"{path} is damaged, or no file of a network: {error}") from None
    try:
        return _read(content)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise ValueError(f"{path} does not hold a network: {error}") from None


def _read(content):
    if str(content["format"]) != FORMAT:
        raise ValueError(f"its format is {content['format']!r}")
    widths = counts("widths", content["widths"].tolist())
    name, cost = str(content["hidden"]), str(content["cost"])
    hidden = ACTIVATIONS[name](float(content["alpha"])) if name in ACTIVATIONS else getattr(activations, name)
    cost = getattr(costs, cost)
    if not isinstance(hidden, activations.Activation) or not isinstance(cost, costs.Cost) or len(widths) < 2:
        raise ValueError(f"unknown activation {name!r}, cost or widths {widths}")
    W = [content[f"W{l}"] for l in range(1, len(widths))]
    b = [content[f"b{l}"] for l in range(1, len(widths))]
    stack, dtype = counts("stack", W[0].shape[:-2]), precision("dtype", W[0].dtype)
    for l, (weights, bias) in enumerate(zip(W, b, strict=True), start=1):
        shapes = (*stack, widths[l - 1], widths[l]), (*stack, 1, widths[l])
        if (weights.shape, bias.shape) != shapes or {weights.dtype, bias.dtype} != {dtype}:
            raise ValueError(f"the arrays of layer {l} do not fit the widths {widths}")
    return widths, hidden, cost, W, b
