// Presenting: the map without its controls, with title, days, legend, sources and marking in larger letters; the keys still play.
(function (atlas) {
  const LOOKING_MS = 500;
  const SEEN_MS = 2500;
  const card = () => document.getElementById("presented");
  const legend = () => document.getElementById("map-legend");
  let isNow = false;
  let part = {};
  let said = ""; // The address that the words are of.
  let looked = "";
  let looking = 0;
  let moved = 0;
  let before = null; // What had the focus, and whether the legend was open.

  function build() {
    const holder = card();
    if (holder.childElementCount) return;
    atlas.make("div", "presented-marking", holder);
    atlas.make("h2", "", holder);
    atlas.make("p", "", holder);
    atlas.make("div", "presented-marking is-last", holder, { "aria-hidden": "true" });
    const end = atlas.make("button", "presented-end", holder, { type: "button", title: "F or Esc" });
    end.textContent = "End presentation";
    end.addEventListener("click", () => atlas.setBrief({ present: [] }));
  }

  function fitMap() {
    requestAnimationFrame(() => window.dispatchEvent(new Event("resize")));
  }

  function show(words) {
    const holder = card();
    holder.querySelector("h2").textContent = part.title ? part.title[0] : document.getElementById("subtitle").title;
    holder.querySelector("p").textContent = part.foot ? part.foot[0] : words?.foot || "";
    for (const bar of holder.querySelectorAll(".presented-marking")) {
      bar.textContent = part.marking ? words?.marking.text || part.marking[0] : "";
      bar.style.color = words?.marking.ink || "";
      bar.style.background = words?.marking.ground || "";
    }
    fitMap();
  }

  // Sources are those of the days that are shown: asked for once the window stands still.
  async function ask() {
    const search = window.location.search;
    if (search === said || search !== looked) return void (looked = search);
    said = search;
    const query = new URLSearchParams(search);
    for (const key of ["brief", "present"]) query.delete(key);
    const response = await fetch(`brief/sheet?${query}`).catch(() => null);
    const words = response?.ok ? await response.json() : null;
    if (isNow && said === search && words) show(words);
  }

  function begin() {
    before = { focused: document.activeElement, isLegendOpen: legend().open };
    document.activeElement?.blur(); // So that Space and the arrows are the timeline's.
    build();
    show(null);
    atlas.whenDrawn(() => {
      if (!isNow) return;
      legend().open = true;
      [said, looked] = ["", window.location.search];
      ask();
      looking = setInterval(ask, LOOKING_MS);
    });
  }

  function end() {
    clearInterval(looking);
    document.documentElement.removeAttribute("data-moved");
    legend().open = before.isLegendOpen;
    if (before.focused?.isConnected && before.focused !== document.body) before.focused.focus();
  }

  atlas.setPresenting = function (isWanted, next) {
    part = next;
    if (isWanted === isNow) return;
    isNow = isWanted;
    document.documentElement.toggleAttribute("data-presenting", isNow);
    card().hidden = !isNow;
    (isNow ? begin : end)();
    fitMap();
  };

  for (const act of ["pointermove", "pointerdown"]) {
    window.addEventListener(act, () => {
      if (!isNow) return;
      clearTimeout(moved);
      document.documentElement.toggleAttribute("data-moved", true);
      moved = setTimeout(() => document.documentElement.removeAttribute("data-moved"), SEEN_MS);
    }, { passive: true });
  }

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || atlas.isTyping(event.target)) return;
    const isKey = event.key === "f" || event.key === "F";
    const isAsked = [...document.querySelectorAll("[role=dialog]")].some((dialog) => dialog.checkVisibility());
    if (isKey && !isAsked) atlas.setBrief({ present: isNow ? [] : ["1"] });
    else if (event.key === "Escape" && isNow) atlas.setBrief({ present: [] });
  });
})(window.atlas);
