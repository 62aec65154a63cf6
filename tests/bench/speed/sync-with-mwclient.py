"""A sync as people write it with mwclient and mwparserfromhell: pages take the values that a file has.

It logs in first, as its manual shows, or `late`: only once there is something to save. Or it looks,
`sure` of what it does, whether the page is what it saved.
"""
import json
import sys

import mwclient
import mwparserfromhell

host, username, password, wanted, when = sys.argv[1:6]
site = mwclient.Site(host, scheme="http", path="/", max_lag=5,
                     clients_useragent="bench (https://example.org/bot)")
if when != "late":
    site.login(username, password)
with open(wanted, encoding="utf-8") as file:
    pages = json.load(file)
for title, records in pages.items():
    text = site.pages[title].text()
    code = mwparserfromhell.parse(text)
    for call in code.filter_templates(recursive=False):
        if not call.name.matches("project"):
            continue
        for name, value in records.get(str(call.get("Project").value).strip(), {}).items():
            if not call.has(name) or str(call.get(name).value).strip() != value:
                call.add(name, value + "\n")
    if str(code) != text:
        if not site.logged_in and when == "late":
            site.login(username, password)
        site.pages[title].save(str(code), "sync")
        if when == "sure" and site.pages[title].text() != str(code).rstrip():
            raise RuntimeError("it stored another text")
