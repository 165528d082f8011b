"""Figures and animations: their alternative text reaches every form of the output, and their pictures stay small.

`drawn` says what the drawings show."""

import io
import re
from base64 import b64decode

import matplotlib
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from bs4 import BeautifulSoup
from matplotlib.animation import FuncAnimation
from nbclient import NotebookClient
from PIL import Image

import helpers.plotting
from helpers.plotting import confusion_matrix, heatmap, learning_curves, show, show_animation

matplotlib.use("Agg")
pytestmark = pytest.mark.usefixtures("no_figures")

ALT = 'The cost falls from 2 to 0.1 & stays "there" for η < 1, as theory says.'


@pytest.fixture
def displayed(monkeypatch):
    """The list of what is displayed, as if in a notebook: data and options."""
    calls = []
    monkeypatch.setattr(helpers.plotting, "get_ipython", object)
    monkeypatch.setattr(helpers.plotting, "display", lambda data, **options: calls.append((data, options)))
    return calls


def opened(base64):
    return Image.open(io.BytesIO(b64decode(base64, validate=True)))


def assert_every_form_has_the_alternative_text(data, metadata):
    escaped = "The cost falls from 2 to 0.1 &amp; stays &quot;there&quot; for η &lt; 1, as theory says."
    png = "".join(data["image/png"].split())
    html = f'<img alt="{escaped}" width="500" src="data:image/png;base64,{png}">'
    assert dict(data) == {"image/png": data["image/png"], "text/plain": ALT, "text/html": html}
    assert metadata == {"image/png": {"alt": ALT, "width": 500}} and opened(png).size == (800, 320)


def test_in_a_kernel_show_gives_the_alternative_text_in_every_form_and_closes_the_figure():
    cells = [
        "import matplotlib.pyplot as plt\nfrom helpers.plotting import show",
        f"plt.figure(figsize=(5, 2))\nplt.plot([1, 2])\nshow({ALT!r})",
        "print(plt.get_fignums())",
    ]
    notebook = nbformat.v4.new_notebook(cells=list(map(nbformat.v4.new_code_cell, cells)))
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    _, [shown], [printed] = (cell.outputs for cell in notebook.cells)
    assert shown.output_type == "display_data" and printed.text == "[]\n"
    assert_every_form_has_the_alternative_text(shown.data, shown.metadata)


def test_the_picture_is_a_third_of_the_size_and_looks_the_same(displayed):
    with plt.rc_context({"savefig.format": "pdf"}):
        figure, original = plt.figure(figsize=(5, 2)), io.BytesIO()
        plt.plot([1, 2])
        figure.savefig(original, format="png")
        show(ALT)
    [(data, options)] = displayed
    assert options.pop("raw") is True
    assert_every_form_has_the_alternative_text(data, **options)
    picture, optimized = opened(data["image/png"]), io.BytesIO()
    picture.save(optimized, format="png", optimize=True)
    assert len(b64decode(data["image/png"])) == len(optimized.getvalue()) < len(original.getvalue()) / 2.5
    seen, meant = (np.asarray(image.convert("RGB"), float) for image in (picture, Image.open(original)))
    assert np.abs(seen - meant).mean() < 0.1


def test_outside_a_notebook_show_shows_and_closes(monkeypatch):
    shown = []
    monkeypatch.setattr(plt, "show", lambda: shown.append(plt.get_fignums()))
    plt.figure(7)
    show("A cost that falls over epochs.")  # thirty letters are a sentence
    assert shown == [[7]] and plt.get_fignums() == []


def animation():
    figure, ax = plt.subplots(figsize=(2, 1))
    [line] = ax.plot([0, 1])
    return FuncAnimation(figure, lambda k: line.set_data([0, 1], [0, k]), frames=3)


@pytest.fixture
def player(displayed):
    """The page of an animation."""
    show_animation(animation(), ALT)
    [(data, options)] = displayed
    assert options == {"raw": True} and data["text/plain"] == ALT
    return BeautifulSoup(data["text/html"], "html.parser")


def test_a_player_is_the_same_each_time(player, displayed):
    show_animation(animation(), ALT)
    assert displayed[1][0]["text/html"] == displayed[0][0]["text/html"]
    assert re.fullmatch("_anim_slider[0-9a-f]{32}", player.find("input", type="range")["id"])


def test_a_player_needs_no_network_and_no_font_of_icons(player):
    assert not player.find("link") and not player.find("i")
    assert [*player.stripped_strings] == ["−", "|◀", "◂", "◀", "‖", "▶", "▸", "▶|", "+", "Once", "Loop", "Reflect"]


def test_a_player_has_names_for_what_cannot_be_read(player):
    assert player.find("img")["alt"] == ALT
    assert player.find("input", type="range")["aria-label"] == "frame"


def test_a_player_plays_once_and_shows_its_last_frame_before_it_plays(player):
    assert [choice["value"] for choice in player.find_all("input", checked=True)] == ["once"]
    before, *frames = re.findall(r'data:image/png;base64,([^"]+)', str(player))
    assert player.find("img")["src"] == f"data:image/png;base64,{before}"
    assert before == frames[-1] and len(frames) == len(set(frames)) == 3
    assert {opened(frame).mode for frame in frames} == {"P"}


def test_show_animation_closes_the_figure_of_the_animation_and_no_other(displayed):
    movie, other = animation(), plt.figure()
    show_animation(movie, ALT)
    assert plt.get_fignums() == [other.number]


@pytest.mark.parametrize(
    "draw", [lambda: heatmap(np.eye(2), [0.1, 1], [1, 2], "Half"), lambda: confusion_matrix(np.eye(2), "All are right")]
)
def test_without_a_grid_there_is_none(draw):
    _, ax = plt.subplots()
    ax.grid(False)
    draw()
    assert not any(line.get_visible() for line in ax.get_xgridlines() + ax.get_ygridlines())


def test_learning_curves_return_the_axes_of_cost_and_accuracy():
    axes = learning_curves({"training": [2, 1]}, {"training": [0.4, 0.9]}, ["It falls", "It rises"])
    assert [ax.get_ylabel() for ax in axes] == ["cost", "accuracy"]


@pytest.mark.parametrize(
    "wrong", [lambda: learning_curves({}, {"a": [1]}, ["a", "b"]), lambda: confusion_matrix([[1, 2]], "No square")]
)
def test_a_call_that_is_refused_opens_no_figure(wrong):
    with pytest.raises(ValueError, match="must"):
        wrong()
    assert plt.get_fignums() == []
