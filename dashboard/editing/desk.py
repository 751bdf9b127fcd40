"""The desk: which files may be changed, under which names the page knows them, and which ids are in use."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from geo.duplicates.distinct import DISTINCT_NAME
from geo.editing.change_log import LOG_NAME
from geo.editing.changing import Editor
from geo.editing.drafts import Draft, list_drafts
from geo.editing.failures import NotEditable
from geo.editing.session import read_table
from geo.gazetteer.gazetteer import Gazetteer
from geo.tables.reading import list_files
from geo.vocabulary import Vocabulary

DRAFTS = "drafts"
_NEW_NAME = re.compile(r"\w[\w-]{0,60}\.csv")
_TAKEN_NAMES = (LOG_NAME.upper(), DISTINCT_NAME.upper())


@dataclass(frozen=True)
class Desk:
    """Everything that editing stands on.

    Attributes:
        event_paths: Files and folders of events, as the atlas was started with.
        data_folder: Where drafts, gazetteer and layers are.
        vocabulary: The types that are allowed.
        known_ids: Of each file, when and how large it was, and the ids in it then, without regard to case.
    """

    event_paths: Sequence[Path]
    data_folder: Path
    vocabulary: Vocabulary
    known_ids: dict[Path, tuple[tuple[int, int], frozenset[str] | None]] = field(default_factory=dict, repr=False)

    @property
    def drafts_folder(self) -> Path:
        """Where drafts wait."""
        return self.data_folder / DRAFTS

    @functools.cached_property
    def gazetteer(self) -> Gazetteer:
        """The places of the world, read when they are first asked for."""
        return Gazetteer.load(self.data_folder / "gazetteer")

    def files(self) -> dict[str, Path]:
        """Return the files of events that can be changed, by the name that the page knows them by.

        Where a file lies is nothing to whoever looks at the page: a folder is named only where two names are the same.
        """
        files = [file for file in list_files(self.event_paths) if file.is_file() and self._ids_in(file) is not None]
        names = Counter(file.name for file in files)
        return {file.name if names[file.name] == 1 else f"{file.parent.name}/{file.name}": file for file in files}

    def file(self, name: str) -> Path:
        """Return the file of a name; of a file of drafts, `drafts/name`.

        Raises:
            NotEditable: If there is none.
        """
        drafts = {f"{DRAFTS}/{draft.file.name}": draft.file for draft in list_drafts(self.drafts_folder)[0]}
        folder, _, base = name.rpartition("/")
        if folder == DRAFTS and base in {file.name for file in list_files([self.drafts_folder])}:
            drafts[name] = self.drafts_folder / base
        files = {**drafts, **self.files()}
        if name not in files:
            raise NotEditable(f'"{name}" is no file of events that can be changed. Load the page again.')
        return files[name]

    def new_file(self, name: str) -> Path:
        """Return where a file of events of a new name would be begun: in the first folder of events.

        Raises:
            NotEditable: If it is no name for one, it is there already, or no folder is shown that it could be in.
        """
        folder = next((Path(path) for path in self.event_paths if Path(path).is_dir()), None)
        if folder is None:
            raise NotEditable("A new file would not be shown: the atlas was started with single files. Choose another.")
        if not _NEW_NAME.fullmatch(name) or name.upper() in _TAKEN_NAMES:
            raise NotEditable(f'"{name[:60]}" is no name for a new file. Use letters, digits and -: aleppo.csv')
        if (folder / name).exists():
            raise NotEditable(f"{name} is there already, and cannot be changed row by row. Choose another name.")
        return folder / name

    def find(self, event_id: str) -> tuple[str, Path]:
        """Find the file that an event is in, by what the files say now.

        Raises:
            NotEditable: If it is in none that can be changed.
        """
        for name, file in self.files().items():
            if event_id.casefold() in (self._ids_in(file) or ()):
                return name, file
        raise NotEditable(
            f"{event_id} is in no file that can be changed here: only CSV tables in the atlas's own columns can. "
            "Change it where it comes from."
        )

    def editor(self, target: Path, who: str) -> Editor:
        """Return an editor of one file, who knows which ids the others use."""
        others = {name: file for name, file in self.files().items() if file.resolve() != target.resolve()}

        def where_used(event_id: str) -> str:
            folded = event_id.casefold()
            return next((name for name, file in others.items() if folded in (self._ids_in(file) or ())), "")

        return Editor(self.vocabulary, who, where_used)

    def drafts(self) -> list[Draft]:
        """List the drafts that wait."""
        return list_drafts(self.drafts_folder)[0]

    def _ids_in(self, file: Path) -> frozenset[str] | None:
        """Return the ids in a file as it is now; None where its rows cannot be changed."""
        try:
            status = file.stat()
            stamp = (status.st_mtime_ns, status.st_size)
            if self.known_ids.get(file, ((0, 0), None))[0] != stamp:
                self.known_ids[file] = (stamp, read_table(file)[0].folded_ids)
        except OSError:
            return None
        except NotEditable:
            self.known_ids[file] = (stamp, None)
        return self.known_ids[file][1]
