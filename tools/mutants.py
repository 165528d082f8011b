"""Test the tests of the helpers: change one thing in their code, and see whether a test notices.

`python tools/mutants.py` tries every mutant, `python tools/mutants.py grid checks.n04_scalar_perceptron` those of some
modules. The tests are collected once; then each mutant gets a forked process, in which the code of a function is
exchanged and the tests that reach its line run until one fails. So it needs a system that can fork.
"""

import importlib
import json
import os
import re
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

import coverage
import hypothesis
import pytest
from mutations import mutants_of, put_in

ROOT = Path(__file__).resolve().parent.parent
WORKERS = os.cpu_count()
SLOW = 3            # seconds: tests that take longer are left out, those of other processes among them
PATIENCE = 40       # seconds for a mutant
WANTED = 90         # per cent
LEFT_OUT = re.compile(r"test_(accessibility|equations|jupyterlab|pages|site|slides|beyond_\w+)\.py")


class Mutants:
    """A plugin of pytest that, in place of running the tests once, runs them for every mutant."""

    def __init__(self, modules):
        self.modules, self.durations, self.child = modules, Counter(), False

    def pytest_configure(self, config):
        hypothesis.settings.register_profile(
            "mutants", database=None, derandomize=True, deadline=None,
            suppress_health_check=list(hypothesis.HealthCheck),
            phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate])
        hypothesis.settings.load_profile("mutants")

    def pytest_runtest_logreport(self, report):
        if report.failed and self.child:
            os._exit(1)
        self.durations[report.nodeid] += report.duration

    def pytest_runtestloop(self, session):
        sources = [path for path in sorted((ROOT / "helpers").glob("**/*.py")) if path.stem != "__init__"]
        names = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in sources}
        chosen = {path: name for path, name in names.items() if not self.modules or name[8:] in self.modules}
        for name in chosen.values():
            importlib.import_module(name)
        reached = self.measure(session)
        mutants = [mutant for path, name in chosen.items() for mutant in mutants_of(path, name)]
        print(f"{len(mutants)} mutants", flush=True)
        results = in_processes(WORKERS, lambda worker: [
            (place, self.fate(session, mutants[place], reached)) for place in range(worker, len(mutants), WORKERS)])
        report(mutants, dict(results))
        return True

    def measure(self, session):
        """Run all tests once; return for each file and line the numbers of the tests that reach it, quickest first."""
        def half(worker):
            cover = coverage.Coverage(data_file=None, config_file=False, source=[str(ROOT / "helpers")])
            cover.start()
            for place in range(worker, len(session.items), WORKERS):
                cover.switch_context(str(place))
                run(session, [place])
            cover.stop()
            data = cover.get_data()
            took = {place: self.durations[item.nodeid] for place, item in enumerate(session.items)}
            return [(path, line, [int(c) for c in contexts if c], {c: took[int(c)] for c in contexts if c})
                    for path in data.measured_files() for line, contexts in data.contexts_by_lineno(path).items()]

        reached, durations = defaultdict(set), {}
        for path, line, places, took in in_processes(WORKERS, half):
            reached[path, line].update(places)
            durations.update({int(place): seconds for place, seconds in took.items()})
        return {key: sorted((place for place in places if durations[place] < SLOW), key=durations.get)
                for key, places in reached.items()}

    def fate(self, session, mutant, reached):
        """Return whether a mutant is killed, survives, or is reached by no test."""
        lines = [line for path, line in reached if path == mutant.path] if mutant.everywhere else mutant.lines
        tests = list(dict.fromkeys(place for line in lines for place in reached.get((mutant.path, line), ())))
        if not tests:
            return "not reached"
        child = os.fork()
        if child == 0:
            signal.alarm(PATIENCE)
            self.child = True
            try:
                put_in(mutant)
                run(session, tests)
            except BaseException:
                os._exit(1)
            os._exit(0)
        return "survives" if os.waitpid(child, 0)[1] == 0 else "killed"


def run(session, places):
    items = [session.items[place] for place in places]
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def in_processes(number, work):
    """Return what work(0), work(1), … return, lists of what JSON knows, joined; each runs in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / str(worker) for worker in range(number)]
        for worker, file in enumerate(files):
            if os.fork() == 0:
                file.write_text(json.dumps(work(worker)), "utf-8")
                os._exit(0)
        for _ in files:
            os.wait()
        return [entry for file in files for entry in json.loads(file.read_text("utf-8"))]


def report(mutants, results):
    """Print the survivors that tests/survivors.md does not explain, those it names that are dead, and the share."""
    excused = re.findall(r"^- `(.*)`:", (ROOT / "tests" / "survivors.md").read_text("utf-8"), re.MULTILINE)
    alive = {str(mutant): fate for place, mutant in enumerate(mutants) if (fate := results[place]) != "killed"}
    for text, fate in alive.items():
        if text not in excused:
            print(f"{fate}: {text}")
    tried = {mutant.name for mutant in mutants}
    for text in excused:
        if text not in alive and text.split()[0] in tried:
            print(f"in tests/survivors.md, but killed or gone: {text}")
    killed = Counter(results.values())["killed"]
    share = 100 * killed / len(mutants)
    print(f"{killed} of {len(mutants)} mutants are killed: {share:.1f} %")
    Mutants.failed = share < WANTED


def main(modules):
    start = time.monotonic()
    sys.path.insert(0, str(ROOT))
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "COURSE_QUIET"):
        os.environ[name] = "1"              # threads do not survive a fork
    tests = [str(path) for path in sorted((ROOT / "tests").glob("test_*.py")) if not LEFT_OUT.fullmatch(path.name)]
    pytest.main(["-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:terminal", "--rootdir", str(ROOT), *tests],
                plugins=[Mutants(modules)])
    print(f"{time.monotonic() - start:.0f} s")
    return getattr(Mutants, "failed", True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
