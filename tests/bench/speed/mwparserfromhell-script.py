"""Reads list pages into records with mwparserfromhell, and changes one value: seconds of each, best of some."""
import json
import sys
import time

import mwparserfromhell


def best(work, times):
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return min(found)


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


times = int(sys.argv[1])
results = []
for path, key in zip(sys.argv[2::2], sys.argv[3::2]):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    results.append({
        "parse": best(lambda: mwparserfromhell.parse(text), times),
        "read": best(lambda: read(text), times),
        "edit": best(lambda: edit(text, key), times),
        "records": len(read(text)),
    })
print(json.dumps(results))
