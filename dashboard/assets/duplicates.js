// Possible duplicates: an event of the list opens on the map, with its days.
(function (atlas) {
  const LONGEST_MS = 1500;
  const SETTLING_MS = 250;
  const isPhone = window.matchMedia("(max-width: 860px)");

  // The table is wider than the card, so the map changes its size, which would end a flight that has begun.
  function afterResizing(act) {
    const map = atlas.map();
    if (!map || isPhone.matches) return act();
    let timer = setTimeout(finish, LONGEST_MS);
    function wait() {
      clearTimeout(timer);
      timer = setTimeout(finish, SETTLING_MS);
    }
    function finish() {
      map.off("resize", wait);
      act();
    }
    map.on("resize", wait);
  }

  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.("#duplicates button[data-event]");
    if (!link) return;
    afterResizing(() => atlas.showOnMap(link.dataset));
    window.dash_clientside.set_props("duplicates-sheet", { opened: false });
    window.dash_clientside.set_props("tabs", { value: "card" });
  });
})(window.atlas);
