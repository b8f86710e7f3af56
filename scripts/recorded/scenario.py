"""A recording's parameters as a headroom scenario: the whole translation, the same for each.

Nothing here was fitted to an outcome; every constant is from the recordings' description or the
baselines, and a parameter that has no translation is an error, not a silence.
"""
import json

SLOT_STEP = 2  # The look-up among the steps of app.get.
APP = "/system/parts/app"
LOOKUP = f"{APP}/operations/get/{SLOT_STEP}"

# `done_t` of a start is when Redis accepts connections; the application tries every 100 ms, so on
# average it is back 50 ms after that.
RECONNECT_WAIT_S = 0.050

# db_query_drawn and db_query of the baselines: a multiplied draw is lengthened, what the timer and
# the round trip add is not.
DB_DRAWN_MS, DB_REALISED_MS = 20.9299, 21.9779

TRANSLATED = ("maxQueue", "queueTimeoutMs", "acquireTimeoutMs", "ttlMs", "singleFlight", "limiter",
              "limiterRate", "limiterBurst", "dbmult")

DRAIN_S = 10  # The generator stops, the recorder waits for what is under way.


def seconds(x):
    return f"{x:g}s"


def instant(event):
    """Anything else takes effect between its begin and its end: in the middle, to the millisecond."""
    return round((event["begun_t"] + event["done_t"]) / 2, 3)


def stages(schedule, duration):
    """Piecewise constant: jumps between spans, and a drain at the end."""
    ends = [t for t, _ in schedule[1:]] + [duration]
    spans = [(rate, end - start) for (start, rate), end in zip(schedule, ends)] + [(0, DRAIN_S)]
    out = []
    for rate, length in spans:
        if out:
            out.append({"target": f"{rate:g}/s", "duration": "0s"})
        out.append({"target": f"{rate:g}/s", "duration": seconds(length)})
    return out


def switched(events, key, initial):
    """Spans [value, from, to) of a parameter that `set` events change."""
    spans, value, start = [], initial, 0
    for e in events:
        if e["do"] != "set" or not e["args"].startswith(key + "="):
            continue
        spans.append((value, start, instant(e)))
        value, start = e["args"].split("=", 1)[1], instant(e)
    return [s for s in spans + [(value, start, None)] if s[1] != s[2]]


def span(start, end):
    when = {}
    if start:
        when["from"] = seconds(start)
    if end is not None:
        when["to"] = seconds(end)
    return {"when": when} if when else {}


def limits(parameters, events, place):
    """One limiter in each instance, at the entrance or on the way of a miss."""
    bucket = {"rate": f"{parameters['limiterRate']:g}/s", "burst": parameters["limiterBurst"]}
    return [{**span(start, end), "per": "replica", "token_bucket": bucket}
            for value, start, end in switched(events, "limiter", parameters["limiter"])
            if value == place]


def settings(recording):
    """What differs from the system as written: JSON pointer to value."""
    app = recording.parameters["app"]
    client = recording.parameters["client"]
    fixed = {"workers": 12, "poolSize": 5, "appMeanMs": 10, "appSigma": 0.33, "dbMeanMs": 21,
             "dbSigma": 0.55, "redisTimeoutMs": 50, "useCache": True, "cancelAbandoned": False}
    for name in app:
        if name not in fixed and name not in TRANSLATED:
            raise SystemExit(f"{recording.name}: no translation for {name} = {app[name]}")
    for name, value in fixed.items():
        if name in app and app[name] != value:
            raise SystemExit(f"{recording.name}: {name} = {app[name]}; the system has {value}")
    out = {}
    if recording.instances != 1:
        out[f"{APP}/replicas"] = recording.instances
    queue = {}
    if app.get("maxQueue", -1) >= 0:
        queue["capacity"] = app["maxQueue"]
    if app.get("queueTimeoutMs"):
        queue["timeout"] = f"{app['queueTimeoutMs']:g}ms"
    if queue:
        out[f"{APP}/queue"] = queue
    if app.get("acquireTimeoutMs"):
        out[f"{APP}/pools/postgres/connection_timeout"] = f"{app['acquireTimeoutMs']:g}ms"
    preload = recording.parameters["preload"]
    if preload not in ("all", "ttl_uniform") or (preload == "ttl_uniform") != bool(app.get("ttlMs")):
        raise SystemExit(f"{recording.name}: no translation for the preload \"{preload}\" with "
                         f"ttlMs = {app.get('ttlMs')}")
    if app.get("ttlMs"):
        out["/system/parts/redis/ttl"] = f"{app['ttlMs']:g}ms"
    if app.get("singleFlight"):
        out[f"{LOOKUP}/single_flight"] = True
    if front := limits(app, recording.events, "front"):
        out[f"{APP}/limits"] = front
    if miss := limits(app, recording.events, "miss"):
        out[f"{LOOKUP}/on_miss"] = [{"limit": x} for x in miss] + [{"call": "postgres.select"}]
    if client["timeout_s"] != 1.0:
        out["/system/flows/item/timeout"] = seconds(client["timeout_s"])
    if client["max_attempts"] > 1:
        out["/system/flows/item/retry"] = {
            "max_attempts": client["max_attempts"],
            "retry_on": ["timeout", "refused", "500", "502", "503", "504"],
            "exponential": {"initial": "100ms", "randomization_factor": "50%"}}
    return out


def faults(recording):
    out, killed = [], None
    for e in recording.events:
        if e["do"] == "redis_kill":
            killed = {"at": seconds(instant(e)), "part": "redis", "down": {"mode": "refuse"}}
            out.append(killed)
        elif e["do"] == "redis_start":
            back = e["done_t"] + RECONNECT_WAIT_S
            killed["duration"] = seconds(round(back - float(killed["at"][:-1]), 3))
        elif e["do"] == "flushall":
            out.append({"at": seconds(instant(e)), "part": "redis", "flush": True})
        elif not (e["do"] == "set" and e["args"].split("=")[0] in ("limiter", "dbmult")):
            raise SystemExit(f"{recording.name}: no translation for the event {json.dumps(e)}")
    return out + slow_database(recording)


def slow_database(recording):
    out = []
    initial = recording.parameters["app"].get("dbmult", 1)
    for value, start, end in switched(recording.events, "dbmult", initial):
        if float(value) == 1:
            continue
        longer = (float(value) - 1) * DB_DRAWN_MS / DB_REALISED_MS
        fault = {"at": seconds(start), "part": "postgres", "slow": {"factor": round(1 + longer, 4)}}
        if end is not None:
            fault["duration"] = seconds(end - start)
        out.append(fault)
    return out


def replayed(document, recording, repetition):
    """The same scenario with the load of one repetition: in each second as many arrivals as were
    recorded, on average, instead of the planned rate's. Takes the luck of three recordings'
    arrivals out of the comparison."""
    schedule = list(enumerate(repetition["offered"][:int(recording.duration)]))
    workload = {**document["workload"][0], "start_rate": f"{schedule[0][1]:g}/s",
                "stages": stages(schedule, recording.duration)}
    return {**document, "workload": [workload]}


def scenario_of(recording, system):
    """The document; `system` is the path of the system file as the document shall name it."""
    schedule = recording.parameters["schedule"]
    document = {"headroom": "1", "title": recording.name, "question": recording.what,
                "system": system,
                "workload": [{"flow": "item", "start_rate": f"{schedule[0][1]:g}/s",
                              "stages": stages(schedule, recording.duration)}]}
    if happened := faults(recording):
        document["faults"] = happened
    if changed := settings(recording):
        document["variants"] = {"as recorded": {"set": changed}}
    return document
