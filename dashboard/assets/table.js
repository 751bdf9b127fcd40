// The table in the browser: the row of the chosen event, filters of columns, which columns show, and the export.
(function (atlas) {
  const GRID = "table";
  const BY_HAND = ["rowClicked", "spaceKey"];
  let wanted = ""; // The event whose row is to be selected as soon as it is there.
  let toShow = ""; // The event whose row is to be brought into sight as soon as its place is known.
  let listening = null;

  function selectLoaded() {
    const grid = atlas.gridOf(GRID);
    const node = wanted && grid?.getRowNode(wanted);
    if (node?.data && !node.isSelected()) node.setSelected(true, true);
  }

  // The rows come when the server has answered, long after the table was scrolled to where they belong.
  function listen(grid) {
    if (grid === listening) return;
    listening = grid;
    grid.addEventListener("modelUpdated", () => setTimeout(selectLoaded));
    // Rows that come after a click must not bring back what was wanted before it.
    grid.addEventListener("selectionChanged", ({ source }) => {
      if (BY_HAND.includes(source)) wanted = grid.getSelectedRows()[0]?.event_id || "";
    });
  }

  atlas.selectRow = function (event) {
    wanted = event;
    const grid = atlas.gridOf(GRID);
    if (!grid) return;
    listen(grid);
    if (grid.getRowNode(event)?.data) selectLoaded();
    else grid.deselectAll();
  };

  // Asks where an event stands, in the order and among the rows that its list has now; `by` rows further.
  atlas.seek = function (event, by, name) {
    const sortModel = (atlas.gridOf(name)?.getColumnState() || [])
      .filter((column) => column.sort)
      .map(({ colId, sort }) => ({ colId, sort }));
    window.dash_clientside.set_props("sought", { data: { event, by, grid: name, sortModel, at: Date.now() } });
  };

  // Whether the chosen event is in the table depends on days and filters: it is asked whenever its rows are.
  atlas.placeRow = function () {
    const { event } = atlas.chosen();
    if (event) atlas.seek(event, 0, GRID);
  };

  atlas.showRow = function () {
    toShow = atlas.chosen().event;
    atlas.placeRow();
  };

  // The grid is made when its part of the panel is opened for the first time.
  const whenThere = (act) => window.dash_ag_grid?.getApiAsync(GRID).then(act);

  function scrollTo(grid, found) {
    wanted = found.event;
    listen(grid);
    if (grid.getDisplayedRowCount() !== found.of) grid.setRowCount(found.of, true);
    grid.ensureIndexVisible(found.place, "middle");
    selectLoaded();
  }

  const isForTable = (found) => found?.grid === GRID && atlas.tab() === GRID;

  // What was walked to, and what is both asked for and still chosen; a place alone moves nothing.
  function isToBeShown(found) {
    const isAskedFor = found.event === toShow && found.event === atlas.chosen().event;
    if (found.event === toShow) toShow = "";
    return found.place !== null && (found.by || isAskedFor);
  }

  Object.assign(window.dash_clientside.atlas, {
    sayTable(frame, chosen, found) {
      if (atlas.triggered() === "found" && isForTable(found) && isToBeShown(found)) whenThere((grid) => scrollTo(grid, found));
      const { event } = atlas.chosen();
      document.getElementById("shell").toggleAttribute("data-mark", Boolean(chosen?.mark?.length));
      if (isForTable(found) && found.place === null && found.event === event) {
        return "The event of the card is not here: its day or a filter leaves it out";
      }
      if (chosen?.mark?.length) return "Only the mark you picked";
      return frame ? `${atlas.say(frame.events)} in this window` : "";
    },
    gatherColumnFilters(model, before) {
      const col = Object.entries(model || {})
        .map(([name, { filter }]) => [name, String(filter ?? "").trim()])
        .filter(([, text]) => text)
        .map(([name, text]) => `${name}:${text}`);
      document.getElementById("shell")?.toggleAttribute("data-columns", col.length > 0);
      return JSON.stringify(col) === JSON.stringify(before?.col || []) ? atlas.noUpdate() : { col };
    },
    showColumns(shown, tab) {
      if (tab !== GRID) return;
      whenThere((grid) => {
        listen(grid);
        const all = grid.getColumnState().map((one) => one.colId);
        grid.setColumnsVisible(all.filter((name) => !shown.includes(name)), false);
        grid.setColumnsVisible(shown, true);
      });
    },
  });

  atlas.clearColumnFilters = () => atlas.gridOf(GRID)?.setFilterModel(null);

  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".head-menu[open]")) if (!menu.contains(event.target)) menu.open = false;
    const link = event.target.closest?.("#export a");
    if (!link) return;
    // The file holds what the address says at the moment of the click.
    link.search = window.location.search;
    link.closest("details").open = false;
  });
})(window.atlas);
