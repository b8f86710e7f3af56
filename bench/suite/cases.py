"""What is run, by section. Every case is a process of its own."""
import subprocess
import sys
from dataclasses import dataclass

from .measure import Case, google_benchmark, json_line, run, wall_clock

MODELS = ("mm1", "mm16", "tiers")
LETTERS = {"mm1": "A", "mm16": "B", "tiers": "C"}
SECTIONS = ("limit", "hold", "field", "product", "startup", "replications", "growth")
FANOUTS = (2, 10, 46)


def parts_of(fanout):
    return sum(fanout ** level for level in range(4))


@dataclass(frozen=True)
class Places:
    root: object   # the repository
    build: object  # of the preset "bench"

    @property
    def bench(self):
        return str(self.build / "bench" / "headroom_bench")

    @property
    def one_run(self):
        return str(self.build / "bench" / "headroom_bench_run")


def in_process(places, smoke):
    """Google Benchmark's cases, by the first word of their names."""
    sections = {"engine": "limit", "hold": "hold", "product": "product"}
    seconds = "0.001" if smoke else "0.1"
    for name in run((places.bench, "--benchmark_list_tests"), 60).split():
        section = sections.get(name.split("/")[0])
        if section is None:
            continue
        command = (places.bench, f"--benchmark_filter=^{name}$", "--benchmark_format=json",
                   f"--benchmark_min_time={seconds}")
        yield Case(name, section, command, google_benchmark)


def yardsticks(places, smoke):
    """The field's: those that are installed."""
    ns3 = places.build / "bench" / "headroom_bench_ns3"
    requests = {"ns3": 100_000 if smoke else 500_000, "simpy": 20_000 if smoke else 50_000}
    programs = {"ns3": (str(ns3),) if ns3.exists() else None,
                "simpy": simpy_program(places)}
    for name, program in programs.items():
        for model in MODELS if program else ():
            yield Case(f"field/{name}/{model}", "field",
                       (*program, model, str(requests[name])), json_line, rounds=5)


def simpy_program(places):
    """With the interpreter that has the package: Debian's installs for its own only."""
    for python in (sys.executable, "/usr/bin/python3"):
        found = subprocess.run((python, "-c", "import simpy"), capture_output=True)
        if found.returncode == 0:
            return (python, "-B", str(places.root / "bench/field/simpy_models.py"))
    return None


def startup(places):
    headroom = str(places.build / "cli" / "headroom")
    flagship = str(places.root / "scenarios/cache-loss.scenario.json")
    yield Case("startup/in_process", "startup", (places.one_run, "startup"), json_line)
    yield Case("startup/validate", "startup", (headroom, "validate", flagship), wall_clock)
    yield Case("startup/version", "startup", (headroom, "--version"), wall_clock)


def replications(places, smoke):
    runs = "2" if smoke else "12"
    for jobs in ("1", "2"):
        yield Case(f"replications/j{jobs}", "replications",
                   (places.one_run, "replications", runs, jobs), json_line, rounds=5)


def growth(places, smoke, long):
    def case(name, *arguments, rounds=3, timeout=120):
        return Case(f"growth/{name}", "growth", (places.one_run, *map(str, arguments)), json_line,
                    rounds=1 if smoke else rounds, timeout=timeout)

    for requests in (10**4, 10**5) if smoke else (10**5, 10**6, 10**7):
        yield case(f"requests/{requests}", "requests", requests)
    for fanout in FANOUTS[:2] if smoke else FANOUTS:
        yield case(f"parts/{parts_of(fanout)}", "parts", fanout, 1 if smoke else 20, timeout=60)
    for law in ("constant", "exponential"):
        for inside in (100, 10**4) if smoke else (100, 10**6):
            yield case(f"inside/{law}/{inside}", "inside", inside, law, 5 if smoke else 300)
    for hours in (0.1, 1) if smoke else (1, 2, 24):
        yield case(f"hours/{hours}", "hours", hours)
    if long:
        yield case(f"requests/{10**8}", "requests", 10**8, rounds=1, timeout=1800)
        yield case("day", "cachehit", 10_000, 86_400, rounds=1, timeout=7200)


def all_cases(places, smoke, long):
    yield from in_process(places, smoke)
    yield from yardsticks(places, smoke)
    yield from startup(places)
    yield from replications(places, smoke)
    yield from growth(places, smoke, long)
