"""A JupyterLab for tests: with a copy of the notebooks, and without the user's settings."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

from notebooks import PATHS

SETTINGS = {
    # No question about news, and no look for a newer version.
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    # Every cell is part of the page, scrolled to or not.
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}


def write_copies(folder):
    """Copy the notebooks with their outputs, but without counts: a count then says that the cell has run here."""
    folder.mkdir()
    for path in PATHS:
        notebook = json.loads(path.read_text("utf-8"))
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["execution_count"] = None
        (folder / path.name).write_text(json.dumps(notebook), encoding="utf-8")


def environment(folder):
    """The variables of a server that reads and writes nothing of Jupyter's outside this folder and sys.prefix."""
    own = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime",
           "IPYTHONDIR": "ipython"}
    return ({name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
            | {name: str(folder / place) for name, place in own.items()})


def listening(runtime):
    """What the server says of itself, or None as long as it takes no connections; it writes it down before."""
    if not list(runtime.glob("jpserver-*-open.html")):              # written after the .json
        return None
    running = json.loads(next(runtime.glob("jpserver-*.json")).read_text())
    try:
        socket.create_connection((running["hostname"], running["port"]), timeout=1).close()
    except OSError:
        return None
    return running


@contextmanager
def jupyterlab(folder, arguments):
    """Run Python with these arguments, which start JupyterLab, in a folder; yield the server's address and token."""
    write_copies(folder / "notebooks")
    (folder / "config" / "labconfig").mkdir(parents=True)
    (folder / "config" / "labconfig" / "default_setting_overrides.json").write_text(json.dumps(SETTINGS))
    options = ["--no-browser", "--ServerApp.port=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")
    with open(folder / "log", "w") as log:
        server = subprocess.Popen([sys.executable, *arguments, *options], cwd=folder, env=environment(folder),
                                  stdout=log, stderr=log)
    try:
        end = time.monotonic() + 60
        while not (running := listening(folder / "runtime")):
            assert server.poll() is None and time.monotonic() < end, (folder / "log").read_text()
            time.sleep(0.05)
        yield running["url"], running["token"]
    finally:
        server.terminate()          # it ends its kernels; without it they end by themselves
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
