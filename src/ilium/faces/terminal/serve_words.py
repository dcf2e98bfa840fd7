"""The words of `ilium serve`."""

from __future__ import annotations

from typing import Final

OPEN: Final = (
    "Ilium is open at {url}\nCtrl+C ends it. Answers stay in the browser, unless somebody keeps an episode."
)
KEEP_OR_NOT: Final = "Give --database to say where episodes are kept, or --keep-nothing, not both."
SEEN_BY_OTHERS: Final = (
    "Other machines can reach it, and what they send is not encrypted. Put it behind HTTPS and say --https: "
    "docs/how-to/run-the-web-app.md tells how."
)
PORT_TAKEN: Final = "Port {port} is taken: something else listens there. Give another one: --port {other}"
PORT_FORBIDDEN: Final = "You may not open port {port}. Give one above 1023, such as --port 8321."
NO_SUCH_HOST: Final = "There is no address '{host}' here. Give one of this machine, such as 127.0.0.1."
CANNOT_LISTEN: Final = "Cannot listen on {host}, port {port}: {why}. Give another --host or --port."
NO_KEY: Final = (
    "The key that seals answers cannot be kept in {folder}: {why}. Set XDG_DATA_HOME to a folder of your own."
)
