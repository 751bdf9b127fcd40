// What is said in words: the label of the map, the list of the window's events, and the card of one event.
const ROWS = 200;
let rowsShown = ROWS;

// --- The label --------------------------------------------------------------------------------------------------------
function sayCounts(shown) {
  const imprecise = shown.filter((event) => event.from !== event.first).length;
  const spread = shown.filter((event) => event.from === event.first && event.first !== event.last).length;
  const beyond = shown.filter((event) => event.isBeyond).length;
  const unplaced = shown.filter((event) => !event.at).length;
  if (!events.length) return "No events";
  const parts = [`${sayNumber(shown.length)} of ${sayEvents(events.length)}`];
  if (imprecise) parts.push(`${sayNumber(imprecise)} imprecise`);
  if (spread) parts.push(`${sayNumber(spread)} over several days`);
  if (beyond) parts.push(`${sayNumber(beyond)} beyond this map`);
  if (unplaced) parts.push(`${sayNumber(unplaced)} without a place`);
  return parts.join(" · ");
}

function sayDeaths(shown) {
  const told = shown.filter((event) => event.fatalities !== null);
  const deaths = told.reduce((sum, event) => sum + event.fatalities, 0);
  const silent = shown.length - told.length;
  if (!shown.length) return "";
  if (!told.length) return "No event here says how many died";
  const tail = silent ? ` · ${sayEvents(silent)} ${silent === 1 ? "does" : "do"} not say` : "";
  return `${sayNumber(deaths)} ${deaths === 1 ? "death" : "deaths"} reported${tail}`;
}

function sayWindow() {
  const shown = events.filter((event) => isIn(event));
  byId("label-days").textContent = sayDays(state.from, state.to);
  byId("label-counts").textContent = sayCounts(shown);
  byId("label-deaths").textContent = sayDeaths(shown);
  byId("events-number").textContent = sayNumber(shown.length);
  byId("nothing").hidden = shown.length > 0;
  byId("nothing").textContent = events.length ? "No events on these days. Move the window to find others." : "There are no events in this brief.";
  for (const row of document.querySelectorAll("#key [data-event]")) {
    const event = eventOf.get(row.dataset.event);
    row.classList.toggle("is-outside", Boolean(event) && !isIn(event));
  }
  return shown;
}

// --- The list ---------------------------------------------------------------------------------------------------------
function makeRow(event) {
  const dot = make("span", { class: "dot", title: sides[event.side][0] });
  dot.style.setProperty("--of", sides[event.side][1]);
  const facts = [event.days, event.place, event.deaths === "unknown" ? "" : `killed: ${event.deaths}`].filter(Boolean).join(" · ");
  const words = make("span", { class: "row-words" }, said("span", "quiet", facts), said("span", "what", event.what));
  return make("li", {}, make("button", { type: "button", class: "row", "data-event": event.id }, dot, words));
}

function showRows(shown) {
  const rows = shown.slice(0, rowsShown).map(makeRow);
  const focused = document.activeElement?.closest?.("#rows [data-event]")?.dataset.event;
  byId("rows").replaceChildren(...(rows.length ? rows : [make("li", { class: "quiet none" }, byId("nothing").textContent)]));
  const left = shown.length - rows.length;
  byId("more").hidden = left <= 0;
  byId("more").textContent = `Show ${sayNumber(Math.min(left, ROWS))} more of ${sayEvents(left)}`;
  markChosen();
  if (focused) rowsOf(focused).find((row) => row.closest("#rows"))?.focus({ preventScroll: true });
}

// Ids are data: compared, never put into a selector.
const rowsOf = (id) => [...document.querySelectorAll(".rows [data-event]")].filter((row) => row.dataset.event === id);

function markChosen() {
  for (const row of document.querySelectorAll(".rows [aria-current]")) row.removeAttribute("aria-current");
  for (const row of rowsOf(state.chosen)) row.setAttribute("aria-current", "true");
}

// --- The card ---------------------------------------------------------------------------------------------------------
function isWebLink(text) {
  try {
    return ["http:", "https:"].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

function makeSource([publisher, title, day, address]) {
  const name = title || address || publisher;
  const link = isWebLink(address) && make("a", { href: address, rel: "noopener noreferrer", target: "_blank", dir: "auto" }, name);
  const head = [publisher, day].filter(Boolean).join(" · ");
  return make("li", {}, said("b", "", head), link || (title && said("span", "", title)), !link && address && said("span", "address", address));
}

function makeFacts(event) {
  const side = said("span", "of-side", sides[event.side][0]);
  side.style.setProperty("--of", sides[event.side][1]);
  const facts = [["Side", side], ["Where", event.place + (isOnMap(event) ? "" : event.at ? " (beyond this map)" : " (not on the map)")], ["Killed", event.deaths], ["How sure", event.confidence]];
  return make("dl", {}, ...facts.flatMap(([name, value]) => [make("dt", {}, name), make("dd", { dir: "auto" }, value)]));
}

function makeWalk(event) {
  const at = state.around.indexOf(event.id);
  const step = (by, label, sign) => {
    const button = make("button", { type: "button", "aria-label": label, disabled: !state.around[at + by] }, sign);
    button.addEventListener("click", () => showCard(state.around[at + by]));
    return button;
  };
  return make("div", { class: "walk" }, step(-1, "The event before", "‹"), said("span", "quiet", `${at + 1} of ${sayNumber(state.around.length)} here`), step(1, "The next event", "›"));
}

function showCard(id) {
  const event = eventOf.get(id);
  if (!event) return;
  state.chosen = id;
  const close = make("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
  close.addEventListener("click", closeCard);
  const number = event.number && said("span", "plate", String(event.number));
  const outside = !isIn(event) && said("p", "outside", "This event lies outside the days that are shown.");
  const head = make("div", { class: "card-head" }, number, said("p", "quiet", event.kind), state.around.length > 1 && makeWalk(event), close);
  const sources = make("ul", { class: "sources" }, ...event.sources.map(makeSource));
  const citation = make("details", {}, make("summary", {}, "Citation"), said("p", "citation", event.citation));
  byId("card").replaceChildren(head, said("h2", "", event.what), said("p", "when", event.days), outside || "", makeFacts(event), sources, citation);
  // On a phone the card stands on the marking, however many lines that has.
  byId("card").style.setProperty("--foot", `${document.querySelector(".marking.bottom")?.offsetHeight || 0}px`);
  byId("card").hidden = false;
  markChosen();
  drawMarks();
}

// Where the keys were before the card opened, they go back to.
let before = null;

function openCard(id, around) {
  if (!eventOf.has(id)) return;
  if (byId("card").hidden) before = document.activeElement;
  state.around = around;
  showCard(id);
  byId("card").focus({ preventScroll: true });
  document.querySelector(".panel").scrollTop = 0;
}

// The events of a mark: those of the numbered list first, then as they came.
function chooseAround(ids) {
  const all = ids.map((id) => eventOf.get(id)).sort((one, other) => (one.number || 1e9) - (other.number || 1e9) || one.first - other.first);
  openCard(all[0].id, all.map((event) => event.id));
}

function closeCard() {
  if (byId("card").hidden) return;
  const id = state.chosen;
  Object.assign(state, { chosen: "", around: [] });
  byId("card").hidden = true;
  markChosen();
  drawMarks();
  const mark = [...document.querySelectorAll(".mark")].find((one) => one.dataset.key === before?.dataset?.key);
  (before?.isConnected ? before : mark || rowsOf(id)[0])?.focus({ preventScroll: true });
}

function startLists() {
  document.addEventListener("click", (event) => {
    const row = event.target.closest(".rows [data-event]");
    if (row) openCard(row.dataset.event, []);
  });
  byId("more").addEventListener("click", () => {
    rowsShown += ROWS;
    showRows(sayWindow());
    byId("rows").children[rowsShown - ROWS]?.querySelector("button").focus();
  });
}
