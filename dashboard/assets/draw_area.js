// Drawing an area on the map with mouse, pen or finger: a rectangle or the corners of a polygon.
(function (atlas) {
  const MOST_CORNERS = 100; // As the store takes them.
  const SMALLEST_PX = 6; // A shorter drag is a click: the first corner, and the next click is the opposite one.
  const NEAR_PX = 10;
  const LIMIT_DEG = 85.0511;
  const HINTS = {
    rectangle: "Drag a rectangle, or click two corners.",
    polygon: "Click the corners. Double-click or Enter ends.",
    few: "An area needs three corners.",
    full: "An area has at most 100 corners: Enter ends it.",
  };
  let drawing = null; // {kind, corners, pointer}: what is in hand; places as the map has them, beyond ±180° too.

  const cover = () => document.getElementById("area-cover");
  const distance = (map, a, b) => {
    const [p, q] = [map.project(a), map.project(b)];
    return Math.hypot(p.x - q.x, p.y - q.y);
  };

  function shapeInHand() {
    const { kind, corners, pointer } = drawing;
    if (kind === "polygon") return pointer ? [...corners, pointer] : corners;
    if (!corners.length || !pointer) return corners;
    const [[west, north], [east, south]] = [corners[0], pointer];
    return [[west, north], [east, north], [east, south], [west, south]];
  }

  atlas.areaInHand = () => drawing && { shape: shapeInHand(), corners: drawing.corners, isClosed: drawing.kind === "rectangle" };

  function begin(kind) {
    const map = atlas.map();
    if (!map) return;
    const isAgain = drawing?.kind === kind;
    stop();
    if (isAgain) return;
    drawing = { kind, corners: [], pointer: null };
    if (document.getElementById("shell").classList.contains("sheet-filters")) {
      window.dash_clientside.set_props("shell", { className: "shell" }); // On a phone the filters lie over the map.
    }
    show();
  }

  function stop() {
    drawing = null;
    show();
  }

  function show() {
    // After a finger the browser sends a click as well, which must still meet the cover and not the map.
    setTimeout(() => cover().classList.toggle("is-drawing", Boolean(drawing)), drawing ? 0 : 80);
    for (const kind of ["rectangle", "polygon"]) {
      document.getElementById(`draw-${kind}`).setAttribute("aria-pressed", String(drawing?.kind === kind));
    }
    hint(drawing?.kind);
    atlas.hideTooltip();
    atlas.repaintArea();
  }

  let hinted = "";
  function hint(word) {
    if (word === hinted) return; // Nobody wants to hear it again at every corner.
    hinted = word;
    const card = document.getElementById("draw-hint");
    card.hidden = !word;
    if (!word) return card.replaceChildren();
    const button = (textContent, act) => {
      const made = Object.assign(document.createElement("button"), { type: "button", className: "text-button", textContent });
      made.addEventListener("click", act);
      return made;
    };
    const isPolygon = drawing.kind === "polygon";
    const ways = isPolygon ? [button("Undo corner", removeCorner), button("Done", finish)] : [];
    card.replaceChildren(Object.assign(document.createElement("span"), { textContent: HINTS[word] }), ...ways, button("Cancel", stop));
  }

  function removeCorner() {
    drawing.corners.pop();
    atlas.repaintArea();
  }

  // An address has longitudes of one world, and an edge goes the shorter way around it: a longer one is cut in three.
  function toWorld(map, places) {
    const middle = map.getCenter().lng;
    const within = (number, low, high) => Math.min(Math.max(number, low), high);
    const near = places.map(([lon, lat]) => [within(lon, middle - 179, middle + 179), within(lat, -LIMIT_DEG, LIMIT_DEG)]);
    const split = near.flatMap(([lon, lat], n) => {
      const [toLon, toLat] = near[(n + 1) % near.length];
      const parts = Math.abs(toLon - lon) < 170 ? [0] : [0, 1 / 3, 2 / 3];
      return parts.map((part) => [lon + (toLon - lon) * part, lat + (toLat - lat) * part]);
    });
    return split.map(([lon, lat]) => [lon - 360 * Math.round(lon / 360), lat]);
  }

  function finish() {
    const map = atlas.map();
    const { kind } = drawing;
    const places = kind === "rectangle" ? shapeInHand() : drawing.corners;
    const corners = toWorld(map, places).map(([lon, lat]) => `${lat.toFixed(4)},${lon.toFixed(4)}`);
    if (new Set(corners).size < 3) return hint("few");
    stop();
    window.dash_clientside.set_props("drawn-area", { data: { in: [corners.join(" ")] } });
  }

  function placeAt(event) {
    const box = cover().getBoundingClientRect();
    const { lng, lat } = atlas.map().unproject([event.clientX - box.left, event.clientY - box.top]);
    return [lng, lat];
  }

  function press(event) {
    if (!drawing || !event.isPrimary || event.button) return;
    cover().setPointerCapture(event.pointerId);
    if (drawing.kind === "rectangle" && !drawing.corners.length) drawing.corners = [placeAt(event)];
    move(event);
  }

  function move(event) {
    if (!drawing || !event.isPrimary) return;
    drawing.pointer = placeAt(event);
    atlas.repaintArea();
  }

  function release(event) {
    if (!drawing || !event.isPrimary || event.button) return;
    const map = atlas.map();
    const place = (drawing.pointer = placeAt(event));
    const { kind, corners } = drawing;
    const isNear = (corner, px) => corner && distance(map, corner, place) < px;
    if (kind === "rectangle") return void (corners.length && !isNear(corners[0], SMALLEST_PX) && finish());
    const isEnd = isNear(corners.at(-1), SMALLEST_PX) || (corners.length > 2 && isNear(corners[0], NEAR_PX));
    if (isEnd) return finish();
    if (corners.length < MOST_CORNERS) corners.push(place);
    hint(corners.length < MOST_CORNERS ? kind : "full");
    atlas.repaintArea();
  }

  function pressKey(event) {
    if (!drawing || atlas.isTyping(event.target)) return;
    const acts = { Escape: stop, Enter: finish, Backspace: removeCorner };
    const isButton = event.key === "Enter" && event.target.closest("button");
    if (!acts[event.key] || isButton) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    acts[event.key]();
  }

  // The wheel still zooms: the map below does not see it by itself.
  function turnWheel(event) {
    if (!drawing) return;
    event.preventDefault();
    atlas.map().getCanvas().dispatchEvent(new WheelEvent("wheel", event));
  }

  const acts = { pointerdown: press, pointermove: move, pointerup: release, wheel: turnWheel };
  for (const [name, act] of Object.entries(acts)) {
    document.addEventListener(name, (event) => event.target === cover() && act(event), { passive: false });
  }
  window.addEventListener("keydown", pressKey, true);

  Object.assign(window.dash_clientside.atlas, {
    drawRectangle: () => void begin("rectangle"),
    drawPolygon: () => void begin("polygon"),
  });
})(window.atlas);
