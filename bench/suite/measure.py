"""Running cases in rounds: each round runs every case once, in a new order.

What the machine does to one case it does to its neighbours of the same round, so ratios are taken
round by round, and their median is what counts.
"""
import json
import random
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """One command and how its output is read. Figures are plain numbers by name."""
    name: str
    section: str
    command: tuple
    read: callable
    rounds: int = 1_000_000  # at most so many
    timeout: int = 120       # seconds


class Failed(Exception):
    pass


@dataclass
class Measured:
    """Figures of every case, one dictionary a round; and what went wrong."""
    figures: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    too_slow: dict = field(default_factory=dict)  # name: seconds allowed

    def has(self, *names):
        return all(self.figures.get(n) for n in names)

    def each(self, name, what):
        return [f[what] for f in self.figures[name]]

    def median(self, name, what):
        return statistics.median(self.each(name, what))

    def ratio(self, above, below, what):
        """Median, least and greatest of the ratios round by round."""
        pairs = zip(self.each(above, what), self.each(below, what))
        ratios = [a / b for a, b in pairs]
        return statistics.median(ratios), min(ratios), max(ratios)


def run(command, timeout):
    """Its output; raises Failed with its last words."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout)
    if done.returncode != 0:
        words = (done.stderr.strip() or done.stdout.strip()).splitlines()[-5:]
        raise Failed(f"exit code {done.returncode}: " + " / ".join(words))
    return done.stdout


def measure(cases, rounds, say):
    """Runs all cases; a case that fails or takes too long is left out of later rounds."""
    seen = Measured()
    gone = set()
    for number in range(rounds):
        todo = [c for c in cases if number < c.rounds and c.name not in gone]
        random.Random(number).shuffle(todo)
        began = time.perf_counter()
        for case in todo:
            try:
                figures = case.read(case)
            except subprocess.TimeoutExpired:
                seen.too_slow[case.name] = case.timeout
                seen.figures.pop(case.name, None)
                gone.add(case.name)
            except Failed as error:
                seen.problems.append(f"{case.name}: {error}")
                seen.figures.pop(case.name, None)
                gone.add(case.name)
            else:
                seen.figures.setdefault(case.name, []).append(figures)
        say(f"round {number + 1} of {rounds}: {len(todo)} cases, "
            f"{time.perf_counter() - began:.0f} s")
    return seen


# How a case's output becomes figures.

def json_line(case):
    return json.loads(run(case.command, case.timeout))


def google_benchmark(case):
    """CPU seconds per item (or per iteration, where a benchmark counts none), and its counters."""
    output = run(case.command, case.timeout)
    (entry,) = json.loads(output)["benchmarks"]
    if entry.get("error_occurred"):
        raise Failed(entry["error_message"])
    unit = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}[entry["time_unit"]]
    per_run = entry["cpu_time"] * unit
    figures = {"run_s": per_run, "s": per_run}
    if "items_per_second" in entry:
        figures["s"] = 1 / entry["items_per_second"]
    for counter in ("answered", "mean_s", "events_per_run"):
        if counter in entry:
            figures[counter] = entry[counter]
    return figures


def wall_clock(case):
    began = time.perf_counter()
    run(case.command, case.timeout)
    return {"wall_s": time.perf_counter() - began}


def say(text):
    print(f"scripts/bench: {text}", file=sys.stderr, flush=True)
