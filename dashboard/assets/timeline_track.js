// The track of the timeline: what stands on it, and where.
(function (atlas) {
  const { state, speak, knowDays, setWindow } = atlas.timeline;
  const { axis } = atlas;
  const TALL_PX = 96; // A track so tall has room for two lines of names.
  let legend = null;
  let parts = null;

  const width = () => parts?.track.clientWidth || document.getElementById("timeline")?.clientWidth || 800;
  const xOf = (day) => ((day - axis.shown.first) / axis.length()) * width();
  const dayAt = (x) => axis.shown.first + Math.floor((Math.max(0, Math.min(x, width() - 1)) / width()) * axis.length());

  const { make } = atlas;

  function build() {
    const holder = document.getElementById("timeline");
    const track = make("div", "track-inner", holder);
    parts = { holder, track };
    parts.canvas = make("canvas", "bars-canvas", track, { "aria-hidden": "true" });
    parts.body = make("div", "window-body", track, { tabindex: "0", role: "group", "aria-label": "Window of days: arrows move it" });
    parts.handles = ["First day", "Last day"].map((label) =>
      make("div", label === "First day" ? "handle is-first" : "handle is-last", track, { tabindex: "0", role: "slider", "aria-label": label, "aria-orientation": "horizontal" }),
    );
    parts.stops = make("div", "stops", track, { role: "group", "aria-label": "Days with a name" });
    parts.lost = ["is-before", "is-after"].map((side) => make("button", `lost ${side}`, track, { type: "button", "aria-label": "Show the window of days" }));
    parts.axis = make("div", "axis", holder, { "aria-hidden": "true" });
    parts.note = make("div", "bars-note", holder);
    parts.overview = make("div", "overview", holder, { "aria-hidden": "true" });
    parts.seen = make("i", "overview-window", parts.overview);
    parts.thumb = make("i", "overview-shown", parts.overview);
    atlas.stops.build(parts.stops, holder, legend.stops);
    atlas.holdTrack(parts);
    new ResizeObserver(() => {
      place();
      axis.ask();
    }).observe(track);
  }

  // --- Placing: what depends on the window at every step, the rest where the axis or the size changed ---------------
  let placed = "";
  function place() {
    if (!parts) return;
    const wide = width();
    const view = { ...axis.shown, width: wide, height: parts.track.clientHeight, ratio: window.devicePixelRatio || 1 };
    const rows = view.height >= TALL_PX ? 2 : 1;
    const key = [view.first, view.last, wide, view.height, atlas.bars.step(), state.step].join();
    if (key !== placed) {
      placed = key;
      placeAxis(view, rows);
    }
    const [left, right] = [xOf(state.from), xOf(state.to + 1)];
    placeWindow(left, right, wide);
    atlas.bars.draw(parts.canvas, { ...view, headroom: atlas.stops.headroom(rows) }, left, right);
  }

  function placeAxis(view, rows) {
    const isNoted = atlas.bars.step() && atlas.bars.step() !== state.step;
    parts.note.textContent = isNoted ? `bars: ${atlas.bars.step()}s` : "";
    atlas.drawTicks(parts.axis, axis.shown, view.width - parts.note.offsetWidth, xOf);
    atlas.stops.place(axis.shown, view.width, rows, xOf);
    parts.overview.hidden = axis.isWhole();
    const can = { in: axis.canZoomIn(), out: !axis.isWhole(), all: !axis.isWhole() };
    for (const button of document.querySelectorAll("[data-axis]")) button.setAttribute("aria-disabled", !can[button.dataset.axis]);
    const share = (day) => `${((day - state.first) / (state.last - state.first + 1)) * 100}%`;
    parts.thumb.style.left = share(axis.shown.first);
    parts.thumb.style.right = `calc(100% - ${share(axis.shown.last + 1)})`;
  }

  function placeWindow(left, right, wide) {
    const [start, end] = [Math.max(0, Math.min(left, wide)), Math.max(0, Math.min(right, wide))];
    parts.body.style.left = `${start}px`;
    parts.body.style.width = `${end - start}px`;
    parts.lost[0].hidden = right > 0;
    parts.lost[1].hidden = left < wide;
    [left, right].forEach((x, n) => {
      const handle = parts.handles[n];
      const day = n ? state.to : state.from;
      handle.style.left = `${Math.max(0, Math.min(x, wide))}px`;
      handle.classList.toggle("is-away", x < -0.5 || x > wide + 0.5);
      handle.setAttribute("aria-valuemin", 0);
      handle.setAttribute("aria-valuemax", state.last - state.first);
      handle.setAttribute("aria-valuenow", day - state.first);
      handle.setAttribute("aria-valuetext", speak(day));
    });
    const total = state.last - state.first + 1;
    parts.seen.style.left = `${((state.from - state.first) / total) * 100}%`;
    parts.seen.style.width = `${((state.to - state.from + 1) / total) * 100}%`;
  }

  // Files have changed: the days go as far as the data does, the window and what is seen of the axis stay.
  let stopsShown = "";
  atlas.followDays = function (described) {
    const { first, last } = axis.isWhole() ? { first: -Infinity, last: Infinity } : axis.shown;
    knowDays(described);
    axis.show(Math.max(first, state.first), Math.min(last, state.last) + 1);
    if (state.mode === "cumulative") setWindow(state.from, state.to);
    followStops(described);
    placed = "";
    place();
    axis.ask();
  };

  function followStops(described) {
    const wanted = JSON.stringify([described.stops, described.first, described.last]);
    legend = described;
    if (!parts || wanted === stopsShown) return;
    stopsShown = wanted;
    atlas.stops.build(parts.stops, parts.holder, described.stops);
  }

  atlas.track = {
    place,
    width,
    xOf,
    dayAt,
    isBuilt: () => Boolean(parts),
    handleOf: (element) => parts.handles.indexOf(element),
    show(described) {
      legend = described;
      if (!parts) build();
      place();
    },
  };
})(window.atlas);
