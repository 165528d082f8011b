"""Everybody can read it: every control is reached by keyboard, colours can be told apart. What axe-core finds
on each page is asked in test_pages.py, where each is opened."""

from itertools import combinations

import colorspacious
import matplotlib.pyplot as plt
import numpy as np
import pytest
from axe import faults, keep_one_of_each, pale

from helpers import plotting


@pytest.fixture(scope="module")
def open_page(chromium, site):
    """A function that opens a page in a theme and at a width."""
    contexts = {}

    def opened(name, theme, width):
        if theme not in contexts:
            contexts[theme] = chromium.new_context(color_scheme=theme, reduced_motion="reduce")
        page = contexts[theme].new_page()
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{site.as_uri()}/{name}")
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(100)
        return page

    yield opened
    for context in contexts.values():
        context.close()


def test_axe_can_find_something(open_page):
    page = open_page("index.html", "light", 1280)
    page.evaluate("document.querySelector('img').removeAttribute('alt')")
    page.evaluate("document.querySelector('article p').style.color = '#ccc'")
    assert "image-alt" in " ".join(faults(page))
    keep_one_of_each(page)
    assert "color-contrast" in " ".join(pale(page))
    page.close()


FOCUSED = """() => {
    const box = document.activeElement.getBoundingClientRect(), style = getComputedStyle(document.activeElement);
    document.activeElement.dataset.reached = "yes";
    return {
        name: document.activeElement.outerHTML.slice(0, 120),
        body: document.activeElement === document.body,
        inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
        marked: style.outlineStyle !== "none" && style.outlineWidth !== "0px" || style.boxShadow !== "none"
            || document.activeElement.closest("svg, form") !== null,
    };
}"""
MISSED = """[...document.querySelectorAll("a[href], button, input, summary, select, [tabindex='0']")].filter(control =>
    control.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}) && !control.dataset.reached
    && control.tabIndex >= 0 && !(control.type === "radio" && !control.checked)).map(c => c.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("name", ["index.html", "notebooks/04_scalar_perceptron.html"])
def test_every_control_is_reached_by_keyboard_and_seen(open_page, name, width):
    page = open_page(name, "light", width)
    page.add_style_tag(content="* { transition: none !important; }")
    unseen = []
    for _ in range(400):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["body"]:
            break
        if not (focused["inside"] and focused["marked"]):
            unseen.append(focused)
    assert unseen == []
    assert page.evaluate(MISSED) == []
    page.close()


# Colours


def simulated(colours, deficiency):
    """Return colours, (n, 3) between 0 and 1, as somebody with this deficiency sees them (Machado and others 2009)."""
    if deficiency is None:
        return colours
    space = {"name": "sRGB1+CVD", "cvd_type": deficiency, "severity": 100}
    return np.clip(colorspacious.cspace_convert(colours, space, "sRGB1"), 0, 1)


DEFICIENCIES = [None, "protanomaly", "deuteranomaly", "tritanomaly"]


def differences(colours, deficiency):
    seen = simulated(np.array(colours), deficiency)
    return [colorspacious.deltaE(a, b, input_space="sRGB1") for a, b in combinations(seen, 2)]


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_the_first_colours_of_the_palette_can_be_told_apart(deficiency):
    assert plotting  # it sets the style
    cycle = [plt.matplotlib.colors.to_rgb(c) for c in plt.rcParams["axes.prop_cycle"].by_key()["color"]]
    assert min(differences(cycle[:4], deficiency)) > 10


def test_red_and_green_would_fail():
    assert min(differences([(0.8, 0.2, 0.1), (0.35, 0.45, 0.1)], "deuteranomaly")) < 10


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_the_colours_of_heatmaps_get_lighter_for_everybody(deficiency):
    seen = simulated(plt.get_cmap("viridis")(np.linspace(0, 1, 12))[:, :3], deficiency)
    lightness = colorspacious.cspace_convert(seen, "sRGB1", "CAM02-UCS")[:, 0]
    assert (np.diff(lightness) > 1).all()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_figures_are_framed_in_the_dark(open_page, theme):
    page = open_page("notebooks/15_grid_search_heatmaps.html", theme, 1280)
    ground, filtered = page.evaluate("""() => {
        const style = getComputedStyle(document.querySelector(".cell_output img"));
        return [style.backgroundColor, style.filter];
    }""")
    assert filtered == "none"
    assert ground == ("rgb(255, 255, 255)" if theme == "dark" else "rgba(0, 0, 0, 0)")
    page.close()
