"""A recording: what a real system did second by second, repetition by repetition, and its figures.

Two layouts hold the same facts: the recorder's own (NAME/rep1/{run.json,seconds.csv,app.csv} and
NAME/summary.json) and the repository's compact one (NAME.csv, NAME.json in tests/truth/recorded).
"""
import csv
import json
from pathlib import Path

# By second of the arrival (offered .. lat_p99_ms) and of the clock (hits .. max_queue).
COLUMNS = ("offered", "op_ok", "s429", "s503", "s504", "timeouts", "lat_p99_ms",
           "hits", "misses", "db_queries", "max_queue")
CLIENT = COLUMNS[:7]
APP = COLUMNS[7:]
RECOVERED_SHARE, RECOVERED_SECONDS = 0.99, 5


class Recording:
    """name, what, parameters, events, windows, duration, instances; repetitions: one dict of
    columns each; p99: {"p99_calm_ms": [..], "p99_event_ms": [..]} by repetition."""

    def __init__(self, name, facts, repetitions):
        self.name, self.facts, self.repetitions = name, facts, repetitions
        self.what = facts["what"]
        self.parameters = facts["parameters"]
        self.events = facts["events"]
        self.windows = {**facts["windows"], "hits_from": hits_from(facts)}
        self.duration = facts["duration"]
        self.instances = facts["instances"]
        self.p99 = facts["p99"]

    def figures(self):
        """Each figure's values, one a repetition."""
        rows = [figures_of(r, self.windows, self.duration) for r in self.repetitions]
        out = {name: [row[name] for row in rows] for name in rows[0]}
        out.update(self.p99)
        return out


def event_end(windows):
    return windows.get("event_end", windows["event"][1])


def hits_from(facts):
    """The first whole second after the event, and after the cache is back: while it is down, the
    recordings count a look-up that fails as a miss, a simulation as a failure."""
    back = [e["done_t"] for e in facts["events"] if e["do"] == "redis_start"]
    return int(max([event_end(facts["windows"])] + back)) + 1


def mean(values):
    return sum(values) / len(values) if values else None


def share(part, whole):
    return part / whole if whole else None


def figures_of(seconds, windows, duration):
    """The figures that the columns alone tell; the same for recordings and simulations."""
    def total(column, start, end):
        return sum(x or 0 for x in seconds[column][int(start):int(end)])

    calm, event, end = windows["calm"], windows["event"], event_end(windows)
    spans = {"calm": calm, "event": event, "after": (event[1], duration),
             "last15": (duration - 15, duration)}
    out = {}
    for name, (a, b) in spans.items():
        if name != "last15":
            out[f"goodput_{name}_per_s"] = total("op_ok", a, b) / (b - a)
    for name, (a, b) in spans.items():
        out[f"ok_share_{name}"] = share(total("op_ok", a, b), total("offered", a, b))
    for column in ("s429", "s503", "s504", "timeouts"):
        out[column] = sum(seconds[column])
    out["recovered_at_s"] = recovered_at(seconds, end, duration)
    out["peak_queue"] = max(seconds["max_queue"])
    hits, misses = (total(c, windows["hits_from"], duration) for c in ("hits", "misses"))
    out["hit_ratio_after"] = share(hits, hits + misses)
    out["db_queries"] = sum(seconds["db_queries"])
    return out


def recovered_at(seconds, start, duration):
    """First second at or after `start` from which 99 % are answered well in 5 seconds running."""
    good = [ok >= RECOVERED_SHARE * offered
            for ok, offered in zip(seconds["op_ok"], seconds["offered"])]
    for t in range(int(start), int(duration) - RECOVERED_SECONDS + 1):
        if all(good[t:t + RECOVERED_SECONDS]):
            return t
    return None


def number(text):
    return float(text) if text != "" else None


def read_columns(path, columns, column_of_time="t"):
    """Sums rows of equal time (instances) into one list per column."""
    rows = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            values = [number(row[c]) for c in columns]
            t = int(row[column_of_time])
            old = rows.get(t)
            rows[t] = values if old is None else [(a or 0) + (b or 0) for a, b in zip(old, values)]
    return {c: [rows[t][i] if t in rows else 0 for t in range(max(rows) + 1)]
            for i, c in enumerate(columns)}


def from_recorder(folder):
    """Reads NAME/ as the recorder left it; checks its own figures against the recorder's."""
    folder = Path(folder)
    repetitions, runs = [], []
    for rep in sorted(folder.glob("rep*")):
        runs.append(json.loads((rep / "run.json").read_text()))
        client = {"lat_p99_ms": "lat_p99_ms"}
        columns = read_columns(rep / "seconds.csv", [client.get(c, c) for c in CLIENT])
        columns.update(read_columns(rep / "app.csv", APP))
        repetitions.append(columns)
    first = runs[0]
    summary = json.loads((folder / "summary.json").read_text())
    metrics = summary["metrics"]
    facts = {
        "what": first["parameters"]["what"],
        "parameters": {k: first["parameters"][k] for k in ("app", "client", "schedule", "preload")},
        "events": real_events(runs),
        "windows": first["parameters"]["windows"],
        "duration": first["parameters"]["duration"],
        "instances": len(first.get("app_seeds", [0])),
        "p99": {k: metrics[k]["values"] for k in ("p99_calm_ms", "p99_event_ms")},
    }
    recording = Recording(folder.name, facts, repetitions)
    check_against(recording, metrics)
    return recording


def real_events(runs):
    """What was done, with the mean of the instants at which it really began and was done."""
    out = []
    for index, planned in enumerate(runs[0]["parameters"]["events"]):
        real = [run["events"][index] for run in runs]
        out.append({**planned, **{k: round(mean([e[k] for e in real]), 4)
                                  for k in ("begun_t", "done_t")}})
    return out


def check_against(recording, metrics):
    figures = recording.figures()
    for ours, theirs in (("ok_share_event", "ok_share_event"), ("peak_queue", "peak_queue"),
                         ("recovered_at_s", "recovered_at_s"), ("db_queries", "db_queries"),
                         ("timeouts", "timeouts"), ("goodput_event_per_s", "goodput_event_per_s")):
        for a, b in zip(figures[ours], metrics[theirs]["values"]):
            if (a is None) != (b is None) or (a is not None and abs(a - b) > 5e-4 * max(1, abs(b))):
                raise SystemExit(f"{recording.name}: {ours} is {a} by the second, {b} in the summary")


def from_compact(path):
    """Reads NAME.json and NAME.csv beside it."""
    path = Path(path)
    facts = json.loads(path.read_text())
    repetitions = []
    with open(path.with_suffix(".csv"), newline="") as file:
        for row in csv.DictReader(file):
            while len(repetitions) < int(row["repetition"]):
                repetitions.append({c: [] for c in COLUMNS})
            for c in COLUMNS:
                repetitions[-1][c].append(number(row[c]))
    return Recording(path.stem, facts, repetitions)


def write_compact(recording, folder, source):
    folder = Path(folder)
    facts = {"source": source, **recording.facts}
    (folder / f"{recording.name}.json").write_text(json.dumps(facts, indent=1) + "\n")

    def text(value):
        return "" if value is None else f"{value:g}" if value != int(value) else str(int(value))

    with open(folder / f"{recording.name}.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("repetition", "t") + COLUMNS)
        for index, seconds in enumerate(recording.repetitions, 1):
            for t in range(max(len(seconds[c]) for c in COLUMNS)):
                out.writerow([index, t] + [text(seconds[c][t] if t < len(seconds[c]) else 0)
                                           for c in COLUMNS])
