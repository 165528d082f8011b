"""JupyterLab as `make lab` starts it: one notebook runs from the menu, an exercise of another is done by typing, and
no file of the course changes."""

import json
import os
import re
import shlex
import shutil
import subprocess
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from lab import changed_files, jupyterlab, write_course
from notebooks import FOLDER, ROOT, START, code_cells, read, tags

NAME = "04_scalar_perceptron"
ARGUMENTS = ["-m", "jupyterlab"]
if hasattr(os, "geteuid") and os.geteuid() == 0:
    ARGUMENTS.append("--allow-root")


@pytest.fixture(scope="module")
def lab(chromium, tmp_path_factory):
    """The folder of a course in which JupyterLab runs, its address and its token."""
    folder = tmp_path_factory.mktemp("lab")
    write_course(folder / "course")
    with jupyterlab(folder / "course", folder, [*ARGUMENTS, f"work/{START}.ipynb"]) as (address, token):
        yield folder / "course", address, token


@pytest.fixture
def open_notebook(chromium, lab):
    """A function that opens a notebook; in the end there must be no error of the page, no request outside and no file
    of the course that has changed."""
    course, address, token = lab
    complaints = []
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(90_000)

    def refuse(route):
        complaints.append(f"asks for {route.request.url}")
        route.abort()

    context.route(re.compile(f"^(?!{re.escape(address)}|data:|blob:)"), refuse)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def open_page(name):
        page.goto(f"{address}lab/tree/{name}.ipynb?reset&token={token}")
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
        return page

    yield open_page
    context.close()
    assert not complaints, "\n".join(complaints)
    assert changed_files(course) == ""


def run_all_cells(page):
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    # A cell has run, and none waits. The first shows no count, because it is folded.
    page.wait_for_function(r"""() => document.querySelector(".jp-Notebook-ExecutionIndicator").dataset.status === "idle"
        && [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")].some(part => /\d/.test(part.textContent))""")


def save(page):
    with page.expect_response(lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url):
        page.keyboard.press("ControlOrMeta+s")


def without_pixels(cell):
    """The outputs of a cell as text, with everything of its figures but the pixels."""
    return re.sub(r"iVBORw0KGgo[\w+/=]*(\\n)?", "PIXELS", json.dumps(cell.outputs, sort_keys=True))


def alt(output):
    """The alternative text of a figure, or of an animation, which is HTML and has it in its plain form."""
    return output.metadata["image/png"]["alt"] if "image/png" in output.data else output.data["text/plain"]


@pytest.mark.parametrize(
    "arguments, opens",
    [
        (["lab"], f"work/{START}.ipynb"),
        (["lab", f"NOTEBOOK={NAME}"], f"work/{NAME}.ipynb"),
        (["edit"], "notebooks"),
        (["edit", f"NOTEBOOK={NAME}"], f"notebooks/{NAME}.ipynb"),
    ],
)
def test_make_gives_these_arguments(arguments, opens):
    if shutil.which("make") is None:
        pytest.skip("without make there is no `make lab`")
    done = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    *before, last = map(shlex.split, done.stdout.splitlines())
    assert last[1:] == [*ARGUMENTS, opens]
    assert (before[-1:] == [[last[0], "tools/work.py"]]) == (arguments[0] == "lab")


def test_who_has_no_token_is_refused(lab):
    _, address, token = lab
    assert urlsplit(address).hostname in {"localhost", "127.0.0.1"} and len(token) >= 32
    assert urlopen(f"{address}api/contents?token={token}").status == 200
    for query in ("", "?token=", f"?token={token[::-1]}"):
        with pytest.raises(HTTPError, match="403"):
            urlopen(f"{address}api/contents{query}")
        assert urlsplit(urlopen(f"{address}lab{query}").url).path == "/login"


def test_imports_and_solutions_are_folded(open_notebook):
    """Each with its output, until the reader runs it."""
    page = open_notebook(NAME)
    cells = read(FOLDER / f"{NAME}.ipynb").cells
    page.locator(".jp-Cell").nth(len(cells) - 1).wait_for(state="attached")
    for part, area in [("source_hidden", "Input"), ("outputs_hidden", "Output")]:
        shown = page.evaluate(
            """area => [...document.querySelectorAll(".jp-Notebook .jp-Cell")].map(
            cell => Boolean(cell.querySelector(`.jp-${area}Area`)?.checkVisibility()))""",
            area,
        )
        for cell, seen in zip(cells, shown, strict=True):
            if area == "Input" or cell.get("outputs"):
                assert seen == (part not in cell.metadata.get("jupyter", {})), cell.source


def test_a_notebook_runs_from_the_menu(lab, open_notebook):
    stored = read(FOLDER / f"{NAME}.ipynb")
    page = open_notebook(NAME)
    run_all_cells(page)
    save(page)
    saved = read(lab[0] / "work" / f"{NAME}.ipynb")

    outputs = [output for cell in code_cells(saved) for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]
    for ours, theirs in zip(code_cells(saved), code_cells(stored), strict=True):
        assert ours.execution_count == theirs.execution_count
        if "nbval-ignore-output" not in tags(ours):
            assert without_pixels(ours) == without_pixels(theirs)

    # What the reader sees of this.
    text = "\n".join(cell.source for cell in stored.cells if cell.cell_type == "markdown")
    formulas = re.findall(r"\$\$.+?\$\$|\$.+?\$", re.sub("`.+?`", "", text), re.DOTALL)
    page.locator("mjx-container").nth(len(formulas) - 1).wait_for(state="attached")
    assert page.locator("mjx-container").count() == len(formulas)
    assert page.locator("merror").count() == 0
    # An unknown command, and what is no formula to MathJax, stay as they are.
    texts = page.locator(".jp-RenderedMarkdown").all_text_contents()
    assert not [text for text in texts if "$" in text or "\\" in text]
    images = page.evaluate("""[...document.querySelectorAll(".jp-OutputArea img")].map(
        image => image.naturalWidth > 0 && image.alt)""")
    assert images == [
        alt(output) for cell in code_cells(stored) for output in cell.outputs if "text/html" in output.get("data", {})
    ]


def test_an_exercise_is_done_by_typing_and_counts(lab, open_notebook):
    page = open_notebook("01_chain_rule")
    page.locator(".jp-CodeCell .jp-InputPrompt").first.click()  # the imports, which are folded
    page.keyboard.press("Shift+Enter")
    stub = page.locator(".jp-CodeCell", has_text="def slope(df, g, dg, x):").first
    for answer, reply in [
        ("df(x) * dg(x)", "1.1 not yet: the outer derivative is taken at x."),
        ("df(g(x)) * dg(x)", "1.1 correct"),
    ]:
        stub.locator(".cm-line").nth(1).click()
        page.keyboard.press("End")
        page.keyboard.press("Shift+Home")
        page.keyboard.type(f"return {answer}")
        page.keyboard.press("Shift+Enter")
        stub.locator(".jp-OutputArea").get_by_text(reply).wait_for()
    save(page)
    assert json.loads((lab[0] / "work" / "progress.json").read_text("utf-8")) == ["1.1"]


def test_the_first_page_runs_and_shows_what_is_solved(lab, open_notebook):
    (lab[0] / "work" / "progress.json").write_text('["2.3"]', encoding="utf-8")
    page = open_notebook(START)
    assert page.locator(".jp-Dialog").count() == 0
    assert page.get_by_text("official Jupyter news").count() == 0
    run_all_cells(page)
    page.get_by_text("2.2 ·  2.3 ✓  2.4 ·").wait_for()
    page.locator(".jp-RenderedMarkdown").get_by_role("link", name="07 Logic gates").click()
    page.locator(".jp-RenderedMarkdown").get_by_role("heading", name="Why no line makes XOR").wait_for()
