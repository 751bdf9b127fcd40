// The page of a brief: what is chosen, kept in the address and in this browser, and the sheet as it will be exported.
(function (atlas) {
  const REMEMBERED = ["layout", "marking", "top", "without"]; // Not the words of one view.
  const STORE = "brief";
  const SETTLING_MS = 220;
  let known = null;
  let part = {};
  let moment = ""; // When the page was opened: it stands on the sheet, and on every file of it.
  let asked = "";
  let waiting = 0;
  let shown = null; // What the server said of the sheet that is seen.
  let drawn = ""; // What it was asked for: a file is of that, however the address has changed since.
  let before = null; // What had the focus.
  let changed = new Set(); // What was chosen here: a link that is only looked at teaches this browser nothing.

  const page = () => document.getElementById("brief");
  const isOpen = () => Boolean(part.brief?.length);

  function remembered() {
    try {
      const kept = JSON.parse(localStorage.getItem(STORE) || "{}");
      return Object.fromEntries(REMEMBERED.filter((key) => Array.isArray(kept[key])).map((key) => [key, kept[key].map(String)]));
    } catch {
      return {};
    }
  }

  // Only what the server could draw: a size that is none must not come back.
  function keep() {
    const kept = remembered();
    for (const key of changed) {
      if (part[key]?.length) kept[key] = part[key];
      else delete kept[key];
    }
    localStorage.setItem(STORE, JSON.stringify(kept));
  }

  function set(changes) {
    for (const key of Object.keys(changes)) if (REMEMBERED.includes(key)) changed.add(key);
    const next = { ...part, ...changes };
    for (const key of Object.keys(next)) if (!next[key]?.length) delete next[key];
    part = next; // At once: a second change may come before the page has answered the first.
    window.dash_clientside.set_props("brief-part", { data: next });
  }

  // The view as the address has it, with what is chosen here: what the server draws.
  function query() {
    const said = new URLSearchParams(window.location.search);
    for (const key of [...known.keys, "brief", "present"]) said.delete(key);
    for (const key of known.keys) (part[key] || []).forEach((value) => said.append(key, value));
    said.append("as_of", moment);
    return said.toString();
  }

  function measureMap() {
    const box = atlas.map()?.getContainer();
    return box ? [`${box.clientWidth}x${box.clientHeight}`] : [];
  }

  // --- The sheet -----------------------------------------------------------------------------------------------------
  function askSheet() {
    const now = query();
    if (now === asked) return;
    asked = now;
    clearTimeout(waiting);
    waiting = setTimeout(() => load(now), shown ? SETTLING_MS : 0);
  }

  async function load(search) {
    let answer;
    try {
      const response = await fetch(`brief/sheet?${search}`);
      answer = await response.json();
      if (!response.ok && !answer.error) throw new Error();
    } catch {
      answer = { error: "The atlas does not answer. Is it still running?" };
    }
    if (search !== asked || !isOpen()) return; // Something else was asked for since.
    if (answer.error) return sayFault(answer.error);
    [shown, drawn] = [answer, search];
    keep();
    draw(answer);
    atlas.briefForm.fill(part, answer);
    atlas.briefFiles.sayPixels(answer);
  }

  let address = "";
  function draw(answer) {
    const picture = page().querySelector(".brief-picture");
    const old = address;
    address = URL.createObjectURL(new Blob([answer.svg], { type: "image/svg+xml" }));
    picture.onload = () => old && URL.revokeObjectURL(old);
    Object.assign(picture, { src: address, alt: `${answer.title}. ${answer.subtitle}` });
    picture.style.aspectRatio = `${answer.width} / ${answer.height}`;
    page().style.setProperty("--ratio", answer.width / answer.height);
    picture.hidden = false;
    page().querySelector(".brief-fault").hidden = true;
  }

  function sayFault(text) {
    const fault = page().querySelector(".brief-fault");
    fault.textContent = text;
    fault.hidden = false;
  }

  // --- Opening and closing -------------------------------------------------------------------------------------------
  function build() {
    if (page().childElementCount) return;
    const bar = atlas.make("div", "brief-bar", page());
    atlas.make("h2", "", bar).textContent = "Brief";
    const present = atlas.make("button", "act", bar, { type: "button", title: "The map without its controls (F)" });
    present.textContent = "Present";
    present.addEventListener("click", () => set({ brief: [], present: ["1"] }));
    const close = atlas.make("button", "act", bar, { type: "button" });
    close.textContent = "Close";
    close.addEventListener("click", () => set({ brief: [] }));
    const stage = atlas.make("div", "brief-stage", page());
    atlas.make("img", "brief-picture", stage, { alt: "" }).hidden = true;
    atlas.make("p", "brief-fault", stage, { role: "alert" }).hidden = true;
    const side = atlas.make("div", "brief-side", page());
    atlas.briefForm.build(side, known, set);
    atlas.briefFiles.build(side, known, () => (shown ? drawn : query()));
  }

  // While it is open all keys are its own, also when nothing has the focus: the timeline must not play behind it.
  window.addEventListener(
    "keydown",
    (event) => {
      if (!isOpen()) return;
      event.stopPropagation();
      if (event.key === "Escape") set({ brief: [] });
    },
    { capture: true },
  );

  function setOpen(isNow) {
    if (page().hidden !== isNow) return;
    page().hidden = !isNow;
    for (const other of document.getElementById("shell").children) if (!other.contains(page())) other.inert = isNow;
    if (isNow) {
      build();
      before = document.activeElement;
      moment = new Date().toISOString().slice(0, 16) + "Z";
      changed = new Set();
      atlas.briefFiles.hush();
      page().focus();
    } else {
      atlas.briefFiles.stop();
      [asked, shown] = ["", null];
      (before?.isConnected && before !== document.body ? before : document.getElementById("brief-open"))?.focus();
    }
  }

  Object.assign(window.dash_clientside.atlas, {
    openBrief: (pressed) => (pressed ? { ...remembered(), ...part, brief: ["1"], present: [], seen: measureMap() } : atlas.noUpdate()),
    showBrief(next, facts) {
      part = next || {};
      known = facts;
      if (atlas.triggered() === "renewed") asked = ""; // The same view says something else now.
      setOpen(isOpen());
      atlas.setPresenting(Boolean(part.present?.length) && !isOpen(), part);
      if (!isOpen()) return;
      atlas.briefForm.fill(part, shown);
      // A link says where the map looks once the map is there.
      atlas.whenDrawn(() => isOpen() && askSheet());
    },
  });

  atlas.setBrief = set;
  atlas.shownSheet = () => shown;

  // Back and forward open and close the page as any other part of the view.
  window.addEventListener("popstate", () => {
    const said = new URLSearchParams(window.location.search);
    const keys = [...known.keys, "brief", "present"].filter((key) => said.has(key));
    window.dash_clientside.set_props("brief-part", { data: Object.fromEntries(keys.map((key) => [key, said.getAll(key)])) });
  });
})(window.atlas);
