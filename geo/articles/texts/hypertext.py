"""HTML as a tree without what nobody sees, and as lines of text; nothing is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from geo.articles.texts.charsets import decode_text

_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_UNSEEN = (
    "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "canvas", "audio", "video",
    "select", "option", "textarea", "button",
)  # fmt: skip
_UNSEEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]))", re.IGNORECASE)
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "li", "main", "nav",
    "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
}  # fmt: skip
_BLANKS = re.compile(r"[^\S\n]+")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def decode_page(data: bytes) -> str:
    """Decode a page: its mark, UTF-8, what it declares, what its letters tell, else Windows' Latin as browsers do."""
    declared = _DECLARED.search(data[:4_096])
    name = declared[1].decode("ascii") if declared else ""
    # Browsers take Latin-1 for Windows' Latin; pages mean its quotation marks.
    name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "iso-8859-9": "cp1254"}.get(name.lower(), name)
    text, encoding = decode_text(data, "" if name.lower().startswith("utf-16") else name)
    return text if encoding else data.decode("cp1252", errors="replace")


def parse_page(text: str) -> HtmlElement | None:
    """Parse a page, with everything that a reader does not see taken out; None where nothing is left."""
    clean = _FORBIDDEN.sub(" ", text).encode("utf-8", errors="replace")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        tree = document_fromstring(clean, parser=parser)
    except etree.ParserError:
        return None
    for element in [one for one in tree.iter() if _is_unseen(one)]:
        element.drop_tree() if element.getparent() is not None else element.clear()
    return tree


def lines_of(tree: HtmlElement) -> str:
    """Write what is seen of a tree as text: a line for each block, a blank line between paragraphs."""
    text = _BLANKS.sub(" ", "".join(_pieces(tree)))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()


def text_of_markup(markup: str) -> str:
    """Write a piece of HTML, such as an entry of a feed, as text."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    tree = parse_page(f"<html><body>{markup}</body></html>")
    return lines_of(tree) if tree is not None else ""


def _pieces(tree: HtmlElement) -> Iterator[str]:
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        is_start = event == "start"
        if element.tag in _BLOCKS:
            yield "\n\n" if element.tag == "p" else "\n"
        if is_start and element.text and element.tag != "script":
            yield element.text if element.tag == "pre" else element.text.replace("\n", " ")
        if not is_start and element is not tree and element.tail:
            yield element.tail.replace("\n", " ")


def _is_unseen(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return True
    # Where JSON-LD says who published a page and when, the reader of pages looks it up.
    if element.tag == "script":
        return "ld+json" not in element.get("type", "")
    is_hidden = "hidden" in element.attrib and element.get("hidden") != "until-found"
    return element.tag in _UNSEEN or is_hidden or bool(_UNSEEN_STYLE.search(element.get("style", "")[:2_000]))
