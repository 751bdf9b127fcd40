// The sheet in which events are added, changed and retired: what it shows, what it asks the server, what it answers to.
(function (atlas) {
  const { make } = atlas;
  const say = (element, text) => Object.assign(element, { textContent: text });
  const sheet = () => document.getElementById("edit-sheet");
  const notice = () => document.getElementById("edit-notice");
  const setProps = (id, props) => window.dash_clientside.set_props(id, props);

  let open = null; // {kind, act, answer, read}: what the sheet shows; null while it is closed.
  let asked = null; // What the server was asked last.
  let opener = null;

  function ask(question) {
    asked = { ...question, at: Date.now() };
    sheet().classList.add("is-waiting");
    setProps("edit-asked", { data: asked });
  }

  // --- What the sheet is made of -------------------------------------------------------------------------------------
  function begin(title, next) {
    if (!open) opener = document.activeElement;
    atlas.picking.end();
    atlas.editForm.drop();
    atlas.movePin();
    const holder = sheet();
    holder.replaceChildren();
    const head = make("header", "edit-head", holder);
    say(make("h2", "", head, { tabindex: "-1" }), title);
    say(make("button", "act", head, { type: "button", "data-edit": "close", "aria-label": "Close (Esc)" }), "×");
    open = next;
    holder.hidden = false;
    holder.setAttribute("aria-label", title);
    return make("div", "edit-body", holder);
  }

  function finish(...buttons) {
    const foot = make("div", "edit-foot", sheet());
    make("p", "edit-status", foot, { role: "alert", hidden: "" });
    const row = make("div", "edit-buttons", foot);
    for (const [act, label, isMain] of buttons) {
      say(make("button", isMain ? "act is-main" : "act", row, { type: "button", "data-edit": act }), label);
    }
  }

  function close() {
    atlas.picking.end();
    atlas.editForm.drop();
    atlas.movePin();
    open = null;
    sheet().hidden = true;
    sheet().replaceChildren();
    if (opener?.isConnected) opener.focus();
  }

  function status(text) {
    const line = sheet().querySelector(".edit-status");
    if (!line) return tell(text, []);
    say(line, text);
    line.hidden = !text;
  }

  // --- What it shows -------------------------------------------------------------------------------------------------
  // Only what was wrong when it was last saved is said at the foot.
  document.addEventListener("input", ({ target }) => sheet()?.contains(target) && open?.kind === "form" && status(""));

  function showForm(answer, spec) {
    const titles = { new: "New event", event: answer.event, draft: "Draft" };
    const body = begin(titles[answer.what], { kind: "form", answer });
    if (answer.what === "new" && answer.count) {
      const waiting = answer.count === 1 ? "1 draft waits" : `${answer.count} drafts wait`;
      say(make("button", "text-button edit-waiting", body, { type: "button", "data-edit": "drafts" }), `${waiting}: look at them`);
    }
    atlas.editForm.build(body, spec, answer);
    if (answer.what === "draft") finish(["save", "Accept", true], ["reject", "Reject"], ["close", "Cancel"]);
    else finish(["save", answer.what === "new" ? "Add event" : "Save", true], ["close", "Cancel"]);
    sheet().querySelector(answer.what === "new" ? ".edit-input" : "h2").focus();
  }

  function showRetire(answer) {
    const body = begin(`Retire ${answer.event}?`, { kind: "retire", answer });
    say(make("p", "edit-said", body), answer.row.notes || answer.row.event_type);
    say(make("p", "quiet", body), "It is on the map no more. Its row stays in the file, with the day and the reason.");
    const field = make("div", "edit-field", body);
    say(make("label", "", field, { for: "edit-reason" }), "Why");
    make("input", "edit-input", field, { id: "edit-reason", type: "text", placeholder: "for instance: the same as another event" }).focus();
    finish(["retire-now", "Retire", true], ["close", "Cancel"]);
  }

  function showDrafts({ drafts }) {
    const body = begin(`${drafts.length} draft${drafts.length === 1 ? "" : "s"}`, { kind: "drafts" });
    for (const draft of drafts) {
      const button = make("button", "edit-draft", body, { type: "button" });
      say(make("span", "quiet", button), draft.where || draft.file);
      say(make("span", "", button), draft.said);
      button.addEventListener("click", () => ask({ act: "open-draft", draft }));
    }
    if (!drafts.length) say(make("p", "quiet", body), "No drafts wait.");
    finish(["close", "Close"]);
    sheet().querySelector(".edit-draft, h2").focus();
  }

  function showConflict(answer, spec) {
    const file = open?.answer?.file || asked.file || asked.changes?.[0]?.[0];
    const body = begin("Two versions", { kind: "conflict", answer: { ...answer, file } });
    open.read = atlas.editConflict.build(body, answer, spec);
    finish(["resolve", answer.isGone ? "Add it again" : "Save what is chosen", true], ["close", answer.isGone ? "Leave it out" : "Cancel"]);
    sheet().querySelector("h2").focus();
  }

  function tell(text, undo) {
    const holder = notice();
    holder.replaceChildren();
    say(make("p", "", holder), text);
    if (undo.length) {
      const button = make("button", "text-button", holder, { type: "button" });
      say(button, asked.act === "undo" ? "Redo" : "Undo");
      button.addEventListener("click", () => ask({ act: "undo", changes: undo }));
    }
    const hide = make("button", "text-button", holder, { type: "button", "aria-label": "Dismiss" });
    say(hide, "×");
    hide.addEventListener("click", () => (holder.hidden = true));
    holder.hidden = false;
  }

  function showSaved({ said, undo, count }) {
    const isDraft = asked.act === "accept" || asked.act === "reject";
    if (asked.act !== "undo") close();
    tell(said, undo);
    if (isDraft && count) ask({ act: "drafts" });
  }

  function countDrafts(count) {
    setProps("drafts", { children: `${count} draft${count === 1 ? "" : "s"}`, style: count ? {} : { display: "none" } });
  }

  const shows = {
    form: (answer, spec) => (answer.for === "retire" ? showRetire(answer) : showForm(answer, spec)),
    drafts: showDrafts,
    conflict: showConflict,
    saved: showSaved,
    refused: ({ faults }) => {
      if (open?.kind !== "form") return status(faults.map((fault) => fault.join(": ")).join(" "));
      atlas.editForm.showFaults(faults);
      status(faults.length === 1 ? "One field needs mending." : `${faults.length} faults need mending.`);
    },
    failed: ({ said }) => status(said),
  };

  // --- What is done --------------------------------------------------------------------------------------------------
  function save() {
    const { what, event, row: seen, digest, draft } = open.answer;
    const row = atlas.editForm.read();
    const file = what === "event" ? open.answer.file : atlas.editForm.file();
    status("");
    if (what === "event") ask({ act: "change", event, file, row, seen, digest });
    else ask(draft ? { act: "accept", draft, file, row } : { act: "add", file, row });
  }

  function resolve() {
    const { event, file, theirs, isGone } = open.answer;
    const row = open.read();
    ask(isGone ? { act: "add", file, row } : { act: "change", event, file, row, seen: theirs, digest: "" });
  }

  function retire() {
    const { event, file, row: seen, digest } = open.answer;
    ask({ act: "retire", event, file, seen, digest, reason: sheet().querySelector(".edit-input").value });
  }

  // What was typed is given up only when the person says so.
  function unlessChanged(act) {
    const isTyped = open?.kind === "form" && atlas.editForm.isChanged();
    if (!isTyped) return act();
    sheet().querySelector(".edit-question")?.remove();
    const question = make("div", "edit-question", sheet().querySelector(".edit-foot"), { role: "alertdialog", "aria-label": "Unsaved" });
    say(make("span", "", question), "What you changed is not saved.");
    const keep = make("button", "act is-main", question, { type: "button" });
    const discard = make("button", "act", question, { type: "button" });
    say(keep, "Keep editing").addEventListener("click", () => question.remove());
    say(discard, "Discard").addEventListener("click", () => {
      question.remove();
      act();
    });
    keep.focus();
  }

  const eventOfCard = () => document.querySelector("#card article")?.dataset.event;
  const acts = {
    new: () => unlessChanged(() => ask({ act: "new" })),
    drafts: () => unlessChanged(() => ask({ act: "drafts" })),
    edit: () => unlessChanged(() => ask({ act: "open", event: eventOfCard() })),
    retire: () => unlessChanged(() => ask({ act: "open", event: eventOfCard(), for: "retire" })),
    reject: () => ask({ act: "reject", draft: open.answer.draft }),
    pick: () => (atlas.picking.isOn() ? atlas.picking.end() : atlas.picking.begin()),
    "clear-point": () => atlas.editForm.fill({ latitude: "", longitude: "", geo_precision: "" }),
    "retire-now": retire,
    close: () => unlessChanged(close),
    save,
    resolve,
  };

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("button[data-edit]");
    if (button && !sheet().classList.contains("is-waiting")) acts[button.dataset.edit]();
  });

  // Before the page's own keys, which would close the event or a sheet below.
  window.addEventListener(
    "keydown",
    (event) => {
      if (!open || event.altKey || event.metaKey) return;
      if (event.key === "Enter" && event.ctrlKey && open.kind === "form") return save();
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const question = sheet().querySelector(".edit-question");
      const places = sheet().querySelector(".edit-places:not([hidden])");
      if (atlas.picking.isOn()) atlas.picking.end();
      else if (question) question.remove();
      else if (places) places.hidden = true;
      else acts.close();
    },
    true,
  );

  window.addEventListener("beforeunload", (event) => {
    if (open?.kind === "form" && atlas.editForm.isChanged()) event.preventDefault();
  });

  Object.assign(window.dash_clientside.atlas, {
    showEdit(answer, spec) {
      if (!answer || answer.at !== asked?.at) return;
      sheet().classList.remove("is-waiting");
      countDrafts(answer.count);
      shows[answer.kind](answer, spec);
    },
  });
})(window.atlas);
