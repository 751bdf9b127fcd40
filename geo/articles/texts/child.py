"""What the reading process runs: files come in, articles go out; it can neither fetch, write files, nor start programs.

Started by `separate.py` alone. A request is a line of JSON (`file`, `kind`, `size`) and the bytes of the file. The
answers are lines of JSON: `{"begun": true}` when the libraries are there and the time begins to count, then
`{"articles": […]}` or `{"error": …}`.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module

from geo.articles.texts.article import Article
from geo.articles.texts.kinds import Kind
from geo.errors import UnreadableFile

MEMORY_BYTES = 2 << 30
READERS = {
    Kind.PAGE: ("geo.articles.texts.pages", "read_page"),
    Kind.PDF: ("geo.articles.texts.pdfs", "read_pdf"),
    Kind.WORD: ("geo.articles.texts.documents", "read_document"),
    Kind.MAIL: ("geo.articles.texts.mails", "read_mail"),
    Kind.FEED: ("geo.articles.texts.feeds", "read_feed"),
}
"""What reads each kind, imported when the first of them comes."""

_REFUSED = ("socket.", "subprocess.", "os.exec", "os.system", "os.posix_spawn", "os.fork", "os.remove", "os.rename")


def serve() -> None:
    """Answer requests until there are no more."""
    source, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # A library that prints must not write between the answers.
    limit_memory()
    sys.addaudithook(refuse)
    while line := source.readline():
        request = json.loads(line)
        data = source.read(request["size"])
        read = find_reader(Kind(request["kind"]))
        _answer(answers, {"begun": True})
        _answer(answers, answer(read, data, request["file"]))


def answer(read: Callable[[bytes, str], list[Article]], data: bytes, file: str) -> dict:
    """Read one file; whatever goes wrong in a library is said of the file, and never ends the process."""
    try:
        return {"articles": [asdict(article) for article in read(data, file)]}
    except UnreadableFile as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": f"{file} needs more than {MEMORY_BYTES >> 30} GB to be read. Save its text as a .txt file."}
    # Hundreds of formats meet here, and the libraries that read them promise no list of errors.
    except Exception as error:
        return {"error": f"{file} is damaged: {type(error).__name__}. Expected a report. Save its text as a .txt file."}


def find_reader(kind: Kind) -> Callable[[bytes, str], list[Article]]:
    """Return what reads a kind of file."""
    module, name = READERS[kind]
    return getattr(import_module(module), name)


def refuse(event: str, arguments: tuple) -> None:
    """Refuse what no reading needs: the network, other programs, writing (https://peps.python.org/pep-0578/)."""
    is_writing = event == "open" and isinstance(arguments[1], str) and any(one in arguments[1] for one in "wax+")
    if is_writing or event.startswith(_REFUSED):
        raise PermissionError(f"reading an article may not do this: {event}")


def limit_memory() -> None:
    """Limit the memory of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the limits on files and time hold there too.
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _answer(answers: object, said: dict) -> None:
    answers.write(json.dumps(said, default=str).encode() + b"\n")
    answers.flush()


if __name__ == "__main__":
    serve()
