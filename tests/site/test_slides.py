"""The slides: a deck for every notebook, without solutions, and nothing on it that a screen of 1280 by 720 cuts off."""

import io
import re
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from browser import watched_page
from bs4 import BeautifulSoup
from notebooks import PATHS, code_cells, read, tags
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
# The widest equation; high figures; a figure, its text and a line of output on one slide.
WALKED = ["03_automatic_differentiation", "15_grid_search_heatmaps", "18_differentiation_libraries"]
# What is wrong with the slide that is shown, as a list of sentences.
FAULTS = """() => {
  const slide = Reveal.getCurrentSlide(), faults = [], [right, bottom] = [1280 - 64, 720 - 48];
  const inside = ".block, .block > :not(script, style), img, pre, td, .katex-display .katex-base, .katex-tag .mord";
  for (const part of slide.querySelectorAll(inside)) {
    const box = part.getBoundingClientRect();
    if (box.right > right + 1 || box.left < 63 || box.bottom > bottom + 1 || part.scrollWidth > part.clientWidth + 1
        && part.matches("pre, .block")) faults.push(`${part.className || part.tagName} sticks out`);
  }
  for (const tag of slide.querySelectorAll(".katex-tag"))
    if (tag.querySelector(".mord").getBoundingClientRect().left
        < tag.previousElementSibling.getBoundingClientRect().right + 5) faults.push("a formula runs into its number");
  for (const text of slide.querySelectorAll("p, li"))
    if (parseFloat(getComputedStyle(text).fontSize) < 16) faults.push("tiny text");
  for (const picture of slide.querySelectorAll("img"))
    if (!picture.complete || !picture.naturalWidth || picture.offsetHeight < 50) faults.push("a figure is missing");
  if (slide.querySelector(".katex-error")) faults.push("an error in a formula");
  if (!slide.matches(".title") && !slide.querySelector(".block")) faults.push("it is empty");
  return faults.map((fault) => `slide ${Reveal.getSlidePastCount() + 1}: ${fault}`);
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    output = tmp_path_factory.mktemp("a folder") / "_slides"
    command = [sys.executable, ROOT / "tools" / "slides", output]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return output


@pytest.fixture(scope="module")
def decks(folder):
    return {path.name: BeautifulSoup(path.read_text("utf-8"), "html.parser") for path in folder.glob("*.html")}


def test_every_notebook_has_a_deck(decks):
    names = [f"{path.stem}.html" for path in PATHS]
    assert {*names, "index.html"} == set(decks)
    addresses = [link["href"] for link in decks["index.html"].select("h2 ~ p:not(.licence) > a")]
    assert addresses == names


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_solutions_and_the_code_of_figures_are_left_out(path, decks):
    shown = [block.get_text().strip() for block in decks[f"{path.stem}.html"].select(".code")]
    text = decks[f"{path.stem}.html"].get_text()
    cells = code_cells(read(path))
    hidden = [cell for cell in cells if {"solution", "hide-input"} & set(tags(cell))]
    assert shown == [cell.source.strip() for cell in cells[1:] if cell not in hidden]
    for cell in hidden:
        assert cell.source not in text
        if "solution" in tags(cell):
            assert cell.source.partition("\n")[2].partition("\n\ncheck(")[0] not in text


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_figures_keep_their_text_and_are_wider_than_high(path, decks):
    outputs = [
        output
        for cell in code_cells(read(path))
        if not {"solution", "exercise"} & set(tags(cell))
        for output in cell.outputs
        if output.output_type == "display_data"
    ]
    images = decks[f"{path.stem}.html"].find_all("img")
    assert [image["alt"] for image in images] == [output.data["text/plain"] for output in outputs]
    for image in images:
        if image.has_attr("src"):  # the player of an animation sets its own
            width, height = Image.open(io.BytesIO(b64decode(image["src"].partition("base64,")[2]))).size
            assert height < 1.5 * width


def test_decks_name_only_what_is_in_the_folder(folder, decks):
    for name, page in decks.items():
        for tag in page.find_all(True):
            address, anchor = urldefrag(tag.get("src") or tag.get("href") or "")
            if address.startswith("data:") or (tag.name == "a" and urlsplit(address).scheme == "https"):
                continue
            assert not urlsplit(address).scheme and not urlsplit(address).netloc, f"{name} names {address}"
            assert not address or (folder / address).is_file(), f"{name} names {address}"
            if anchor.startswith("/"):
                assert decks[address].find(id=anchor[1:]), f"{name} names {address}#{anchor}"
    for path in folder.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\s*[\"']?(http|//)", path.read_text("utf-8")), path.name


def test_references_lead_to_other_decks(decks):
    links = {link.get_text(): link["href"] for link in decks["04_scalar_perceptron.html"].select(".block a")}
    assert links["notebook 09"] == "09_backpropagation.html"
    assert links["(4.15)"] == "04_scalar_perceptron.html#/equation-4-15"
    assert links["exercise 4.5"] == "04_scalar_perceptron.html#/exercise-4-5"


@pytest.fixture
def show(chromium, folder):
    """A function that opens a deck."""
    with watched_page(chromium, folder.as_uri(), height=720) as page:

        def open_deck(name, hash=""):
            page.goto(f"{folder.as_uri()}/{name}.html{hash}")
            page.wait_for_function("document.querySelector('.slides.ready') && Reveal.isReady()")
            return page

        yield open_deck


@pytest.mark.parametrize("name", WALKED)
def test_every_slide_fits_the_screen(name, show, decks):
    faults, seen = show(name).evaluate(f"""() => {{
        const look = {FAULTS}, faults = [];
        let seen = 0;
        for (let left = Reveal.getTotalSlides(); left > 0; left -= 1) {{
            faults.push(...look());
            seen += Reveal.getCurrentSlide().querySelectorAll(".math .katex, img").length;
            Reveal.next();
        }}
        return [faults, seen];
    }}""")
    assert not faults, "\n".join(faults)
    assert seen == len(decks[f"{name}.html"].select(".math, img"))


def test_the_keyboard_leads_through_the_slides(show):
    page = show("04_scalar_perceptron")
    numbers = []
    for key in ["Space", "Space", "Space", "ArrowUp", "ArrowRight"]:
        page.keyboard.press(key)
        numbers.append(int(page.locator(".slide-number").inner_text().split()[0]))
    assert numbers[:4] == [2, 3, 4, 3]
    assert numbers[4] > 4  # the next section
    assert page.locator(".present .present h2").inner_text() == "Learning from mistakes"


def test_an_address_leads_to_the_slide_of_an_equation(show):
    page = show("04_scalar_perceptron", "#/equation-4-15")
    assert page.locator("#equation-4-15").is_visible()
    assert not page.locator("#equation-4-1").is_visible()


def test_an_animation_plays(show):
    page = show("04_scalar_perceptron")
    page.evaluate("""() => {
        const place = Reveal.getIndices(document.querySelector(".animation").closest(".page"));
        Reveal.slide(place.h, place.v);
    }""")
    assert page.evaluate(FAULTS) == []
    first = page.locator(".animation img").get_attribute("src")
    page.get_by_role("button", name="Next frame").click()
    assert page.locator(".animation img").get_attribute("src") != first
