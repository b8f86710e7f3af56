"""The recorded system's section of docs/validation.md, between its two marks."""
from pathlib import Path

from .recording import mean

BEGIN, END = "<!-- recorded: begin (scripts/validate-recorded) -->", "<!-- recorded: end -->"

NAMES = {
    "goodput_calm_per_s": "goodput before, /s", "goodput_event_per_s": "goodput during, /s",
    "goodput_after_per_s": "goodput after, /s", "ok_share_calm": "answered well before",
    "ok_share_event": "answered well during", "ok_share_after": "answered well after",
    "ok_share_last15": "answered well, last 15 s", "s429": "refused with 429",
    "s503": "refused with 503", "s504": "failed with 504", "timeouts": "clients who timed out",
    "recovered_at_s": "recovered at, s", "peak_queue": "peak queue",
    "hit_ratio_after": "hit ratio after", "db_queries": "database queries",
    "p99_calm_ms": "p99 before, ms", "p99_event_ms": "p99 during, ms",
}

METHOD = """## A recorded system

A real system (HAProxy, a Node.js application with 12 slots, Redis, PostgreSQL) was measured part by part,
then hurt five times, three times each. [The system](../scenarios/recorded/node-shop.system.json) is
written from the measurements of the parts alone; each recording is
[a scenario](../scenarios/recorded). Nothing was tuned to an outcome: what a scenario has of its
recording are the parameters and the instants at which things were done to the system.
[By hand](recorded-system-by-hand.md), a few of the figures come out, too.

`scripts/validate-recorded` makes this section. *Inside* means: the mean over the simulated runs lies
between the least and the greatest of the recordings, or within 5 % of their mean, whichever is wider; a
recovery, within 2 s. The last column is the difference of the two means in standard errors (the spread
is the simulation's: three recordings tell little of their own). Up to about 2 is what chance does.

Each recording has its own arrivals, and with three of them their luck shows (in the spike, 1 % more
arrivals moves the moment at which waits pass a second). So each is simulated with its own load: a Poisson
process whose rate in each second is what was offered in it. The bundled scenarios have the planned rates.

How the figures compare:

- Goodput and shares count operations by the second in which they were scheduled, on both sides
  (series `success`); *before*, *during* and *after* are the recordings' calm and event windows and
  what follows the event.
- *Recovered at*: the first second at or after the event's end from which 99 % are answered well in 5 seconds
  running, on both sides. An assertion's `recovery_time` is another measure (ten seconds together).
- *Peak queue*: per second the sum over instances of each one's longest line, zombies included.
- p99 is of successes. The recordings sort attempts by the second in which they were scheduled, headroom
  answers by the second of the answer: the same windows, shifted by the latency itself. Where clients
  retry, headroom's latency is from the first attempt, and p99 is not comparable.
- Refusals are counted in attempts, as the application counts them. A simulated pool timeout is a 503 by
  default; it is compared with the recordings' 504.
- *Hit ratio after*: from the first whole second after the event, with the cache back, to the end.
"""


def plain(x):
    if x is None:
        return "never"
    if abs(x) >= 1000:
        return f"{x:,.0f}".replace(",", " ")
    return f"{x:.4g}"


def spread(values):
    if not values:
        return "never"
    if min(values) == max(values):
        return plain(values[0])
    return f"{plain(mean(values))} ({plain(min(values))} – {plain(max(values))})"


def table(scores):
    out = ["| figure | recorded | simulated | | difference | in errors |", "|---|---|---|---|---|---|"]
    for s in scores:
        deviation = "" if s.deviation is None else f"{100 * s.deviation:+.1f} %"
        errors = "" if s.errors is None else f"{s.errors:+.1f}"
        verdict = "inside" if s.inside else "**outside**"
        out.append(f"| {NAMES[s.figure]} | {spread(s.recorded)} | {spread(s.simulated)} | {verdict} | "
                   f"{deviation} | {errors} |")
    return "\n".join(out)


def section(results, planned, runs, remarks):
    """results: (recording, title, scores) each; planned: all scores with the planned load."""
    every = [s for _, _, scores in results for s in scores]
    inside = sum(s.inside for s in every)
    telling = [s for s in every if s.says_something()]
    out = [METHOD, f"**{inside} of {len(every)} figures are inside**, over {runs} runs of each scenario; of "
           f"the {len(telling)} that are not the same in every run of both, "
           f"{sum(s.inside for s in telling)}. With the load as it was planned instead of as it came, "
           f"{sum(s.inside for s in planned)} of {len(planned)}."]
    for recording, title, scores in results:
        good = sum(s.inside for s in scores)
        out += [f"\n### {title}\n", f"{recording.name}: {recording.what}. {good} of {len(scores)} inside.\n",
                f"![{recording.name}](images/validation/{recording.name}.svg)\n", table(scores)]
    return "\n".join(out) + "\n\n" + remarks


def write(path, text):
    """Replaces the section; the rest of the page belongs to others."""
    path = Path(path)
    old = path.read_text() if path.exists() else f"# Validation\n\n{BEGIN}\n{END}\n"
    if BEGIN not in old:
        old = old.rstrip() + f"\n\n{BEGIN}\n{END}\n"
    head, rest = old.split(BEGIN)
    path.write_text(head + BEGIN + "\n\n" + text.strip() + "\n\n" + END + rest.split(END)[1])
