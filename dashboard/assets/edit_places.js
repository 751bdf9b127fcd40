// Where an event of the form lies: places that its name may mean, a point picked on the map, and a pin that shows it.
(function (atlas) {
  const { make } = atlas;
  const WAIT_MS = 250;
  let isPicking = false;
  let timer = 0;
  let pin = null;
  const followed = new WeakSet();

  // The map on which a point is picked: the page's own, unless another one lies over it.
  const stage = () => atlas.editStage?.() ?? { map: atlas.map(), holder: document.querySelector(".map"), hint: document.getElementById("draw-hint") };

  const field = (name) => atlas.editForm.field(name);
  const value = (name) => field(name)?.input.value.trim() || "";
  const list = () => document.querySelector(".edit-places");

  // --- Places by name ------------------------------------------------------------------------------------------------
  function ask() {
    const data = { name: value("location"), country: value("country"), admin1: value("admin1") };
    window.dash_clientside.set_props("edit-place-asked", { data });
  }

  function hidePlaces() {
    clearTimeout(timer);
    if (list()) list().hidden = true;
    atlas.onPlaces?.([]);
  }

  function choose(place, isPoint) {
    const { name, admin1, country, latitude, longitude, precision } = place;
    const point = isPoint ? { latitude, longitude, geo_precision: precision } : { latitude: "", longitude: "", geo_precision: "" };
    atlas.editForm.fill({ location: name, admin1, country, ...point });
    hidePlaces();
    field("location").input.focus();
  }

  function showPlaces({ name, places }) {
    const holder = list();
    if (!holder || name !== value("location")) return;
    holder.replaceChildren();
    for (const place of places) {
      const row = make("div", "edit-place", holder);
      const button = make("button", "edit-place-name", row, { type: "button" });
      make("b", "", button).textContent = place.name;
      const where = [place.admin1, place.country].filter((part) => part && part !== place.name).join(", ");
      make("span", "quiet", button).textContent = [where, place.said].filter(Boolean).join(" · ");
      button.title = "Fill in place, province and country; where it lies is looked up";
      button.addEventListener("click", () => choose(place, false));
      const point = make("button", "text-button", row, { type: "button", title: "The same, and write its coordinates" });
      point.textContent = "with coordinates";
      point.addEventListener("click", () => choose(place, true));
    }
    if (!places.length) make("p", "quiet", holder).textContent = "No place of this name is known. Pick it on the map.";
    holder.hidden = document.activeElement !== field("location").input;
    atlas.onPlaces?.(places, (place) => choose(place, true));
  }

  document.addEventListener("input", ({ target }) => {
    if (target.dataset?.field) atlas.editForm.mend(target.dataset.field);
    if (target.dataset?.field === "latitude" || target.dataset?.field === "longitude") movePin();
    if (target.dataset?.field !== "location") return;
    clearTimeout(timer);
    if (target.value.trim().length < 2) hidePlaces();
    else timer = setTimeout(ask, WAIT_MS);
  });

  document.addEventListener("focusin", ({ target }) => {
    if (!target.closest?.(".edit-places") && target.dataset?.field !== "location") hidePlaces();
  });

  // --- A point on the map --------------------------------------------------------------------------------------------
  function setPicking(isOn) {
    isPicking = isOn;
    const shell = document.getElementById("shell");
    shell.toggleAttribute("data-picking", isOn);
    // On a phone a part of the page may lie over the map.
    if (isOn && shell.className !== "shell") window.dash_clientside.set_props("shell", { className: "shell" });
    const { hint } = stage();
    hint.hidden = !isOn;
    hint.replaceChildren();
    if (!isOn) return;
    make("span", "", hint).textContent = "Click where it happened.";
    const cancel = make("button", "text-button", hint, { type: "button" });
    cancel.textContent = "Cancel";
    cancel.addEventListener("click", () => setPicking(false));
  }

  // A click on the map while one is picked is no click on a mark; a drag still moves the map.
  atlas.takePoint = function (event) {
    if (!isPicking) return false;
    const { lng, lat } = event.lngLat.wrap();
    setPicking(false);
    atlas.editForm.fill({ latitude: lat.toFixed(4), longitude: lng.toFixed(4) });
    field("latitude").input.focus();
    return true;
  };

  function movePin() {
    const { map, holder } = stage();
    const isDegrees = (text) => /^[+-]?\d+(\.\d+)?$/.test(text);
    const [lat, lng] = [value("latitude"), value("longitude")];
    const isShown = Boolean(map) && isDegrees(lat) && isDegrees(lng) && Math.abs(lat) <= 85;
    if (!isShown) return void (pin && (pin.hidden = true));
    if (pin?.parentElement !== holder) {
      pin?.remove();
      pin = make("div", "edit-pin", holder);
    }
    if (!followed.has(map)) {
      followed.add(map);
      map.on("move", movePin);
    }
    const { x, y } = map.project([Number(lng), Number(lat)]);
    pin.style.transform = `translate(${x}px, ${y}px)`;
    pin.hidden = false;
  }

  atlas.movePin = movePin;
  atlas.suggestPlaces = ask;
  atlas.picking = { begin: () => setPicking(true), end: () => setPicking(false), isOn: () => isPicking };
  Object.assign(window.dash_clientside.atlas, { showEditPlaces: (found) => void (found && showPlaces(found)) });
})(window.atlas);
