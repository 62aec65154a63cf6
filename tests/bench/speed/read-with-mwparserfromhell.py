"""Reads list pages into records with mwparserfromhell, and changes one value, again and again.

Takes pages and keys by turns. Prints what each took, in milliseconds, on the clock and of the processor.
"""
import json
import sys
import time

import mwparserfromhell

SHORTEST, ROUNDS = 0.03, 7


def took(work, times):
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(times):
        work()
    return time.perf_counter() - wall, time.process_time() - cpu


def best(work):
    begun, last, count = time.perf_counter(), 0, 0
    while count < 2 or time.perf_counter() - begun < 1:
        last, count = took(work, 1)[0], count + 1
    times = max(1, round(SHORTEST / max(last, 0.00001)))
    rounds = [took(work, times) for _ in range(ROUNDS)]
    wall, cpu = (min(each[at] for each in rounds) * 1000 / times for at in (0, 1))
    return {"wall": wall, "cpu": cpu}


def calls(code):
    return [call for call in code.filter_templates(recursive=False) if call.name.matches("project")]


def read(text):
    return [
        {str(given.name).strip(): str(given.value).strip() for given in call.params}
        for call in calls(mwparserfromhell.parse(text))
    ]


def edit(text, key):
    code = mwparserfromhell.parse(text)
    for call in calls(code):
        if str(call.get("Project").value).strip() == key:
            call.get("Difficulty").value = "High\n"
    return str(code)


results = []
for path, key in zip(sys.argv[1::2], sys.argv[2::2]):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    results.append({
        "records": len(read(text)),
        "parse": best(lambda: mwparserfromhell.parse(text)),
        "read": best(lambda: read(text)),
        "edit": best(lambda: edit(text, key)),
    })
print(json.dumps(results))
