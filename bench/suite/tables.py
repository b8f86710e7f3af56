"""Measured figures as tables, for the terminal or as Markdown."""
import math
from dataclasses import dataclass, field

from .cases import LETTERS, MODELS

TITLES = {"mm1": "M/M/1, load 0.8", "mm16": "M/M/16, load 0.9", "tiers": "three tiers"}


@dataclass
class Table:
    title: str
    header: tuple
    rows: list = field(default_factory=list)

    def text(self):
        widths = [max(len(r[i]) for r in [self.header, *self.rows])
                  for i in range(len(self.header))]
        def line(row):
            return "  ".join(cell.ljust(w) if i == 0 else cell.rjust(w)
                             for i, (cell, w) in enumerate(zip(row, widths)))
        return "\n".join([self.title, line(self.header), *map(line, self.rows)])

    def markdown(self):
        def line(row):
            return "| " + " | ".join(row) + " |"
        rule = "|---|" + "---:|" * (len(self.header) - 1)
        return "\n".join([f"**{self.title}**", "", line(self.header), rule, *map(line, self.rows)])


def millions(seconds_each):
    return f"{1e-6 / seconds_each:.2f}"


def spread(ratio):
    """A median with its extremes."""
    return "{:.2f} ({:.2f}–{:.2f})".format(*ratio)


def best(seen, prefix):
    """The fastest of the loops under a name."""
    names = [n for n in seen.figures if n.startswith(prefix)]
    return min(names, key=lambda n: seen.median(n, "s"), default=None)


def limit(seen):
    table = Table("The engine against loops written by hand, for the same requests",
                  ("model", "headroom, M requests/s", "same statistics, best loop", "ratio",
                   "histogram only, best loop", "ratio"))
    for model in MODELS:
        ours = f"engine/{model}/headroom"
        row = [f"{LETTERS[model]}: {TITLES[model]}"]
        if not seen.has(ours):
            continue
        row.append(millions(seen.median(ours, "s")))
        for family in ("same", "minimal"):
            loop = best(seen, f"engine/{model}/{family}/")
            if loop is None:
                row += ["-", "-"]
                continue
            row.append(f"{millions(seen.median(loop, 's'))} {loop.split('/')[-1]}")
            row.append(spread(seen.ratio(ours, loop, "s")))
        table.rows.append(row)
    return table


def loops(seen):
    """All loops, since the best one is found by trying."""
    table = Table("Every loop, M requests/s",
                  ("model and loop", "histogram only", "same statistics"))
    for model in MODELS:
        prefix = f"engine/{model}/"
        names = [n.split("/")[-1] for n in seen.figures if n.startswith(prefix + "same/")]
        for loop in sorted(names):
            row = [f"{LETTERS[model]}: {loop}"]
            for family in ("minimal", "same"):
                name = f"{prefix}{family}/{loop}"
                row.append(millions(seen.median(name, "s")) if seen.has(name) else "-")
            table.rows.append(row)
    return table


def recording(seen):
    table = Table("What recording costs: everything against counts alone",
                  ("run", "everything, M requests/s", "counts, M requests/s", "cost"))
    runs = [(f"{LETTERS[m]}: {TITLES[m]}", f"engine/{m}/headroom", f"engine/{m}/headroom_counts")
            for m in MODELS]
    runs.append(("flagship, unprotected", "product/flagship_unprotected",
                 "product/flagship_unprotected_counts"))
    for title, full, counts in runs:
        if not seen.has(full, counts):
            continue
        ratio = seen.ratio(full, counts, "s")[0]
        table.rows.append([title, millions(seen.median(full, "s")),
                           millions(seen.median(counts, "s")), f"{(ratio - 1) * 100:.1f} %"])
    return table


def hold(seen):
    table = Table("Hold model: remove the next event, insert another, ns",
                  ("pending", "headroom's set", "4-ary heap", "heap, root replaced", "ratio to best"))
    for pending in (100, 10_000, 1_000_000):
        names = [f"hold/{s}/{pending}" for s in ("headroom", "heap", "heap_replace")]
        if not seen.has(*names):
            continue
        by_hand = min(names[1:], key=lambda n: seen.median(n, "s"))
        table.rows.append([f"{pending:,}".replace(",", " "),
                           *(f"{seen.median(n, 's') * 1e9:.0f}" for n in names),
                           spread(seen.ratio(names[0], by_hand, "s"))])
    return table


def yardsticks(seen):
    table = Table("The field, M requests/s", ("model", "headroom", "ns-3 core", "times", "SimPy",
                                               "times"))
    if not any(n.startswith("field/") for n in seen.figures):
        return table
    for model in MODELS:
        ours = f"engine/{model}/headroom"
        row = [f"{LETTERS[model]}: {TITLES[model]}"]
        if not seen.has(ours):
            continue
        each = seen.median(ours, "s")
        row.append(millions(each))
        for name in (f"field/ns3/{model}", f"field/simpy/{model}"):
            if not seen.has(name):
                row += ["not installed", "-"]
                continue
            theirs = seen.median(name, "cpu_s") / seen.median(name, "answered")
            row += [millions(theirs), f"{theirs / each:.1f}"]
        table.rows.append(row)
    return table


def product(seen):
    table = Table("The product: logical requests on one core, everything recorded",
                  ("run", "M requests/s", "ms a run", "M events/s"))
    titles = {"flagship_unprotected": "flagship, unprotected",
              "flagship_select_limited": "flagship, select limited at the database",
              "cache_hit": "gateway, app, cache hit"}
    for key, title in titles.items():
        name = f"product/{key}"
        if seen.has(name):
            seconds = seen.median(name, "run_s")
            table.rows.append([title, millions(seen.median(name, "s")), f"{seconds * 1e3:.0f}",
                               f"{seen.median(name, 'events_per_run') / seconds * 1e-6:.1f}"])
    if seen.has("product/cache_hit"):
        seconds = seen.median("product/cache_hit", "s") * 10_000 * 86_400
        table.rows.append(["a day at 10 000 requests/s, extrapolated", "",
                           f"{seconds * 1e3:.0f}", ""])
    if seen.has("growth/day"):
        table.rows.append(["the same day, run", millions(seen.median("growth/day", "run_s") /
                                                         seen.median("growth/day", "requests")),
                           f"{seen.median('growth/day', 'run_s') * 1e3:.0f}", ""])
    return table


def startup(seen):
    table = Table("From a file to the first event of the flagship, ms", ("step", "ms"))
    steps = (("read and check", "load_s"), ("compile", "compile_s"),
             ("make the world, caches warm", "world_s"), ("first event", "first_event_s"))
    if seen.has("startup/in_process"):
        for title, what in steps:
            table.rows.append([title, f"{seen.median('startup/in_process', what) * 1e3:.2f}"])
        total = [sum(f[w] for _, w in steps) for f in seen.figures["startup/in_process"]]
        table.rows.append(["together", f"{sorted(total)[len(total) // 2] * 1e3:.2f}"])
    for name, title in (("startup/validate", "`headroom validate`, the whole process, wall"),
                        ("startup/version", "`headroom --version`, the whole process, wall")):
        if seen.has(name):
            table.rows.append([title, f"{seen.median(name, 'wall_s') * 1e3:.1f}"])
    return table


def replications(seen):
    table = Table("Replications of the flagship on two cores", ("threads", "wall s", "times as fast"))
    if seen.has("replications/j1", "replications/j2"):
        ratio = seen.ratio("replications/j1", "replications/j2", "wall_s")
        table.rows.append(["1", f"{seen.median('replications/j1', 'wall_s'):.2f}", "1"])
        table.rows.append(["2", f"{seen.median('replications/j2', 'wall_s'):.2f}", spread(ratio)])
    return table


def sizes(seen, prefix):
    """Names under a prefix, by the number they end in."""
    names = [n for n in (*seen.figures, *seen.too_slow) if n.startswith(prefix)]
    return sorted(names, key=lambda n: float(n.split("/")[-1]))


def ns_per_event(seen, name):
    return seen.median(name, "run_s") / seen.median(name, "events") * 1e9


def requests(seen):
    names = [n for n in sizes(seen, "growth/requests/") if seen.has(n)]
    table = Table("Growth with requests (C)", ("requests", "s", "ns an event"))
    for name in names:
        table.rows.append([f"{float(name.split('/')[-1]):.0e}", f"{seen.median(name, 'run_s'):.3f}",
                           f"{ns_per_event(seen, name):.1f}"])
    if len(names) > 1:
        first, last = ((math.log(seen.median(n, "requests")), math.log(seen.median(n, "run_s")))
                       for n in (names[0], names[-1]))
        table.rows.append(["log-log slope", f"{(last[1] - first[1]) / (last[0] - first[0]):.3f}",
                           ""])
    return table


def parts(seen):
    table = Table("Growth with parts, at 50 000 requests/s in all",
                  ("parts", "read and check, s", "compile and make, s", "ns an event", "ratio",
                   "peak MB"))
    names = sizes(seen, "growth/parts/")
    for name in names:
        count = name.split("/")[-1]
        if name in seen.too_slow:
            table.rows.append([count, f"more than {seen.too_slow[name]}", "-", "-", "-", "-"])
            continue
        made = seen.median(name, "compile_s") + seen.median(name, "world_s")
        ratio = ns_per_event(seen, name) / ns_per_event(seen, names[0])
        table.rows.append([count, f"{seen.median(name, 'load_s'):.3f}", f"{made:.3f}",
                           f"{ns_per_event(seen, name):.1f}", f"{ratio:.2f}",
                           f"{seen.median(name, 'peak_bytes') / 1e6:.0f}"])
    return table


def inside(seen):
    table = Table("Growth with requests inside, at 10 000/s",
                  ("latency", "inside", "ns an event", "ratio", "peak MB", "bytes a request inside"))
    for law in ("constant", "exponential"):
        names = [n for n in sizes(seen, f"growth/inside/{law}/") if seen.has(n)]
        for name in names:
            ratio = ns_per_event(seen, name) / ns_per_event(seen, names[0])
            bytes_each = "-"
            if name != names[0]:
                more = seen.median(name, "peak_bytes") - seen.median(names[0], "peak_bytes")
                bytes_each = f"{more / seen.median(name, 'inside'):.0f}"
            table.rows.append([law, f"{seen.median(name, 'inside'):.0f}",
                               f"{ns_per_event(seen, name):.1f}", f"{ratio:.2f}",
                               f"{seen.median(name, 'peak_bytes') / 1e6:.1f}", bytes_each])
    return table


def hours(seen):
    table = Table("Memory over simulated time (C at 10 requests/s)",
                  ("hours", "requests", "peak MB", "ratio"))
    names = [n for n in sizes(seen, "growth/hours/") if seen.has(n)]
    for name in names:
        peak = seen.median(name, "peak_bytes")
        table.rows.append([name.split("/")[-1], f"{seen.median(name, 'requests'):.0f}",
                           f"{peak / 1e6:.1f}",
                           f"{peak / seen.median(names[0], 'peak_bytes'):.2f}"])
    return table


def all_tables(seen):
    makers = (limit, loops, recording, hold, yardsticks, product, startup, replications, requests,
              parts, inside, hours)
    return [t for t in (make(seen) for make in makers) if t.rows]
