"""Drawings show what they are given."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.drawings import draw_digits, draw_graph, draw_network
from helpers.plotting import heatmap

matplotlib.use("Agg")
pytestmark = pytest.mark.usefixtures("no_figures")


VALUES = np.array([[0.0, np.nan, 0.333], [0.978, 1.0, np.nan]])


def test_heatmap_hatches_what_is_nan_and_annotates_the_rest():
    ax = plt.figure().gca()
    heatmap(VALUES, [0.01, 1], [1e-5, 1e-4, 10], "Training accuracy", ax=ax)
    hatched = {(int(patch.get_y()), int(patch.get_x())) for patch in ax.patches if patch.get_hatch()}
    assert hatched == {(0, 1), (1, 2)}
    texts = {(int(text.get_position()[1]), int(text.get_position()[0])): text.get_text() for text in ax.texts}
    assert texts == {(0, 0): "0.00", (0, 2): "0.33", (1, 0): "0.98", (1, 1): "1.00"}
    assert ax.get_title(loc="left") + ax.get_title() == "Training accuracy"


def test_heatmap_has_rates_as_rows_and_penalties_as_columns():
    ax = plt.figure().gca()
    heatmap(VALUES, [0.01, 1], [1e-5, 1e-4, 10], "Accuracy", ax=ax)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["$10^{-2}$", "$10^{0}$"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["$10^{-5}$", "$10^{-4}$", "$10^{1}$"]
    assert r"\eta" in ax.get_ylabel() and r"\lambda" in ax.get_xlabel()


def test_heatmap_calls_a_rate_a_power_of_ten_only_if_it_is_one():
    heatmap(VALUES, [0.03, 0.1], [0, 0.001, 0.5], "Accuracy")
    assert [label.get_text() for label in plt.gca().get_yticklabels()] == ["0.03", "$10^{-1}$"]
    assert [label.get_text() for label in plt.gca().get_xticklabels()] == ["0", "$10^{-3}$", "0.5"]


def test_heatmap_has_no_grid_where_there_was_none():
    ax = plt.figure().gca()
    ax.grid(False)
    heatmap(VALUES, [0.01, 1], [1e-5, 1e-4, 10], "Accuracy")
    assert not any(line.get_visible() for line in ax.get_xgridlines() + ax.get_ygridlines())


def test_heatmap_of_nothing_but_nan():
    heatmap(np.full((2, 3), np.nan), [0.1, 1], [0.1, 1, 10], "All of them diverge")
    assert len([patch for patch in plt.gca().patches if patch.get_hatch()]) == 6
    assert not plt.gca().texts


def test_draw_graph_draws_every_node_in_its_place_and_every_label():
    nodes = {"x": (0, 0), "u": (1, 1), "y": (2, 0), "alone": (3, -1)}
    draw_graph(nodes, {("x", "u"): "twice", ("u", "y"): "thrice", ("x", "y"): "once"})
    ax = plt.gca()
    drawn = {text.get_text().strip("$"): text.get_position() for text in ax.texts if text.get_text()}
    assert set(drawn) == {*nodes, "twice", "thrice", "once"}
    for name, place in nodes.items():
        assert drawn[name] == place
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    assert all(left < x < right and bottom < y < top for x, y in nodes.values())
    plt.gcf().canvas.draw()


def test_draw_graph_points_its_arrows_from_tail_to_head():
    draw_graph({"x": (0, 0), "y": (2, 1)}, {("x", "y"): "twice"})
    (arrow,) = [text for text in plt.gca().texts if getattr(text, "arrow_patch", None)]
    assert tuple(arrow.xyann) == (0, 0) and tuple(arrow.xy) == (2, 1)


def test_draw_network_draws_every_node_and_every_weight():
    draw_network([["x"], ["h_1", "h_2"], ["y"]], weights=[[["u_1", "u_2"]], [["v_1"], ["v_2"]]])
    texts = {text.get_text() for text in plt.gca().texts}
    assert {"$x$", "$h_1$", "$h_2$", "$y$", "$u_1$", "$u_2$", "$v_1$", "$v_2$"} <= texts


IMAGES = np.arange(5 * 16).reshape(5, 16) / 79.0  # five images of 4×4 pixels, each brighter than the last


def drawn():
    """Return the images of the current figure, as they stand in its rows, and their titles."""
    axes = [ax for ax in plt.gcf().axes if ax.images]
    return [ax.images[0] for ax in axes], [ax.get_title() for ax in axes]


def test_draw_digits_draws_each_image_the_right_way_up_on_one_scale():
    draw_digits(IMAGES, titles=["a", 1, "", "d", "e"], columns=3)
    images, titles = drawn()
    np.testing.assert_array_equal([image.get_array() for image in images], IMAGES.reshape(5, 4, 4))
    assert titles == ["a", "1", "", "d", "e"]
    assert {image.origin for image in images} == {"upper"}
    assert {(image.get_clim(), image.cmap.name) for image in images} == {((0, 1), "gray_r")}
    assert plt.gcf().axes[0].get_gridspec().get_geometry() == (2, 3)
    assert not any(ax.axison for ax in plt.gcf().axes)  # nor the place that is left over


def test_draw_digits_gives_negative_values_a_colour_of_their_own():
    draw_digits(-2 * IMAGES)
    images, titles = drawn()
    assert {(image.get_clim(), image.cmap.name) for image in images} == {((-2, 2), "RdBu_r")}
    assert titles == [""] * 5


def test_draw_digits_of_nothing_but_zeros_is_white():
    draw_digits(np.zeros((1, 64)))
    (image,), _ = drawn()
    assert image.cmap(image.norm(image.get_array())).min() == 1


NODES = {"x": (0, 0), "y": (1, 0)}
BAD = [
    (draw_digits, (np.ones(64),), ValueError, "images must have shape (n, p), got shape (64,)"),
    (draw_digits, (np.ones((2, 60)),), ValueError, "images must be square, side² numbers a row, got shape (2, 60)"),
    (draw_digits, (np.full((2, 64), np.nan),), ValueError, "images must be finite, but holds NaN or infinity"),
    (draw_digits, (IMAGES, ["a"]), ValueError, "titles must be one for each of 5 images, got 1"),
    (draw_digits, (IMAGES, None, 0), ValueError, "columns == 0, must be >= 1."),
    (draw_graph, (NODES, [("x", "y")]), TypeError, "edges must be of the class dict, got [('x', 'y')]"),
    (draw_graph, (NODES, {("x", "Y"): "a"}), ValueError, "edges must lead from one of nodes to another, got 'Y'"),
    (draw_graph, (NODES, {}, 1), TypeError, "ax must be of the class Axes, got 1"),
    (draw_network, ("xy",), TypeError, "names must be a list of strings, got 'x'"),
    (
        draw_network,
        ([["x"], ["y"]], None, [[["w", "v"]]]),
        ValueError,
        "weights must hold a label for each edge, lists of lists of [[1]] labels, got [[['w', 'v']]]",
    ),
    (heatmap, (VALUES, [0, 1], [1, 2, 3], "a"), ValueError, "eta must be positive, got [0, 1]"),
    *[
        (
            heatmap,
            (values, [0.1], [0, 1], "a"),
            ValueError,
            f"values must have shape (1, 2) and lie between 0 and 1, or be NaN, got {values}",
        )
        for values in (np.array([[-0.1, 1]]), np.array([[1.5, 1]]), np.array([0.5, 1]))
    ],
]


@pytest.mark.parametrize("call, arguments, error, message", BAD, ids=[call.__name__ for call, *_ in BAD])
def test_the_message_says_what_cannot_be_drawn(call, arguments, error, message):
    with pytest.raises(error) as raised:
        call(*arguments)
    assert str(raised.value) == message


def test_titles_may_be_numbers_of_numpy():
    draw_digits(IMAGES, np.arange(5))
    assert drawn()[1] == ["0", "1", "2", "3", "4"]
