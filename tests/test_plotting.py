"""Figures: alternative text reaches every form of the output; drawings show what they are given."""

import matplotlib
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from bs4 import BeautifulSoup
from matplotlib.animation import FuncAnimation
from nbclient import NotebookClient

import helpers.plotting
from helpers.drawings import draw_graph, draw_network
from helpers.images import draw_digits
from helpers.plotting import heatmap, show, show_animation

matplotlib.use("Agg")

ALT = 'The cost falls from 2 to 0.1 & stays "there" for η < 1, as theory says.'


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def cells():
    """Run a small notebook in a kernel and return its code cells."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in (
        "import matplotlib.pyplot as plt\nfrom helpers.plotting import show",
        f"plt.figure(figsize=(5, 2))\nplt.plot([1, 2])\nshow({ALT!r})",
        "print(plt.get_fignums())")])
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    return notebook.cells


def test_show_gives_the_alternative_text_in_every_form(cells):
    (output,) = cells[1].outputs
    assert output.output_type == "display_data"
    assert output.data["text/plain"] == ALT
    assert output.metadata == {"image/png": {"alt": ALT, "width": 500}}
    escaped = "The cost falls from 2 to 0.1 &amp; stays &quot;there&quot; for η &lt; 1, as theory says."
    image = "".join(output.data["image/png"].split())
    assert output.data["text/html"] == (f'<img alt="{escaped}" width="500" '
                                        f'src="data:image/png;base64,{image}">')
    assert image.startswith("iVBORw0KGgo")                                  # the signature of a PNG file


def test_show_closes_the_figure(cells):
    assert cells[2].outputs[0].text == "[]\n"


def test_outside_a_notebook_show_shows_and_closes(monkeypatch):
    shown = []
    monkeypatch.setattr(plt, "show", lambda: shown.append(plt.get_fignums()))
    plt.figure(7)
    show(ALT)
    assert shown == [[7]] and plt.get_fignums() == []


@pytest.mark.parametrize("alt, error", [
    ("", ValueError), ("A plot of the cost.", ValueError), (" " * 40, ValueError),
    ("figures/cost_over_the_epochs_of_training.png", ValueError), (None, TypeError), (b"x" * 40, TypeError)])
def test_show_wants_a_sentence(alt, error):
    plt.figure()
    with pytest.raises(error, match="alt"):
        show(alt)
    assert len(plt.get_fignums()) == 1


VALUES = np.array([[0.1, np.nan, 0.333], [0.978, 1.0, np.nan]])


def test_heatmap_hatches_what_is_nan_and_annotates_the_rest():
    ax = plt.figure().gca()
    heatmap(VALUES, [0.01, 1], [1e-5, 1e-4, 10], "Training accuracy", ax=ax)
    hatched = {(int(patch.get_y()), int(patch.get_x())) for patch in ax.patches if patch.get_hatch()}
    assert hatched == {(0, 1), (1, 2)}
    texts = {(int(text.get_position()[1]), int(text.get_position()[0])): text.get_text() for text in ax.texts}
    assert texts == {(0, 0): "0.10", (0, 2): "0.33", (1, 0): "0.98", (1, 1): "1.00"}
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


IMAGES = np.arange(5 * 16).reshape(5, 16) / 79.0            # five images of 4×4 pixels, each brighter than the last


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
    assert not any(ax.axison for ax in plt.gcf().axes)              # nor the place that is left over


def test_draw_digits_gives_negative_values_a_colour_of_their_own():
    draw_digits(-2 * IMAGES)
    images, titles = drawn()
    assert {(image.get_clim(), image.cmap.name) for image in images} == {((-2, 2), "RdBu_r")}
    assert titles == [""] * 5


def test_draw_digits_of_nothing_but_zeros_is_white():
    draw_digits(np.zeros((1, 64)))
    (image,), _ = drawn()
    assert image.cmap(image.norm(image.get_array())).min() == 1


@pytest.mark.parametrize("arguments, error, words", [
    ((np.ones(64),), ValueError, "images must have 2 dimensions"),
    ((np.ones((2, 60)),), ValueError, "images must be square"),
    ((np.full((2, 64), np.nan),), ValueError, "images must be finite"),
    ((IMAGES, ["a"]), ValueError, "titles must be one for each of 5 images, got 1"),
    ((IMAGES, None, 0), ValueError, "columns must be at least 1"),
    ((IMAGES, None, 2.0), TypeError, "columns must be a whole number")])
def test_draw_digits_draws_nothing_of_bad_input(arguments, error, words):
    with pytest.raises(error, match=words):
        draw_digits(*arguments)
    assert plt.get_fignums() == []


def animation():
    figure, ax = plt.subplots(figsize=(2, 1))
    line, = ax.plot([0, 1])
    return FuncAnimation(figure, lambda k: line.set_data([0, 1], [0, k]), frames=3)


def test_show_animation_makes_a_player_without_network_that_is_the_same_each_time(monkeypatch):
    shown = []
    monkeypatch.setattr(helpers.plotting, "display", lambda data, raw: shown.append(data))
    for _ in range(2):
        show_animation(animation(), ALT)
    assert shown[0] == shown[1]
    player = BeautifulSoup(shown[0]["text/html"], "html.parser")
    assert player.find("img")["alt"] == ALT == shown[0]["text/plain"]
    assert not player.find("link") and not player.find("i")
    assert all(button.text.strip() for button in player.find_all("button"))
    assert plt.get_fignums() == []
    with pytest.raises(ValueError, match="alt"):
        show_animation(None, "short")
