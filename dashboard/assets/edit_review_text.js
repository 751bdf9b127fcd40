// The article of a review, with the words that drafts rest on underlined: a colour and a kind of line for each meaning.
(function (atlas) {
  const { make } = atlas;
  const KINDS = { event: "Event", place: "Place", day: "Day", actor: "Actor", count: "Count" };
  const KIND_OF = { event: "event", place: "place", destination: "place", road: "place", day: "day", actor1: "actor", actor2: "actor", count: "count" };
  const ORDER = ["event", "count", "day", "actor", "place"]; // Where words tell several things, the first is drawn.
  let holder = null;
  let drawn = ""; // Which drafts the spans are of.

  const review = () => atlas.review;

  function build(section) {
    const legend = make("div", "review-legend", section);
    for (const [kind, label] of Object.entries(KINDS)) make("span", `said said-${kind}`, legend).textContent = label;
    holder = make("div", "review-words", section, { dir: "auto", tabindex: "0", role: "group", "aria-label": "Text of the article" });
    drawn = "";
    holder.addEventListener("pointerover", ({ target }) => review().hover(keysOf(target)[0]));
    holder.addEventListener("pointerleave", () => review().hover(""));
    holder.addEventListener("click", ({ target }) => pick(keysOf(target)));
  }

  const keysOf = (target) => target.closest?.(".said")?.dataset.keys?.split(" ") ?? [];

  // Words of several drafts choose one after the other.
  function pick(keys) {
    if (!keys.length || String(window.getSelection())) return;
    const next = keys[(keys.indexOf(review().state.chosen) + 1) % keys.length];
    review().choose(next, true);
  }

  // Offsets count characters; a string of JavaScript counts units, of which an emoji has two.
  function unitsOf(text) {
    const units = [];
    let unit = 0;
    for (const character of text) {
      units.push(unit);
      unit += character.length;
    }
    units.push(unit);
    return units;
  }

  function draw() {
    const { text } = review().state.review;
    const seen = review().seen();
    const now = JSON.stringify(seen.map(({ key, evidence }) => [key, evidence]));
    if (now === drawn) return;
    drawn = now;
    const scroll = holder.scrollTop;
    const units = unitsOf(text);
    const spans = seen.flatMap(({ key, evidence }) => evidence.map(([start, end, says]) => ({ key, start: units[start], end: units[end], kind: KIND_OF[says] ?? "event" })));
    holder.replaceChildren(...cut(text, spans));
    holder.scrollTop = scroll;
  }

  // Spans may overlap: the text is cut wherever one begins or ends.
  function cut(text, spans) {
    const edges = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
    const begins = Map.groupBy ? Map.groupBy(spans, ({ start }) => start) : groupByStart(spans);
    const pieces = [];
    let running = [];
    for (let n = 0; n + 1 < edges.length; n += 1) {
      running = [...running.filter(({ end }) => end > edges[n]), ...(begins.get(edges[n]) ?? [])];
      const words = text.slice(edges[n], edges[n + 1]);
      pieces.push(running.length ? buildSpan(words, running) : document.createTextNode(words));
    }
    return pieces;
  }

  function groupByStart(spans) {
    const groups = new Map();
    for (const span of spans) groups.set(span.start, [...(groups.get(span.start) ?? []), span]);
    return groups;
  }

  function buildSpan(words, running) {
    const kind = ORDER.find((one) => running.some((span) => span.kind === one));
    const span = document.createElement("span");
    span.className = `said said-${kind}`;
    span.dataset.keys = [...new Set(running.map(({ key }) => key))].join(" ");
    span.textContent = words;
    return span;
  }

  const spansOf = (key) => [...holder.querySelectorAll(".said")].filter((span) => span.dataset.keys.split(" ").includes(key));

  function mark(key) {
    if (!holder?.isConnected) return;
    for (const span of holder.querySelectorAll(".said.is-lit")) span.classList.remove("is-lit");
    if (key) for (const span of spansOf(key)) span.classList.add("is-lit");
  }

  // The first words of a draft that tell of the event are brought into view, where none of them is seen.
  function show(key) {
    const spans = key ? spansOf(key) : [];
    if (!spans.length || holder.scrollHeight <= holder.clientHeight) return;
    const box = holder.getBoundingClientRect();
    const isSeen = spans.some((span) => span.getBoundingClientRect().top >= box.top && span.getBoundingClientRect().bottom <= box.bottom);
    const first = spans.find((span) => span.classList.contains("said-event")) ?? spans[0];
    if (!isSeen) holder.scrollTop += first.getBoundingClientRect().top - box.top - box.height / 3;
  }

  atlas.review.parts.text = { build, draw, mark, show };
})(window.atlas);
