"""Ibis expressions in ClickHouse's words: what the two engines say differently is mended here, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import ibis
import ibis.expr.types as ir
import sqlglot as sg
import sqlglot.expressions as sge
from ibis.backends.sql.compilers import clickhouse

from geo.store.columns import EVENT_TYPES
from geo.store.compiling import QUOTED_WITH_BACKSLASHES, Compiled, leave_gaps

KEPT = '"kept"'
"""Where a question names the events that a search keeps; the search is put in its place."""


def word_question(expression: ir.Table, names: Mapping[str, str]) -> Compiled:
    """Compile an expression, turning each number left open into a parameter of the server.

    Args:
        expression: The question.
        names: What the tables are called on the server.
    """
    query = clickhouse.compiler.to_sqlglot(expression.unbind())
    for table in query.find_all(sge.Table):
        if table.name in names:
            table.set("this", sg.to_identifier(names[table.name], quoted=True))
    sql = query.transform(_mend).sql(dialect=clickhouse.compiler.dialect)
    compiled = leave_gaps(sql, QUOTED_WITH_BACKSLASHES, "{{{}:Int64}}")
    return replace(compiled, types=expression.schema().to_pyarrow())


def word_by_number(columns: Sequence[str], order: str, table: str) -> Compiled:
    """Write the question for the events of some numbers; see `Source.by_number`."""
    columns = tuple(dict.fromkeys(columns))
    names = ", ".join(f'"{name}"' for name in columns)
    ordered = f" ORDER BY {order}" if order else ""
    sql = f'SELECT {names} FROM "{table}" WHERE number IN ($numbers){ordered}'
    types = ibis.schema({name: EVENT_TYPES[name] for name in columns}).to_pyarrow()
    return Compiled(sql, ("numbers",), types=types)


def _mend(node: sge.Expression) -> sge.Expression:
    if isinstance(node, sge.Lower):  # That of ClickHouse knows the letters of ASCII only.
        return sge.Anonymous(this="lowerUTF8", expressions=[node.this])
    if isinstance(node, sge.Anonymous) and node.name == "bitShiftLeft":
        # A 1 is a number of eight bits there, and what is shifted out of them is lost, if not in compiled code.
        number, places = node.expressions
        number = sge.Anonymous(this="toInt64", expressions=[number])
        return sge.Anonymous(this="bitShiftLeft", expressions=[number, places])
    return node
