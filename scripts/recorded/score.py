"""Holds a simulation against a recording, figure by figure."""
from dataclasses import dataclass
from math import sqrt

from .recording import mean

RECOVERY_TOLERANCE_S = 2
SHARE_OF_MEAN = 0.05


@dataclass
class Score:
    figure: str
    recorded: list
    simulated: list
    inside: bool
    deviation: float | None  # Of the means, relative.
    errors: float | None     # The same difference in standard errors, by the simulation's spread.

    def says_something(self):
        """Not one and the same figure in every run of both."""
        return len(set(self.recorded) | set(self.simulated)) > 1


def variance(values):
    m = mean(values)
    return sum((v - m) ** 2 for v in values) / (len(values) - 1) if len(values) > 1 else 0.0


def score(figure, recorded, simulated):
    """Inside: the simulation's mean lies between the recordings' least and greatest, or within 5 %
    of their mean; a recovery within 2 s of their mean. What never happened in one must never have
    happened in the other."""
    r = [x for x in recorded if x is not None]
    s = [x for x in simulated if x is not None]
    if not r or not s or len(r) < len(recorded):
        # A recovery that some runs never reach: the shares that do must agree to a half.
        agree = len(r) * 2 > len(recorded) if recorded else False
        also = len(s) * 2 > len(simulated) if simulated else False
        return Score(figure, r, s, agree == also, None, None)
    gap = mean(s) - mean(r)
    if figure == "recovered_at_s":
        inside = abs(gap) <= RECOVERY_TOLERANCE_S
    else:
        inside = min(r) <= mean(s) <= max(r) or abs(gap) <= SHARE_OF_MEAN * abs(mean(r))
    # Three recordings tell little of their own spread; were both one system, it would be this one's.
    error = sqrt(variance(s) * (1 / len(r) + 1 / len(s)))
    return Score(figure, r, s, inside, gap / mean(r) if mean(r) else None,
                 gap / error if error > 0 else None)


def scores(recording, simulation):
    recorded, simulated = recording.figures(), simulation.figures()
    if recording.parameters["client"]["max_attempts"] > 1:
        del recorded["p99_event_ms"]  # Of attempts there, of requests with all their attempts here.
    out = [score(name, recorded[name], simulated[name]) for name in recorded]
    return [s for s in out if s.recorded or s.simulated]
