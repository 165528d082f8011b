"""Drawings: graphs of computations, networks, and images of digits."""

from itertools import pairwise
from math import isqrt

import matplotlib.pyplot as plt
import numpy as np

from helpers.support.axes import axes, drawable, points
from helpers.support.texts import texts
from helpers.support.validation import count, matrix, one_of


def draw_graph(nodes, edges, ax=None, notes=None):
    """Draw a directed graph: what depends on what.

    nodes: a dictionary from names, set as mathematics in a circle, to positions (x, y).
    edges: a dictionary from pairs of names to the label of the arrow between them.
    notes: a dictionary from names to a text below the node, its value for example.
    """
    nodes, notes = points("nodes", nodes), one_of("notes", {} if notes is None else notes, dict)
    notes = dict(zip(notes, texts("notes", notes.values()), strict=True))
    for pair in one_of("edges", edges, dict):
        if not isinstance(pair, tuple) or len(pair) != 2 or not set(map(str, pair)) <= set(nodes):
            raise ValueError(f"edges must lead from one of nodes to another, got {pair!r}")
        if np.array_equal(nodes[str(pair[0])], nodes[str(pair[1])]):
            raise ValueError(f"nodes must have places of their own where edges join them, got {pair!r}")
    ax = axes("ax", ax)
    for (tail, head), label in edges.items():
        start, end = nodes[str(tail)], nodes[str(head)]
        ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": "0.35", "lw": 1.5,
                                                "shrinkA": 19, "shrinkB": 19})
        along = (end - start) / np.hypot(*(end - start))     # hypot: no square that underflows
        above = np.array([-along[1], along[0]]) * (1 if along[0] >= 0 else -1)
        ax.annotate(label, (start + end) / 2, 20 * above, textcoords="offset points", ha="center", va="center")
    for name, place in nodes.items():
        ax.text(*place, f"${name}$", ha="center", va="center", size=13,
                bbox={"boxstyle": "circle,pad=0.45", "facecolor": "white", "edgecolor": "C0", "lw": 2})
        if name in notes:
            ax.annotate(notes[name], place, (0, -24), textcoords="offset points", ha="center", va="top", size=10)
    _frame(ax, list(nodes.values()))


def draw_network(names, ax=None, weights=None):
    """Draw a fully connected network, from the left to the right.

    names: for each layer the list of what stands in its nodes, as mathematics.
    weights: for each layer after the first the list of lists of labels, weights[l][i][j] from node i to node j.
    """
    if isinstance(names, (str, dict)) or not np.iterable(names) or not all(map(len, names := [
            texts("names", layer) for layer in names])) or not names:
        raise ValueError(f"names must hold, for each layer, the names of its nodes, got {names!r}")
    if weights is not None:
        weights = _labels(weights, [len(layer) for layer in names])
    ax = axes("ax", ax)
    places = [[(2.2 * l, (len(layer) - 1) / 2 * 1.4 - 1.4 * i) for i in range(len(layer))]
              for l, layer in enumerate(names)]
    for l, (layer, following) in enumerate(pairwise(places)):
        for i, start in enumerate(layer):
            for j, end in enumerate(following):
                ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": "0.5", "lw": 1.2,
                                                        "shrinkA": 19, "shrinkB": 19})
                if weights is not None:
                    # At a third of the way, so that labels of crossing arrows stay apart.
                    where = np.array(start) + 0.36 * (np.array(end) - np.array(start))
                    ax.text(*where, f"${weights[l][i][j]}$", ha="center", va="center", size=10,
                            bbox={"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none"})
    for layer, labels in zip(places, names, strict=True):
        for place, label in zip(layer, labels, strict=True):
            ax.text(*place, f"${label}$", ha="center", va="center", size=12,
                    bbox={"boxstyle": "circle,pad=0.4", "facecolor": "white", "edgecolor": "C0", "lw": 2})
    _frame(ax, [place for layer in places for place in layer])


def _labels(weights, nodes):
    """Return lists of lists of lists of strings, if there is one string for each edge."""
    try:
        labels = [[texts("weights", row) for row in layer] for layer in weights]
    except TypeError:
        raise TypeError(f"weights must be lists of lists of labels, got {weights!r}") from None
    edges = [[after] * before for before, after in pairwise(nodes)]
    if [[len(row) for row in layer] for layer in labels] != edges:
        raise ValueError(f"weights must hold a label for each edge between layers of {nodes} nodes, got {weights!r}")
    return labels


def _frame(ax, places):
    x, y = np.array(places).T
    ax.set(xlim=(x.min() - 0.6, x.max() + 0.6), ylim=(y.min() - 0.7, y.max() + 0.6), aspect="equal")
    ax.axis("off")


def draw_digits(images, titles=None, columns=10):
    """Draw square images in rows, in a new figure; end the cell with `show`.

    images: an image in each row, flattened row by row, shape (k, side²): (k, 64) for the digits of the course.
    titles: what to write above each image, k strings or numbers; "" for nothing.
    columns: how many images stand side by side.

    All images share one scale. Zero is white and the largest value black; where there are negative values, as in
    weights, they are blue and the positive ones red.
    """
    images = drawable("images", matrix("images", images))
    k, side, columns = len(images), isqrt(images.shape[1]), count("columns", columns)
    if side * side != images.shape[1]:
        raise ValueError(f"images must be square, side² numbers a row, got shape {images.shape}")
    if columns > 100:
        raise ValueError(f"columns must be at most 100, got {columns}")
    if titles is not None and len(titles := texts("titles", titles)) != k:
        raise ValueError(f"titles must be one for each of {k} images, got {len(titles)}")
    largest = np.abs(images).max()
    colours = {"cmap": "RdBu_r", "vmin": -largest} if images.min() < 0 else {"cmap": "gray_r", "vmin": 0}
    rows = -(-k // columns)
    height = 0.8 * rows if titles is None else 1.05 * rows
    _, axes = plt.subplots(rows, columns, figsize=(0.8 * columns, height), squeeze=False)
    for ax in axes.flat:
        ax.axis("off")
    for ax, image, title in zip(axes.flat, images, [""] * k if titles is None else titles, strict=False):
        ax.imshow(image.reshape(side, side), vmax=largest, **colours)
        ax.set_title(title, loc="center", fontsize=10)
