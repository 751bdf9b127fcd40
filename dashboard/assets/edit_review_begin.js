// The first step of a review: a text that is pasted or a file that is chosen, when it was published, and who says so.
(function (atlas) {
  const { make } = atlas;
  const say = (element, text) => Object.assign(element, { textContent: text });
  const FIELDS = [
    ["published", "Published on", "2020-02-17", "Days such as “last Thursday” are counted from it"],
    ["publisher", "Publisher", "", ""],
    ["title", "Headline", "", ""],
    ["url", "Link", "https://…", ""],
    ["countries", "Countries it is about", "SY, TR: only where the text leaves it open", ""],
  ];
  const BEGINS = { published: "Published on", url: "Link" }; // How what is wrong with a field begins.
  let fields = {};
  let holder = null;
  let name = ""; // Of the file that the text is from.

  const review = () => atlas.review;

  function status(text, isFault = true) {
    review().status(text, isFault);
  }

  // --- Reviews that wait ---------------------------------------------------------------------------------------------
  function buildShelf(parent, reviews) {
    const waiting = reviews.filter((one) => one.open);
    const done = reviews.filter((one) => !one.open);
    if (waiting.length) {
      const box = make("section", "review-shelf", parent);
      say(make("h3", "", box), `${waiting.length} review${waiting.length === 1 ? " is" : "s are"} not finished`);
      waiting.forEach((one) => buildShelved(box, one));
    }
    if (!done.length) return;
    const box = make("details", "review-shelf", parent);
    say(make("summary", "", box), `${done.length} earlier`);
    done.forEach((one) => buildShelved(box, one));
  }

  function buildShelved(parent, one) {
    const row = make("div", "review-shelved", parent);
    const words = make("span", "review-shelved-said", row);
    say(make("b", "", words), one.title || one.said);
    if (!one.id) return;
    const said = [one.published, one.open ? `${one.open} wait, ${one.settled} settled` : `${one.settled} settled`].filter(Boolean);
    say(make("span", "quiet", words), said.join(" · "));
    const go = say(make("button", one.open ? "act is-main" : "act", row, { type: "button" }), one.open ? "Continue" : "Look");
    go.addEventListener("click", () => show({ act: "open", review: one.id }));
    const remove = say(make("button", "act", row, { type: "button", "aria-label": `Delete ${one.title}` }), "Delete");
    remove.addEventListener("click", () => {
      // A second press, on the same button, is the confirmation.
      if (!remove.classList.contains("is-asking")) {
        remove.classList.add("is-asking");
        return void say(remove, one.open ? `Delete with ${one.open} open?` : "Really delete?");
      }
      review().ask({ act: "delete", review: one.id }).then((answer) => answer && review().showBegin());
    });
  }

  // --- The form ------------------------------------------------------------------------------------------------------
  function build(parent, { reviews = [], said }) {
    holder = parent;
    [fields, name] = [{}, ""];
    buildShelf(parent, reviews);
    const form = make("div", "review-form", parent);
    const top = make("div", "review-field", form);
    say(make("label", "", top, { for: "review-words" }), "Text of the report");
    fields.text = make("textarea", "edit-input", top, { id: "review-words", rows: 12, dir: "auto", spellcheck: "false", placeholder: "Paste the report here, or drop its file" });
    const row = make("div", "review-files", top);
    const file = make("input", "unseen", row, { type: "file", id: "review-choose", tabindex: "-1", "aria-hidden": "true", accept: ".txt,.text,.md,.html,.htm,.xhtml,.mhtml,.mht,.pdf,.docx,.eml,.rss,.atom,.xml" });
    const choose = say(make("button", "act", row, { type: "button" }), "Choose a file…");
    say(make("span", "quiet", row), "text, saved page, PDF, Word document, mail or feed; nothing leaves this machine");
    choose.addEventListener("click", () => file.click());
    file.addEventListener("change", () => file.files[0] && readFile(file.files[0]));
    make("div", "review-articles", top, { hidden: "" });
    const facts = make("div", "review-facts", form);
    for (const [key, label, hint, note] of FIELDS) buildField(facts, key, label, hint, note);
    const foot = make("div", "review-foot", form);
    const read = make("button", "act is-main", foot, { type: "button", "data-review": "read" });
    make("span", "", read).textContent = "Read";
    say(make("kbd", "", read), "Ctrl Enter");
    make("p", "review-status", foot, { role: "status" });
    if (said) status(said);
    fields.text.focus();
  }

  function buildField(parent, key, label, hint, note) {
    const box = make("div", "review-field edit-field", parent, { "data-fact": key });
    const words = say(make("label", "", box, { for: `review-${key}` }), label);
    if (key === "published") say(make("span", "needed", words), " needed");
    fields[key] = make("input", "edit-input", box, { id: `review-${key}`, type: "text", autocomplete: "off", placeholder: hint, title: note });
    if (key === "published") atlas.offerCalendar(box, fields[key]);
  }

  // --- Files ---------------------------------------------------------------------------------------------------------
  async function readFile(file) {
    const most = review().state.known.mostBytes;
    if (file.size > most) return status(`${file.name} is larger than ${most / 1e6} MB. Expected one report. Paste its text instead.`);
    status(`Reading ${file.name}…`, false);
    holder.classList.add("is-busy");
    const answer = await review().send(`review/file?name=${encodeURIComponent(file.name)}`, file, "application/octet-stream");
    holder.classList.remove("is-busy");
    if (answer.kind !== "articles") return status(answer.said);
    name = file.name;
    status("");
    const list = holder.querySelector(".review-articles");
    list.hidden = answer.articles.length < 2;
    list.replaceChildren();
    if (answer.articles.length < 2) return fill(answer.articles[0]);
    const more = answer.total > answer.articles.length ? `, the first ${answer.articles.length} are here` : "";
    say(make("p", "quiet", list), `${file.name} has ${answer.total} reports${more}. Choose one:`);
    for (const one of answer.articles) {
      const button = make("button", "review-article", list, { type: "button" });
      say(make("b", "", button), one.title || one.text.slice(0, 80));
      say(make("span", "quiet", button), [one.published, one.publisher].filter(Boolean).join(" · "));
      button.addEventListener("click", () => {
        for (const other of list.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
        fill(one);
      });
    }
    // Nothing of an earlier text is read in place of the one that is still to be chosen.
    fill({});
    list.querySelector("button").focus();
  }

  function fill(article) {
    for (const key of ["text", "published", "publisher", "title", "url"]) fields[key].value = article[key] ?? "";
    if (article.datedBy === "document") status("The day is the one on which the document was made. Check when it was published.", false);
    (article.published ? holder.querySelector("[data-review=read]") : fields.published).focus();
  }

  // Beside the form a dropped file does nothing; without this the browser would open it in place of the atlas.
  document.addEventListener("dragover", (event) => !review().page()?.hidden && event.dataTransfer.types.includes("Files") && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (review().page()?.hidden ?? true) return;
    event.preventDefault();
    if (!holder?.isConnected) return;
    if (event.dataTransfer.files[0]) readFile(event.dataTransfer.files[0]);
    else if (event.target !== fields.text) fields.text.value = event.dataTransfer.getData("text");
  });

  // --- Reading -------------------------------------------------------------------------------------------------------
  async function show(question) {
    holder.classList.add("is-busy");
    const answer = await review().ask(question);
    holder.classList.remove("is-busy");
    if (!answer) return;
    if (answer.review) return review().showReview(answer);
    status(answer.said);
    const wrong = Object.keys(BEGINS).find((key) => answer.said.startsWith(BEGINS[key]));
    for (const key of Object.keys(BEGINS)) fields[key].toggleAttribute("aria-invalid", key === wrong);
    fields[wrong]?.focus();
  }

  function read() {
    const values = Object.fromEntries(Object.entries(fields).map(([key, { value }]) => [key, value]));
    // The server reads no more, and says so; twice as much is enough for it to know.
    const text = values.text.slice(0, 2 * review().state.known.longestText);
    status("Reading…", false);
    show({ ...values, act: "read", text, name });
  }

  atlas.review.parts.begin = { build, read, isTyped: () => Boolean(fields.text?.value.trim()) };
})(window.atlas);
