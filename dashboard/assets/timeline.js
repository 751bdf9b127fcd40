// The window of days in the browser: its steps, its play; it asks for a frame when the last is painted.
(function (atlas) {
  const DAY_MS = 86400000;
  const STUCK_MS = 4000;
  const clientside = window.dash_clientside.atlas;
  const toDay = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);
  const toIso = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);
  const say = (day, options) =>
    new Date(day * DAY_MS).toLocaleDateString("en-GB", { timeZone: "UTC", day: "numeric", month: "short", ...options });

  const state = { first: 0, last: 0, from: 0, to: 0, step: "day", isPlaying: false, speed: 1, mode: "window", playing: [] };

  // --- What the window is, and telling the server ------------------------------------------------------------------
  let isAsked = false;
  let isWaiting = false;
  let unstick = 0;
  let waiters = [];

  function tell() {
    if (isAsked) {
      isWaiting = true;
      return;
    }
    isAsked = true;
    unstick = setTimeout(atlas.framePainted, STUCK_MS);
    window.dash_clientside.set_props("window", { data: { from: [toIso(state.from)], to: [toIso(state.to)] } });
  }

  atlas.framePainted = function () {
    clearTimeout(unstick);
    isAsked = false;
    if (isWaiting) {
      isWaiting = false;
      tell();
      return;
    }
    waiters.splice(0).forEach((resume) => resume());
  };

  function inMode(from, to) {
    if (state.mode === "cumulative") return [state.first, to];
    if (state.mode !== "instant") return [from, to];
    const day = to === state.to && from !== state.from ? addStep(from, 1, false) - 1 : to;
    return [Math.max(state.first, addStep(day, -1, true) + 1), day];
  }

  function setWindow(from, to, isTold = true) {
    [from, to] = inMode(from, to);
    const first = Math.max(state.first, Math.min(from, to, state.last));
    const last = Math.min(state.last, Math.max(from, to, state.first));
    if (first === state.from && last === state.to) return false;
    Object.assign(state, { from: first, to: last });
    atlas.track.place();
    sayDays();
    if (isTold) tell();
    return true;
  }

  let lastSaid = ["", ""];
  let sayTimer = 0;
  function sayDays() {
    clearTimeout(sayTimer);
    sayTimer = setTimeout(() => {
      lastSaid = [toIso(state.from), toIso(state.to)];
      window.dash_clientside.set_props("from-day", { value: lastSaid[0] });
      window.dash_clientside.set_props("to-day", { value: lastSaid[1] });
    }, 180);
  }

  // --- Steps of the calendar ---------------------------------------------------------------------------------------
  function addStep(day, times, isEnd) {
    if (state.step !== "month") return day + times * (state.step === "week" ? 7 : 1);
    const date = new Date((day + (isEnd ? 1 : 0)) * DAY_MS);
    const wanted = date.getUTCDate();
    const moved = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + times, 1));
    const length = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
    moved.setUTCDate(Math.min(wanted, length));
    return Math.round(moved / DAY_MS) - (isEnd ? 1 : 0);
  }

  const LARGE = { day: 7, week: 4, month: 3 };

  function shift(times) {
    if (state.mode === "cumulative") return setWindow(state.first, Math.min(addStep(state.to, times, true), state.last));
    let from = addStep(state.from, times, false);
    let to = addStep(state.to, times, true);
    if (from < state.first) [from, to] = [state.first, state.first + (state.to - state.from)];
    if (to > state.last) [from, to] = [state.last - (state.to - state.from), state.last];
    return setWindow(from, to);
  }

  // What one step adds is empty: the whole window, or with a cumulative one what is new in it.
  function isEmpty(before) {
    const from = state.mode === "cumulative" ? Math.min(before + 1, state.to) : state.from;
    return state.playing.includes("skip") && state.to < state.last && atlas.track.isEmpty(from, state.to);
  }

  function playOneStep() {
    const before = state.to;
    let isMoved = shift(1);
    while (isMoved && isEmpty(before)) isMoved = shift(1) || state.to < state.last;
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
      await new Promise((resume) => waiters.push(resume));
      await new Promise((resume) => setTimeout(resume, Math.max(0, 1000 / state.speed - (performance.now() - began))));
    }
    if (mine === plays) setPlaying(false);
  }

  function setPlaying(isPlaying) {
    if (isPlaying === state.isPlaying) return;
    state.isPlaying = isPlaying;
    const button = document.getElementById("play");
    button.setAttribute("aria-label", isPlaying ? "Pause" : "Play");
    button.classList.toggle("is-playing", isPlaying);
    if (isPlaying) play();
  }

  // --- What Dash calls ---------------------------------------------------------------------------------------------
  Object.assign(clientside, {
    openWindow(opened, legend) {
      if (!legend.first) return { from: opened.window.slice(0, 1), to: opened.window.slice(1) };
      Object.assign(state, { first: toDay(legend.first), last: toDay(legend.last) });
      setWindow(toDay(opened.window[0]), toDay(opened.window[1]), false);
      return { from: [toIso(state.from)], to: [toIso(state.to)] };
    },
    drawHistogram(answered, step, legend) {
      if (!answered || !answered.starts.length) return window.dash_clientside.no_update;
      state.step = step; // The bars may be coarser, where there are too many days for one each.
      atlas.track.show({ ...answered, days: answered.starts.map(toDay) }, legend);
      return answered.step;
    },
    stepBack: () => void (setPlaying(false), shift(-1)),
    stepForward: () => void (setPlaying(false), shift(1)),
    playOrPause: () => void setPlaying(!state.isPlaying),
    chooseSpeed: (speed) => void (state.speed = Number(speed) || 1),
    choosePlaying(mode, playing) {
      const isNew = mode !== state.mode;
      Object.assign(state, { mode: mode || "window", playing: playing || [] });
      if (state.last > state.first && isNew) setWindow(state.from, state.to);
      atlas.track?.place();
    },
    typeDays(from, to) {
      if (!from || !to || (from === lastSaid[0] && to === lastSaid[1])) return;
      lastSaid = [from, to];
      setPlaying(false);
      setWindow(toDay(from), toDay(to));
    },
  });

  atlas.timeline = { state, toDay, say, addStep, setWindow, shift, setPlaying, LARGE };
})(window.atlas);
