// The sheet of a review: what it knows, what it asks the server, and what it shows when an answer comes.
(function (atlas) {
  const { make } = atlas;
  const say = (element, text) => Object.assign(element, { textContent: text });
  const page = () => document.getElementById("review");
  const FILE = "review-file"; // Where this browser remembers which file accepted drafts go to.

  // `review` is null during the first step; `chosen` is the key of a draft; `panel` is what is asked about it just now.
  const state = { known: null, form: null, review: null, files: [], file: "", chosen: "", panel: "", showsAside: false };
  const parts = {}; // What the other files build: begin, text, cards, map, acts.
  let isOpen = false;
  let isWaiting = false;
  let sitting = 0; // Grows each time that it is opened: answers to an earlier one come too late.
  let opener = null;

  async function send(address, body, type) {
    try {
      const response = await fetch(address, { method: "POST", body, headers: { "Content-Type": type } });
      if (response.status === 413) return { kind: "failed", said: "This is more than the atlas takes at once. Split it." };
      if ([401, 403].includes(response.status)) return { kind: "failed", said: "The atlas does not take this from you any more. Load the page and sign in again; what was settled is kept." };
      return await response.json();
    } catch {
      return { kind: "failed", said: "The atlas does not answer. Is it still running?" };
    }
  }

  // One question at a time: what is pressed while an answer is on its way would be about what is no longer so.
  async function ask(question) {
    if (isWaiting) return null;
    isWaiting = true;
    const asked = sitting;
    page().classList.add("is-waiting");
    const answer = await send("review", JSON.stringify(question), "application/json");
    if (asked !== sitting) return null;
    isWaiting = false;
    page().classList.remove("is-waiting");
    return isOpen ? answer : null;
  }

  const item = (key = state.chosen) => state.review?.items.find((one) => one.key === key);
  const isSeen = (one) => one.state !== "merged" && (one.isEvent || state.showsAside || one.state === "accepted");
  const seen = () => state.review.items.filter(isSeen);
  const isWaitingFor = (one) => one.state === "open" && one.isEvent;

  // --- Answers -------------------------------------------------------------------------------------------------------
  function takeReview(review) {
    state.review = { ...review, text: review.text ?? state.review?.text };
    state.panel = "";
    if (!item() || !isSeen(item())) state.chosen = (seen().find(isWaitingFor) ?? seen()[0])?.key ?? "";
  }

  async function act(question) {
    const { id, revision } = state.review;
    const answer = await ask({ review: id, revision, ...question });
    if (!answer) return null;
    if (answer.review) {
      const settles = state.review.items.map((one) => one.key).indexOf(question.key);
      takeReview(answer.review);
      if (answer.file) remember(answer.file);
      if (item(question.key)?.state !== "open" && settles >= 0 && question.act !== "reopen") chooseNext(settles);
      if (question.act === "accept-rest") chooseNext(-1);
      draw();
      parts.map.show(state.chosen);
      parts.cards.tell();
    }
    if (answer.kind === "refused" && question.key) parts.acts.showFaults(question.key, answer.faults);
    else status(answer.said, answer.kind !== "review");
    return answer;
  }

  function remember(name) {
    state.file = name;
    localStorage.setItem(FILE, name);
    if (!state.files.includes(name)) state.files = [...state.files, name].sort();
  }

  // The next one that waits, in the order of the text; from the end it begins again.
  function chooseNext(from) {
    const { items } = state.review;
    const after = [...items.slice(from + 1), ...items.slice(0, Math.max(from, 0))];
    state.chosen = (after.find((one) => isSeen(one) && isWaitingFor(one)) ?? items[from])?.key ?? state.chosen;
  }

  function choose(key, isFromText = false) {
    if (state.panel && state.chosen !== key) return parts.acts.leavePanel(() => choose(key, isFromText));
    state.chosen = key;
    draw(isFromText);
    parts.map.show(key);
    parts.cards.tell();
  }

  function hover(key) {
    for (const part of ["text", "cards", "map"]) parts[part].mark(key || state.chosen);
  }

  function status(text, isFault = false) {
    const line = page().querySelector(".review-status");
    if (!line) return;
    say(line, text || "");
    line.classList.toggle("is-fault", isFault);
  }

  // --- What it shows -------------------------------------------------------------------------------------------------
  function bar(title, buttons) {
    page().replaceChildren();
    const head = make("header", "review-bar", page());
    say(make("h2", "", head), "Add from article");
    say(make("span", "review-title", head), title);
    make("span", "review-count", head);
    for (const [name, label, key] of buttons) {
      const button = make("button", "act", head, { type: "button", "data-review": name });
      make("span", "", button).textContent = label;
      if (key) say(make("kbd", "", button), key);
    }
    return head;
  }

  async function showBegin() {
    const answer = await ask({ act: "list" });
    if (!answer) return;
    [state.review, state.panel] = [null, ""];
    parts.map.end();
    takeFiles(answer.files ?? []);
    bar("", [["close", "Close", "Esc"]]);
    parts.begin.build(make("div", "review-begin", page()), answer);
  }

  function takeFiles(files) {
    const kept = localStorage.getItem(FILE);
    state.files = files;
    state.file = files.includes(kept) ? kept : files[0] ?? "articles.csv";
  }

  function showReview(answer) {
    state.review = null;
    takeReview(answer.review);
    const { title, published } = state.review;
    const buttons = [["undo", "Undo", "U"], ["rest", "Accept the rest", "⇧A"], ["begin", "Other articles"], ["close", "Close", "Esc"]];
    bar([title, published].filter(Boolean).join(" · "), buttons);
    const body = make("div", "review-body", page());
    parts.text.build(make("section", "review-text", body, { "aria-label": "Article" }));
    const side = make("div", "review-side", body);
    parts.map.begin(make("div", "review-map", side));
    parts.cards.build(make("section", "review-queue", side, { "aria-label": "Drafts" }));
    make("div", "review-foot-acts", side);
    make("p", "review-status", side, { role: "status" });
    draw();
    parts.map.fit();
    status([answer.said, state.review.note].filter(Boolean).join(" "), Boolean(state.review.note));
    page().focus();
  }

  function draw(isFromText = false) {
    const { items, undo } = state.review;
    const events = items.filter((one) => one.isEvent && one.state !== "merged");
    const settled = events.filter((one) => one.state !== "open").length;
    say(page().querySelector(".review-count"), `${settled} of ${events.length} settled`);
    page().querySelector("[data-review=undo]").disabled = !undo;
    page().querySelector("[data-review=undo]").title = undo ? `Take back: ${undo}` : "Nothing was done yet";
    parts.text.draw();
    parts.cards.draw();
    parts.map.draw();
    hover("");
    if (!isFromText) parts.text.show(state.chosen);
  }

  // --- Opening and closing -------------------------------------------------------------------------------------------
  function open() {
    if (isOpen) return;
    isOpen = true;
    isWaiting = false;
    sitting += 1;
    opener = document.activeElement;
    page().hidden = false;
    for (const other of document.getElementById("shell").children) if (!other.contains(page())) other.inert = true;
    bar("", [["close", "Close", "Esc"]]);
    showBegin();
  }

  function close() {
    isOpen = false;
    page().classList.remove("is-waiting");
    parts.acts.drop();
    parts.map.end();
    page().hidden = true;
    page().replaceChildren();
    state.review = null;
    for (const other of document.getElementById("shell").children) other.inert = false;
    if (opener?.isConnected) opener.focus();
  }

  document.addEventListener("click", ({ target }) => {
    if (target.closest?.("#review-open")) open();
    const button = target.closest?.("button[data-review]");
    if (button && (!isWaiting || button.dataset.review === "close")) parts.acts.press(button.dataset.review, button.dataset);
  });

  // While it is open all keys are its own: the timeline must not play behind it.
  window.addEventListener(
    "keydown",
    (event) => {
      if (!isOpen) return;
      event.stopPropagation();
      parts.acts.key(event);
    },
    { capture: true },
  );

  atlas.review = { state, parts, page, send, ask, act, item, seen, isWaitingFor, choose, hover, status, draw, remember, showBegin, showReview, close, isWaiting: () => isWaiting };
  Object.assign(window.dash_clientside.atlas, { knowReview: (known, form) => void Object.assign(state, { known, form }) });
})(window.atlas);
