"""Simulation over recordings, second by second, as SVG: no library, one file a scenario.

Colours from the palette of Okabe and Ito, which the colour-blind can tell apart; a band and a line
for the simulation, dots for the recordings, so that shape tells them apart, too.
"""
from math import floor, log10

WIDTH, PANEL, GAP, LEFT, RIGHT, TOP = 860, 170, 46, 78, 16, 58
BLUE, ORANGE, GREY, INK = "#0072b2", "#d55e00", "#e6e6e6", "#222222"


def ticks(low, high, count):
    """Round numbers covering low..high in about `count` steps."""
    raw = (high - low) / count or 1
    power = 10 ** floor(log10(raw))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= raw)
    return [i * step for i in range(int(high / step) + 2) if i * step <= high + step * 0.999]


def label(x):
    return f"{x:,.0f}".replace(",", " ") if abs(x) >= 10 or x == int(x) else f"{x:g}"


class Panel:
    def __init__(self, top, title, duration, high):
        self.top, self.title, self.duration = top, title, duration
        self.marks = ticks(0, high, 4)
        self.high = self.marks[-1] or 1

    def x(self, t):
        return LEFT + (WIDTH - LEFT - RIGHT) * t / self.duration

    def y(self, value):
        return self.top + PANEL * (1 - value / self.high)

    def frame(self):
        out = [f'<text x="{LEFT}" y="{self.top - 9}" class="title">{self.title}</text>']
        for m in self.marks:
            out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{self.y(m):.1f}" '
                       f'y2="{self.y(m):.1f}" stroke="{GREY}"/>')
            out.append(f'<text x="{LEFT - 7}" y="{self.y(m) + 4:.1f}" class="right">{label(m)}</text>')
        for t in ticks(0, self.duration, 9):
            if t > self.duration:
                continue
            out.append(f'<line x1="{self.x(t):.1f}" x2="{self.x(t):.1f}" y1="{self.top + PANEL}" '
                       f'y2="{self.top + PANEL + 4}" stroke="{INK}"/>')
            out.append(f'<text x="{self.x(t):.1f}" y="{self.top + PANEL + 17}" '
                       f'class="middle">{label(t)}</text>')
        out.append(f'<path d="M{LEFT} {self.top}V{self.top + PANEL}H{WIDTH - RIGHT}" fill="none" '
                   f'stroke="{INK}"/>')
        return out

    def window(self, start, end):
        return [f'<rect x="{self.x(start):.1f}" y="{self.top}" width="{self.x(end) - self.x(start):.1f}"'
                f' height="{PANEL}" fill="#f5f0e1"/>']

    def band(self, low, high):
        points = [(t + 0.5, v) for t, v in enumerate(high)]
        points += [(t + 0.5, v) for t, v in reversed(list(enumerate(low)))]
        return [f'<polygon points="{self.path(points)}" fill="{BLUE}" fill-opacity="0.22"/>']

    def line(self, values):
        return [f'<polyline points="{self.path([(t + 0.5, v) for t, v in enumerate(values)])}" '
                f'fill="none" stroke="{BLUE}" stroke-width="1.6"/>']

    def dots(self, values):
        return [f'<circle cx="{self.x(t + 0.5):.1f}" cy="{self.y(v):.1f}" r="2.1" fill="{ORANGE}" '
                f'fill-opacity="0.75"/>' for t, v in enumerate(values)]

    def path(self, points):
        return " ".join(f"{self.x(t):.1f},{self.y(min(v, self.high)):.1f}" for t, v in points)


def column(repetition, name, duration):
    values = [v or 0 for v in repetition[name][:duration]]
    return values + [0] * (duration - len(values))


PANELS = (("op_ok", "Answered with success, per second, by the second of the arrival"),
          ("max_queue", "Longest queue of the second (requests waiting for a slot)"),
          ("db_queries", "Database queries begun, per second"))


def svg(recording, simulation, title):
    duration = int(recording.duration)
    shown = [(name, text) for name, text in PANELS
             if any(any(column(r, name, duration)) for r in recording.repetitions)]
    height = TOP + len(shown) * (PANEL + GAP) + 8
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
           f'font-family="sans-serif" font-size="12" fill="{INK}">',
           "<style>.title{font-weight:bold}.right{text-anchor:end}.middle{text-anchor:middle}</style>",
           f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
           f'<text x="{LEFT}" y="18" font-size="15" class="title">{title}</text>']
    out += legend(len(recording.repetitions), len(simulation.repetitions))
    for index, (name, text) in enumerate(shown):
        recorded = [column(r, name, duration) for r in recording.repetitions]
        simulated = sorted_by_second([column(r, name, duration) for r in simulation.repetitions])
        high = max(max(map(max, recorded)), max(s[-1] for s in simulated))
        panel = Panel(TOP + 14 + index * (PANEL + GAP), text, duration, high)
        out += panel.window(*recording.windows["event"]) + panel.frame()
        out += panel.band([s[0] for s in simulated], [s[-1] for s in simulated])
        for values in recorded:
            out += panel.dots(values)
        out += panel.line([s[len(s) // 2] for s in simulated])
    out.append(f'<text x="{WIDTH - RIGHT}" y="{height - 6}" class="right">seconds</text>')
    return "\n".join(out + ["</svg>", ""])


def sorted_by_second(columns):
    return [sorted(values) for values in zip(*columns)]


def legend(recordings, runs):
    y = 36
    return [f'<circle cx="{LEFT + 4}" cy="{y - 4}" r="3" fill="{ORANGE}"/>',
            f'<text x="{LEFT + 14}" y="{y}">recorded, {recordings} repetitions</text>',
            f'<rect x="{LEFT + 190}" y="{y - 10}" width="22" height="12" fill="{BLUE}" '
            f'fill-opacity="0.22"/>',
            f'<line x1="{LEFT + 190}" x2="{LEFT + 212}" y1="{y - 4}" y2="{y - 4}" stroke="{BLUE}" '
            f'stroke-width="1.6"/>',
            f'<text x="{LEFT + 219}" y="{y}">simulated: median, least and greatest of {runs} runs</text>',
            f'<rect x="{LEFT + 560}" y="{y - 10}" width="22" height="12" fill="#f5f0e1"/>',
            f'<text x="{LEFT + 589}" y="{y}">event</text>']
