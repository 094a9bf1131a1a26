"""An editor as far as the YAML language server knows one: it opens files, asks what may stand at a place, and hears.

The server is npm's `yaml-language-server`, which VS Code's YAML extension runs; it is spoken with over its two ends.
"""

import json
import shutil
import subprocess
from pathlib import Path
from threading import Timer
from typing import Any

MODULES = Path(__file__).resolve().parents[2] / "bench" / "node_modules"
SERVER = MODULES / "yaml-language-server" / "bin" / "yaml-language-server"
MISSING = shutil.which("node") is None or not SERVER.is_file()
_OFFLINE = {"yaml": {"schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}}}
_PATIENCE = 120.0
"""Seconds after which a server that says nothing is ended, so that no test hangs."""


class Editor:
    """One server, started for a folder."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            ["node", str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
        )
        self.watch = Timer(_PATIENCE, self.process.kill)
        self.watch.start()
        self.asked = 0
        self.texts: dict[str, list[str]] = {}
        told = {
            "processId": None,
            "rootUri": folder.as_uri(),
            "capabilities": {
                "workspace": {"configuration": True},
                "textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}},
            },
        }
        self.ask("initialize", told)
        self.tell("initialized", {})

    def open(self, file: Path) -> list[dict[str, Any]]:
        """Open a file; what the server finds wrong with it."""
        uri, text = file.as_uri(), file.read_text("utf-8")
        self.texts[uri] = text.split("\n")
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        while True:
            heard = self.hear()
            if heard.get("method") == "textDocument/publishDiagnostics" and heard["params"]["uri"] == uri:
                found: list[dict[str, Any]] = heard["params"]["diagnostics"]
                return found

    def completed(self, file: Path, line: int, column: int) -> dict[str, str]:
        """What may be written at a place, counted from 0, each with what is said of it."""
        answer = self.ask("textDocument/completion", self._place(file, line, column))
        items = answer if isinstance(answer, list) else answer["items"]
        return {item["label"]: _plain(item.get("documentation")) for item in items}

    def told(self, file: Path, words: str) -> str:
        """What the server says of the first place where these words stand."""
        for line, text in enumerate(self.texts[file.as_uri()]):
            if words in text:
                answer = self.ask("textDocument/hover", self._place(file, line, text.index(words)))
                return _plain(answer and answer["contents"])
        raise ValueError(words)

    def close(self) -> None:
        """End the server."""
        self.watch.cancel()
        self.process.kill()
        self.process.communicate()

    def _place(self, file: Path, line: int, column: int) -> dict[str, Any]:
        return {"textDocument": {"uri": file.as_uri()}, "position": {"line": line, "character": column}}

    def ask(self, method: str, params: Any) -> Any:
        """Ask for something, and answer what is asked meanwhile."""
        self.asked += 1
        self._send({"id": self.asked, "method": method, "params": params})
        while True:
            heard = self.hear()
            if heard.get("id") == self.asked and "method" not in heard:
                assert "error" not in heard, heard
                return heard["result"]

    def tell(self, method: str, params: Any) -> None:
        """Say something that needs no answer."""
        self._send({"method": method, "params": params})

    def hear(self) -> dict[str, Any]:
        """The next message. Questions of the server's own are answered at once."""
        assert self.process.stdout is not None
        length = 0
        while (line := self.process.stdout.readline()) not in (b"\r\n", b""):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        assert length, "the server has gone"
        heard: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if "method" in heard and "id" in heard:
            self._send({"id": heard["id"], "result": self._answer(heard)})
        return heard

    def _answer(self, heard: dict[str, Any]) -> Any:
        if heard["method"] != "workspace/configuration":
            return None
        return [_OFFLINE.get(item.get("section", "")) for item in heard["params"]["items"]]

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()


def _plain(told: Any) -> str:
    """A text, or one that says in which form it is."""
    return str(told["value"] if isinstance(told, dict) else told or "")
