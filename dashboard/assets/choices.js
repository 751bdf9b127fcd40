// The rows to tick in the filters: a tree of types, lists of the rest, and "only" to keep just one of them.
(function (atlas) {
  // Of these nothing at all cannot be wanted: the last one unticked brings all back.
  const NEVER_NONE = ["time-precisions", "geo-precisions"];
  const REQUIRED = ["having"]; // Of these each tick asks for something more, and none is ticked at first.
  const groups = new Map(); // The rows of each group: {value, label, leaves, type, box, only}.

  const set = (group, data) => window.dash_clientside.set_props(group, { data });
  const tickedOf = (group) => window.dash_component_api.getLayout(group)?.props.data || [];

  // --- What is ticked ----------------------------------------------------------------------------------------------
  // A row with what it ticks: a type stands for its sub-types, anything else for itself.
  const reach = (row) => [row.value, ...row.leaves.map((leaf) => leaf.value)];

  /** What is ticked after a row was clicked: a type with all its sub-types, a type where all of its sub-types are. */
  function toggle(ticked, row) {
    const touched = reach(row);
    const isTicked = ticked.includes(row.value);
    const next = new Set(isTicked ? ticked.filter((value) => !touched.includes(value)) : [...ticked, ...touched]);
    if (row.type) next[row.type.leaves.every((leaf) => next.has(leaf.value)) ? "add" : "delete"](row.type.value);
    return [...next];
  }

  function isOnly(ticked, row) {
    const own = row.type ? [row.value, row.type.value] : reach(row);
    return ticked.includes(row.value) && ticked.every((value) => own.includes(value));
  }

  const everything = (group) => (REQUIRED.includes(group) ? [] : groups.get(group).map((row) => row.value));

  // Only this one; asked for again, all of them.
  function keepOnly(group, row) {
    set(group, isOnly(tickedOf(group), row) ? everything(group) : toggle([], row));
  }

  function tick(group, row) {
    const next = toggle(tickedOf(group), row);
    set(group, next.length || !NEVER_NONE.includes(group) ? next : everything(group));
  }

  // --- Rows on the page --------------------------------------------------------------------------------------------
  const { make } = atlas;

  function buildRow(group, { value, label, counted, sign, colour }, holder, type = null) {
    const kind = type ? " is-leaf" : REQUIRED.includes(group) ? " is-required" : "";
    const element = make("div", `filter-row${kind}`, holder);
    const name = make("label", "", element);
    const row = { value, label, type, leaves: [], box: make("input", "", name, { type: "checkbox", value }) };
    make("span", `sign ${sign}`, name).style.setProperty("--side", colour);
    make("span", "filter-name", name).textContent = label;
    make("span", "count", name, { "data-count": `${counted}:${value}` });
    row.only = make("button", "only", element, { type: "button" });
    row.box.addEventListener("change", () => tick(group, row));
    row.only.addEventListener("click", () => keepOnly(group, row));
    name.addEventListener("dblclick", (event) => event.altKey || keepOnly(group, row));
    name.addEventListener("click", (event) => {
      if (!event.altKey) return;
      event.preventDefault(); // The box itself must not be ticked as well.
      keepOnly(group, row);
    });
    groups.get(group).push(row);
    return row;
  }

  function buildBranch(group, described, holder) {
    const branch = make("div", "branch", holder);
    const row = buildRow(group, described, branch);
    if (!described.leaves.length) return;
    const fold = make("details", "", branch);
    make("summary", "", fold, { "aria-label": `Sub-types of ${described.label}` });
    row.leaves = described.leaves.map((leaf) => buildRow(group, leaf, fold, row));
  }

  function build(choices) {
    for (const holder of document.querySelectorAll(".choices")) {
      const { group } = holder.dataset;
      groups.set(group, []);
      for (const described of choices[group]) (group === "types" ? buildBranch : buildRow)(group, described, holder);
      paint(group);
    }
  }

  function paint(group) {
    const ticked = tickedOf(group);
    for (const row of groups.get(group)) {
      const kept = row.leaves.filter((leaf) => ticked.includes(leaf.value)).length;
      row.box.checked = ticked.includes(row.value);
      row.box.indeterminate = kept > 0 && kept < row.leaves.length;
      const isAlone = isOnly(ticked, row);
      row.only.classList.toggle("is-alone", isAlone);
      row.only.setAttribute("aria-label", `${isAlone ? "All, not only" : "Only"} ${row.label}`);
    }
  }

  atlas.paintChoices = function (filters) {
    for (const group of groups.keys()) paint(group);
    // The folded section says how many of its filters are active.
    const active = ["deaths", "when", "exact", "has", "source", "tag"].filter((key) => filters[key].length).length;
    const badge = document.getElementById("more-active");
    badge.hidden = !active;
    badge.textContent = `${active} active`;
  };

  // Dash puts the page together when it likes, so we look for the places of the rows until they are there.
  const search = setInterval(() => {
    const known = document.querySelector(".choices") && window.dash_component_api?.getLayout("legend-data")?.props.data;
    if (!known) return;
    clearInterval(search);
    build(known.choices);
  }, 30);
})(window.atlas);
