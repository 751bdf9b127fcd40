// Presenting: the map without its controls, with title, days, legend and sources in larger letters; the keys still play.
(function (atlas) {
  const card = () => document.getElementById("presented");
  let isNow = false;

  async function fill(part) {
    const holder = card();
    const title = holder.querySelector("h2") || atlas.make("h2", "", holder);
    const sources = holder.querySelector("p") || atlas.make("p", "", holder);
    title.textContent = part.title ? part.title[0] : document.getElementById("subtitle").title;
    sources.textContent = part.foot ? part.foot[0] : "";
    if (part.foot) return;
    const said = new URLSearchParams(window.location.search);
    for (const key of ["brief", "present"]) said.delete(key);
    const response = await fetch(`brief/sheet?${said}`).catch(() => null);
    if (response?.ok) sources.textContent = (await response.json()).foot;
  }

  atlas.setPresenting = function (isWanted, part) {
    if (isWanted === isNow) return;
    isNow = isWanted;
    document.documentElement.toggleAttribute("data-presenting", isNow);
    card().hidden = !isNow;
    if (isNow) {
      document.getElementById("map-legend").open = true;
      document.activeElement?.blur();
      atlas.whenDrawn(() => fill(part));
    }
    window.dispatchEvent(new Event("resize"));
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || atlas.isTyping(event.target)) return;
    const isKey = event.key === "f" || event.key === "F";
    if (isKey && !document.querySelector("[role=dialog]:not([hidden])")) atlas.setBrief({ present: isNow ? [] : ["1"] });
    else if (event.key === "Escape" && isNow) atlas.setBrief({ present: [] });
  });
})(window.atlas);
