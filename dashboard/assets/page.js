// The page in the browser: filters and links in the words of the URL, theme, tabs, lists, keys.
(function (atlas) {
  const clientside = window.dash_clientside.atlas;
  const no_update = () => window.dash_clientside.no_update;
  const triggered = () => window.dash_clientside.callback_context.triggered_id;
  const NOTHING = "none";

  atlas.isTyping = (target) => Boolean(target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]"));

  // --- Filters and links -------------------------------------------------------------------------------------------
  // A list that holds everything says nothing; one that holds nothing says so.
  function some(values, all) {
    const kept = all.filter((value) => (values || []).includes(value));
    if (!values || kept.length === all.length) return [];
    return kept.length ? kept : [NOTHING];
  }

  function writeLink(days, filters, viewport, chosen, event, layers, theme, step, mode, playing, known) {
    if (!days || !filters || !viewport) return;
    const shown = [...(layers || [])].sort();
    const isUsual = shown.join() === [...known.shown].sort().join();
    const parts = {
      ...days, ...filters, at: viewport.at, ...chosen, event: event ? [event] : [],
      step: step === "day" ? [] : [step], mode: !mode || mode === "window" ? [] : [mode], play: [...(playing || [])].sort(), show: isUsual ? [] : shown.length ? shown : [NOTHING], theme: [theme],
    };
    const query = new URLSearchParams();
    for (const [key, values] of Object.entries(parts)) values.forEach((value) => query.append(key, value));
    const search = query.toString();
    if (`?${search}` !== window.location.search) history.replaceState(history.state, "", `?${search}`);
  }

  // --- Lists -------------------------------------------------------------------------------------------------------
  let refreshTimer = 0;
  function refresh(tab) {
    clearTimeout(refreshTimer);
    refreshTimer = setTimeout(() => {
      try {
        window.dash_ag_grid.getApi(tab === "table" ? "table" : "list").purgeInfiniteCache();
      } catch {
        // The grid is not there yet; it asks for its rows when it is.
      }
    }, 150);
  }

  const React = window.React;
  const components = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  components.EventRow = function ({ data }) {
    if (!data) return null;
    const colour = atlas.sides?.[data.side]?.colour;
    const killed = data.fatalities ? ` · ${data.fatalities} killed, ${data.confidence === "claimed" ? "claimed" : "reported"}` : "";
    return React.createElement(
      "div", { className: "event-row" },
      React.createElement("span", { className: "dot", style: { "--side": colour } }),
      React.createElement(
        "div", null,
        React.createElement("div", { className: "quiet" }, `${data.days} · ${data.location || "no place"}${data.review ? " (review)" : ""}${killed}`),
        React.createElement("div", { className: "event-note" }, data.notes || data.event_type),
      ),
    );
  };

  // A row that stays selected could not be clicked again to open its card again.
  function deselect() {
    for (const grid of ["list", "table"]) {
      try {
        window.dash_ag_grid.getApi(grid).deselectAll();
      } catch {
        // The grid is not there yet.
      }
    }
  }

  let copiedTimer = 0;
  Object.assign(clientside, {
    gatherFilters(types, sides, confidences, where, text, known) {
      atlas.sides = known.sides;
      const named = (prefix) => (where || []).filter((value) => value.startsWith(prefix)).map((value) => value.slice(prefix.length));
      return {
        type: some(types, known.types.map((one) => one.name)),
        side: some(sides, known.sides.map((one) => one.name)),
        sure: some(confidences, known.confidences),
        area: named("area/"),
        place: named("place/"),
        q: text?.trim() ? [text.trim()] : [],
      };
    },
    writeLink,
    copyLink() {
      clearTimeout(copiedTimer);
      const say = (children) => window.dash_clientside.set_props("copy-link", { children });
      copiedTimer = setTimeout(() => say("Copy link"), 1800);
      if (!navigator.clipboard) return "Copy it from the address bar"; // Browsers keep it from plain http.
      navigator.clipboard.writeText(window.location.href).catch(() => say("Copy it from the address bar"));
      return "Link copied";
    },
    isPressed: (pressed) => (pressed ? true : no_update()),
    chooseTheme(pressed, opened) {
      const now = document.documentElement.getAttribute("data-mantine-color-scheme");
      if (triggered() === "theme") {
        const next = now === "dark" ? "light" : "dark";
        localStorage.setItem("theme", next);
        return next;
      }
      const preferred = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
      return opened?.theme || localStorage.getItem("theme") || preferred;
    },
    chooseEvent(opened, picked, listed, tabled, linked, cleared, before) {
      const from = triggered();
      const now = { event: before?.event || [], mark: before?.mark || [] };
      let next = now;
      if (from === "opened") next = { event: opened.event, mark: opened.mark };
      else if (from === "picked") next = { event: [], mark: picked.mark };
      else if (from === "clear-mark") next = { ...now, mark: [] };
      else if (from?.event) {
        const isClick = window.dash_clientside.callback_context.triggered.some((one) => one.value);
        next = isClick ? { ...now, event: [from.event] } : now;
      } else {
        const row = (from === "table" ? tabled : listed)?.[0];
        next = row ? { ...now, event: [row.event_id] } : now;
      }
      if (JSON.stringify(next) === JSON.stringify(now) && before) return no_update();
      atlas.highlightMark(next.mark[0] || "");
      if (from !== "list" && from !== "table") deselect();
      return next;
    },
    showTab(chosen, tab) {
      if (tab === "table") return no_update();
      const isAny = chosen?.event.length || chosen?.mark.length;
      return isAny ? "card" : "list";
    },
    refreshLists(frame, chosen, tab) {
      document.getElementById("shell")?.setAttribute("data-tab", tab);
      refresh(tab);
      const mark = chosen?.mark?.length;
      if (!frame) return ["", !mark];
      const outside = frame.events - frame.inside - frame.unplaced;
      const parts = [`${frame.inside.toLocaleString("en-GB")} on this map`];
      if (outside > 0) parts.push(`${outside.toLocaleString("en-GB")} outside it`);
      if (frame.unplaced) parts.push(`${frame.unplaced.toLocaleString("en-GB")} without a place (see the table)`);
      return [mark ? "Only the mark you picked" : parts.join(" · "), !mark];
    },
    showSheet(...values) {
      const from = triggered();
      if (from === "sheet-filters") return "shell sheet-filters";
      if (from === "sheet-events") return "shell sheet-events";
      const chosen = values[values.length - 1];
      const isAny = from === "chosen" && (chosen?.event.length || chosen?.mark.length);
      return isAny ? "shell sheet-events" : "shell";
    },
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("#ignored")) window.dash_clientside.set_props("ignored", { children: "" });
  });

  // What is drawn on a canvas takes its colours from the theme when it is drawn.
  new MutationObserver(() => {
    atlas.track?.place();
    atlas.map()?.triggerRepaint();
  }).observe(document.documentElement, { attributeFilter: ["data-mantine-color-scheme"] });

  // --- Keys --------------------------------------------------------------------------------------------------------
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && event.target.id === "search") event.target.blur();
    if (atlas.isTyping(event.target)) return;
    if (event.key === "/") {
      document.getElementById("search")?.focus();
      event.preventDefault();
    } else if (event.key === "?") {
      window.dash_clientside.set_props("help-sheet", { opened: true });
    }
  });
})(window.atlas);
