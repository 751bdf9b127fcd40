// The page in the browser: theme, sheets of a narrow page, keys that do not belong to one part.
(function (atlas) {
  Object.assign(window.dash_clientside.atlas, {
    isPressed: (pressed) => (pressed ? true : atlas.noUpdate()),
    chooseTheme(pressed, opened) {
      const now = document.documentElement.getAttribute("data-mantine-color-scheme");
      if (atlas.triggered() === "theme") {
        const next = now === "dark" ? "light" : "dark";
        localStorage.setItem("theme", next);
        return next;
      }
      const theme = opened?.theme || atlas.preferredTheme();
      return theme === now ? atlas.noUpdate() : theme;
    },
    showSheet(...values) {
      const from = atlas.triggered();
      if (from === "sheet-filters") return "shell sheet-filters";
      if (from === "sheet-events") return "shell sheet-events";
      const chosen = values[values.length - 1];
      const isAny = from === "chosen" && (chosen?.event.length || chosen?.mark.length);
      return isAny ? "shell sheet-events" : "shell";
    },
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("#ignored")) window.dash_clientside.set_props("ignored", { children: "" });
  });

  // What is drawn on a canvas takes its colours from the theme when it is drawn.
  new MutationObserver(() => {
    atlas.track?.place();
  }).observe(document.documentElement, { attributeFilter: ["data-mantine-color-scheme"] });

  // --- Keys --------------------------------------------------------------------------------------------------------
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && event.target.id === "search") event.target.blur();
    if (atlas.isTyping(event.target)) return;
    if (event.key === "/") {
      document.getElementById("search")?.focus();
      event.preventDefault();
    } else if (event.key === "?") {
      window.dash_clientside.set_props("help-sheet", { opened: true });
    }
  });
})(window.atlas);
