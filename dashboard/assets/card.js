// The card of an event in the browser: what its buttons and keys do, which mark it lies in, what it need not repeat.
(function (atlas) {
  const CLOSEST_ZOOM = { 1: 10.5, 2: 9.5, 3: 7.5 }; // By how well the place is known.
  let frame = null;
  let chosen = { event: [], mark: [], of: [] };
  let observed = null;

  const article = () => document.querySelector("#card article");
  atlas.tab = () => document.getElementById("shell")?.dataset.tab || "list";
  // A mark's card says which of its events comes first; without either, the card may still be that of the view before.
  atlas.chosen = () => ({
    event: chosen.event[0] || (chosen.mark.length && article()?.dataset.event) || "",
    mark: chosen.mark[0] || "",
  });
  const setProps = (id, props) => window.dash_clientside.set_props(id, props);

  // --- The card and the map ------------------------------------------------------------------------------------------
  function markAround(shown, x, y) {
    return (
      shown?.marks.mark.find((mark) => {
        const [bits, cells] = mark.split(":");
        return `-${cells}-`.includes(`-${x >> bits}.${y >> bits}-`);
      }) || ""
    );
  }

  // A mark has another name at another zoom; that of the event on the card is found by its place.
  let highlighted = "";
  function highlight() {
    const { x, y } = (chosen.event.length || chosen.mark.length ? article()?.dataset : null) || {};
    const picked = chosen.mark[0] || "";
    const isBeside = Boolean(chosen.of?.length);
    const shown = isBeside ? frame?.beside : frame;
    const isThere = !shown || shown.marks.mark.includes(picked);
    const mark = picked && (isThere || x === undefined) ? picked : x === undefined ? "" : markAround(shown, Number(x), Number(y));
    const now = mark + isBeside;
    if (now !== highlighted) atlas.highlightMark(mark, isBeside);
    highlighted = now;
  }

  function noteWindow() {
    const note = document.querySelector("#card .outside");
    if (!note || !frame) return;
    const { first, last } = article().dataset;
    note.hidden = first <= frame.window[1] && last >= frame.window[0];
  }

  // One event may be at the mark, at the same place and of the same day: it is listed where it comes first.
  function dropRepeated() {
    const said = new Set([...document.querySelectorAll("#card [data-event]")].map((one) => one.dataset.event));
    for (const section of document.querySelectorAll("#card-around .around")) {
      let left = Number(section.dataset.shown);
      for (const link of section.querySelectorAll("[data-event]")) {
        link.hidden = said.has(link.dataset.event) || left-- <= 0;
        if (!link.hidden) said.add(link.dataset.event);
      }
      section.classList.toggle("is-said", !section.querySelector("[data-event]:not([hidden])"));
    }
  }

  function settle() {
    highlight();
    noteWindow();
    dropRepeated();
  }

  function observe() {
    const holder = document.querySelector(".card-holder");
    if (!holder || holder === observed) return;
    observed = holder;
    new MutationObserver(settle).observe(holder, { childList: true, subtree: true });
  }

  atlas.choose = function (next) {
    if (next.event[0] !== chosen.event[0]) document.querySelector(".card-holder")?.scrollTo(0, 0);
    chosen = next;
    highlight();
  };

  atlas.placeCard = function (answered) {
    frame = answered;
    observe();
    highlight();
    noteWindow();
  };

  // --- What the buttons do -------------------------------------------------------------------------------------------
  function showCopied(button, text, isCopied) {
    const field = document.querySelector("#card .copy-field");
    const label = button.textContent;
    button.textContent = isCopied ? "Copied" : label;
    setTimeout(() => (button.textContent = label), isCopied ? 1800 : 0);
    if (isCopied || !field) return;
    const area = document.createElement("textarea");
    Object.assign(area, { value: text, readOnly: true, rows: 4 });
    area.setAttribute("aria-label", "Copy this text with Ctrl+C");
    const hint = document.createElement("p");
    hint.textContent = "This browser lets a page copy only over https or on its own machine: press Ctrl+C.";
    field.replaceChildren(area, hint);
    field.hidden = false;
    area.focus();
    area.select();
  }

  async function copy(button, text) {
    let isCopied = false;
    try {
      await navigator.clipboard.writeText(text);
      isCopied = true;
    } catch {
      // Browsers keep the clipboard from plain http, and a person may forbid it.
    }
    showCopied(button, text, isCopied);
  }

  function linkTo(event) {
    const address = new URL(window.location.href);
    address.searchParams.set("event", event);
    return address.href;
  }

  function fly({ longitude, latitude, geoPrecision }) {
    const map = atlas.map();
    if (!map || longitude === undefined) return;
    closeSheet();
    const zoom = Math.max(map.getZoom(), CLOSEST_ZOOM[Number(geoPrecision)] || CLOSEST_ZOOM[1]);
    map.flyTo({ center: [Number(longitude), Number(latitude)], zoom, essential: false });
  }

  // The window keeps its length and goes no further than it must.
  function showDays({ first, last }) {
    const { state, toDay, setWindow } = atlas.timeline;
    const [from, to] = [toDay(first), toDay(last)];
    const length = Math.max(state.to - state.from, to - from);
    atlas.timeline.setPlaying(false);
    if (from < state.from) setWindow(from, from + length);
    else setWindow(to - length, to);
  }

  function showPlace({ location }) {
    const { first, last } = atlas.timeline.state;
    setProps("where", { value: [`place/${location}`] });
    atlas.timeline.setPlaying(false);
    atlas.timeline.setWindow(first, last);
    close();
  }

  atlas.showOnMap = function (event) {
    // Other days are drawn anew, which would end a flight that has begun.
    atlas.map()?.once("moveend", () => showDays(event));
    fly(event);
  };

  const walk = (by) => atlas.seek(atlas.chosen().event, by, atlas.tab() === "table" ? "table" : "list");
  const close = () => setProps("picked", { data: { mark: [], at: Date.now() } });
  const closeSheet = () => document.getElementById("shell").classList.contains("shell") && setProps("shell", { className: "shell" });

  const acts = {
    citation: (button, event) => copy(button, event.citation),
    link: (button, event) => copy(button, linkTo(event.event)),
    table: (button, event) => (atlas.tab() === "table" ? atlas.showRow() : setProps("tabs", { value: "table" })),
    map: (button, event) => fly(event),
    days: (button, event) => showDays(event),
    place: (button, event) => showPlace(event),
    next: () => walk(1),
    previous: () => walk(-1),
    close,
    "every-mark": () => document.getElementById("clear-mark").click(),
    "clear-columns": () => atlas.clearColumnFilters(),
  };

  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.("button[data-event]");
    if (link) setProps("asked-event", { data: { event: link.dataset.event, at: Date.now() } });
    const button = target.closest?.("button[data-act]");
    if (button) acts[button.dataset.act](button, article()?.dataset || {});
  });

  // --- Keys ----------------------------------------------------------------------------------------------------------
  // A dialog may stay on the page when it is closed.
  const isOpen = () => [...document.querySelectorAll(".mantine-Modal-content")].some((dialog) => dialog.checkVisibility());
  const isInDialog = (target) => isOpen() || Boolean(target.closest?.("[role=dialog], [role=listbox], [role=menu]"));

  function escape() {
    const menu = document.querySelector(".head-menu[open]");
    if (menu) menu.open = false;
    else if (document.querySelector(".shell.sheet-filters, .shell.sheet-events") || chosen.event.length || chosen.mark.length) {
      if (chosen.event.length || chosen.mark.length) close();
      closeSheet();
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (atlas.isTyping(event.target) || isInDialog(event.target)) return;
    if (event.key === "Escape") escape();
    else if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
  });

  Object.assign(window.dash_clientside.atlas, {
    sayPlace(found, shown) {
      if (!found || found.place === null || found.event !== shown) return "";
      return `${atlas.say(found.place + 1)} of ${atlas.say(found.of)}`;
    },
  });
})(window.atlas);
