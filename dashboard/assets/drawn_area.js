// How an area on the map looks: the one that is a filter, and the one in hand, as shapes over the map that CSS colours.
(function (atlas) {
  const SVG = "http://www.w3.org/2000/svg";
  let kept = []; // Corners of the area that is a filter, [longitude, latitude].
  let version = 0;
  const painted = new WeakMap(); // Of each cover, what it shows.

  function make(name, attributes) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  const trace = (points, isClosed) =>
    points.map(({ x, y }, n) => `${n ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("") + (isClosed && points.length ? "Z" : "");
  const path = (name, d) => make("path", { class: `area-${name}`, d });
  const outline = (d) => [path("halo", d), path("line", d)];

  // The world repeats: the area is drawn on the copy nearest to the middle of the map.
  function drawKept(map, { clientWidth, clientHeight }) {
    const middle = kept.reduce((sum, [lon]) => sum + lon, 0) / kept.length;
    const turn = 360 * Math.round((map.getCenter().lng - middle) / 360);
    const edge = trace(kept.map(([lon, lat]) => map.project([lon + turn, lat])), true);
    return [path("outside", `M0 0H${clientWidth}V${clientHeight}H0Z${edge}`), ...outline(edge)];
  }

  function drawInHand(map, { shape, corners, isClosed }) {
    const points = shape.map((place) => map.project(place));
    const dots = corners.map((place) => map.project(place)).map(({ x, y }) => make("circle", { class: "area-corner", cx: x, cy: y, r: 4 }));
    return [path("inside", trace(points, true)), ...outline(trace(points, isClosed)), ...dots];
  }

  // Called whenever a map is painted: its cover is left alone while neither the area nor the view has changed.
  atlas.paintArea = function (map) {
    const cover = map.getContainer().closest(".map")?.querySelector(".area-cover");
    if (!cover) return;
    const inHand = atlas.areaInHand();
    const { lng, lat } = map.getCenter();
    const isAny = kept.length || inHand;
    const now = isAny ? [version, lng, lat, map.getZoom(), cover.clientWidth, cover.clientHeight].join() : "none";
    if (now === (painted.get(cover) || "none")) return;
    painted.set(cover, now);
    const shapes = inHand ? drawInHand(map, inHand) : kept.length ? drawKept(map, cover) : [];
    const drawing = make("svg", { "aria-hidden": "true" });
    drawing.append(...shapes);
    cover.replaceChildren(...(shapes.length ? [drawing] : []));
  };

  atlas.repaintArea = function () {
    version++;
    atlas.map()?.triggerRepaint();
  };

  let shown = "[]";
  atlas.showArea = function (area) {
    const asked = JSON.stringify(area?.in || []);
    if (asked === shown) return;
    shown = asked;
    const corners = (area?.in?.[0] || "").split(" ").filter(Boolean);
    kept = corners.map((corner) => corner.split(",").map(Number).reverse());
    // Across the 180° meridian the outline goes on, not back around the world.
    for (let n = 1; n < kept.length; n++) kept[n][0] -= 360 * Math.round((kept[n][0] - kept[n - 1][0]) / 360);
    atlas.repaintArea();
  };
})(window.atlas);
