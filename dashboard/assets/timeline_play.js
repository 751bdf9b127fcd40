// Play: one step after another, each when the frame of the last is painted.
(function (atlas) {
  const { state, addStep, setWindow, shift, tell, painted } = atlas.timeline;

  // What one step adds is empty: the whole window, or with a cumulative one what is new in it.
  function isEmpty(before) {
    const from = state.mode === "cumulative" ? Math.min(before + 1, state.to) : state.from;
    return state.playing.includes("skip") && state.to < state.last && atlas.bars.isEmpty(from, state.to);
  }

  function playOneStep() {
    const before = state.to;
    const isMoved = shift(1, false);
    while (isMoved && isEmpty(before) && shift(1, false));
    if (isMoved) tell();
    return isMoved;
  }

  function restart() {
    const length = Math.min(state.to - state.from, Math.max(0, Math.round((state.last - state.first) / 7)));
    setWindow(state.first, state.mode === "window" ? state.first + length : addStep(state.first, 1, false) - 1);
  }

  let plays = 0;
  async function play() {
    const mine = ++plays; // A pause and a play within one step must not leave two loops running.
    if (state.to >= state.last) restart();
    while (state.isPlaying && mine === plays) {
      const began = performance.now();
      if (!playOneStep()) {
        if (!state.playing.includes("loop")) break;
        restart();
      }
      await painted();
      await new Promise((resume) => setTimeout(resume, Math.max(0, 1000 / state.speed - (performance.now() - began))));
    }
    if (mine === plays) atlas.timeline.setPlaying(false);
  }

  atlas.timeline.setPlaying = function (isPlaying) {
    if (isPlaying === state.isPlaying) return;
    state.isPlaying = isPlaying;
    const button = document.getElementById("play");
    button.setAttribute("aria-label", isPlaying ? "Pause" : "Play");
    button.classList.toggle("is-playing", isPlaying);
    if (isPlaying) play();
    else atlas.sayWindow();
  };

  Object.assign(window.dash_clientside.atlas, {
    playOrPause: () => void atlas.timeline.setPlaying(!state.isPlaying),
    // A phone has no room for it beside the steps, so there it is chosen among what is seldom changed.
    chooseSpeed(speed, onPhone) {
      const isOnPhone = atlas.triggered() === "speed-on-phone";
      const [value, other] = isOnPhone ? [onPhone, "speed"] : [speed, "speed-on-phone"];
      state.speed = Number(value) || 1;
      if (speed !== onPhone) window.dash_clientside.set_props(other, { value });
    },
  });
})(window.atlas);
