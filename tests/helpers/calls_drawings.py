"""Good calls of what draws: right is a figure that can be drawn, without a warning."""

import warnings

import matplotlib.pyplot as plt
import numpy as np
from calls import anything, call
from matplotlib.animation import FuncAnimation

from helpers import drawings, plotting
from helpers.support import axes

RNG = np.random.default_rng(0)


def drawn(result, **_):
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "constrained_layout not applied")     # for a label of 300 digits
        warnings.filterwarnings("ignore", "Glyph .* missing from font")     # for a label in Chinese
        plt.gcf().canvas.draw()


NODES = {"x": (0, 0), "y": (1, 0), "z": (1, 1)}
call(
    "drawings.draw_graph",
    drawings.draw_graph,
    lambda: {"nodes": dict(NODES), "edges": {("x", "y"): "a", ("y", "z"): "b"}, "ax": None, "notes": {"x": "1"}},
    drawn,
    examples=20,
)
call(
    "drawings.draw_network",
    drawings.draw_network,
    lambda: {"names": [["x", "y"], ["a"]], "ax": None, "weights": [[["v"], ["w"]]]},
    drawn,
    examples=20,
)
call(
    "plotting.learning_curves",
    plotting.learning_curves,
    lambda: {"cost": {"training": [2.0, 1.0]}, "accuracy": {"training": [0.2, 0.5]}, "titles": ("a", "b")},
    drawn,
    examples=15,
)
call(
    "plotting.confusion_matrix",
    plotting.confusion_matrix,
    lambda: {"counts": np.array([[3, 1], [0, 2]]), "title": "a"},
    drawn,
    examples=20,
)
call(
    "drawings.draw_digits",
    drawings.draw_digits,
    lambda: {"images": RNG.random((2, 9)), "titles": ["a", 1], "columns": 3},
    drawn,
    examples=15,
)
call(
    "plotting.heatmap",
    plotting.heatmap,
    lambda: {"values": RNG.random((2, 3)), "eta": [0.1, 1], "lmbda": [0, 0.01, 0.1], "title": "a", "ax": None},
    drawn,
    examples=15,
)
call(
    "plotting.show",
    plotting.show,
    lambda: {"alt": "The curve falls from 2 to 0.1 and stays there."},
    lambda result, alt: np.testing.assert_equal(plt.get_fignums(), []),
)


def animation():
    figure, ax = plt.subplots(figsize=(1, 1))
    return FuncAnimation(figure, lambda frame: ax.plot([frame]), frames=1)


call(
    "plotting.show_animation",
    plotting.show_animation,
    lambda: {"animation": animation(), "alt": "The curve falls from 2 to 0.1 and stays there."},
    anything,
    examples=5,
)
call(
    "axes.axes",
    axes.axes,
    lambda: {"name": "ax", "ax": None},
    lambda result, name, ax: np.testing.assert_equal(result is plt.gca(), True),
    fixed=("name",),
    names=("ax",),
)
call(
    "axes.drawable",
    axes.drawable,
    lambda: {"name": "values", "array": RNG.random(3)},
    lambda result, name, array: np.testing.assert_array_equal(result, array),
    fixed=("name", "array"),
)
call(
    "axes.points",
    axes.points,
    lambda: {"name": "nodes", "values": dict(NODES)},
    lambda result, name, values: np.testing.assert_equal([p.shape for p in result.values()], [(2,)] * len(values)),
    fixed=("name",),
    names=("nodes",),
)
