// The small map of a review: the places of its drafts, numbered as in the queue, and those that a name may mean.
(function (atlas) {
  const { make } = atlas;
  const ROOM_PX = 34;
  const GLIDE_MS = 350;
  const NEAR_ZOOM = 6.5;
  let holder = null;
  let map = null;
  let pins = []; // {pin, point, key}

  const review = () => atlas.review;

  // The style of the page's own map, without what is dated: an article has no window.
  function begin(parent) {
    end();
    holder = parent;
    const main = atlas.map();
    const style = main && structuredClone(atlas.mapStyle());
    if (!style) return void (make("p", "quiet", parent).textContent = "The map is not drawn.");
    style.layers = style.layers.filter(({ id }) => !id.startsWith("layer-"));
    const canvas = make("div", "review-ground", parent);
    map = new main.constructor({ container: canvas, style, center: main.getCenter(), zoom: main.getZoom(), attributionControl: false, boxZoom: false });
    map.getCanvas().setAttribute("aria-label", "Map of the drafts. The list of drafts says the same in words.");
    map.dragRotate.disable();
    map.touchPitch.disable();
    map.touchZoomRotate.disableRotation();
    map.on("move", place);
    map.on("click", (event) => atlas.takePoint(event));
    const all = make("button", "act review-all", parent, { type: "button", title: "Show the places of all drafts" });
    all.textContent = "All";
    all.addEventListener("click", fit);
    make("div", "draw-hint review-hint", parent, { hidden: "" });
  }

  function end() {
    map?.remove();
    [map, holder, pins] = [null, null, []];
  }

  function addPin(point, key, className, label, text) {
    const pin = make("button", `review-pin ${className}`, holder, { type: "button", "aria-label": label, title: label, tabindex: "-1" });
    pin.textContent = text;
    pins.push({ pin, point, key });
    return pin;
  }

  function clear(isOurs) {
    for (const one of pins.filter(isOurs)) one.pin.remove();
    pins = pins.filter((one) => !isOurs(one));
  }

  function draw() {
    if (!map) return;
    clear(() => true);
    const { types } = review().state.known;
    review().seen().forEach((one, n) => {
      if (!one.point || one.state === "rejected") return;
      const said = `Draft ${n + 1}: ${one.row.location || one.row.event_type}`;
      const pin = addPin(one.point, one.key, one.state === "open" ? "" : "is-settled", said, String(n + 1));
      pin.style.setProperty("--kind", types[one.row.event_type]?.colour ?? "#59636e");
      pin.addEventListener("click", () => review().choose(one.key));
      pin.addEventListener("pointerenter", () => review().hover(one.key));
      pin.addEventListener("pointerleave", () => review().hover(""));
    });
    place();
  }

  function place() {
    for (const { pin, point } of pins) {
      const { x, y } = map.project(point);
      pin.style.transform = `translate(${x}px, ${y}px)`;
    }
  }

  function mark(key) {
    for (const one of pins) one.pin.classList.toggle("is-lit", Boolean(key) && one.key === key);
  }

  function fitTo(points) {
    if (!map || !points.length) return;
    const [lons, lats] = [0, 1].map((n) => points.map((point) => point[n]));
    const edges = [[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]];
    map.fitBounds(edges, { padding: ROOM_PX, maxZoom: NEAR_ZOOM, animate: false });
  }

  const fit = () => fitTo(review().seen().filter((one) => one.point && one.state !== "rejected").map((one) => one.point));

  function show(key) {
    const point = review().item(key)?.point;
    if (map && point) map.easeTo({ center: point, zoom: Math.max(map.getZoom(), NEAR_ZOOM), duration: GLIDE_MS });
  }

  // Places that a name typed into the form may mean stand on the map too, while a draft is corrected.
  atlas.onPlaces = function (places, choose) {
    if (!map) return;
    clear(({ key }) => !key);
    places.forEach((one) => {
      const said = [one.name, one.admin1, one.country].filter(Boolean).join(", ");
      const pin = addPin([Number(one.longitude), Number(one.latitude)], "", "is-candidate", said, "?");
      pin.addEventListener("pointerdown", (event) => event.preventDefault()); // The list of places stays open.
      pin.addEventListener("click", () => choose(one));
    });
    if (places.length) fitTo(places.map((one) => [Number(one.longitude), Number(one.latitude)]));
    place();
  };
  atlas.editStage = () => (map ? { map, holder, hint: holder.querySelector(".review-hint") } : null);

  atlas.review.parts.map = { begin, end, draw, mark, fit, show };
})(window.atlas);
