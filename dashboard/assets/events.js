// The panel of events in the browser: which event or mark is chosen, which part is open, when lists are asked anew.
(function (atlas) {
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
          `${data.days} · `, ...atlas.markedNodes(data.location || "no place"), `${data.review ? " (review)" : ""}${killed}`,
          found && " · ", ...(found ? atlas.markedNodes(found) : []),
        ),
        React.createElement("div", { className: "event-note" }, ...atlas.markedNodes(data.notes || data.event_type)),
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

  Object.assign(window.dash_clientside.atlas, {
    chooseEvent(opened, picked, listed, tabled, linked, cleared, before) {
      const from = atlas.triggered();
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
      if (JSON.stringify(next) === JSON.stringify(now) && before) return atlas.noUpdate();
      atlas.highlightMark(next.mark[0] || "");
      if (from !== "list" && from !== "table") deselect();
      return next;
    },
    showTab(chosen, tab) {
      if (tab === "table") return atlas.noUpdate();
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
  });
})(window.atlas);
