"""A script as people write them with mwclient: sets one size, and leaves all else as it finds it."""
import re
import sys

import mwclient

host, password, title = sys.argv[1:4]
site = mwclient.Site(host, scheme="http", path="/", retry_timeout=0, max_retries=3,
                     reqs={"timeout": 1},
                     clients_useragent="bench (https://example.org/bot)")
site.login("SyncBot@lab", password)
page = site.pages[title]
text = re.sub(r"(\|Name=A\n.*\n\|Size=).*", r"\g<1>2", page.text())
page.save(text, "sync")
