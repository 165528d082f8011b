"""The site: it builds without a warning, asks nobody for anything, and every page shows what its notebook holds."""

import json
import os
import runpy
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat.v4 as nbf
import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MEGABYTE = 10**6


def build(source, output):
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "--quiet", source, output]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    output = tmp_path_factory.mktemp("a folder") / "_site"
    done = build(ROOT / "site", output)
    assert done.returncode == 0, done.stderr
    return output


@pytest.fixture(scope="module")
def pages(site):
    """Every page, by its path relative to the site."""
    paths = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): BeautifulSoup(path.read_text("utf-8"), "html.parser") for path in paths
            if path.relative_to(site).parts[0] not in {"_static", "_sources"}}


def local_files(site, name, page, *tags):
    """The files that these tags of a page name; an address outside the site fails the test."""
    for tag in page.find_all(tags):
        address = tag.get("src") or tag.get("href") or ""
        assert not tag.get("srcset")
        parts = urlsplit(address)
        if tag.name == "a" and parts.scheme in {"http", "https"} or address.startswith("data:"):
            continue
        assert not parts.scheme and not parts.netloc, f"{name} asks for {address}"
        if parts.path:
            yield ((site / name).parent / unquote(parts.path)).resolve()


# What is in the pages

def test_every_notebook_has_a_page(pages):
    assert NOTEBOOKS
    assert {f"notebooks/{path.stem}.html" for path in NOTEBOOKS} | {"index.html", "search.html"} == set(pages)


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
    stored = [output["metadata"]["image/png"]["alt"] if "image/png" in output["data"]
              else "".join(output["data"]["text/plain"])
              for output in outputs if {"image/png", "text/html"} & set(output.get("data", {}))]
    images = pages[f"notebooks/{path.stem}.html"].select(".bd-article img")
    assert [image.get("alt") for image in images] == stored
    assert all(stored)
    # The player of an animation puts its frames into an image that is empty at first.
    assert all(image["src"].startswith("../_images/") for image in images if "src" in image.attrs)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_solutions_and_long_code_are_folded(path, pages):
    tags = [cell["metadata"].get("tags", []) for cell in json.loads(path.read_text("utf-8"))["cells"]]
    page = pages[f"notebooks/{path.stem}.html"]
    for tag, prompt in [("solution", "Show the solution"), ("hide-input", "Show the code of this figure")]:
        cells = page.select(f".tag_{tag}")
        assert len(cells) == sum(tag in cell for cell in tags)
        for cell in cells:
            fold = cell.find("details", recursive=False)
            assert prompt in fold.summary.get_text()
            assert "open" not in fold.attrs
            shown = [part for part in cell.find_all(recursive=False) if part is not fold]
            assert [part["class"][0] for part in shown] == (["cell_output"] if tag == "hide-input" else [])


def test_pages_are_light(site, pages):
    for name, page in pages.items():
        files = {path for path in local_files(site, name, page, "script", "link", "img") if path.suffix != ".html"}
        weight = (site / name).stat().st_size + sum(path.stat().st_size for path in files)
        assert weight < 2 * MEGABYTE, f"{name} weighs {weight / MEGABYTE:.1f} MB"


# What conf.py does with notebooks that do not exist in the course

@pytest.fixture
def course(tmp_path):
    """A course of one page and one notebook, which the test writes."""
    shutil.copytree(ROOT / "site", tmp_path / "site", ignore=shutil.ignore_patterns("notebooks"))
    for folder in ("notebooks", "helpers"):
        (tmp_path / folder).mkdir()
    (tmp_path / "helpers" / "network.py").write_text("the network\n")
    return tmp_path


def write_notebook(course, *cells, name="01_first"):
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}, "language_info": {"name": "python"}}
    notebook = nbf.new_notebook(cells=[nbf.new_markdown_cell("# A title"), *cells], metadata=metadata)
    (course / "notebooks" / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def test_links_and_formulas(course):
    tex = r"a<b \;\&\; c>d \\ \begin{bmatrix} 1 & 2 \end{bmatrix} \tag{1.1}"
    write_notebook(course, name="02_second")
    write_notebook(course, nbf.new_markdown_cell(
        "[next](02_second.ipynb), [code](../helpers/network.py), [above](#a-title), [out](https://example.org), "
        f"$x<y$ and\n\n$$\n{tex}\n$$"))
    done = build(course / "site", course / "_site")
    assert done.returncode == 0, done.stderr
    folder = course / "_site" / "notebooks"
    page = BeautifulSoup((folder / "01_first.html").read_text("utf-8"), "html.parser").article
    assert [formula.get_text().strip() for formula in page.select(".formula")] == ["x<y", tex]
    links = {link.get_text(): link["href"] for link in page.find_all("a")}
    assert (links["next"], links["above"], links["out"]) == ("02_second.html", "#a-title", "https://example.org")
    assert (folder / links["code"]).read_text() == "the network\n"


def test_links_to_nothing_fail_the_build(course):
    targets = ["02_second.ipynb", "../helpers/missing.py", "#nowhere", "../../outside.txt"]
    (course.parent / "outside.txt").write_text("not part of the course")
    write_notebook(course, *[nbf.new_markdown_cell(f"[somewhere]({target})") for target in targets])
    done = build(course / "site", course / "_site")
    assert done.returncode != 0
    assert [target for target in targets if target.strip("#") not in done.stderr] == []


def test_notebooks_are_copied_when_they_change_and_removed_when_they_go(course):
    copies = course / "site" / "notebooks"
    copy_notebooks = runpy.run_path(course / "site" / "conf.py")["copy_notebooks"]
    for name in ("01_first", "02_second", "03_third"):
        write_notebook(course, name=name)
    copy_notebooks()
    for copy in copies.iterdir():
        os.utime(copy, (10**9, 10**9))
    write_notebook(course, nbf.new_markdown_cell("More."), name="02_second")
    (course / "notebooks" / "03_third.ipynb").unlink()
    copy_notebooks()
    assert {copy.name: copy.stat().st_mtime == 10**9 for copy in copies.iterdir()} == {
        "01_first.ipynb": True, "02_second.ipynb": False}
    assert "More." in (copies / "02_second.ipynb").read_text("utf-8")


# The pages in a browser

class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="module", params=["file", "http"])
def address(request, site):
    """Where the browser finds the site: in its folder, and on a server."""
    if request.param == "file":
        yield site.as_uri()
    else:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api", reason="without playwright no page is loaded in a browser")
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("without Chromium on the PATH no page is loaded in a browser")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[
            "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--no-first-run"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, address):
    """A function that opens a page of the site; in the end there must be no complaint and no request outside."""
    complaints = []
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()

    def outside(url):
        return not url.startswith((address, "data:", "blob:"))

    def refuse(route):
        complaints.append(f"{page.url} asks for {route.request.url}")
        route.abort()

    def read(message):
        if message.type in {"error", "warning"}:
            complaints.append(f"{page.url} says {message.text}")

    def failed(request):
        if request.failure != "net::ERR_ABORTED":       # cut short when the next page was opened: no fault
            complaints.append(f"{page.url} did not get {request.url}")

    context.route(outside, refuse)
    page.on("console", read)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("requestfailed", failed)

    def open_page(name):
        page.goto(f"{address}/{name}", timeout=20_000)
        page.evaluate("document.fonts.ready")
        return page

    yield open_page
    context.close()
    assert not complaints, "\n".join(complaints)


def test_pages_load_and_formulas_are_typeset(visit, pages):
    for name, source in pages.items():
        page = visit(name)
        formulas = len(source.select(".formula"))
        assert page.locator(".formula").count() == formulas
        assert page.locator(".formula .katex").count() == page.locator(".katex").count() == formulas, name
        assert page.locator(".katex-error").count() == 0, name
        fonts = page.evaluate("[...document.fonts].filter(f => f.family.startsWith('KaTeX')).map(f => f.status)")
        assert "error" not in fonts
        assert ("loaded" in fonts) == (formulas > 0)
        assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)"), name


def test_pages_fit_a_telephone_and_a_screen(visit, pages):
    for name in pages:
        page = visit(name)
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            # The number of an equation stands to the right of its last part, scrolled to or not.
            gaps = page.evaluate("""[...document.querySelectorAll('.katex-tag')].map(tag =>
                tag.querySelector('.mord').getBoundingClientRect().left
                - tag.previousElementSibling.getBoundingClientRect().right)""")
            assert all(gap > 5 for gap in gaps), f"{name}: {gaps}"


def test_search_finds_a_page(visit):
    page = visit("search.html?q=derivative")
    page.wait_for_selector("#search-results li a", timeout=20_000)
    page.wait_for_timeout(500)  # time for requests that should not be


def test_a_solution_opens_by_keyboard(visit, pages):
    name = next(name for name, page in pages.items() if page.select(".tag_solution"))
    page = visit(name)
    solution = page.locator(".tag_solution details").first
    code = solution.locator(".cell_input")
    summary = solution.locator("summary")
    assert not code.is_visible()
    assert summary.inner_text().strip() == "Show the solution"
    assert summary.get_attribute("aria-label") is None  # it would hide that text from a screen reader
    summary.focus()
    page.keyboard.press("Enter")
    assert code.is_visible()
    assert summary.inner_text().strip() == "Hide the solution"
