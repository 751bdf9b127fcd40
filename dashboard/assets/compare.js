// The map beside: another window with the same camera, layers and theme, made when it is opened and removed after.
(function (atlas) {
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const ROOMY_PX = 560;
  let beside = null; // Its view while it is open: its map, its frame.
  let style = null;
  let isLeading = false; // Whether one map is moving the other just now.
  let held = null; // The map that a hand is on.
  let hasFolded = false;
  let said = [];

  // --- Two maps, one camera ----------------------------------------------------------------------------------------
  // The follower is drawn at once, so that both show the same in the same picture. A map that still glides gives way
  // to the one that is held: it must not pull that one from under the hand.
  function lead(from, to) {
    if (isLeading || !from || !to) return;
    const [leader, follower] = held === to ? [to, from] : [from, to];
    isLeading = true;
    try {
      follower.jumpTo({ center: leader.getCenter(), zoom: leader.getZoom() });
      // The one that has just moved is being drawn already.
      if (follower === to) follower.redraw();
    } finally {
      isLeading = false;
    }
  }

  const holdWhilePressed = (map) => map.getCanvasContainer().addEventListener("pointerdown", () => (held = map), { capture: true });
  for (const act of ["pointerup", "pointercancel"]) window.addEventListener(act, () => (held = null), { capture: true });

  // Plotly keeps the style of the first map; the second is given the same, with the days of its own window.
  function followStyle() {
    const now = atlas.mapStyle();
    if (!beside || !now || same(now, style)) return;
    style = structuredClone(now);
    beside.map().setStyle(structuredClone(now), { diff: true });
  }

  function makeMap(main) {
    style = structuredClone(atlas.mapStyle());
    const map = new main.constructor({
      container: document.getElementById("map-beside"),
      style: structuredClone(style),
      center: main.getCenter(),
      zoom: main.getZoom(),
      attributionControl: false,
      doubleClickZoom: Boolean(main.doubleClickZoom?.isEnabled()),
      boxZoom: false,
    });
    map.getCanvas().setAttribute("aria-label", "Map of the events of the window to compare with.");
    map.on("move", () => lead(map, atlas.map()));
    holdWhilePressed(map);
    return map;
  }

  // Half a map has seldom room for the legend; it comes back as it was.
  function foldLegend(main) {
    const legend = document.getElementById("map-legend");
    hasFolded = legend.open && main.getContainer().clientWidth < 2 * ROOMY_PX;
    if (hasFolded) legend.open = false;
  }

  function open() {
    const main = atlas.map();
    if (beside || !main || !atlas.mapStyle()) return;
    const map = makeMap(main);
    beside = atlas.makeView({
      map: () => map,
      canvas: () => document.getElementById("marks-beside"),
      label: () => document.getElementById("label-beside"),
      tooltip: () => document.getElementById("tooltip-beside"),
    });
    atlas.views.push(beside);
    atlas.listen(beside);
    foldLegend(main);
    const answered = atlas.views[0].frame?.beside;
    if (answered) atlas.takeFrame(beside, answered);
  }

  function close() {
    if (!beside) return;
    atlas.views.splice(1);
    if (hasFolded) document.getElementById("map-legend").open = true;
    beside.map().remove();
    beside = null;
    atlas.hideTooltip();
  }

  // Called when the first map is there; the address may ask for the second before.
  atlas.linkBeside = function () {
    const main = atlas.map();
    main.on("move", () => lead(main, beside?.map()));
    holdWhilePressed(main);
    main.on("styledata", followStyle);
    if (document.getElementById("shell").dataset.beside) open();
  };

  // --- What it says ------------------------------------------------------------------------------------------------
  atlas.sayBeside = function ({ window: days, note }) {
    document.querySelector("#label-beside .beside-note").textContent = note;
    if (same(days, said)) return;
    said = days;
    window.dash_clientside.set_props("beside-from", { value: days[0] });
    window.dash_clientside.set_props("beside-to", { value: days[1] });
  };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || atlas.isTyping(event.target)) return;
    if (atlas.views.some((view) => !view.tooltip().hidden)) return atlas.hideTooltip();
    const isFree = event.target === document.body || event.target.closest(".map, .zoom-buttons");
    if (beside && isFree && !event.target.closest("[data-expanded=true]")) document.getElementById("beside-close").click();
  });

  Object.assign(window.dash_clientside.atlas, {
    chooseBeside(opened, pressed, closed, before, from, to, now) {
      const by = atlas.triggered();
      const kept = now?.beside ?? [];
      let next = kept;
      if (by === "opened") next = opened.beside ?? [];
      else if (by === "compare") next = kept.length ? [] : ["before"];
      else if (by === "beside-close") next = [];
      else if (by === "beside-before") next = ["before"];
      else if (kept.length && from && to && !same([from, to], said)) next = [[from, to].sort().join()];
      return now && same(next, kept) ? atlas.noUpdate() : { beside: next };
    },
    showBeside(part) {
      const days = part?.beside ?? [];
      const shell = document.getElementById("shell");
      if (days.length) shell.dataset.beside = "open";
      else delete shell.dataset.beside;
      document.getElementById("compare").setAttribute("aria-pressed", String(Boolean(days.length)));
      document.querySelector(".beside-kind").textContent = days[0] === "before" ? "The window before" : "Days of its own";
      if (days.length) open();
      else close();
    },
  });
})(window.atlas);
