"""The site, built once for all tests of a worker, and the browser that opens its pages."""

import os
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import browser
import matplotlib.pyplot as plt
import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, Phase, settings
from matplotlib.animation import Animation

ROOT = Path(__file__).resolve().parent.parent

# Tests make animations that nobody draws. matplotlib warns when one is deleted, which would be in the middle of another
# test, where warnings may be errors. Replaced, not removed: mutmut loads this file more than once in a process.
Animation.__del__ = lambda animation: None

# The same inputs in every run, however long a slow or busy machine takes.
settings.register_profile("course", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("course")
# For make mutants, which asks whether a test fails, not for the smallest input at which it does. With all inputs the
# mutants that live, and those that fall late, take half of its time.
settings.register_profile(
    "mutants", settings.get_profile("course"), max_examples=25, phases=[Phase.explicit, Phase.generate]
)


@pytest.fixture
def no_figures():
    """No figure is open when a test begins, whatever ran before, nor when it ends."""
    plt.close("all")
    yield
    plt.close("all")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site. The workers of pytest-xdist share it: one builds, the others wait for what it says."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    output, report = shared / "a folder" / "_site", shared / "site.txt"
    try:
        output.parent.mkdir()
    except FileExistsError:
        end = time.monotonic() + 300
        while not report.exists() and time.monotonic() < end:
            time.sleep(0.1)
    else:
        done = browser.build(ROOT / "site", output)
        (shared / "site.part").write_text(done.stderr if done.returncode else "built", encoding="utf-8")
        (shared / "site.part").rename(report)
    assert report.read_text("utf-8") == "built"
    return output


@pytest.fixture(scope="session")
def pages(site):
    """Every page, by its path relative to the site."""
    paths = sorted(site.rglob("*.html"))
    return {
        path.relative_to(site).as_posix(): BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for path in paths
        if path.relative_to(site).parts[0] not in {"_static", "_sources"}
    }


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="session", params=["file", "http"])
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


@pytest.fixture(scope="module")  # for longer, its event loop would run beneath the tests of other files
def chromium():
    with browser.started() as chromium:
        yield chromium


@pytest.fixture
def visit(chromium, address):
    """A function that opens a page of the site."""
    with browser.watched_page(chromium, address, height=800) as page:

        def open_page(name):
            page.goto(f"{address}/{name}", timeout=20_000)
            page.evaluate("document.fonts.ready")
            return page

        yield open_page
