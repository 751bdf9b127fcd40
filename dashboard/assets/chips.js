// Chips: each filter that is active in words, with a button that takes it away.
(function (atlas) {
  const set = (id, props) => window.dash_clientside.set_props(id, props);
  const MOST_NAMED = 2;

  function nameSome(names) {
    const more = names.length - MOST_NAMED;
    return names.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
  }

  // What is kept, or what is left out, whichever is shorter.
  const saySome = (kept, left) => (left.length < kept.length ? `Without ${nameSome(left)}` : nameSome(kept));

  function sayKept(kept, all, nothing) {
    if (kept.includes(atlas.NOTHING)) return nothing;
    const labels = (isKept) => [...all].filter(([value]) => kept.includes(value) === isKept).map(([, label]) => label);
    return saySome(labels(true), labels(false));
  }

  function sayTypes(filters, known) {
    if (filters.type.includes(atlas.NOTHING)) return "No event type";
    const [kept, left] = [[], []];
    for (const { name, label } of known.types) {
      const subs = Object.entries(known.subs[name]);
      const isSome = subs.some(([sub]) => filters.sub.includes(sub));
      if (!isSome) (filters.type.includes(name) ? kept : left).push(label);
      else for (const [sub, said] of subs) (filters.sub.includes(sub) ? kept : left).push(said);
    }
    return saySome(kept, left);
  }

  function sayDoubt(kept, about, rows) {
    const said = rows.filter((row) => kept.includes(row.value)).map((row) => row.label).join(" or ") || "nothing";
    return about === "How sure" ? said[0].toUpperCase() + said.slice(1).toLowerCase() : `${about}: ${said.toLowerCase()}`;
  }

  function sayDeaths(word) {
    if (word === "unknown") return "Deaths unknown";
    const [least, most] = word.split("..");
    if (least && most) return Number(least) === Number(most) ? `${least} deaths` : `${[least, most].sort((a, b) => a - b).join("–")} deaths`;
    return least ? `${least} or more deaths` : `At most ${most} deaths`;
  }

  function saySince(word) {
    const moment = new Date(word);
    if (Number.isNaN(moment.getTime())) return word;
    const year = moment.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" };
    const day = moment.toLocaleDateString("en-GB", { day: "numeric", month: "short", ...year });
    return `${day} ${moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`;
  }

  function sayColumn(word) {
    const [column, ...text] = word.split(":");
    const title = column.replace(/_/g, " ").replace(/(\D)(\d)/g, "$1 $2").replace(/\s+/g, " ");
    return `${title[0].toUpperCase()}${title.slice(1)} has “${text.join(":")}”`;
  }

  // Each chip: [what it says, what it is about, how it is taken away].
  function listChips(filters, known) {
    const chips = [];
    const add = (text, about, remove) => chips.push({ text, about, remove });
    if (filters.q.length) add(`“${filters.q[0]}”`, "Search", () => set("search", { value: "" }));
    if (filters.type.length || filters.sub.length) {
      const every = known.choices.types.flatMap((row) => [row.value, ...row.leaves.map((leaf) => leaf.value)]);
      add(sayTypes(filters, known), "Event type", () => set("types", { data: every }));
    }
    if (filters.side.length) {
      const sides = new Map(known.sides.map((one) => [one.name, one.label]));
      add(sayKept(filters.side, sides, "No side"), "Side", () => set("sides", { data: [...sides.keys()] }));
    }
    for (const [key, id, about] of [["sure", "confidences", "How sure"], ["when", "time-precisions", "Day"], ["exact", "geo-precisions", "Place"]]) {
      const rows = known.choices[id];
      if (filters[key].length) add(sayDoubt(filters[key], about, rows), about, () => set(id, { data: rows.map((row) => row.value) }));
    }
    const without = (values, value) => values.filter((one) => one !== value);
    for (const [key, id, about] of [["actor", "actors", "Actor"], ["source", "sources", "Source"], ["tag", "tags", "Tag"]]) {
      for (const value of filters[key]) add(value, about, () => set(id, { value: without(filters[key], value) }));
    }
    for (const { value, label } of known.choices.having.filter((row) => filters.has.includes(row.value))) {
      add(label, "Has", () => set("having", { data: without(filters.has, value) }));
    }
    const where = [...filters.area.map((name) => `area/${name}`), ...filters.place.map((name) => `place/${name}`)];
    for (const value of where) add(value.slice(value.indexOf("/") + 1), "Place", () => set("where", { value: without(where, value) }));
    if (filters.in.length) add("Drawn area", "Place", () => set("drawn-area", { data: { in: [] } }));
    if (filters.deaths.length) {
      add(sayDeaths(filters.deaths[0]), "Fatalities", () => {
        for (const id of ["deaths-least", "deaths-most"]) set(id, { value: "" });
        set("deaths-unknown", { checked: false });
      });
    }
    for (const word of filters.col) add(sayColumn(word), "Column", () => filterColumns(without(filters.col, word)));
    if (filters.since.length) add(`Changed since ${saySince(filters.since[0])}`, "Changes", () => set("changed-since", { data: { since: [] } }));
    return chips;
  }

  // The grid says its own filters again; its words are set at once, as it may not be on the page.
  function filterColumns(words) {
    const models = words.map((word) => [word.slice(0, word.indexOf(":")), word.slice(word.indexOf(":") + 1)]);
    const model = ([column, filter]) => [column, { filterType: "text", type: "contains", filter }];
    set("table", { filterModel: Object.fromEntries(models.map(model)) });
    set("column-filters", { data: { col: words } });
  }

  function build({ text, about, remove }, n) {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.className = "chip";
    chip.title = `${about}: ${text}`;
    chip.setAttribute("aria-label", `Remove the filter ${about}: ${text}`);
    const said = Object.assign(document.createElement("span"), { textContent: text });
    chip.append(said);
    chip.addEventListener("click", () => {
      remove();
      setTimeout(() => focusNear(n), 60); // The chip that had the keys is gone by then.
    });
    return chip;
  }

  function focusNear(n) {
    const chips = document.querySelectorAll(".chip");
    (chips[Math.min(n, chips.length - 1)] || document.getElementById("map-label"))?.focus({ preventScroll: true });
  }

  let active = [];
  document.addEventListener("click", (event) => {
    if (event.target.closest("#reset")) filterColumns([]);
  });

  atlas.activeFilters = () => active;
  window.dash_clientside.atlas.drawChips = function (filters, known) {
    if (!filters) return;
    active = listChips(filters, known);
    document.getElementById("chips").replaceChildren(...active.map(build));
    document.getElementById("sheet-filters")?.setAttribute("data-active", active.length || "");
    atlas.markHeadlines();
  };
})(window.atlas);
