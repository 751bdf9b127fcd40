// The numbers in the browser: asked for only while their tab is open, one question at a time; copied as text.
(function (atlas) {
  const LOST_MS = 8000; // An answer that takes longer is not waited for.
  const state = { wanted: "", asked: "", answered: "", since: 0 };

  function ask() {
    const isWaiting = state.asked && performance.now() - state.since < LOST_MS;
    if (isWaiting || state.wanted === state.answered) return;
    Object.assign(state, { asked: state.wanted, since: performance.now() });
    window.dash_clientside.set_props("numbers-asked", { data: JSON.parse(state.wanted) });
  }

  let copiedTimer = 0;
  Object.assign(window.dash_clientside.atlas, {
    askNumbers(drawn, tab, days, filters) {
      if (tab !== "numbers" || !days || !filters) return;
      state.wanted = JSON.stringify({ window: days, filters, version: atlas.version() });
      ask();
    },
    numbersCame() {
      Object.assign(state, { answered: state.asked, asked: "" });
      ask();
    },
    copyNumbers(pressed, text) {
      clearTimeout(copiedTimer);
      const say = (children) => window.dash_clientside.set_props("copy-numbers", { children });
      copiedTimer = setTimeout(() => say("Copy as text"), 1800);
      if (!navigator.clipboard) return "Select the table, and copy it"; // Browsers keep it from plain http.
      navigator.clipboard.writeText(`${text || ""}\n${window.location.href}`).catch(() => say("Select the table, and copy it"));
      return "Copied";
    },
  });
})(window.atlas);
