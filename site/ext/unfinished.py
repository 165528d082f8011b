"""A build that was killed leaves a mark in the output, and the next one trusts nothing that lies there: Sphinx takes a
page for up to date that is newer than its source, half-written or not."""

from pathlib import Path


def mark(app):
    return Path(app.outdir) / ".unfinished"


def begin(app):
    app.config.killed = mark(app).exists()
    mark(app).touch()


def everything_if_killed(app, env, added, changed, removed):
    return env.found_docs if app.config.killed else []


def end(app, exception):
    if exception is None:
        mark(app).unlink()


def setup(app):
    app.add_config_value("killed", False, "")
    app.connect("builder-inited", begin)
    app.connect("env-get-outdated", everything_if_killed)
    app.connect("build-finished", end)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
