// What is said of the window in words: the typed days, and what a screen reader hears once the window has come to rest.
(function (atlas) {
  const TYPED_MS = 180;
  const REST_MS = 700;
  const { state, toDay, toIso, say, speak, setWindow, isSettled } = atlas.timeline;
  let lastTyped = ["", ""];
  let typedTimer = 0;
  let restTimer = 0;

  function showDays() {
    lastTyped = [toIso(state.from), toIso(state.to)];
    window.dash_clientside.set_props("from-day", { value: lastTyped[0] });
    window.dash_clientside.set_props("to-day", { value: lastTyped[1] });
  }

  // Not at every step of a play, and not before the map's own label tells of the same days.
  function speakDays() {
    if (!isSettled()) return wait();
    const days = state.from === state.to ? speak(state.from) : `${speak(state.from)} to ${speak(state.to)}`;
    const counts = document.querySelector("#map-label span")?.textContent;
    atlas.announce([days, counts].filter(Boolean).join(". "));
  }

  function wait() {
    clearTimeout(restTimer);
    restTimer = setTimeout(speakDays, REST_MS);
  }

  atlas.announce = function (said) {
    const place = document.querySelector(".timeline-said");
    if (place && place.textContent !== said) place.textContent = said;
  };

  atlas.sayWindow = function () {
    clearTimeout(typedTimer);
    typedTimer = setTimeout(showDays, TYPED_MS);
    wait();
  };

  atlas.sayDays = (first, last) => (first === last ? say(first, { year: "numeric" }) : `${say(first, { year: "numeric" })} – ${say(last, { year: "numeric" })}`);

  window.dash_clientside.atlas.typeDays = function (from, to) {
    if (!from || !to || (from === lastTyped[0] && to === lastTyped[1])) return;
    lastTyped = [from, to];
    atlas.timeline.setPlaying(false);
    setWindow(toDay(from), toDay(to));
  };
})(window.atlas);
