"""Servers on this machine's loopback that answer as they are told, well or badly."""

from __future__ import annotations

import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

Reply = Callable[["Request"], bytes | None]
"""What goes back for a request, byte for byte; None cuts the connection."""


@dataclass(frozen=True)
class Request:
    """One HTTP request; names of headers are in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """Where it listens, what it was asked, and what it does next."""

    port: int = 0
    requests: list[Request] = field(default_factory=list)
    mails: list[bytes] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    scheme: str = "http"

    @property
    def address(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"


def certificate(name: str) -> Path:
    """A certificate for 127.0.0.1, with its key."""
    return Path(__file__).parent / "certificates" / f"{name}.pem"


def _encrypted(sock: socket.socket, name: str) -> socket.socket:
    """The same, after a handshake that shows the certificate of that name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(name))
    return context.wrap_socket(sock, server_side=True)


def answer(status: int, body: bytes = b"", **headers: str) -> bytes:
    """A whole answer."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


class _Tcp(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False


@contextmanager
def _listening(handle: Callable[[socket.socket], None], known: Server) -> Iterator[Server]:
    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                handle(self.request)

    with _Tcp(("127.0.0.1", 0), Handler) as server:
        known.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield known
        finally:
            server.shutdown()


@contextmanager
def http(reply: Reply, *, shows: str = "") -> Iterator[Server]:
    """An HTTP server that answers every request by `reply`; encrypted if it `shows` a name."""
    known = Server(scheme="https" if shows else "http")

    def handle(sock: socket.socket) -> None:
        if not shows:
            talk(sock)
            return
        with _encrypted(sock, shows) as safe:
            talk(safe)

    def talk(sock: socket.socket) -> None:
        with sock.makefile("rb") as file:
            first = file.readline().decode("latin-1").split()
            if len(first) < 2:
                return
            headers = {}
            while (line := file.readline().decode("latin-1").strip()) != "":
                name, _, value = line.partition(":")
                headers[name.lower()] = value.strip()
            body = file.read(int(headers.get("content-length", 0)))
        request = Request(first[0], first[1], headers, body)
        known.requests.append(request)
        back = reply(request)
        if back is not None:
            sock.sendall(back)

    with _listening(handle, known) as server:
        yield server


@contextmanager
def dripping(first: bytes) -> Iterator[Server]:
    """A server that begins to answer and then sends a byte now and then, without end."""

    def handle(sock: socket.socket) -> None:
        sock.sendall(first)
        for _ in range(1_000):
            time.sleep(0.02)
            sock.sendall(b" ")

    with _listening(handle, Server()) as server:
        yield server


@contextmanager
def silent(heard: Callable[[], None]) -> Iterator[Server]:
    """A server that takes every connection, tells `heard`, and never says a word."""

    def handle(sock: socket.socket) -> None:
        heard()
        while sock.recv(1 << 16):
            pass

    with _listening(handle, Server()) as server:
        yield server


@contextmanager
def full() -> Iterator[Server]:
    """A port (of Linux) whose queue is full and stays so: who connects is never answered."""
    with socket.socket() as sock, ExitStack() as waiting:
        sock.bind(("127.0.0.1", 0))
        sock.listen(0)
        for _ in range(8):
            other = waiting.enter_context(socket.socket())
            other.setblocking(False)
            other.connect_ex(sock.getsockname())
        yield Server(port=sock.getsockname()[1])


Says = dict[str, str | None]
"""What a mail server answers to a command, instead of "250 ok"; None cuts the connection."""


@contextmanager
def smtp(says: Says | None = None, *, shows: str = "", at_once: bool = False) -> Iterator[Server]:
    """A mail server that takes every mail, but for what `says` says.

    It is encrypted if it `shows` a certificate, `at_once` or when it is asked to (STARTTLS).
    """
    known = Server()
    told = says if says is not None else {}
    extra = "250-STARTTLS\r\n" if shows else ""

    def handle(sock: socket.socket) -> None:
        if not at_once:
            talk(sock, greet=True)
            return
        with _encrypted(sock, shows) as safe:
            talk(safe, greet=True)

    def talk(sock: socket.socket, *, greet: bool) -> None:
        with sock.makefile("rb") as file:

            def say(command: str, usual: str) -> bool:
                text = told.get(command, usual)
                if text is None:
                    return False
                sock.sendall(f"{text}\r\n".encode())
                return True

            if greet and not say("CONNECT", "220 here"):
                return
            while line := file.readline():
                known.spoken.append(line.decode("latin-1").strip())
                command = line.split()[0].decode().upper() if line.split() else ""
                usual = {
                    "EHLO": f"250-here\r\n{extra}250 AUTH PLAIN",
                    "STARTTLS": "220 go on",
                    "AUTH": "235 welcome",
                    "QUIT": "221 bye",
                    "DATA": "354 go on",
                }.get(command, "250 ok")
                if not say(command, usual) or command == "QUIT":
                    return
                if command == "STARTTLS":
                    with _encrypted(sock, shows) as safe:
                        talk(safe, greet=False)
                    return
                if command == "DATA" and (told.get("DATA", "354") or "").startswith("354"):
                    lines = []
                    while (part := file.readline()) not in (b".\r\n", b""):
                        lines.append(part)
                    known.mails.append(b"".join(lines))
                    if not say("END", "250 taken"):
                        return

    with _listening(handle, known) as server:
        yield server


@contextmanager
def nobody() -> Iterator[Server]:
    """A port at which nobody listens."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        yield Server(port=sock.getsockname()[1])
