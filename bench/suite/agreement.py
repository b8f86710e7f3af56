"""Whether those whose speeds are compared did the same: a speed of something else is no yardstick."""
from .cases import MODELS


def same_runs(seen):
    """The engine and its hand-written loops draw the same numbers: every figure is the same."""
    for model in MODELS:
        found = {}
        for name, rounds in seen.figures.items():
            if name.startswith(f"engine/{model}/"):
                for figures in rounds:
                    found.setdefault(figures["answered"], name)
                    if "mean_s" in figures:
                        found.setdefault(("mean_s", figures["mean_s"]), name)
        if len(found) > 2:
            yield f"engine/{model}: not all simulated the same: {found}"


def same_answers(seen):
    """The field's programs draw their own: their means agree within four standard errors, of which
    the engine's, from so many more or fewer requests, has its share."""
    for name, rounds in seen.figures.items():
        if not name.startswith("field/"):
            continue
        engine = f"engine/{name.split('/')[2]}/headroom"
        if not seen.has(engine):
            continue
        ours = seen.figures[engine][0]
        theirs = rounds[0]
        error = theirs["se_s"] * (1 + theirs["answered"] / ours["answered"]) ** 0.5
        if abs(theirs["mean_s"] - ours["mean_s"]) > 4 * error:
            yield (f"{name}: mean sojourn {theirs['mean_s'] * 1e3:.4f} ms, the engine's "
                   f"{ours['mean_s'] * 1e3:.4f} ms; four standard errors are "
                   f"{4 * error * 1e3:.4f} ms")


def same_replications(seen):
    """Threads change nothing."""
    answered = {f["answered"] for jobs in ("1", "2")
                for f in seen.figures.get(f"replications/j{jobs}", [])}
    if len(answered) > 1:
        yield f"replications: the number of threads changed the outcome: {sorted(answered)}"


def disagreements(seen):
    return [*same_runs(seen), *same_answers(seen), *same_replications(seen)]
