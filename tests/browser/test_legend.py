"""Owns that what is drawn is what the legend says: the same colours on every basemap, and heads that are seen."""

import pytest

COLOURS = """() => {
  const drawn = (layer, property) => atlas.map().getPaintProperty(layer, property).at(-1);
  const style = getComputedStyle(document.querySelector("#map-legend .post"));
  return {
    drawn: [drawn("layer-roads-line", "line-color"), drawn("layer-observation_posts-ring", "circle-stroke-color")],
    said: ["--road", "--post"].map((name) => style.getPropertyValue(name).trim()),
  };
}"""
HEADS = """() => {
  const { marks, lines } = dash_component_api.getLayout("frame").props.data;
  const places = marks.lon.map((lon, n) => atlas.map().project([lon, marks.lat[n]]));
  const at = { x: places.map(({ x }) => x), y: places.map(({ y }) => y) };
  const begun = [];
  const note = (_, name) => (name === "moveTo" ? (x, y) => begun.push([x, y]) : () => {});
  atlas.drawLines(new Proxy({}, { get: note, set: () => true }), lines, atlas.sight(atlas.map()), marks, at);
  const heads = begun.filter((_, n) => n % 2);
  const away = ([x, y]) => Math.min(...marks.px.map((px, n) => Math.hypot(at.x[n] - x, at.y[n] - y) - px));
  return { lines: lines.length, away: heads.map(away) };
}"""


@pytest.mark.parametrize(
    "look", ["theme=light", pytest.param("theme=dark", marks=pytest.mark.thorough), "theme=dark&map=print"]
)
def test_roads_and_posts_have_the_colours_of_the_legend(visit, look):
    atlas = visit(f"?{look}")

    def colours():
        found = atlas.page.evaluate(COLOURS)
        return found["drawn"] == found["said"] and found["said"]

    assert atlas.wait(colours, "the legend to follow the map")


def test_the_head_of_a_movement_is_not_under_a_mark(atlas):
    found = atlas.page.evaluate(HEADS)
    assert found["lines"] > 0
    assert len(found["away"]) == 2 * found["lines"]
    assert min(found["away"]) >= 0
