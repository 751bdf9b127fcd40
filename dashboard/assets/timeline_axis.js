// The time axis in the browser: which days the track shows, zoom and pan, and bars as fine as it has room for.
(function (atlas) {
  const LEAST_DAYS = 7;
  const MOST_BARS = 3000; // More are not answered.
  const BAR_PX = 1; // Thinner ones would be a blur.
  const SETTLE_MS = 160;
  const LENGTHS = { day: 1, week: 7, month: 30.44 };
  const LEAD = 0.1; // Where the axis follows the window, this share of it stays before the window.
  const { state, toDay, toIso, knowDays } = atlas.timeline;

  const shown = { first: 0, last: 0 };
  let wish = [0, 1]; // The same with fractions of days, the end left out: small turns of a wheel add up.

  const total = () => state.last - state.first + 1;
  const length = () => shown.last - shown.first + 1;
  const isWhole = () => length() >= total();
  const words = () => ({ axis: isWhole() ? [] : [`${toIso(shown.first)},${toIso(shown.last)}`] });

  function set(first, end) {
    const days = Math.min(total(), Math.max(LEAST_DAYS, end - first));
    first = Math.max(state.first, Math.min(first, state.last + 1 - days));
    wish = [first, first + days];
    const before = [shown.first, shown.last].join();
    Object.assign(shown, { first: Math.round(first), last: Math.round(first + days) - 1 });
    return before !== [shown.first, shown.last].join();
  }

  function show(first, end) {
    if (!set(first, end)) return false;
    atlas.track.place();
    settle();
    return true;
  }

  function zoom(factor, around) {
    const before = wish[1] - wish[0];
    const days = Math.min(total(), Math.max(LEAST_DAYS, before * factor));
    const first = around - ((around - wish[0]) / before) * days;
    return show(first, first + days);
  }

  // In the middle of the window where that is in sight, else of what is.
  function middle() {
    const isSeen = state.from <= shown.last && state.to >= shown.first;
    const [first, last] = isSeen ? [Math.max(state.from, shown.first), Math.min(state.to, shown.last)] : [shown.first, shown.last];
    return (first + last + 1) / 2;
  }

  // A window longer than what is shown cannot be in sight as a whole: then its end is.
  function follow() {
    const days = length();
    const hasStart = state.mode !== "cumulative" && state.to - state.from < days;
    const isSeen = state.to >= shown.first && state.to <= shown.last && (!hasStart || state.from >= shown.first);
    if (isWhole() || isSeen) return false;
    const lead = Math.round(days * LEAD);
    const isAhead = state.to > shown.last;
    let first = isAhead ? (hasStart ? state.from - lead : state.to + lead - days + 1) : state.to + lead - days + 1;
    if (hasStart) first = Math.max(state.to - days + 1, Math.min(first, state.from));
    return show(first, first + days);
  }

  // --- Bars: as long as a step, or longer where there would be too many --------------------------------------------
  let asked = null;

  function choose() {
    const room = state.playing.includes("skip") ? MOST_BARS : Math.max(1, atlas.track.width() / BAR_PX);
    const steps = Object.keys(LENGTHS).filter((step) => LENGTHS[step] >= LENGTHS[state.step]);
    const step = steps.find((one) => length() / LENGTHS[one] <= room) || "month";
    if (isWhole() || total() / LENGTHS[step] < MOST_BARS - 2) return { step, first: null, last: null };
    const beside = Math.min(length(), Math.floor((MOST_BARS - 2) * LENGTHS[step] - length()) / 2);
    const first = Math.max(state.first, Math.floor(shown.first - beside));
    return { step, first: toIso(first), last: toIso(Math.min(state.last, Math.ceil(shown.last + beside))) };
  }

  // They are asked for anew before the axis comes to their end.
  function isEnough(wanted) {
    if (!asked || asked.step !== wanted.step) return false;
    if (asked.first === null || wanted.first === null) return asked.first === wanted.first;
    const near = length() / 4;
    const [first, last] = [toDay(asked.first), toDay(asked.last)];
    return first <= Math.max(state.first, shown.first - near) && last >= Math.min(state.last, shown.last + near);
  }

  function choosePerhaps() {
    const wanted = choose();
    if (isEnough(wanted)) return null;
    asked = wanted;
    return wanted;
  }

  let timer = 0;
  function settle() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      window.dash_clientside.set_props("axis", { data: words() });
      ask();
    }, SETTLE_MS);
  }

  function ask() {
    const wanted = choosePerhaps();
    if (wanted) window.dash_clientside.set_props("bars-asked", { data: wanted });
  }

  let lastOpened = null;
  Object.assign(window.dash_clientside.atlas, {
    openAxis(opened, step, playing, legend) {
      const keep = atlas.noUpdate();
      if (!opened || !legend.first) return [keep, keep];
      knowDays(legend);
      Object.assign(state, { step: step || "day", playing: playing || [] });
      const isNew = opened !== lastOpened;
      lastOpened = opened;
      if (isNew) {
        clearTimeout(timer);
        const [first, last] = opened.axis ? opened.axis.map(toDay) : [state.first, state.last];
        set(first, last + 1);
      }
      atlas.track.place();
      return [isNew ? words() : keep, choosePerhaps() || keep];
    },
    sayBars: (bars) => ({ bars: bars === "type" ? [bars] : [] }),
  });

  atlas.axis = {
    shown, length, isWhole, show, follow, ask, zoom,
    canZoomIn: () => length() > Math.min(LEAST_DAYS, total()),
    start: () => wish[0],
    zoomIn: () => zoom(0.5, middle()),
    zoomOut: () => zoom(2, middle()),
    showAll: () => show(state.first, state.last + 1),
    pan: (days) => show(wish[0] + days, wish[1] + days),
  };
})(window.atlas);
