"""How soon the pages of the site are seen, and how much moves while they load: a server on this machine, a processor
slowed down four times, as of a telephone. Needs Chromium and the site in _site."""

import shutil
import statistics
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SITE = Path(__file__).parent.parent / "_site"
PAGES = [
    "index.html",
    "notebooks/04_scalar_perceptron.html",
    "notebooks/09_backpropagation.html",
    "notebooks/15_grid_search_heatmaps.html",
    "corrections.html",
    "helpers.html",
]
SHIFT = """window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(e => window.shift += e.value))
    .observe({type: "layout-shift", buffered: true});"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


def main():
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None or not (SITE / "index.html").exists():
        sys.exit("The speed of the site is measured with Chromium, on what `make site` has built.")
    from playwright.sync_api import sync_playwright

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=SITE))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name in PAGES:
            for width in (1280, 375):
                paints, shifts = zip(
                    *[visit(browser, f"http://127.0.0.1:{server.server_port}/{name}", width) for _ in range(3)],
                    strict=True,
                )
                print(
                    f"{name:45} {width:5}   first contentful paint {statistics.median(paints):5.0f} ms"
                    f"   layout shift {max(shifts):.3f}"
                )


def visit(browser, address, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.add_init_script(SHIFT)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address)
    page.wait_for_timeout(1000)
    found = page.evaluate(PAINT), page.evaluate("window.shift")
    context.close()
    return found


if __name__ == "__main__":
    main()
