// The panel of events in the browser: which event or mark is chosen, which part is open, when lists are asked anew.
(function (atlas) {
  const REFRESH_MS = 150;
  const gridOf = (name) => {
    try {
      return window.dash_ag_grid.getApi(name) || null;
    } catch {
      return null; // The grid is not there yet; it asks for its rows when it is.
    }
  };
  atlas.gridOf = gridOf;

  // --- Rows are asked anew when what they depend on has changed -----------------------------------------------------
  const timers = {};
  const asked = {};
  function refresh(name, question) {
    if (asked[name] === question) return;
    clearTimeout(timers[name]);
    timers[name] = setTimeout(() => {
      const grid = gridOf(name);
      if (!grid) return;
      asked[name] = question;
      // Rows that are there stay until the new ones come; where there are none, only a purge asks again.
      if (grid.getDisplayedRowCount() > 0) grid.refreshInfiniteCache();
      else grid.purgeInfiniteCache();
      if (name === "table") atlas.placeRow();
    }, REFRESH_MS);
  }

  const React = window.React;
  const components = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  components.EventRow = function ({ data }) {
    if (!data) return null;
    const colour = atlas.legend?.sides[data.side]?.colour;
    const killed = data.fatalities ? ` · ${data.fatalities} killed, ${data.confidence === "claimed" ? "claimed" : "reported"}` : "";
    const found = atlas.foundElsewhere([data.location, data.notes], [data.actor1, data.actor2, data.source, data.sub_event_type]);
    return React.createElement(
      "div", { className: "event-row" },
      React.createElement("span", { className: "dot", style: { "--side": colour } }),
      React.createElement(
        "div", null,
        React.createElement(
          "div", { className: found ? "quiet is-found" : "quiet" },
          atlas.isNew(data.changed_at) && React.createElement("span", { className: "new-mark", title: "New or changed since your last visit" }, "New"),
          `${data.time_precision > 1 ? "about " : ""}${data.days} · `, ...atlas.markedNodes(data.location || "no place"), `${data.review ? " (review)" : ""}${killed}`,
          found && " · ", ...(found ? atlas.markedNodes(found) : []),
        ),
        React.createElement("div", { className: "event-note" }, ...atlas.markedNodes(data.notes || data.event_type)),
      ),
    );
  };

  // --- What is chosen ----------------------------------------------------------------------------------------------
  const isAny = (chosen) => Boolean(chosen?.event.length || chosen?.mark.length);
  const isTriggered = (id) => window.dash_clientside.callback_context.triggered.some((one) => one.prop_id.startsWith(`${id}.`));

  // What the grid has selected now: what it told may be older than what was chosen since.
  function selectedIn(name) {
    const row = gridOf(name)?.getSelectedRows()[0];
    return row ? { event: [row.event_id] } : {};
  }

  function choose(from, now, opened, picked, asked, found) {
    if (from === "opened") return { event: opened.event, mark: opened.mark, of: opened.of };
    if (from === "picked") return { event: [], mark: picked.mark, of: picked.of || [] };
    if (from === "clear-mark") return { ...now, mark: [], of: [] };
    if (from === "asked-event") return { ...now, event: [asked.event] };
    if (from === "found") return found?.by && found.of ? { ...now, event: [found.event] } : now;
    return { ...now, ...selectedIn(from) };
  }

  Object.assign(window.dash_clientside.atlas, {
    chooseEvent(opened, picked, listed, tabled, asked, found, cleared, before) {
      const from = atlas.triggered();
      const now = { event: before?.event || [], mark: before?.mark || [], of: before?.of || [] };
      const next = choose(from, now, opened, picked, asked, found);
      // A row that stays selected in the list could not be clicked again to open its card again.
      const isListed = from === "list" && listed?.length;
      if (isListed) setTimeout(() => gridOf("list")?.deselectAll());
      if (JSON.stringify(next) === JSON.stringify(now) && before && !isListed) return atlas.noUpdate();
      atlas.choose(next);
      if (from !== "table") atlas.selectRow(next.event[0] || "");
      return next;
    },
    showTab(opened, chosen, tab) {
      const usual = isAny(chosen) ? "card" : "list";
      if (isTriggered("opened")) return opened.tab || usual;
      return tab === "table" ? atlas.noUpdate() : usual;
    },
    // Made once, a grid stays: scrolled, sorted and filtered as it was left.
    keepPanels: (tab) => ["list", "table"].map((name) => (tab === name ? true : atlas.noUpdate())),
    // Only what the rest of the view does not say already.
    sayTab: (tab, chosen) => ({ tab: tab && tab !== (isAny(chosen) ? "card" : "list") ? [tab] : [] }),
    refreshLists(frame, chosen, tab, window_, filters, viewport) {
      document.getElementById("shell")?.setAttribute("data-tab", tab);
      const question = JSON.stringify([window_, filters, chosen?.mark || [], atlas.version()]);
      if (tab === "table") refresh("table", question);
      else refresh("list", question + JSON.stringify(chosen?.mark?.length ? "" : viewport));
      if (isTriggered("tabs") && tab === "table") atlas.showRow();
      atlas.placeCard(frame);
      const mark = chosen?.mark?.length;
      if (!frame) return ["", !mark];
      const outside = frame.events - frame.inside - frame.unplaced;
      const parts = [`${frame.inside.toLocaleString("en-GB")} on this map`];
      if (outside > 0) parts.push(`${outside.toLocaleString("en-GB")} outside it`);
      if (frame.unplaced) parts.push(`${frame.unplaced.toLocaleString("en-GB")} without a place (see the table)`);
      const days = chosen?.of?.length && frame.beside ? `, ${frame.beside.days}` : "";
      return [mark ? `Only the mark you picked${days}` : parts.join(" · "), !mark];
    },
  });
})(window.atlas);
