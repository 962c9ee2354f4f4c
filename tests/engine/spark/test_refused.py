"""What is refused before Spark is started."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from crri_gui.cli.main import main
from crri_gui.engine.spark import cluster as session
from crri_gui.errors import ExitCode
from tests.engine.spark.spark_cluster import why_not


@pytest.mark.parametrize(
    "greeting", [b"SSH-2.0-Server\r\n", b"HTTP/1.1 400 Bad Request\r\n", b"", None]
)
def test_another_program_on_the_port_is_told_before_spark_is_started(
    greeting: bytes | None,
    sample_shop: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if (reason := why_not()) is not None:
        pytest.skip(reason)
    # Who says nothing at all is not waited for as long here.
    monkeypatch.setattr(session, "CONNECT_SECONDS", 0.5)
    heard = []

    def answer(server: socket.socket) -> None:
        # Until there is no server any more; a client that has read enough hangs up.
        with suppress(OSError):
            while True:
                client, _ = server.accept()
                with client, suppress(ConnectionError):
                    if greeting is None:  # as who expects something else from the first byte on
                        heard.append(client.recv(100))
                        continue
                    client.sendall(greeting)
                    while data := client.recv(100):
                        heard.append(data)

    with socket.create_server(("127.0.0.1", 0)) as server:
        other = threading.Thread(target=answer, args=[server])
        other.start()
        url = f"spark://127.0.0.1:{server.getsockname()[1]}"
        target = ["--input-dir", str(sample_shop), "--output-dir", str(tmp_path / "out")]
        code = main(["run", *target, "--engine", "spark", "--master", url])
        server.shutdown(socket.SHUT_RDWR)
        other.join()
    assert heard, "somebody was asked"
    assert code == ExitCode.CLUSTER
    said = capsys.readouterr().err
    assert f"Something answers at {url}, but it is not a Spark master." in said
    assert "Java" not in said and not list((tmp_path / "out").glob("*.csv"))


def test_no_java(
    sample_shop: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    target = ["--input-dir", str(sample_shop), "--output-dir", str(tmp_path / "out")]
    code = main(["run", *target, "--engine", "spark", "--master", "local[1]"])
    said = capsys.readouterr().err
    assert code == ExitCode.CLUSTER
    assert "openjdk" in said or "pip install --editable '.[spark]'" in said


@pytest.mark.parametrize(
    "options",
    [
        ["--engine", "spark"],
        ["--master", "spark://somewhere:7077"],
        ["--stage-dir", "somewhere"],
    ],
)
def test_options_that_do_not_go_together(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = ["--input-dir", str(tmp_path), "--output-dir", str(tmp_path / "out")]
    assert main(["run", *target, *options]) == ExitCode.USAGE
    assert "--engine spark" in capsys.readouterr().err


@pytest.mark.parametrize("master", ["http://somewhere:8080", "somewhere:7077", "spark://somewhere"])
def test_what_is_no_masters_url_is_told_before_anything_starts(
    master: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = ["--input-dir", str(tmp_path), "--output-dir", str(tmp_path / "out")]
    assert main(["run", *target, "--engine", "spark", "--master", master]) == ExitCode.USAGE
    assert f"{master} is not the URL of a Spark master" in capsys.readouterr().err
