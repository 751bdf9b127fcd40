// The rows of the filters in the browser: a tree of types, "only", and how what is partly ticked is shown.
(function (atlas) {
  const set = (id, value) => window.dash_clientside.set_props(id, { value });
  const rowsOf = (group) => [...document.querySelectorAll(`.filter-row[data-group="${group}"]`)];
  const valueOf = (group) => window.dash_component_api.getLayout(group)?.props.value || [];

  // Of these nothing at all cannot be wanted: the last one unticked brings all back.
  const NEVER_NONE = ["time-precisions", "geo-precisions"];

  const valuesOf = (rows) => rows.map((row) => row.dataset.value);
  const branchOf = (row) => [...(row.closest(".branch")?.querySelectorAll(".filter-row") || [row])];
  const isLeaf = (row) => row.classList.contains("is-leaf");
  // A row with what it ticks: a type stands for its sub-types, anything else for itself.
  const withLeaves = (row) => (isLeaf(row) ? [row] : branchOf(row));

  /** What is ticked after a row was: a type with all its sub-types, and a type where all of its sub-types are. */
  function toggle(ticked, row) {
    const isTicked = ticked.includes(row.dataset.value);
    const touched = valuesOf(withLeaves(row));
    const next = new Set(isTicked ? ticked.filter((value) => !touched.includes(value)) : [...ticked, ...touched]);
    if (!isLeaf(row)) return [...next];
    const [type, ...leaves] = valuesOf(branchOf(row));
    next[leaves.every((leaf) => next.has(leaf)) ? "add" : "delete"](type);
    return [...next];
  }

  function isOnly(row, ticked) {
    const own = valuesOf(isLeaf(row) ? [row, branchOf(row)[0]] : withLeaves(row));
    return ticked.includes(row.dataset.value) && ticked.every((value) => own.includes(value));
  }

  // Only this one; asked for again, all of them.
  function keepOnly(row) {
    const group = row.dataset.group;
    const isBack = isOnly(row, valueOf(group));
    if (isBack) return set(group, row.classList.contains("is-required") ? [] : valuesOf(rowsOf(group)));
    set(group, toggle([], row));
  }

  atlas.paintChoices = function (filters) {
    const values = {};
    for (const row of document.querySelectorAll(".filter-row[data-group]")) {
      const ticked = (values[row.dataset.group] ??= valueOf(row.dataset.group));
      const leaves = valuesOf(withLeaves(row)).slice(1);
      const kept = leaves.filter((leaf) => ticked.includes(leaf)).length;
      if (leaves.length) row.querySelector("input").indeterminate = kept > 0 && kept < leaves.length;
      const only = row.querySelector(".only");
      const isAlone = isOnly(row, ticked);
      only.classList.toggle("is-alone", isAlone);
      only.setAttribute("aria-label", `${isAlone ? "All, not only" : "Only"} ${row.querySelector(".filter-name").textContent}`);
    }
    // The folded section says how many of its filters are active.
    const active = ["deaths", "when", "exact", "has", "source", "tag"].filter((key) => filters[key].length).length;
    const badge = document.getElementById("more-active");
    badge.hidden = !active;
    badge.textContent = `${active} active`;
  };

  function rowAt(event) {
    return event.target.closest?.(".filter-row[data-group]");
  }

  // The box by itself knows nothing of its branch, so a click is taken before it comes there.
  function takeClick(event) {
    const row = rowAt(event);
    if (!row) return;
    const { group, value } = row.dataset;
    const isLast = NEVER_NONE.includes(group) && valueOf(group).join() === value;
    const isKept = event.altKey || event.target.closest(".only");
    if (!isKept && !isLast && group !== "types") return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.target.closest(".only")) row.querySelector("input").focus({ preventScroll: true });
    // The browser takes back what it did to the box after this, so what is ticked is told then.
    setTimeout(() => (isKept || isLast ? keepOnly(row) : set(group, toggle(valueOf(group), row))));
  }

  document.addEventListener("click", takeClick, true);
  document.addEventListener("dblclick", (event) => {
    const row = rowAt(event);
    if (row && !event.altKey && !event.target.closest(".only")) keepOnly(row);
  });
})(window.atlas);
