// The keys of the timeline; where no part of the page has the keys, the timeline has them.
(function (atlas) {
  const { state, addStep, setWindow, shift, LARGE } = atlas.timeline;
  const AHEAD = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
  const PAGES = { PageUp: -1, PageDown: 1 };
  const PLAIN = {
    "+": () => atlas.axis.zoomIn(),
    "=": () => atlas.axis.zoomIn(), // The same key without Shift.
    "-": () => atlas.axis.zoomOut(),
    "0": () => atlas.axis.showAll(),
    "[": () => atlas.stops.moveBy(-1),
    "]": () => atlas.stops.moveBy(1),
  };

  function pressArrow(ahead, handle, isWhole) {
    if (handle < 0 || isWhole) shift(ahead);
    else if (handle === 0) setWindow(Math.min(addStep(state.from, ahead, false), state.to), state.to);
    else setWindow(state.from, Math.max(addStep(state.to, ahead, true), state.from));
  }

  function pressEnd(isHome, handle) {
    const length = state.to - state.from;
    if (isHome && handle === 1) setWindow(state.from, state.from);
    else if (!isHome && handle === 0) setWindow(state.to, state.to);
    else if (isHome) setWindow(state.first, handle === 0 ? state.to : state.first + length);
    else setWindow(handle === 1 ? state.from : state.last - length, state.last);
  }

  function press(event) {
    const handle = atlas.track.handleOf(event.target);
    const isButton = event.target.closest("button, [role=radiogroup], input");
    const isChoice = event.target.closest("[role=radiogroup], input, [role=tab]");
    const { key } = event;
    if (PLAIN[key]) PLAIN[key]();
    else if (key === " " && !isButton) atlas.timeline.setPlaying(!state.isPlaying);
    else if (isChoice) return;
    else if (PAGES[key]) shift(PAGES[key] * LARGE[state.step]);
    else if (AHEAD[key]) pressArrow(AHEAD[key], handle, event.shiftKey);
    else if (key === "Home" || key === "End") pressEnd(key === "Home", handle);
    else return;
    event.preventDefault();
  }

  document.addEventListener("keydown", (event) => {
    const { target } = event;
    // Some keyboards write [ and ] with AltGr, which looks like Ctrl and Alt.
    const isCommand = (event.altKey || event.ctrlKey || event.metaKey) && !event.getModifierState("AltGraph");
    if (isCommand || !target.closest || atlas.isTyping(target) || !atlas.track.isBuilt()) return;
    const isFree = target === document.body || (event.key === " " && target.closest(".map-graph"));
    if (isFree || target.closest(".timeline")) press(event);
  });
})(window.atlas);
