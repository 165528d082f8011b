"""The site, built once for all tests of a worker, and the browser that opens its pages."""

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "site" / "ext"))


def build(source, output):
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "--quiet", source, output]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300)


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
        done = build(ROOT / "site", output)
        (shared / "site.part").write_text(done.stderr if done.returncode else "built", encoding="utf-8")
        (shared / "site.part").rename(report)
    assert report.read_text("utf-8") == "built"
    return output


@pytest.fixture(scope="session")
def pages(site):
    """Every page, by its path relative to the site."""
    paths = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): BeautifulSoup(path.read_text("utf-8"), "html.parser") for path in paths
            if path.relative_to(site).parts[0] not in {"_static", "_sources"}}


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


@pytest.fixture(scope="module")   # for longer, its event loop would run beneath the tests of other files
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

    def refuse(route):
        complaints.append(f"{page.url} asks for {route.request.url}")
        route.abort()

    def read(message):
        if message.type in {"error", "warning"}:
            complaints.append(f"{page.url} says {message.text}")

    def failed(request):
        if request.failure != "net::ERR_ABORTED":       # cut short when the next page was opened: no fault
            complaints.append(f"{page.url} did not get {request.url}")

    context.route(re.compile(f"^(?!{re.escape(address)}|data:|blob:)"), refuse)
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
