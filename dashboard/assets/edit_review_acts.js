// What is done with the chosen draft of a review: its buttons, their keys, and what some of them ask first.
(function (atlas) {
  const { make } = atlas;
  const say = (element, text) => Object.assign(element, { textContent: text });
  const ACTS = [["accept", "Accept", "A"], ["correct", "Correct", "E"], ["reject", "Reject…", "R"], ["split", "Split…", "S"], ["merge", "Merge…", "M"]];
  const SAYS = { event: "event", place: "place", destination: "bound for", road: "road", day: "day", actor1: "who", actor2: "towards", count: "count" };
  let isCorrecting = false; // Whether the form is open.
  let answering = null; // What Enter and the keys of a panel do.

  const review = () => atlas.review;
  const state = () => atlas.review.state;
  const chosen = () => atlas.review.item();

  // --- Buttons -------------------------------------------------------------------------------------------------------
  function button(parent, name, label, key, data = {}) {
    const made = make("button", name === "accept" || name === "do" ? "act is-main" : "act", parent, { type: "button", "data-review": name, ...data });
    say(make("span", "", made), label);
    if (key) say(make("kbd", "", made), key);
    return made;
  }

  const foot = () => review().page().querySelector(".review-foot-acts");

  function build() {
    const one = chosen();
    foot().replaceChildren();
    if (!one || one.state === "accepted") return;
    const row = make("div", "review-acts", foot());
    if (one.state === "rejected") button(row, "reopen", "Bring back", "B");
    if (one.state !== "open") return;
    for (const [name, label, key] of ACTS) {
      if (name === "split" && one.evidence.length < 2) continue;
      button(row, name, name === "accept" && !one.isEvent ? "Take over" : label, key);
    }
  }

  // --- What is asked first -------------------------------------------------------------------------------------------
  function panel(name, title) {
    drop();
    state().panel = name;
    const body = review().page().querySelector(".review-card[aria-current] .review-card-body");
    foot().replaceChildren();
    const box = make("div", "review-panel", body, { role: "group", "aria-label": title });
    say(make("b", "", box), title);
    return box;
  }

  function finish(box, label, act) {
    answering = act;
    const row = make("div", "review-acts", box);
    button(row, "do", label, "Enter");
    button(row, "cancel", "Cancel", "Esc");
    box.scrollIntoView({ block: "nearest" });
  }

  function drop() {
    if (isCorrecting) {
      atlas.picking.end();
      atlas.editForm.drop();
      atlas.movePin();
      atlas.onPlaces([]);
    }
    review().page().querySelector(".review-rest")?.remove();
    [isCorrecting, answering] = [false, null];
    if (state()) state().panel = "";
  }

  function cancel() {
    drop();
    review().draw();
    review().page().focus();
  }

  // What was typed is given up only when the person says so.
  function leavePanel(act) {
    if (!isCorrecting || !atlas.editForm.isChanged()) {
      drop();
      return act();
    }
    const row = review().page().querySelector(".review-panel > .review-acts");
    row.replaceChildren();
    say(make("span", "", row), "What you changed is not saved.");
    button(row, "do", "Save", "Ctrl Enter");
    const discard = say(make("button", "act", row, { type: "button" }), "Discard");
    discard.addEventListener("click", () => {
      drop();
      act();
    });
    discard.focus();
  }

  function askReason() {
    const box = panel("reject", "Why is it rejected?");
    const { reasons } = state().known;
    const list = make("div", "review-choices", box);
    reasons.forEach((reason, n) => {
      const label = make("label", "", list);
      make("input", "", label, { type: "radio", name: "review-reason", value: reason }).checked = n === (chosen().twins.length ? 1 : 0);
      say(make("span", "", label), reason);
      say(make("kbd", "", label), String(n + 1));
    });
    const words = make("input", "edit-input", box, { type: "text", placeholder: "in your own words, if need be", "aria-label": "In your own words", maxlength: "400" });
    finish(box, "Reject", () => doReject(box.querySelector(":checked")?.value ?? "", words.value));
    box.querySelector(":checked").focus();
  }

  const doReject = (reason, words = "") => act({ act: "reject", key: state().chosen, reason, words });

  function askSplit() {
    const one = chosen();
    const box = panel("split", "Which words tell of the other event?");
    const list = make("div", "review-choices is-long", box);
    const units = Array.from(state().review.text);
    const cut = guessCut(one.evidence);
    one.evidence.forEach(([start, end, says], n) => {
      const label = make("label", "", list);
      make("input", "", label, { type: "checkbox", value: String(n) }).checked = n >= cut;
      say(make("span", "", label), units.slice(start, end).join("").replace(/\s+/g, " "));
      say(make("span", "quiet", label), SAYS[says] ?? says);
    });
    finish(box, "Split", () => act({ act: "split", key: one.key, moved: [...list.querySelectorAll(":checked")].map(({ value }) => Number(value)) }));
    (list.querySelector(":checked") ?? list.querySelector("input")).focus();
  }

  // The second event most likely begins where the words are farthest apart.
  function guessCut(evidence) {
    const gaps = evidence.slice(1).map(([start], n) => start - evidence[n][1]);
    return gaps.indexOf(Math.max(...gaps)) + 1;
  }

  function askMerge() {
    const others = review().seen().filter((one) => one.state === "open" && one.key !== state().chosen);
    if (!others.length) return review().status("There is no other open draft to merge it with.", true);
    const box = panel("merge", "With which draft is it one?");
    const list = make("div", "review-choices is-long", box);
    const numbers = review().seen().map((one) => one.key);
    const after = others.find((one) => numbers.indexOf(one.key) > numbers.indexOf(state().chosen)) ?? others[others.length - 1];
    for (const one of others) {
      const label = make("label", "", list);
      make("input", "", label, { type: "radio", name: "review-other", value: one.key }).checked = one === after;
      say(make("span", "", label), `${numbers.indexOf(one.key) + 1}. ${one.row.event_date} · ${one.row.notes}`);
    }
    finish(box, "Merge", () => act({ act: "merge", key: state().chosen, other: list.querySelector(":checked").value }));
    list.querySelector(":checked").focus();
  }

  // What was typed while another window worked on the review is there again, to be saved or given up.
  function correct(faults = null, typed = {}) {
    const one = chosen();
    const box = panel("correct", "Correct the draft");
    isCorrecting = true;
    box.classList.add("is-form");

    atlas.editForm.build(box, state().form, { what: "draft", row: one.row, files: [state().file], file: state().file });
    atlas.editForm.fill(typed);
    finish(box, "Save", () => act({ act: "correct", key: one.key, row: atlas.editForm.read() }));
    say(box.querySelector("[data-review=do] kbd"), "Ctrl Enter");
    box.scrollIntoView({ block: "start" });
    if (!faults) box.querySelector(".edit-input").focus({ preventScroll: true });
    if (one.row.location) atlas.suggestPlaces();
    review().parts.map.show(one.key);
  }

  // What the checker refuses stands at its field.
  function showFaults(key, faults) {
    if (!isCorrecting) {
      drop();
      state().chosen = key;
      review().draw();
      correct(faults);
    }
    atlas.editForm.showFaults(faults.filter(([name]) => atlas.editForm.field(name)));
    review().status(faults.length === 1 ? "One field needs mending." : `${faults.length} faults need mending.`, true);
  }

  // --- The rest, all at once -----------------------------------------------------------------------------------------
  const lacksOf = (one) => [...one.missing, ...(one.twins.length ? [`told already? ${one.twins[0].event}`] : [])];

  function askRest() {
    drop();
    const waiting = review().seen().filter(review().isWaitingFor);
    const good = waiting.filter((one) => !lacksOf(one).length);
    const rest = waiting.filter((one) => lacksOf(one).length);
    if (!good.length) return review().status("Every open draft lacks something, or may be told already. Look at each.", true);
    const numbers = review().seen().map((one) => one.key);
    const name = (one) => `${numbers.indexOf(one.key) + 1}. ${one.row.notes}`;
    const box = make("div", "review-rest", review().page(), { role: "alertdialog", "aria-label": "Accept the rest" });
    const list = (title, ones, words) => {
      if (!ones.length) return;
      say(make("b", "", box), title);
      const items = make("ul", "", box);
      for (const one of ones) say(make("li", "", items), words(one));
    };
    list(`${good.length} go into ${state().file}`, good, name);
    list(`${rest.length} are passed over`, rest, (one) => `${name(one)} (${lacksOf(one)[0].replace(/\.$/, "")})`);
    state().panel = "rest";
    finish(box, "Accept them", () => act({ act: "accept-rest", keys: good.map((one) => one.key), file: state().file }));
    box.querySelector("[data-review=do]").focus();
  }

  // --- Doing ---------------------------------------------------------------------------------------------------------
  async function act(question) {
    const answer = await review().act(question);
    if (!answer?.review) return;
    drop();
    review().page().focus();
    if (answer.kind === "behind" && question.act === "correct" && state().chosen === question.key && isOpen()) return correct(null, question.row);
    const { review: now } = state();
    if (!now.items.some(review().isWaitingFor)) review().status(`${answer.said} Every draft is settled.`);
  }

  const isOpen = () => chosen()?.state === "open";
  const whenOpen = (doIt) => () => isOpen() && leavePanel(doIt);
  const does = {
    accept: whenOpen(() => act({ act: "accept", key: state().chosen, file: state().file })),
    correct: whenOpen(() => correct()),
    reject: whenOpen(askReason),
    split: () => isOpen() && chosen().evidence.length > 1 && leavePanel(askSplit),
    merge: whenOpen(askMerge),
    reopen: () => chosen()?.state === "rejected" && act({ act: "reopen", key: state().chosen }),
    source: (data) => {
      const event = data?.event ?? chosen()?.twins[0]?.event;
      if (isOpen() && event) leavePanel(() => act({ act: "source", key: state().chosen, event }));
    },
    undo: () => leavePanel(() => act({ act: "undo" })),
    rest: () => leavePanel(askRest),
    do: () => answering?.(),
    cancel: () => leavePanel(cancel),
    read: () => review().parts.begin.read(),
    begin: () => leavePanel(() => review().showBegin()),
    close: () => leavePanel(() => review().close()),
  };
  const press = (name, data) => does[name]?.(data);

  function step(by) {
    const seen = review().seen();
    const now = seen.findIndex((one) => one.key === state().chosen);
    const next = seen[Math.min(Math.max(now + by, 0), seen.length - 1)];
    if (next) review().choose(next.key);
  }

  // --- Keys ----------------------------------------------------------------------------------------------------------
  const KEYS = {
    a: does.accept, e: does.correct, r: does.reject, s: does.split, m: does.merge, d: () => does.source(), u: does.undo,
    b: does.reopen, j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1),
  };

  const MOVES = ["j", "k", "ArrowDown", "ArrowUp"];

  function escape(event) {
    event.preventDefault();
    const places = review().page().querySelector(".edit-places:not([hidden])");
    if (atlas.picking.isOn()) atlas.picking.end();
    else if (places) places.hidden = true;
    else if (state().panel === "correct") leavePanel(cancel);
    else if (state().panel) does.cancel();
    else if (!state().review && review().parts.begin.isTyped() && atlas.isTyping(event.target)) event.target.blur();
    else does.close();
  }

  // In the first step Enter in a field of one line reads, as in any form; in the text it is a new line.
  function keyAtBegin(event) {
    const isLine = event.target.matches?.(".review-facts input");
    if (event.key === "Enter" && (event.ctrlKey || isLine)) does.read();
    else return;
    event.preventDefault();
  }

  function keyInPanel(event) {
    const isForm = state().panel === "correct";
    const reasons = state().known.reasons;
    if (event.key === "Enter" && (event.ctrlKey || (!isForm && !event.target.closest?.("button")))) does.do();
    else if (state().panel === "reject" && !atlas.isTyping(event.target) && reasons[event.key - 1]) doReject(reasons[event.key - 1]);
    else return;
    event.preventDefault();
  }

  function key(event) {
    if (event.key === "Escape") return escape(event);
    if (event.altKey || event.metaKey || review().isWaiting()) return;
    if (!state().review) return keyAtBegin(event);
    if (state().panel) return keyInPanel(event);
    if (atlas.isTyping(event.target)) return;
    const isOnButton = Boolean(event.target.closest?.("button, summary, input")) && !event.target.closest("[aria-current] > .review-card-head");
    let doIt = null;
    if (event.ctrlKey) doIt = event.key === "z" ? does.undo : null;
    else if (event.shiftKey) doIt = event.key === "A" ? does.rest : null;
    else if (event.key === "Enter") doIt = isOnButton ? null : does.accept;
    else if (event.key.startsWith("Arrow") && event.target.closest?.(".review-words, .review-map")) doIt = null; // They scroll.
    else doIt = KEYS[event.key];
    if (!doIt) return;
    event.preventDefault();
    // A key that is held goes through the drafts, and settles none.
    if (!event.repeat || MOVES.includes(event.key)) doIt();
  }

  window.addEventListener("beforeunload", (event) => isCorrecting && atlas.editForm.isChanged() && event.preventDefault());

  atlas.review.parts.acts = { build, press, key, drop, leavePanel, showFaults };
})(window.atlas);
