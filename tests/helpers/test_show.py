"""Figures and animations: their alternative text reaches every form of the output, and their pictures stay small."""

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
from helpers.plotting import show, show_animation

matplotlib.use("Agg")
pytestmark = pytest.mark.usefixtures("no_figures")

ALT = 'The cost falls from 2 to 0.1 & stays "there" for η < 1, as theory says.'


@pytest.fixture(scope="module")
def cells():
    """Run a small notebook in a kernel and return its code cells."""
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(source)
            for source in (
                "import matplotlib.pyplot as plt\nfrom helpers.plotting import show",
                f"plt.figure(figsize=(5, 2))\nplt.plot([1, 2])\nshow({ALT!r})",
                "print(plt.get_fignums())",
            )
        ]
    )
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    return notebook.cells


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
    assert dict(data) == {
        "image/png": data["image/png"],
        "text/plain": ALT,
        "text/html": f'<img alt="{escaped}" width="500" src="data:image/png;base64,{png}">',
    }
    assert metadata == {"image/png": {"alt": ALT, "width": 500}}
    assert opened(png).size == (800, 320)


def test_show_gives_the_alternative_text_in_every_form(cells):
    (output,) = cells[1].outputs
    assert output.output_type == "display_data"
    assert_every_form_has_the_alternative_text(output.data, output.metadata)


def test_show_closes_the_figure(cells):
    assert cells[2].outputs[0].text == "[]\n"


def test_the_picture_is_a_third_of_the_size_and_looks_the_same(displayed):
    with plt.rc_context({"savefig.format": "pdf"}):
        figure, original = plt.figure(figsize=(5, 2)), io.BytesIO()
        plt.plot([1, 2])
        figure.savefig(original, format="png")
        show(ALT)
    ((data, options),) = displayed
    assert options.pop("raw") is True
    assert_every_form_has_the_alternative_text(data, **options)
    picture, optimized = opened(data["image/png"]), io.BytesIO()
    picture.save(optimized, format="png", optimize=True)
    assert len(b64decode(data["image/png"])) == len(optimized.getvalue()) < len(original.getvalue()) / 2.5
    seen, meant = (np.asarray(image.convert("RGB"), float) for image in (picture, Image.open(original)))
    assert np.abs(seen - meant).mean() < 0.1
    assert plt.get_fignums() == []


def test_outside_a_notebook_show_shows_and_closes(monkeypatch):
    shown = []
    monkeypatch.setattr(plt, "show", lambda: shown.append(plt.get_fignums()))
    plt.figure(7)
    show(ALT)
    assert shown == [[7]] and plt.get_fignums() == []


@pytest.mark.parametrize(
    "alt",
    ["", " " * 40, "A cost that falls over epochs", "figures/cost_over_the_epochs.png"],
    ids=["nothing", "spaces", "short", "a file"],
)
def test_show_wants_a_sentence(alt):
    plt.figure()
    with pytest.raises(ValueError, match="alt") as raised:
        show(alt)
    assert str(raised.value) == f"alt must tell the finding of the figure in a sentence, got {alt!r}"
    assert len(plt.get_fignums()) == 1


@pytest.mark.parametrize("alt", [None, b"x" * 40], ids=["NoneType", "bytes"])
def test_show_wants_a_string(alt):
    with pytest.raises(TypeError, match=r"^alt must be of the class str, got "):
        show(alt)


def test_thirty_letters_are_a_sentence(displayed):
    show("A cost that falls over epochs.")
    assert len(displayed) == 1


def animation():
    figure, ax = plt.subplots(figsize=(2, 1))
    (line,) = ax.plot([0, 1])
    return FuncAnimation(figure, lambda k: line.set_data([0, 1], [0, k]), frames=3)


@pytest.fixture
def player(displayed):
    show_animation(animation(), ALT)
    ((data, options),) = displayed
    assert options == {"raw": True} and data["text/plain"] == ALT
    return data["text/html"]


def test_a_player_is_the_same_each_time(player, displayed):
    show_animation(animation(), ALT)
    assert displayed[1][0]["text/html"] == player


def test_a_player_needs_no_network_and_no_font_of_icons(player):
    page = BeautifulSoup(player, "html.parser")
    assert not page.find("link") and not page.find("i")
    assert [*page.stripped_strings] == ["−", "|◀", "◂", "◀", "‖", "▶", "▸", "▶|", "+", "Once", "Loop", "Reflect"]


def test_a_player_has_names_for_what_cannot_be_read(player):
    page = BeautifulSoup(player, "html.parser")
    assert page.find("img")["alt"] == ALT
    slider = page.find("input", type="range")
    assert slider["aria-label"] == "frame" and re.fullmatch("_anim_slider[0-9a-f]{32}", slider["id"])


def test_a_player_plays_once_and_shows_its_last_frame_before_it_plays(player):
    page = BeautifulSoup(player, "html.parser")
    assert [choice["value"] for choice in page.find_all("input", checked=True)] == ["once"]
    before, *frames = re.findall(r'data:image/png;base64,([^"]+)', player)
    assert page.find("img")["src"] == f"data:image/png;base64,{before}"
    assert before == frames[-1] and len(frames) == len(set(frames)) == 3
    assert {opened(frame).mode for frame in frames} == {"P"}


def test_show_animation_closes_the_figure_of_the_animation_and_no_other(displayed):
    movie = animation()
    other = plt.figure()
    show_animation(movie, ALT)
    assert plt.get_fignums() == [other.number]


def test_show_animation_wants_a_sentence():
    with pytest.raises(ValueError, match="alt"):
        show_animation(None, "short")
