"""An FTP server on loopback, a process of its own: python ftp_server.py PORT FOLDER [--slow].

It shows the folder to the user "crri" with the password "secret". A file whose name has "grows" in
it has one more line whenever it was sent; --slow sends a megabyte a second.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

with warnings.catch_warnings():
    # pyftpdlib stands on modules that leave Python with 3.12.
    warnings.simplefilter("ignore", DeprecationWarning)
    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.handlers import FTPHandler, ThrottledDTPHandler
    from pyftpdlib.servers import ThreadedFTPServer


class Slow(ThrottledDTPHandler):  # type: ignore[misc]
    write_limit = 1_000_000


class Handler(FTPHandler):  # type: ignore[misc]
    authorizer = DummyAuthorizer()

    def on_file_sent(self, file: str) -> None:
        if "grows" in Path(file).name:
            with Path(file).open("a", encoding="utf-8") as still:
                still.write("more\n")


def main(port: str, folder: str, *options: str) -> None:
    Handler.authorizer.add_user("crri", "secret", folder, perm="elr")
    if options:
        Handler.dtp_handler = Slow
    ThreadedFTPServer(("127.0.0.1", int(port)), Handler).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
