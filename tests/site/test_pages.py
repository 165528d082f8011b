"""The pages in a browser: each is whole and for everybody; search finds, paper has the solutions, and nothing is asked
of anybody."""

import pytest
from axe import faults, keep_one_of_each, pale
from notebooks import PATHS

NOTEBOOKS = [f"notebooks/{path.stem}.html" for path in PATHS]
NAMES = ["index.html", "corrections.html", "helpers.html", "search.html", "tested.html", *NOTEBOOKS]
SCROLL_BY_KEYBOARD = """() => [...document.querySelectorAll(".bd-content pre, .katex-display")].every(box =>
    box.scrollWidth <= box.clientWidth || box.tabIndex === 0 || !box.checkVisibility())"""
SERVED = ["index.html", "search.html", NOTEBOOKS[0]]  # from a server a few are enough
from_a_folder = pytest.mark.parametrize("address", ["file"], indirect=True)
from_a_server = pytest.mark.parametrize("address", ["http"], indirect=True)


@from_a_folder
@pytest.mark.parametrize("name", NAMES)
def test_a_page(visit, pages, name):
    """All rules of axe-core at the width of a telephone, and colours in both themes at that of a desk."""
    page = visit(name)
    check_formulas_and_images(page, formulas=len(pages[name].select(".formula")))
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        check_width(page, width)
    page.wait_for_function(SCROLL_BY_KEYBOARD)  # the theme looks a moment after the width has changed
    assert faults(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    keep_one_of_each(page)
    assert pale(page) == []
    page.add_style_tag(content="* { transition: none !important; }")  # no colours on their way
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert pale(page) == []


@from_a_server
@pytest.mark.parametrize("name", SERVED)
def test_a_page_from_a_server(visit, pages, name):
    """All rules at the width of a desk: what stands beside the text there is of the theme, on all pages alike."""
    page = visit(name)
    check_formulas_and_images(page, formulas=len(pages[name].select(".formula")))
    check_width(page, 1280)
    page.wait_for_function(SCROLL_BY_KEYBOARD)
    assert faults(page) == []


def check_formulas_and_images(page, formulas):
    assert page.locator(".formula").count() == formulas
    assert page.locator(".formula .katex").count() == page.locator(".katex").count() == formulas
    assert page.locator(".katex-error").count() == 0
    fonts = page.evaluate("[...document.fonts].filter(f => f.family.startsWith('KaTeX')).map(f => f.status)")
    assert "error" not in fonts
    assert ("loaded" in fonts) == (formulas > 0)
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")


def check_width(page, width):
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # The number of an equation stands to the right of its last part, scrolled to or not.
    gaps = page.evaluate("""[...document.querySelectorAll('.katex-tag')].map(tag =>
        tag.querySelector('.mord').getBoundingClientRect().left
        - tag.previousElementSibling.getBoundingClientRect().right)""")
    assert all(gap > 5 for gap in gaps)
    # What scrolls sideways is code or a wide equation.
    assert (
        page.evaluate("""[...document.querySelectorAll(".bd-content *")].filter(box =>
        box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0 && !box.closest("pre, .katex-display")
        && ["auto", "scroll"].includes(getComputedStyle(box).overflowX)).map(box => box.className)""")
        == []
    )


FOUND = {
    "9.21": "notebooks/09_backpropagation.html#equation-9-21",
    "equation 9.21": "notebooks/09_backpropagation.html#equation-9-21",
    "plateau": "notebooks/04_scalar_perceptron.html",
    "networkclassifier": "notebooks/12_network_class.html",
    "compare_gradients": "helpers.html#helpers.verify.compare_gradients",
}


@pytest.mark.parametrize(
    "address, query", [*(("file", query) for query in FOUND), ("http", "9.21")], indirect=["address"]
)
def test_search_finds_equations_words_and_code(visit, query):
    page = visit(f"search.html?q={query}")
    page.wait_for_selector("#search-results li a", timeout=20_000)
    page.wait_for_timeout(300)  # time for requests that should not be
    links = page.evaluate("[...document.querySelectorAll('#search-results li a')].map(a => a.getAttribute('href'))")
    assert FOUND[query] in links if query.isalpha() else links[0] == FOUND[query]


@from_a_server
def test_the_layout_does_not_shift(chromium, address):
    """The sum of what moves while a page loads and its formulas are set (cumulative layout shift) is below 0.1."""
    for name in ("index.html", "notebooks/09_backpropagation.html"):
        for width in (1280, 375):
            page = chromium.new_page(viewport={"width": width, "height": 800})
            page.add_init_script("""window.shift = 0;
                new PerformanceObserver(list => list.getEntries().forEach(entry => window.shift += entry.value))
                    .observe({type: "layout-shift", buffered: true});""")
            page.goto(f"{address}/{name}")
            page.evaluate("document.fonts.ready")
            page.wait_for_timeout(300)
            assert page.evaluate("window.shift") < 0.1, (name, width)
            page.close()


@from_a_folder
def test_paper_has_the_solutions_in_black_on_white(chromium, address):
    page = chromium.new_page(color_scheme="dark")
    page.goto(f"{address}/notebooks/04_scalar_perceptron.html")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    solutions = page.locator(".tag_solution .cell_input")
    assert solutions.count() == 5
    assert all(solutions.nth(k).is_visible() for k in range(5))
    assert not page.locator(".tag_hide-input .cell_input").first.is_visible()
    split = page.evaluate("""[...document.querySelectorAll(".bd-content .cell_output img")].filter(
        image => getComputedStyle(image).breakInside !== "avoid").length""")
    assert split == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert not solutions.first.is_visible()
    page.close()


@from_a_folder
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
