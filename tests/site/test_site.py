"""The site: it builds without a warning, asks nobody for anything, and every page shows what its notebook holds."""

import ast
import gzip
import inspect
import json
import os
import pkgutil
import re
import runpy
import shutil
import statistics
from importlib import import_module
from urllib.parse import unquote, urlsplit

import chapter_table
import nbformat.v4 as nbf
import pytest
from browser import build
from bs4 import BeautifulSoup
from course_map import edges
from notebooks import PATHS, ROOT

import helpers

NOTEBOOKS = PATHS
MEGABYTE = 10**6


def local_files(site, name, page, *tags):
    """The files that these tags of a page name; an address outside the site fails the test."""
    for tag in page.find_all(tags):
        address = tag.get("src") or tag.get("srcset") or tag.get("href") or ""
        parts = urlsplit(address)
        fetched = tag.name != "a" and tag.get("rel") != ["license"]
        if (parts.scheme in {"http", "https"} and not fetched) or address.startswith("data:"):
            continue
        assert not parts.scheme and not parts.netloc, f"{name} asks for {address}"
        if parts.path:
            yield ((site / name).parent / unquote(parts.path)).resolve()


# What is in the pages


def test_every_notebook_has_a_page(pages):
    assert NOTEBOOKS
    others = {"index.html", "corrections.html", "helpers.html", "search.html", "tested.html"}
    assert {f"notebooks/{path.stem}.html" for path in NOTEBOOKS} | others == set(pages)


def test_what_stands_below_the_titles(pages):
    course = chapter_table.read()
    assert [chapter.name for chapter in course.values()] == [path.stem for path in NOTEBOOKS]
    for chapter in course.values():
        box = pages[f"notebooks/{chapter.name}.html"].select_one(".bd-article h1 + .chapter")
        assert chapter_table.duration(chapter.minutes) in box.get_text()
        links = [link["href"] for link in box.select("a.course-reference")]
        assert links == [f"{course[k].name}.html" for k in chapter.after]
        assert box.select_one("a.download")["href"] == f"../_sources/notebooks/{chapter.name}.ipynb"
        assert box.pre.get_text().strip() == f"make lab NOTEBOOK={chapter.name}"


TIMES = {
    "45 minutes": 45,
    "about an hour": 60,
    "a little more than an hour": 70,
    "an hour and a quarter": 75,
    "an hour and a half": 90,
}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_table_of_chapters_says_what_the_notebooks_say(path):
    text = " ".join("".join(json.loads(path.read_text("utf-8"))["cells"][0]["source"]).split())
    chapter = chapter_table.read()[int(path.stem[:2])]
    stated = max((words for words in TIMES if words in text), key=len)
    assert TIMES[stated] == chapter.minutes
    needed = {int(number) for number in re.findall(r"\b\d\d\b", text[4:])}
    assert set(chapter.after) <= needed
    assert all(number < int(path.stem[:2]) for number in chapter.after)


def test_the_front_page_sums_up_the_times(pages):
    course = chapter_table.read()
    hours = sum(chapter.minutes for chapter in course.values()) / 60
    core = sum(chapter.minutes for chapter in course.values() if not chapter.part.startswith("V ")) / 60
    assert f"about {hours:.0f} hours to read and run, the four parts that lead to the digits {core:.0f} of them" in (
        " ".join(pages["index.html"].article.get_text().split())
    )


def test_the_course_map(pages):
    course = chapter_table.read()
    figure = pages["index.html"].select_one("svg.course-map")
    assert [link["href"] for link in figure.find_all("a")] == [f"notebooks/{path.stem}.html" for path in NOTEBOOKS]
    found = edges(course)
    assert len(figure.select("path.edge")) == len(found)

    def reached(start):
        return {start}.union(*(reached(b) for a, b in found if a == start))

    for number, chapter in course.items():
        assert all(number in reached(k) for k in chapter.after)
    assert (3, 18) in found and (1, 5) not in found


def imported_from_helpers():
    """Yield what the notebooks import from helpers, with its module, as `helpers.activations.relu`."""
    for path in NOTEBOOKS:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        tree = ast.parse("\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module.partition(".")[0] == "helpers":
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_public_piece_of_helpers_is_described(pages):
    described = {term["id"] for term in pages["helpers.html"].select("dt[id]")}
    modules = {title.get_text() for title in pages["helpers.html"].select("h3 code")}
    files = {f"helpers.{module.name}" for module in pkgutil.iter_modules(helpers.__path__) if not module.ispkg}
    assert modules == files, "site/helpers.md names each file of helpers/: add a new one there, below a heading"
    for name in modules:
        public = {
            f"{name}.{key}"
            for key, value in vars(import_module(name)).items()
            if not key.startswith("_")
            and (inspect.isfunction(value) or inspect.isclass(value))
            and value.__module__ == name
        }
        assert public <= described, "a function or a class needs a docstring"
    assert set(imported_from_helpers()) - modules <= described, "an object needs a comment `#:` above it"


def test_every_argument_begins_a_paragraph(pages):
    fit = pages["helpers.html"].find(id="helpers.network.Network.fit").find_next_sibling("dd")
    begun = {
        name
        for p in fit.find_all("p")
        if p.code
        for name in p.code.get_text().split(", ")
        if p.get_text().startswith(f"{p.code.get_text()}: ")
    }
    arguments = set(inspect.signature(import_module("helpers.network").Network.fit).parameters)
    assert {"X", "Y", "lmbda", "seed", "verbose"} <= begun <= arguments


def test_pages_tell_search_engines_what_they_are(pages):
    descriptions = {}
    for name, page in pages.items():
        assert page.html["lang"] == "en"
        assert page.select_one('link[rel="license"]')["href"].startswith("https://creativecommons.org")
        assert page.select_one('meta[property="og:title"]')["content"]
        if name != "search.html":
            descriptions[name] = page.select_one('meta[name="description"]')["content"]
    assert all(40 < len(text) <= 200 for text in descriptions.values()), descriptions
    assert len(set(descriptions.values())) == len(descriptions)


def test_links_lead_to_anchors_that_exist(pages):
    anchors = {name: {tag["id"] for tag in page.find_all(id=True)} for name, page in pages.items()}
    for name, page in pages.items():
        for link in page.find_all("a", href=True):
            parts = urlsplit(link["href"])
            if parts.fragment and not parts.netloc:
                target = os.path.normpath(os.path.join(os.path.dirname(name), parts.path)) if parts.path else name
                assert unquote(parts.fragment) in anchors[target], f"{name} links to {link['href']}"


def test_the_page_on_testing_counts_what_the_pages_hold(pages):
    text = " ".join(pages["tested.html"].article.get_text().split())
    equations = sum(len(page.select("[id^=equation-]")) for page in pages.values())
    exercises = sum(len(page.select(".exercise")) for page in pages.values())
    assert f"There are {equations} numbered equations." in text
    assert f"wrong answers to the {exercises} exercises" in text and "{{" not in text


def test_links_outside_are_listed(pages):
    listed = [line for line in (ROOT / "site" / "links.txt").read_text().splitlines() if not line.startswith("#")]
    outside = {link["href"] for page in pages.values() for link in page.select(".bd-article a[href^=http]")}
    outside |= {
        address
        for name in ("README.md", "CONTRIBUTING.md", "data/README.md")
        for address in re.findall(r"https?://[^\s)>`]+", (ROOT / name).read_text("utf-8"))
    }
    assert sorted(outside) == listed, "site/links.txt lists all addresses outside, in order; `make links` tries them"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_equations_and_exercises_have_anchors(path, pages):
    page = pages[f"notebooks/{path.stem}.html"]
    source = ["".join(cell["source"]) for cell in json.loads(path.read_text("utf-8"))["cells"]]
    for number in re.findall(r"\\tag\{([\d.]+)\}", "".join(source)):
        assert f"\\tag{{{number}}}" in page.find(id=f"equation-{number.replace('.', '-')}").get_text()
    boxes = page.select(".exercise")
    assert len(boxes) == len(page.select(".tag_exercise"))
    for box in boxes:
        assert box.strong.get_text() == f"Exercise {box['id'].removeprefix('exercise-').replace('-', '.')}."
        assert len(box.select(".tag_exercise")) == len(box.select(".tag_solution")) == 1


def test_pages_name_only_files_of_the_site(site, pages):
    for name, page in pages.items():
        for path in local_files(site, name, page, "a", "script", "link", "img", "iframe", "source", "video", "audio"):
            assert path.is_file(), f"{name} names {path}, which does not exist"
            assert site in path.parents


def test_style_sheets_ask_for_nothing_outside(site):
    for path in site.rglob("*.css"):
        text = path.read_text("utf-8").replace(" ", "").replace('"', "").replace("'", "")
        assert not [start for start in ("url(http", "url(//", "@importhttp", "@import//") if start in text], path.name


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_figures_carry_the_alternative_text_of_the_notebook(path, pages):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    # A figure has its text beside the image; an animation, which is HTML, in its plain form.
    stored = [
        output["metadata"]["image/png"]["alt"]
        if "image/png" in output["data"]
        else "".join(output["data"]["text/plain"])
        for output in outputs
        if {"image/png", "text/html"} & set(output.get("data", {}))
    ]
    images = pages[f"notebooks/{path.stem}.html"].select(".bd-article img")
    assert [image.get("alt") for image in images] == stored
    assert all(stored)
    # Figures are files of their own; the player of an animation has its frames with it.
    players = [
        output for output in outputs if {"image/png", "text/html"} & set(output.get("data", {})) == {"text/html"}
    ]
    assert sum(not image["src"].startswith("../_images/") for image in images) == len(players)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_solutions_and_long_code_are_folded(path, pages):
    tags = [cell["metadata"].get("tags", []) for cell in json.loads(path.read_text("utf-8"))["cells"]]
    page = pages[f"notebooks/{path.stem}.html"]
    found = {tag: page.select(f".tag_{tag}") for tag in ("solution", "hide-input")}
    assert [len(cells) for cells in found.values()] == [sum(tag in cell for cell in tags) for tag in found]
    imports, *figures = found["hide-input"]
    for prompt, cells, beside in [
        ("Show the solution", found["solution"], []),
        ("Show the imports", [imports], []),
        ("Show the code of this figure", figures, ["cell_output"]),
    ]:
        for cell in cells:
            fold = cell.find("details", recursive=False)
            assert prompt in fold.summary.get_text()
            assert "open" not in fold.attrs
            assert [part["class"][0] for part in cell.find_all(recursive=False) if part is not fold] == beside


def test_icons_are_in_the_font_of_icons(site, pages):
    used = {
        name
        for page in pages.values()
        for icon in page.select("[class*=fa-]")
        for name in icon["class"]
        if name.startswith("fa-")
    } - {"fa-solid", "fa-lg", "fa-fw"}
    style = (site / "_static/styles/pydata-sphinx-theme.css").read_text("utf-8")
    listed = re.findall(r"^f\w+", (ROOT / "site/_static/vendor/fontawesome/glyphs.txt").read_text(), re.M)
    assert used
    for name in used:
        assert re.search(rf'\.{name}[,{{][^}}]*--fa:"\\(\w+)"', style)[1] in listed, name


def sent(path):
    """The bytes of a file as servers send it: text compressed."""
    content = path.read_bytes()
    return len(gzip.compress(content) if path.suffix in {".html", ".css", ".js", ".svg"} else content)


def test_pages_are_light(site, pages):
    weights = {}
    fonts = sum(path.stat().st_size for path in site.rglob("KaTeX_Ma*.woff2"))  # more than a page uses
    for name, page in pages.items():
        files = {path for path in local_files(site, name, page, "script", "link", "img") if path.suffix != ".html"}
        weights[name] = fonts + sent(site / name) + sum(map(sent, files))
    assert weights["index.html"] < 0.5 * MEGABYTE, f"the front page weighs {weights['index.html']} bytes"
    assert statistics.median(weights[f"notebooks/{path.stem}.html"] for path in NOTEBOOKS) < 1.5 * MEGABYTE
    assert max(weights.values()) < 2 * MEGABYTE, max(weights, key=weights.get)


# What conf.py does with notebooks that do not exist in the course


def write_course(folder):
    """Make a course of one page, to which a test adds notebooks."""
    shutil.copytree(ROOT / "site", folder / "site", ignore=shutil.ignore_patterns("notebooks", "taste", "*.md"))
    (folder / "site" / "index.md").write_text("# A course\n\n```{toctree}\n:glob:\n\nnotebooks/*\n```\n")
    for name in ("notebooks", "helpers"):
        (folder / name).mkdir()
    (folder / "helpers" / "network.py").write_text("the network\n")


def write_notebook(course, *cells, name="01_first"):
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}, "language_info": {"name": "python"}}
    notebook = nbf.new_notebook(cells=[nbf.new_markdown_cell("# A title"), *cells], metadata=metadata)
    (course / "notebooks" / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


TEX = r"a<b \;\&\; c>d \\ \begin{bmatrix} 1 & 2 \end{bmatrix} \tag{1.1}"
TEXTS = [
    f"""[next](02_second.ipynb), [code](../helpers/network.py), [above](#a-title), [out](https://example.org),
$x<y$ and

$$
{TEX}
$$""",
    "By (1.1), (2.1) and exercise 1.1, as notebooks 01 and 02 say. `(1.1) holds`, not (0.5).",
    "**Exercise 1.1.** Find it.",
]


@pytest.fixture(scope="module")
def small_site(tmp_path_factory):
    """A course of two notebooks, built for an address that is known."""
    course = tmp_path_factory.mktemp("small")
    write_course(course)
    write_notebook(
        course,
        *map(nbf.new_markdown_cell, TEXTS),
        nbf.new_code_cell("def f():\n    ...", metadata={"tags": ["exercise"]}),
        nbf.new_code_cell("def f():\n    return 1", metadata={"tags": ["solution"]}),
    )
    write_notebook(course, nbf.new_markdown_cell("$$\nx = 1 \\tag{2.1}\n$$"), name="02_second")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_URL", "https://example.org/course/")
        done = build(course / "site", course / "_site")
    assert done.returncode == 0, done.stderr
    return course / "_site"


@pytest.fixture(scope="module")
def first_page(small_site):
    return BeautifulSoup((small_site / "notebooks/01_first.html").read_text("utf-8"), "html.parser")


def test_links_and_formulas(small_site, first_page):
    assert [formula.get_text().strip() for formula in first_page.select(".formula")] == ["x<y", TEX]
    links = {link.get_text(): link["href"] for link in first_page.article.find_all("a")}
    assert (links["next"], links["above"], links["out"]) == ("02_second.html", "#a-title", "https://example.org")
    assert (small_site / "notebooks" / links["code"]).read_text() == "the network\n"


def test_references_in_the_text_become_links(first_page):
    links = [(link.get_text(), link["href"]) for link in first_page.select("a.course-reference")]
    assert links == [
        ("(1.1)", "#equation-1-1"),
        ("(2.1)", "02_second.html#equation-2-1"),
        ("exercise 1.1", "#exercise-1-1"),
        ("02", "02_second.html"),
    ]


def test_where_the_address_is_known_pages_and_a_sitemap_say_it(small_site, first_page):
    canonical = first_page.select_one('link[rel="canonical"]')["href"]
    assert canonical == "https://example.org/course/notebooks/01_first.html"
    image = first_page.select_one('meta[property="og:image"]')["content"]
    assert image.startswith("https://example.org/course/_static/")
    sitemap = (small_site / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://example.org/course/notebooks/02_second.html</loc>" in sitemap


def test_links_and_references_to_nothing_fail_the_build(tmp_path):
    course = tmp_path / "course"
    write_course(course)
    targets = ["02_second.ipynb", "../helpers/missing.py", "#nowhere", "../../outside.txt"]
    (tmp_path / "outside.txt").write_text("not part of the course")
    write_notebook(
        course,
        *[nbf.new_markdown_cell(f"[somewhere]({target})") for target in targets],
        nbf.new_markdown_cell("By (1.2)."),
        nbf.new_markdown_cell("See exercise 1.3."),
    )
    done = build(course / "site", course / "_site")
    assert done.returncode != 0
    assert [name for name in (*targets, "1.2", "1.3") if name.strip("#") not in done.stderr] == []


def test_notebooks_are_copied_when_they_change_and_removed_when_they_go(tmp_path):
    write_course(tmp_path)
    copies = tmp_path / "site" / "notebooks"
    copy_notebooks = runpy.run_path(tmp_path / "site" / "conf.py")["copy_notebooks"]
    for name in ("01_first", "02_second", "03_third"):
        write_notebook(tmp_path, name=name)
    copy_notebooks()
    for copy in copies.iterdir():
        os.utime(copy, (10**9, 10**9))
    write_notebook(tmp_path, nbf.new_markdown_cell("More."), name="02_second")
    (tmp_path / "notebooks" / "03_third.ipynb").unlink()
    copy_notebooks()
    assert {copy.name: copy.stat().st_mtime == 10**9 for copy in copies.iterdir()} == {
        "01_first.ipynb": True,
        "02_second.ipynb": False,
    }
    assert "More." in (copies / "02_second.ipynb").read_text("utf-8")
