// The drafts of a review as a queue of cards: each in two lines, the chosen one with all that speaks for and against it.
(function (atlas) {
  const { make } = atlas;
  const say = (element, text) => Object.assign(element, { textContent: text });
  const STATUS = { threatened: "threatened", planned: "planned", denied: "denied", hypothetical: "only imagined", background: "long past" };
  const NEAR = { 2: "about ", 3: "around " };
  let holder = null;
  let teller = null; // Says to those who do not see it which draft is chosen.

  const review = () => atlas.review;

  function build(section) {
    const head = make("div", "review-queue-head", section);
    const aside = make("label", "review-aside", head);
    const box = make("input", "", aside, { type: "checkbox" });
    box.checked = review().state.showsAside;
    make("span", "", aside);
    box.addEventListener("change", () => {
      review().state.showsAside = box.checked;
      review().draw();
    });
    buildFile(head);
    holder = make("ol", "review-cards", section);
    teller = make("p", "unseen", section, { "aria-live": "polite" });
  }

  // --- Where accepted drafts go ----------------------------------------------------------------------------------------
  function buildFile(head) {
    const label = make("label", "review-file", head);
    say(make("span", "quiet", label), "into");
    const select = make("select", "edit-input", label, { "aria-label": "File that accepted drafts go to" });
    const fill = () => {
      const { files, file } = review().state;
      const names = files.includes(file) ? files : [...files, file];
      select.replaceChildren(...names.map((one) => new Option(files.includes(one) ? one : `${one} (new)`, one)), new Option("A new file…", ""));
      select.value = file;
    };
    fill();
    select.addEventListener("focus", fill);
    select.addEventListener("change", () => {
      if (select.value) return review().remember(select.value);
      const input = make("input", "edit-input", label, { type: "text", placeholder: "aleppo.csv", "aria-label": "Name of the new file" });
      select.hidden = true;
      input.focus();
      input.addEventListener("change", () => {
        const typed = input.value.trim();
        if (typed) review().state.file = typed.endsWith(".csv") ? typed : `${typed}.csv`;
      });
      input.addEventListener("blur", () => {
        input.remove();
        select.hidden = false;
        fill();
      });
    });
  }

  // --- Cards -----------------------------------------------------------------------------------------------------------
  function draw() {
    const scroll = holder.scrollTop;
    const { items } = review().state.review;
    const aside = items.filter((one) => !one.isEvent && one.state === "open").length;
    const box = holder.parentElement.querySelector(".review-aside");
    box.hidden = !aside && !items.some((one) => !one.isEvent);
    say(box.querySelector("span"), `Also ${aside} that did not happen`);
    const hadFocus = Boolean(document.activeElement?.closest(".review-card-head"));
    holder.replaceChildren();
    const seen = review().seen();
    seen.forEach((one, n) => buildCard(one, n + 1));
    review().parts.acts.build();
    if (!seen.length) say(make("li", "quiet", holder), "The text tells of nothing that happened. Above stand those that did not.");
    holder.scrollTop = scroll;
    if (hadFocus) holder.querySelector("[aria-current] .review-card-head")?.focus({ preventScroll: true });
    keepInView();
  }

  function tell() {
    const seen = review().seen();
    const one = review().item();
    if (!one) return;
    const told = one.state === "open" && one.twins.length ? "may be told already" : "";
    const said = [sayDay(one.row), one.row.location || "no place", one.row.notes, ...(one.state === "open" ? one.missing : [one.state]), told];
    say(teller, `Draft ${seen.indexOf(one) + 1} of ${seen.length}: ${said.filter(Boolean).join(". ")}`);
  }

  function keepInView() {
    const card = holder.querySelector("[aria-current]");
    // On a phone the whole sheet scrolls.
    if (card && getComputedStyle(holder).overflowY === "visible") return card.scrollIntoView({ block: card.offsetHeight > 400 ? "start" : "nearest" });
    if (!card || holder.scrollHeight <= holder.clientHeight) return;
    const [box, around] = [card.getBoundingClientRect(), holder.getBoundingClientRect()];
    if (box.bottom > around.bottom) holder.scrollTop += box.bottom - around.bottom + 8;
    if (box.top < around.top || box.height > around.height) holder.scrollTop += card.getBoundingClientRect().top - around.top - 4;
  }

  function sayDay({ event_date: first, end_date: last, time_precision: precision }) {
    return `${NEAR[precision] ?? ""}${first}${last ? ` – ${last}` : ""}`;
  }

  function buildCard(one, number) {
    const { known, chosen } = review().state;
    const isChosen = one.key === chosen;
    const card = make("li", `review-card is-${one.state}`, holder, { "data-key": one.key, ...(isChosen ? { "aria-current": "true" } : {}) });
    const { colour, icon } = known.types[one.row.event_type] ?? { colour: "#59636e", icon: "development" };
    card.style.setProperty("--kind", colour);
    const head = make("button", "review-card-head", card, { type: "button", "aria-expanded": String(isChosen) });
    say(make("span", "review-number", head), String(number));
    make("span", `review-icon icon-${icon}`, head);
    const lines = make("span", "review-lines", head);
    say(make("b", "", lines), [sayDay(one.row), one.row.location || one.row.road || "no place"].join(" · "));
    say(make("span", "quiet", lines), [one.row.actor1, one.row.actor2].filter(Boolean).join(" / ") || "nobody named");
    buildBadge(head, one);
    head.addEventListener("click", () => (isChosen ? null : review().choose(one.key)));
    // Who comes to a card by Tab acts on that card; a press of the mouse chooses when it is a click.
    head.addEventListener("focus", () => {
      if (head.matches(":focus-visible") && !isChosen && !review().state.panel) review().choose(one.key);
      else review().hover(one.key);
    });
    card.addEventListener("pointerenter", () => review().hover(one.key));
    card.addEventListener("pointerleave", () => review().hover(""));
    if (isChosen) buildBody(make("div", "review-card-body", card), one);
  }

  function buildBadge(head, one) {
    const badge = make("span", "review-badge", head);
    if (one.state === "accepted") return say(badge, "✓");
    if (one.state === "rejected") return say(badge, "rejected");
    if (!one.isEvent) say(make("span", "review-flag", badge), STATUS[one.status] ?? one.status);
    if (one.twins.length) say(make("span", "review-flag is-twin", badge), "told?");
    if (one.isEvent && one.missing.length) say(make("span", "review-flag", badge), `${one.missing.length}?`);
    const score = make("span", "review-score", badge, { title: `Confidence ${one.score.toFixed(2)}` });
    score.style.setProperty("--score", one.score);
    return badge;
  }

  function buildBody(body, one) {
    say(make("p", "review-note", body), one.row.notes);
    if (one.state === "accepted") say(make("p", "quiet", body), `Accepted: ${one.event}`);
    if (one.state === "rejected") say(make("p", "quiet", body), `Rejected: ${one.said}`);
    const facts = [one.row.event_type, one.row.sub_event_type, one.row.to_location && `bound for ${one.row.to_location}`, one.row.fatalities && `deaths: ${one.row.fatalities}`];
    say(make("p", "quiet", body), facts.filter(Boolean).join(" · "));
    const doubts = make("ul", "review-doubts", body);
    for (const doubt of one.missing) say(make("li", "", doubts), doubt);
    say(make("p", "quiet review-reasons", body), `Confidence ${one.score.toFixed(2)}: ${one.reasons.join(", ")}.`);
    if (one.state === "open") buildTwins(body, one);
  }

  function buildTwins(body, one) {
    one.twins.forEach((twin, n) => {
      const box = make("div", "review-twin", body);
      const words = make("div", "review-twin-said", box);
      say(make("b", "", words), `Told already? ${twin.what}`);
      if (twin.notes) say(make("span", "review-twin-notes", words), twin.notes);
      say(make("span", "quiet", words), `${twin.event}: ${twin.near}`);
      const button = make("button", "act", box, { type: "button", "data-review": "source", "data-event": twin.event, title: "Adds the article to the sources of that event, and changes nothing else" });
      make("span", "", button).textContent = "Another source of it";
      if (!n) say(make("kbd", "", button), "D");
    });
  }

  function mark(key) {
    if (!holder?.isConnected) return;
    for (const card of holder.children) card.classList.toggle("is-lit", card.dataset.key === key);
  }

  atlas.review.parts.cards = { build, draw, mark, tell };
})(window.atlas);
