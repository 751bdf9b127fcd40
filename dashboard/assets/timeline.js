// The window of days in the browser: what it is and how far a step goes; it asks for a frame when the last is painted.
(function (atlas) {
  const DAY_MS = 86400000;
  const STUCK_MS = 4000;
  const toDay = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);
  const toIso = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);
  const say = (day, options) =>
    new Date(day * DAY_MS).toLocaleDateString("en-GB", { timeZone: "UTC", day: "numeric", month: "short", ...options });
  const speak = (day) => say(day, { weekday: "long", month: "long", year: "numeric" }).replace(",", ""); // Some browsers put one.

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

  function setWindow(from, to, isTold = true, isFollowed = true) {
    [from, to] = inMode(from, to);
    const first = Math.max(state.first, Math.min(from, to, state.last));
    const last = Math.min(state.last, Math.max(from, to, state.first));
    if (first === state.from && last === state.to) return false;
    Object.assign(state, { from: first, to: last });
    if (isFollowed) atlas.axis.follow();
    atlas.track.place();
    atlas.sayWindow();
    if (isTold) tell();
    return true;
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

  function shift(times, isTold = true) {
    if (state.mode === "cumulative") return setWindow(state.first, Math.min(addStep(state.to, times, true), state.last), isTold);
    let from = addStep(state.from, times, false);
    let to = addStep(state.to, times, true);
    if (from < state.first) [from, to] = [state.first, state.first + (state.to - state.from)];
    if (to > state.last) [from, to] = [state.last - (state.to - state.from), state.last];
    return setWindow(from, to, isTold);
  }

  // The window moves to a day: centred on it, or ending with it where it has no length of its own.
  function goTo(day) {
    const length = state.to - state.from;
    if (state.mode === "cumulative") return setWindow(state.first, day);
    if (state.mode === "instant") return setWindow(addStep(day, -1, true) + 1, day);
    const from = Math.max(state.first, Math.min(day - Math.floor(length / 2), state.last - length));
    return setWindow(from, from + length);
  }

  // --- What Dash calls ---------------------------------------------------------------------------------------------
  function knowDays(legend) {
    Object.assign(state, { first: toDay(legend.first), last: toDay(legend.last) });
  }

  Object.assign(window.dash_clientside.atlas, {
    openWindow(opened, legend) {
      if (!legend.first) return { from: opened.window.slice(0, 1), to: opened.window.slice(1) };
      knowDays(legend);
      setWindow(toDay(opened.window[0]), toDay(opened.window[1]), false, false);
      return { from: [toIso(state.from)], to: [toIso(state.to)] };
    },
    stepBack: () => void (atlas.timeline.setPlaying(false), shift(-1)),
    stepForward: () => void (atlas.timeline.setPlaying(false), shift(1)),
    choosePlaying(mode, playing) {
      const isNew = mode !== state.mode;
      Object.assign(state, { mode: mode || "window", playing: playing || [] });
      if (state.last > state.first && isNew) setWindow(state.from, state.to);
      atlas.track.place();
    },
  });

  const painted = () => new Promise((resume) => waiters.push(resume));
  const isSettled = () => !isAsked && !state.isPlaying;
  atlas.timeline = { state, toDay, toIso, say, speak, addStep, setWindow, shift, goTo, tell, painted, isSettled, knowDays, LARGE };
})(window.atlas);
