"""The shelf: reviews as JSON files in a folder of their own, each replaced whole, one writer at a time."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from geo.atomic import remove_leftovers, replace_file
from geo.errors import AtlasError
from geo.reviewing.review import Review
from geo.reviewing.writing import read_review, write_review

LOCK_NAME = ".reviews.lock"
PATIENCE_SECONDS = 20
MOST_BYTES = 50_000_000
_NAME = re.compile(r"[0-9a-z]{1,20}-[0-9a-z]{1,40}", re.ASCII)


class NotKept(AtlasError):
    """A review that cannot be read or written."""


class Behind(AtlasError):
    """Somebody acted on a review as it was before; `review` is how it is now."""

    def __init__(self, review: Review) -> None:
        super().__init__("Another window has worked on this review. It is shown as it is now; nothing was done twice.")
        self.review = review


@dataclass(frozen=True)
class Shelf:
    """Reviews in a folder.

    Attributes:
        folder: Where they are; it is made with the first.
    """

    folder: Path

    def list(self) -> list[Review | NotKept]:
        """List the reviews, the latest first; in place of a damaged one, what is wrong with it."""
        found: list[Review | NotKept] = []
        for file in sorted(self.folder.glob("*.json"), reverse=True) if self.folder.is_dir() else ():
            try:
                found.append(self.read(file.stem))
            except NotKept as error:
                found.append(error)
        return found

    def read(self, review_id: str) -> Review:
        """Read a review as it is now.

        Raises:
            NotKept: If it is not there, or damaged.
        """
        file = self._file(review_id)
        try:
            if file.stat().st_size > MOST_BYTES:
                raise NotKept(
                    f"{file.name} is larger than {MOST_BYTES // 1_000_000} MB, which no review is. Delete it."
                )
            return replace(read_review(json.loads(file.read_bytes())), review_id=review_id)
        except FileNotFoundError:
            raise NotKept("This review is not there any more: somebody has deleted it.") from None
        except OSError as error:
            raise NotKept(f"{file.name} cannot be read: {error.strerror}. Check that you may read it.") from error
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise NotKept(f"{file.name} is damaged. Expected a review as the page writes it. Delete it.") from error

    def add(self, review: Review) -> Review:
        """Keep a new review.

        Raises:
            NotKept: If it cannot be written.
        """
        with self._locked():
            return self._write(review)

    def change(self, review_id: str, revision: int, act: Callable[[Review], Review]) -> Review:
        """Act on a review that is still as it was seen, and keep what it becomes.

        Killed after the act and before the review is kept, an event may be there whose draft is open: it is then shown
        as a possible duplicate.

        Args:
            review_id: Its name.
            revision: The one that was seen.
            act: What is done with it, while nobody else can.

        Raises:
            Behind: If somebody has changed it since.
            NotKept: If it cannot be read or written.
        """
        with self._locked():
            review = self.read(review_id)
            if review.revision != revision:
                raise Behind(review)
            changed = act(review)
            return review if changed is review else self._write(replace(changed, revision=revision + 1))

    def remove(self, review_id: str) -> None:
        """Delete a review, damaged or not.

        Raises:
            NotKept: If it cannot be.
        """
        with self._locked():
            self._file(review_id).unlink(missing_ok=True)

    def _file(self, review_id: str) -> Path:
        if not _NAME.fullmatch(review_id):
            raise NotKept(f'"{review_id[:60]}" is no review. Load the page again.')
        return self.folder / f"{review_id}.json"

    def _write(self, review: Review) -> Review:
        with replace_file(self._file(review.review_id), "w") as file:
            json.dump(write_review(review), file, ensure_ascii=False, indent=1)
        return review

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / LOCK_NAME, timeout=PATIENCE_SECONDS):
                remove_leftovers(self.folder)
                yield
        except Timeout as error:
            raise NotKept("This review is being changed by somebody else. It is as it was. Try again.") from error
        except OSError as error:
            reason = error.strerror or error
            raise NotKept(
                f"The review cannot be kept: {reason}. Free some room, or check the folder; an event that was accepted "
                "just now is in its file, and its draft says so when the page is loaded again."
            ) from error
