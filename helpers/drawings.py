"""Drawings of graphs (notebook 03), of networks (notebook 08) and of images of digits (notebook 13)."""

from itertools import pairwise
from math import isqrt

import matplotlib.pyplot as plt
import numpy as np

from helpers.autodiff import Value, topological_order
from helpers.support.figures import check_axes
from helpers.support.validation import check_class, check_count, check_matrix, check_texts


def draw_graph(nodes, edges, ax=None, notes=None):
    """Draw a directed graph: what depends on what.

    nodes: a dictionary from names, set as mathematics in a circle, to positions (x, y).
    edges: a dictionary from pairs of names to the label of the arrow between them.
    ax: the axes to draw in; the current ones for None.
    notes: a dictionary from names to a text below the node, its value for example.
    """
    places = {name: np.array(place, float) for name, place in check_class("nodes", nodes, dict).items()}
    notes = check_class("notes", notes or {}, dict)
    if unknown := {name for pair in check_class("edges", edges, dict) for name in pair} - set(nodes):
        raise ValueError(f"edges must lead from one of nodes to another, got {', '.join(map(repr, sorted(unknown)))}")
    ax = check_axes(ax)
    for (tail, head), label in edges.items():
        start, end = places[tail], places[head]
        _arrow(ax, start, end, "0.35", 1.5)
        along = (end - start) / np.linalg.norm(end - start)
        above = np.array([-along[1], along[0]]) * (1 if along[0] >= 0 else -1)
        ax.annotate(label, (start + end) / 2, 20 * above, textcoords="offset points", ha="center", va="center")
    for name, place in places.items():
        _node(ax, place, name, 13, 0.45)
        if name in notes:
            ax.annotate(notes[name], place, (0, -24), textcoords="offset points", ha="center", va="top", size=10)
    _frame(ax, list(places.values()))


def draw_value(end, ax=None):
    """Draw what a Value of `helpers.autodiff` was made from: numbers go forward, adjoints come back.

    end: the Value, after its `backward`. ax: the axes to draw in; the current ones for None.
    An arrow to a child carries the local derivative, the arrow back what the child hands on. Adjoints stand below.
    """
    order, ax = topological_order(check_class("end", end, Value)), check_axes(ax)
    column, arrows, places = dict.fromkeys(order, 0), dict[tuple, list](), {end: np.zeros(2)}
    for value in reversed(order):
        for origin, slope in value.links:
            column[origin] = min(column[origin], column[value] - 1)
            arrows.setdefault((origin, value), []).append(slope)
    for x in range(-1, min(column.values()) - 1, -1):
        heights: dict = {}  # of the nodes' children; arrows that pass a column, there and back, take two places in it
        for origin, value in arrows:
            if column[origin] <= x < column[value]:
                items = [origin] if column[origin] == x else [(origin, value), (value, origin)]
                heights = dict.fromkeys(items, places[value][1]) | heights
        for row, item in enumerate(sorted(heights, key=heights.__getitem__, reverse=True)):
            places[item] = np.array([2.3 * x, 1.5 * ((len(heights) - 1) / 2 - row)])
    for (origin, value), slopes in arrows.items():
        for tail, head, factor, color in [(origin, value, 1, "0.35"), (value, origin, value.adjoint, "C1")]:
            middle, along = (places[tail] + places[head]) / 2, places[head] - places[tail]
            _arrow(ax, places[tail], places[head], color, 1.5, connectionstyle="arc3,rad=-0.14")
            _label(ax, middle + 0.07 * along[::-1] * [-1, 1], " + ".join(f"{factor * s:.3g}" for s in slopes), color)
    for k, value in enumerate(order, start=1):
        _node(ax, places[value], f"x_{{{k}}}", 12, 0.4)
        _label(ax, places[value] + [0, 0.6], f"{value.data:.3g}", "C0", size=11)
        _label(ax, places[value] - [0, 0.6], f"{value.adjoint:.3g}", "C1", size=11)
    _frame(ax, [places[value] + [0, extra] for value in order for extra in (-0.1, 0.3)])


def draw_network(names, ax=None, weights=None):
    """Draw a fully connected network, from the left to the right.

    names: for each layer the list of what stands in its nodes, as mathematics.
    ax: the axes to draw in; the current ones for None.
    weights: for each layer after the first the list of lists of labels, weights[l][i][j] from node i to node j.
    """
    layers = [check_texts("names", layer) for layer in names]
    edges = [[len(after)] * len(before) for before, after in pairwise(layers)]
    if weights is not None and [[len(row) for row in layer] for layer in weights] != edges:
        raise ValueError(f"weights must hold a label for each edge, lists of lists of {edges} labels, got {weights!r}")
    ax = check_axes(ax)
    widths = [*map(len, layers), 0]
    nodes = [(l, i) for l, layer in enumerate(layers) for i in range(len(layer))]
    places = {(l, i): np.array([2.2 * l, 0.7 * (widths[l] - 1) - 1.4 * i]) for l, i in nodes}
    for (l, i), start in places.items():
        for j in range(widths[l + 1]):
            end = places[l + 1, j]
            _arrow(ax, start, end, "0.5", 1.2)
            if weights is not None:
                # At a third of the way, so that labels of crossing arrows stay apart.
                _label(ax, start + 0.36 * (end - start), f"${weights[l][i][j]}$")
    for (l, i), place in places.items():
        _node(ax, place, layers[l][i], 12, 0.4)
    _frame(ax, list(places.values()))


def _arrow(ax, start, end, color, width, **style):
    style = {"arrowstyle": "-|>", "color": color, "lw": width, "shrinkA": 19, "shrinkB": 19, **style}
    ax.annotate("", end, start, arrowprops=style)


def _label(ax, place, text, color="black", size=10):
    box = {"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none"}
    ax.text(*place, text, ha="center", va="center", size=size, color=color, bbox=box)


def _node(ax, place, name, size, padding):
    ax.text(
        *place,
        f"${name}$",
        ha="center",
        va="center",
        size=size,
        bbox={"boxstyle": f"circle,pad={padding}", "facecolor": "white", "edgecolor": "C0", "lw": 2},
    )


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
    images, columns = check_matrix("images", images), check_count("columns", columns)
    k, side = len(images), isqrt(images.shape[1])
    if side * side != images.shape[1]:
        raise ValueError(f"images must be square, side² numbers a row, got shape {images.shape}")
    if titles is not None and len(titles := check_texts("titles", titles)) != k:
        raise ValueError(f"titles must be one for each of {k} images, got {len(titles)}")
    largest = np.abs(images).max()
    colours = {"cmap": "RdBu_r", "vmin": -largest} if images.min() < 0 else {"cmap": "gray_r", "vmin": 0}
    rows = -(-k // columns)
    _, axes = plt.subplots(rows, columns, figsize=(0.8 * columns, (1.05 if titles else 0.8) * rows), squeeze=False)
    for ax in axes.flat:
        ax.axis("off")
    for ax, image, title in zip(axes.flat, images, titles or [""] * k, strict=False):
        ax.imshow(image.reshape(side, side), vmax=largest, **colours)
        ax.set_title(title, loc="center", fontsize=10)
