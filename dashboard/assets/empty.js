// Where there is nothing to see: why, in words, and the buttons that lead out of it.
(function (atlas) {
  const PATIENCE_MS = 300; // A step that is empty for a moment needs no words.
  const set = (id, props) => window.dash_clientside.set_props(id, props);
  const part = (id, name = "data") => window.dash_component_api.getLayout(id)?.props[name];
  let timer = 0;
  let frame = null;
  let allTime = null; // Events of all time that the filters keep; null until it is known.

  function showAllDays() {
    const { state, setWindow } = atlas.timeline;
    set("mode", { value: "window" });
    state.mode = "window";
    setWindow(state.first, state.last);
  }

  const WAYS = {
    days: () => [`Show all days (${atlas.say(allTime)})`, showAllDays],
    search: () => ["Clear the search", () => set("search", { value: "" })],
    filters: () => ["Remove all filters", () => document.getElementById("reset").click()],
    outside: () => ["Show them", () => set("extent-asked", { data: Date.now() })],
    table: () => ["Open the table", () => set("tabs", { value: "table" })],
  };

  function explainNothing() {
    const search = atlas.searched;
    const active = atlas.activeFilters().length;
    const found = allTime === null ? "" : allTime ? `${atlas.say(allTime)} in all time.` : "None in all time either.";
    const what = search ? `No event matches “${search}” in this window.` : active ? "No event in this window passes the filters." : "No event in this window.";
    const ways = [allTime && "days", search && "search", active > (search ? 1 : 0) && "filters"];
    return { said: [what, found], ways: ways.filter(Boolean) };
  }

  function explainOutside() {
    const outside = frame.events - frame.unplaced;
    if (!outside) {
      const them = frame.events === 1 ? "The one event of this window has" : `All ${atlas.say(frame.events)} events of this window have`;
      return { said: [`${them} no place on the map.`], ways: ["table"] };
    }
    return { said: [`${outside === 1 ? "1 event" : `${atlas.say(outside)} events`} outside the map.`], ways: ["outside"] };
  }

  function fill(id, explained) {
    const note = document.getElementById(id);
    if (!note) return;
    note.hidden = !explained;
    if (!explained) return note.replaceChildren();
    const lines = explained.said.filter(Boolean).map((text) => Object.assign(document.createElement("p"), { textContent: text }));
    const buttons = explained.ways.map((way) => {
      const [textContent, act] = WAYS[way]();
      const button = Object.assign(document.createElement("button"), { type: "button", className: "text-button", textContent });
      button.addEventListener("click", act);
      return button;
    });
    const row = Object.assign(document.createElement("div"), { className: "empty-ways" });
    row.append(...buttons);
    note.replaceChildren(...lines, row);
  }

  function show() {
    const isAny = part("legend-data")?.first; // An atlas without events says so on its label.
    const explained = !frame || frame.inside || !isAny ? null : frame.events ? explainOutside() : explainNothing();
    document.getElementById("shell")?.toggleAttribute("data-empty", Boolean(explained));
    fill("empty-map", explained && { ...explained, ways: explained.ways.slice(0, 1) });
    fill("empty-list", explained && !part("chosen")?.mark?.length ? explained : null);
  }

  function explain() {
    if (atlas.timeline.state.isPlaying) return void (timer = setTimeout(explain, PATIENCE_MS));
    if (!frame.events) set("all-time-asked", { data: Date.now() });
    show();
  }

  // Called with every frame, so it does nothing while there is something to see.
  atlas.explainEmpty = function (drawn) {
    const wasEmpty = frame && !frame.inside;
    frame = drawn;
    allTime = null;
    clearTimeout(timer);
    if (!frame.inside) timer = setTimeout(explain, PATIENCE_MS);
    else if (wasEmpty) show();
  };

  Object.assign(window.dash_clientside.atlas, {
    sayAllTime(answer) {
      if (!answer || !frame || frame.events) return;
      allTime = answer.events;
      show();
    },
    flyToExtent(box) {
      if (!box) return;
      const [west, south, east, north] = box;
      atlas.map()?.fitBounds([[west, south], [east, north]], { padding: 70, maxZoom: 11, essential: false });
    },
  });

  document.addEventListener("click", (event) => {
    if (!event.target.closest("#clear-search")) return;
    set("search", { value: "" });
    document.getElementById("search")?.focus();
  });
})(window.atlas);
