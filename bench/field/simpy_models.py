"""The three models as SimPy's users write them: a process a request, resources, timeouts.

Usage: simpy_models.py mm1|mm16|tiers REQUESTS
Prints one line of JSON: answered, mean_s, se_s (of the mean, by batch means), cpu_s.
"""
import json
import random
import sys
import time
from collections import OrderedDict

import simpy

import models

SEED = 20250101


class Sojourns:
    """Mean, and its standard error from means of twenty batches in a row."""

    def __init__(self, requests):
        self.batch = max(1, requests // 20)
        self.sums = [0.0]
        self.counts = [0]

    def record(self, seconds):
        if self.counts[-1] == self.batch and len(self.sums) < 20:
            self.sums.append(0.0)
            self.counts.append(0)
        self.sums[-1] += seconds
        self.counts[-1] += 1

    def figures(self):
        count = sum(self.counts)
        mean = sum(self.sums) / count
        means = [s / n for s, n in zip(self.sums, self.counts)]
        variance = sum((m - mean) ** 2 for m in means) / (len(means) - 1)
        return {"answered": count, "mean_s": mean, "se_s": (variance / len(means)) ** 0.5}


def arrivals(env, draw, rate, requests, request):
    for _ in range(requests):
        yield env.timeout(draw.expovariate(rate))
        env.process(request())


def queue(env, draw, model, requests, seen):
    servers = simpy.Resource(env, capacity=model["servers"])

    def request():
        arrived = env.now
        with servers.request() as server:
            yield server
            yield env.timeout(draw.expovariate(1 / model["service"]))
        seen.record(env.now - arrived)

    env.process(arrivals(env, draw, model["rate"], requests, request))


class Cache:
    """Least recently used goes first."""

    def __init__(self, capacity, keys):
        self.capacity = capacity
        self.entries = OrderedDict((k, True) for k in reversed(range(min(capacity, keys))))

    def look_up(self, key):
        if key not in self.entries:
            return False
        self.entries.move_to_end(key)
        return True

    def fill(self, key):
        self.entries[key] = True
        self.entries.move_to_end(key)
        if len(self.entries) > self.capacity:
            self.entries.popitem(last=False)


def tiers(env, draw, model, requests, seen):
    cores = simpy.Resource(env, capacity=model["cores"])
    database = simpy.Resource(env, capacity=model["connections"])
    cache = Cache(model["capacity"], model["keys"])

    def request():
        arrived = env.now
        key = draw.randrange(model["keys"])
        yield env.timeout(model["gateway"])
        with cores.request() as core:
            yield core
            yield env.timeout(draw.expovariate(1 / model["work"]))
        yield env.timeout(model["look_up"])
        if not cache.look_up(key):
            with database.request() as connection:
                yield connection
                yield env.timeout(draw.expovariate(1 / model["query"]))
            cache.fill(key)
        seen.record(env.now - arrived)

    env.process(arrivals(env, draw, model["rate"], requests, request))


def main():
    name, requests = sys.argv[1], int(sys.argv[2])
    model = {"mm1": models.MM1, "mm16": models.MM16, "tiers": models.TIERS}[name]
    seen = Sojourns(requests)
    began = time.process_time()
    env = simpy.Environment()
    (tiers if name == "tiers" else queue)(env, random.Random(SEED), model, requests, seen)
    env.run()
    figures = seen.figures()
    figures["cpu_s"] = time.process_time() - began
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
