"""Runs a scenario many times and brings it into the shape of a recording."""
import csv
import json
import subprocess
import tempfile
from pathlib import Path

from .recording import COLUMNS, figures_of

UNITS = {"us": 1e-3, "µs": 1e-3, "ms": 1.0, "s": 1e3}


def milliseconds(text):
    value, unit = text.split()
    return float(value) * UNITS[unit]


def probes(recording):
    """Assertions that only measure: p99 in the two windows, the hit ratio afterwards."""
    windows = recording.windows

    def window(a, b):
        return {"from": f"{a:g}s", "to": f"{b:g}s"}

    latency = {"flow": "item", "metric": "latency", "aggregation": "p99", "op": "gte", "value": "0s"}
    return [{**latency, "window": window(*windows["calm"])},
            {**latency, "window": window(*windows["event"])},
            {"part": "redis", "metric": "hit_ratio", "op": "gte", "value": "0%",
             "window": window(windows["hits_from"], recording.duration)}]


class Simulation:
    """repetitions and figures() as a Recording's; `runs` in all, of each document in turn, each with
    a seed of its own."""

    def __init__(self, recording, documents, headroom, runs):
        self.recording = recording
        self.repetitions, self.rows = [], []
        with tempfile.TemporaryDirectory() as folder:
            for index, document in enumerate(documents):
                path = Path(folder) / f"probe{index}.scenario.json"
                path.write_text(json.dumps({**document, "assert": probes(recording)}))
                for seed in range(1 + index, 1 + runs, len(documents)):
                    self._run(headroom, path, seed, Path(folder) / "out")

    def _run(self, headroom, path, seed, out):
        done = subprocess.run([headroom, "run", str(path), "--seed", str(seed), "--out", str(out),
                               "--quiet"], capture_output=True, text=True)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{self.recording.name}: headroom says {done.returncode}:\n"
                             f"{done.stderr}{done.stdout}")
        result = json.loads((out / "result.json").read_text())["variants"][0]
        seconds = self._columns(out / "series.csv")
        totals = self._totals(result)
        row = figures_of(seconds, self.recording.windows, self.recording.duration)
        row.update(totals)
        values = [j["value"] for j in result["judgements"]]
        row["p99_calm_ms"], row["p99_event_ms"] = (milliseconds(v) for v in values[:2])
        row["hit_ratio_after"] = float(values[2].split()[0]) / 100
        self.repetitions.append(seconds)
        self.rows.append(row)

    @staticmethod
    def _columns(path):
        wanted = {("", "offered", "rate"): "offered", ("", "success", "rate"): "op_ok",
                  ("", "latency", "p99"): "lat_p99_ms",
                  ("postgres", "offered", "rate"): "db_queries",
                  ("app", "queue:workers", "max"): "max_queue"}
        seconds = {c: [] for c in COLUMNS}
        with open(path, newline="") as file:
            for row in csv.DictReader(file):
                column = wanted.get((row["part"], row["metric"], row["stat"]))
                if column is None:
                    continue
                t = int(float(row["t"]))
                values = seconds[column]
                values.extend([0] * (t - len(values)))
                scale = 1000 if column == "lat_p99_ms" else 1
                values.append(float(row["value"]) * scale)
        return seconds

    @staticmethod
    def _totals(result):
        """By status, in attempts: refusals as the application counted them, the rest timed out."""
        part = next(p for p in result["parts"] if p["name"] == "app")
        counts = {}
        for cause in part["causes"]:
            counts[cause["cause"]] = counts.get(cause["cause"], 0) + cause["count"]
        flow = result["flows"][0]
        refused = {"s429": counts.get("limit", 0),
                   "s503": counts.get("queue full", 0) + counts.get("queue timeout", 0),
                   "s504": counts.get("no connection in time", 0)}
        timeouts = (flow["whole"]["attempts"] - flow["books"]["completed"] -
                    flow["books"]["inside"] - sum(refused.values()))
        return {**refused, "timeouts": timeouts}

    def figures(self):
        return {name: [row[name] for row in self.rows] for name in self.rows[0]}
