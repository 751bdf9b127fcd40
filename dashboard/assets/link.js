// The link in the browser: the address says what is seen, and the browser's own back and forward undo and redo it.
(function (atlas) {
  const SAME_ACT_MS = 700; // What follows so soon belongs to what a person just did.
  const SAME_MOVE_MS = 2500; // Moving the map or the window on is one act, however many pieces it comes in.
  const MOVES = { from: "window", to: "window", axis: "window", at: "camera" };
  let last = null;
  let pushed = { at: -Infinity, kind: "" };
  let hasActed = false; // What the page does by itself as it opens is no step that could be undone.
  let restored = null; // The address that is being opened again; until it is, nothing is added to the history.

  function kindOf(parts) {
    const keys = Object.keys({ ...parts, ...last }).filter((key) => JSON.stringify(parts[key]) !== JSON.stringify(last[key]));
    const kinds = new Set(keys.map((key) => MOVES[key] || "choice"));
    return kinds.size === 1 ? [...kinds][0] : "choice";
  }

  function isSameAct(kind, now) {
    const since = now - pushed.at;
    return since < SAME_ACT_MS || (kind !== "choice" && kind === pushed.kind && since < SAME_MOVE_MS);
  }

  function write(search, parts) {
    const now = performance.now();
    const kind = last ? kindOf(parts) : "opened";
    const isQuiet = !last || !hasActed || restored !== null || atlas.timeline.state.isPlaying || isSameAct(kind, now);
    history[isQuiet ? "replaceState" : "pushState"](history.state, "", search);
    last = parts;
    if (restored === null && kind !== "opened") pushed = { at: now, kind };
  }

  for (const act of ["pointerdown", "keydown", "wheel"]) {
    window.addEventListener(act, () => (hasActed = true), { capture: true, passive: true });
  }

  let asked = null;
  let restoring = 0;
  window.addEventListener("popstate", () => {
    atlas.timeline.setPlaying(false);
    clearTimeout(restoring);
    restored = window.location.search;
    restoring = setTimeout(() => (restored = null), 1500);
    window.dash_clientside.set_props("asked", { data: { search: restored, isAgain: true } });
  });

  let copiedTimer = 0;
  Object.assign(window.dash_clientside.atlas, {
    // Dash tells of the first address; later ones come from the history.
    askLink(search, opening, layers, legend) {
      if (asked !== null) return atlas.noUpdate();
      asked = search || "";
      if (opening?.search !== asked) return { search: asked, isAgain: false };
      // The page was built for this link, and its first frame is here before the map is. What else is on the page
      // waits until the map is drawn: together they would make each other late.
      if (opening.frame) window.dash_clientside.atlas.drawFrame(opening.frame, layers, legend);
      atlas.whenDrawn(() => window.dash_clientside.set_props("opened", { data: opening.opened }));
      return atlas.noUpdate();
    },
    // Every part of the view says itself as {key: [values]}; a later part has the last word.
    writeLink(...parts) {
      if (parts.slice(0, 4).some((part) => !part)) return; // Window, filters, viewport and look are there from the start.
      const said = Object.assign({}, ...parts);
      delete said.edges;
      if (!said.beside?.length) delete said.of;
      const query = new URLSearchParams();
      for (const [key, values] of Object.entries(said)) values.forEach((value) => query.append(key, value));
      const search = `?${query}`;
      if (search !== window.location.search) write(search, said);
    },
    gatherLook(layers, theme, step, mode, playing, known) {
      const shown = [...(layers || [])].sort();
      const isUsual = shown.join() === [...known.shown].sort().join();
      const unless = (value, usual) => (value && value !== usual ? [value] : []);
      return {
        step: unless(step, "day"),
        mode: unless(mode, "window"),
        play: [...(playing || [])].sort(),
        show: isUsual ? [] : shown.length ? shown : [atlas.NOTHING],
        theme: theme ? [theme] : [],
      };
    },
    sayShown: (event) => ({ event: event ? [event] : [] }),
    openCamera(opened) {
      const map = atlas.map();
      if (!opened?.camera || !map) return;
      const [lat, lng, zoom] = opened.camera;
      map.jumpTo({ center: [lng, lat], zoom });
    },
    copyLink() {
      clearTimeout(copiedTimer);
      const say = (children) => window.dash_clientside.set_props("copy-link", { children });
      copiedTimer = setTimeout(() => say("Copy link"), 1800);
      if (!navigator.clipboard) return "Copy it from the address bar"; // Browsers keep it from plain http.
      navigator.clipboard.writeText(window.location.href).catch(() => say("Copy it from the address bar"));
      return "Link copied";
    },
  });
})(window.atlas);
