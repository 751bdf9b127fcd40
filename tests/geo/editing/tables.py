"""Tables to change, and how tests look at them."""

import csv
import io

from geo.editing.change_log import read_log

START = (
    "event_id,event_date,event_type,location,notes,mine\r\n"
    "IDL-2020-02-07-a,2020-02-07,Battles,Saraqib,\"Shells, and 'smoke'\",x\r\n"
    '"IDL-2020-02-07-b",2020-02-07,"Battles",Saraqib,two\nlines?,y\r\n'.replace("two\nlines?", '"two\nlines"')
    + "\r\n"
    "IDL-2020-02-08-a, 2020-02-08 ,Battles,معرة النعمان,,\r\n"
).encode()


def rows_of(file):
    """Rows by event id, as a plain reader of CSV sees them."""
    text = file.read_bytes().decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text, newline="")) if any(row.values())]
    return {row["event_id"]: row for row in rows}


def replay(folder, rows, file):
    """Apply every change of the log to the rows that a file began with; blank cells are left out."""
    rows = {key: {name: text.strip() for name, text in row.items() if text} for key, row in rows.items()}
    for change in read_log(folder):
        if change.file != file.name:
            continue
        if not change.after:
            del rows[change.event_id]
            continue
        row = rows.setdefault(change.event_id, {})
        assert {name: row.get(name, "") for name in change.before} == change.before
        row |= change.after
        rows[change.event_id] = {name: text for name, text in row.items() if text}
    return rows


def filled_rows(file):
    """Rows by event id without their blank cells."""
    return {key: {n: t.strip() for n, t in row.items() if t} for key, row in rows_of(file).items()}


def names_in(folder):
    """Names of everything in a folder but the lock, which stays."""
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))
