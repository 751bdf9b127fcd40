"""The page by role: whoever may not edit is sent nothing of editing, neither scripts nor callbacks."""

from __future__ import annotations

import re
from typing import Any

from dash import Dash
from flask import Response, jsonify

from dashboard.trust.editors import EditorParts
from dashboard.trust.people import may_edit

FILES = re.compile(r'<(?:script|link)[^>]*/assets/(?P<name>[^">]*)"[^>]*>(?:</script>)?')
"""How the page asks for a script or style of its own."""


class RolePage(Dash):
    """A Dash app whose page depends on who asks for it."""

    parts: EditorParts | None = None
    assets = ""

    def leave_to_editors(self, parts: EditorParts, assets: str) -> None:
        """Say what is for editors.

        Args:
            parts: Callbacks and routes.
            assets: Names of scripts and styles, as a regular expression.
        """
        self.parts, self.assets = parts, assets

    def interpolate_index(self, **kwargs: Any) -> str:
        """Write the page without what a viewer has no use for."""
        page = super().interpolate_index(**kwargs)
        return page if may_edit() or self.parts is None else FILES.sub(self._leave_out, page)

    def _leave_out(self, tag: re.Match) -> str:
        return "" if re.match(self.assets, tag["name"]) else tag[0]

    def dependencies(self) -> Response:
        """List the callbacks that whoever asks may ask for."""
        answer = super().dependencies()
        if may_edit() or self.parts is None:
            return answer
        return jsonify([one for one in answer.get_json() if one["output"] not in self.parts.outputs])
