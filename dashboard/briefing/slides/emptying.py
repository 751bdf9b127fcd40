"""A template without what its author showed on it: its slides, and all that speaks of them."""

from __future__ import annotations

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
"""The extension that lists slides by section ([MS-PPTX] 2.2.1): with slides gone, PowerPoint would call it broken."""

TELLING = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
"""Parts of the file that show or name its old slides."""


def empty_deck(deck: Presentation) -> None:
    """Remove the slides of a deck, and what links to them, so that none of them is saved."""
    root = deck.part._element
    ids = deck.slides._sldIdLst
    for one in list(ids):
        relation = one.rId
        ids.remove(one)
        deck.part.drop_rel(relation)
    for shows in root.findall(qn("p:custShowLst")):
        root.remove(shows)
    for extension in [one for one in root.iter(qn("p:ext")) if one.get("uri") == SECTIONS]:
        extension.getparent().remove(extension)
    for master in deck.slide_masters:
        for owner in (master, *master.slide_layouts):
            _unlink_slides(owner)
    package = deck.part.package
    for relation in [key for key, one in package._rels.items() if one.reltype in TELLING]:
        package._rels.pop(relation)


def _unlink_slides(owner: object) -> None:
    """Remove links from a layout or a master to a slide: they would bring it back into the file."""
    linked = [key for key, one in owner.part.rels.items() if one.reltype == RELATIONSHIP_TYPE.SLIDE]
    for key in linked:
        for link in owner._element.iter(qn("a:hlinkClick"), qn("a:hlinkHover")):
            if link.get(qn("r:id")) == key:
                link.getparent().remove(link)
        owner.part.rels.pop(key)
