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
    # ClickHouse's `lower` knows the letters of ASCII only.
    query = query.transform(_lower_all)
    sql = query.sql(dialect=clickhouse.compiler.dialect)
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


def _lower_all(node: sge.Expression) -> sge.Expression:
    return sge.Anonymous(this="lowerUTF8", expressions=[node.this]) if isinstance(node, sge.Lower) else node
