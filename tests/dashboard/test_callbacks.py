"""Owns the shape of the callbacks: known ids, one writer per property, no circles."""

import json
import re
from graphlib import TopologicalSorter
from pathlib import Path

import dash
import pytest

from dashboard.ids import Id

KNOWN = {str(one) for one in Id}
ASSETS = Path(__file__).resolve().parents[2] / "dashboard" / "assets"
OF_PATTERN = re.compile(r"^\{")


def name_of(component_id):
    """The id itself; of a pattern such as {"type": "event-link", …} its type."""
    text = str(getattr(component_id, "value", component_id))
    return json.loads(text)["type"] if OF_PATTERN.match(text) else text


def callbacks(app):
    """Inputs, states and outputs of every callback, each as (id, property)."""
    for callback in app.callback_map.values():
        written = callback["output"]
        outputs = written if isinstance(written, (list, tuple)) else [written]
        yield (
            {(name_of(one["id"]), one["property"]) for one in callback["inputs"]},
            {(name_of(one["id"]), one["property"]) for one in callback["state"]},
            [(name_of(one.component_id), one.component_property) for one in outputs],
        )


def ids_in_layout(app):
    return set(names_in_layout(app))


def names_in_layout(app):
    layout = app.get_layout()
    return [name_of(one.id) for one in [layout, *layout._traverse()] if getattr(one, "id", None) is not None]


def find_circle(app):
    graph = {}
    for inputs, _, outputs in callbacks(app):
        for output in outputs:
            graph.setdefault(output, set()).update(inputs)
    list(TopologicalSorter(graph).static_order())


def test_every_id_of_a_callback_is_known_and_on_the_page(app):
    used = {name for inputs, states, outputs in callbacks(app) for name, _ in [*inputs, *states, *outputs]}
    assert used - KNOWN == set()
    # Links to other events are made by a callback, one for each.
    assert used - ids_in_layout(app) - {"event-link"} == set()


def test_every_id_on_the_page_is_known_and_used_once(app):
    names = names_in_layout(app)
    assert set(names) - KNOWN == set()
    assert sorted(names) == sorted(set(names))


def test_no_property_has_two_writers(app):
    written = [output for _, _, outputs in callbacks(app) for output in outputs]
    assert sorted(written) == sorted(set(written))


def test_no_callback_takes_the_place_of_another(app):
    # Dash names a callback without outputs by its inputs: of two with the same ones, only the later is ever called.
    names = [one["output"] for one in app._callback_list]
    assert sorted(names) == sorted(set(names))


def test_callbacks_form_no_circle(app):
    find_circle(app)


def test_a_circle_would_be_found():
    app = dash.Dash("circle")
    app.layout = dash.html.Div([dash.html.Div(id="a"), dash.html.Div(id="b")], id="c")
    app.callback(dash.Output("a", "title"), dash.Input("b", "title"))(lambda title: title)
    app.callback(dash.Output("b", "title"), dash.Input("a", "title"))(lambda title: title)
    app._setup_server()
    with pytest.raises(ValueError, match="cycle"):
        find_circle(app)


@pytest.mark.parametrize("script", sorted(ASSETS.glob("*.js")), ids=lambda path: path.name)
def test_every_id_in_the_scripts_is_known(script):
    source = script.read_text(encoding="utf-8")
    used = set(re.findall(r"""(?:set_props|getElementById|getApi)\(\s*["']([\w-]+)["']""", source))
    used |= set(re.findall(r"""querySelector(?:All)?\(\s*["']#([\w-]+)""", source))
    assert used - KNOWN == set()


def test_every_function_that_python_names_is_in_the_scripts(app):
    source = "\n".join(path.read_text(encoding="utf-8") for path in ASSETS.glob("*.js"))
    named = {one["clientside_function"]["function_name"] for one in app._callback_list if one["clientside_function"]}
    assert {
        name for name in named if not re.search(rf"(?<![\w.])(?:atlas\.)?{name}\b\s*[:(,=]|\.{name} = ", source)
    } == set()
