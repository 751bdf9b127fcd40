// The track of the timeline: bars, stops and axis drawn in it, and the hands and keys that move the window on it.
(function (atlas) {
  const DAY_MS = 86400000;
  const { state, toDay, say, addStep, setWindow, shift, setPlaying, LARGE } = atlas.timeline;
  let bars = null;
  let legend = null;
  let parts = null;

  // --- Drawing -----------------------------------------------------------------------------------------------------
  const days = () => state.last - state.first + 1;
  const xOf = (day) => ((day - state.first) / days()) * parts.track.clientWidth;
  const dayAt = (x) => state.first + Math.floor((x / parts.track.clientWidth) * days());

  function make(tag, className, parent, attributes = {}) {
    const element = document.createElement(tag);
    element.className = className;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    parent.append(element);
    return element;
  }

  function build() {
    const holder = document.getElementById("timeline");
    const track = make("div", "track-inner", holder);
    parts = { holder, track };
    parts.canvas = make("canvas", "bars", track, { "aria-hidden": "true" });
    parts.stops = make("div", "stops", track);
    parts.body = make("div", "window-body", track, { tabindex: "0", role: "group", "aria-label": "Window of days: arrows move it" });
    parts.handles = ["First day", "Last day"].map((label) =>
      make("div", label === "First day" ? "handle is-first" : "handle is-last", track, { tabindex: "0", role: "slider", "aria-label": label, "aria-orientation": "horizontal" }),
    );
    parts.axis = make("div", "axis", holder, { "aria-hidden": "true" });
    track.addEventListener("pointerdown", drag);
    document.addEventListener("keydown", (event) => {
      // Where no part of the page has the keys, the timeline has them; of the map's own keys Space is none.
      const isFree = event.target === document.body || (event.key === " " && event.target.closest(".map-graph"));
      if (isFree || event.target.closest(".timeline")) pressKey(event);
    });
    new ResizeObserver(() => { drawAxis(); place(); }).observe(track);
  }

  function place() {
    if (!parts || !bars) return;
    const left = xOf(state.from);
    const right = xOf(state.to + 1);
    parts.body.style.left = `${left}px`;
    parts.body.style.width = `${right - left}px`;
    parts.handles[0].style.left = `${left}px`;
    parts.handles[1].style.left = `${right}px`;
    [state.from, state.to].forEach((day, n) => {
      const handle = parts.handles[n];
      handle.setAttribute("aria-valuemin", 0);
      handle.setAttribute("aria-valuemax", days() - 1);
      handle.setAttribute("aria-valuenow", day - state.first);
      handle.setAttribute("aria-valuetext", say(day, { month: "long", year: "numeric", weekday: "long" }));
    });
    drawBars();
  }

  function drawBars() {
    const { canvas, track } = parts;
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [track.clientWidth, track.clientHeight];
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    const most = Math.max(1, ...bars.all);
    const isLog = state.playing.includes("log");
    const heightOf = (count) => (height - 30) * (isLog ? Math.log1p(count) / Math.log1p(most) : count / most);
    const pale = getComputedStyle(track).getPropertyValue("--bar").trim();
    const gap = width / bars.all.length > 5 ? 1.5 : 0;
    bars.all.forEach((all, n) => {
      const start = Math.max(bars.days[n], state.first);
      const end = Math.min(bars.days[n + 1], state.last + 1);
      const [left, right] = [xOf(start), xOf(end)];
      if (!all) return;
      const box = (bottom, count) => {
        const [low, high] = [heightOf(bottom), heightOf(bottom + count)];
        return [left, height - high, Math.max(right - left - gap, 0.6), high - low];
      };
      pen.globalAlpha = 1;
      pen.fillStyle = pale;
      pen.fillRect(...box(0, all));
      const isInside = end > state.from && start <= state.to;
      pen.globalAlpha = isInside ? 1 : 0.3;
      let bottom = 0;
      bars.groups.forEach((counts, side) => {
        if (!counts[n]) return;
        pen.fillStyle = legend.sides[side].colour;
        pen.fillRect(...box(bottom, counts[n]));
        bottom += counts[n];
      });
    });
  }

  function drawAxis() {
    if (!parts || !bars) return;
    const width = parts.track.clientWidth;
    const wanted = Math.max(2, Math.floor(width / 92));
    const perTick = days() / wanted;
    const months = perTick / 30.44;
    const ticks = [];
    const date = new Date(state.first * DAY_MS);
    if (months > 0.6) {
      const every = [1, 2, 3, 6, 12, 24, 60, 120, 240].find((n) => n >= months) || 480;
      date.setUTCDate(1);
      for (date.setUTCMonth(Math.ceil(date.getUTCMonth() / Math.min(every, 12)) * Math.min(every, 12)); date / DAY_MS <= state.last; date.setUTCMonth(date.getUTCMonth() + every)) {
        ticks.push(Math.round(date / DAY_MS));
      }
    } else {
      const every = [1, 2, 7, 14].find((n) => n >= perTick) || 14;
      for (let day = state.first; day <= state.last; day++) {
        const dom = new Date(day * DAY_MS).getUTCDate();
        const isDue = every === 14 ? dom === 1 || dom === 15 : every === 7 ? [1, 8, 15, 22].includes(dom) : (day - state.first) % every === 0;
        if (isDue) ticks.push(day);
      }
    }
    const isLong = days() > 330;
    const isYears = months >= 12;
    const shown = ticks.filter((day) => day >= state.first && xOf(day) < width - 20);
    if (!isYears && (!shown.length || xOf(shown[0]) > 84)) shown.unshift(state.first);
    parts.axis.replaceChildren(
      ...shown.map((day, n) => {
        const tick = document.createElement("span");
        tick.style.left = `${xOf(day)}px`;
        const newYear = n === 0 || new Date(day * DAY_MS).getUTCFullYear() !== new Date(shown[n - 1] * DAY_MS).getUTCFullYear();
        tick.textContent = isYears ? String(new Date(day * DAY_MS).getUTCFullYear()) : isLong ? say(day, { day: undefined, year: newYear ? "numeric" : undefined }) : say(day, newYear ? { year: "numeric" } : {});
        return tick;
      }),
    );
    const edges = [-Infinity, -Infinity]; // Where the last name ends, on the upper and on the lower line.
    parts.stops.replaceChildren(
      ...(legend.stops || []).filter(([iso]) => toDay(iso) >= state.first && toDay(iso) <= state.last).map(([iso, label]) => {
        const stop = document.createElement("span");
        const x = xOf(toDay(iso));
        stop.style.left = `${x}px`;
        stop.title = `${label}, ${say(toDay(iso), { year: "numeric" })}`;
        const length = 8 + label.length * 6.2;
        const row = edges.findIndex((edge) => x > edge && x + length < width + 12);
        if (row >= 0) {
          stop.textContent = label;
          stop.className = row ? "low" : "";
          edges[row] = x + length;
        }
        return stop;
      }),
    );
  }

  // --- Hands and keys ----------------------------------------------------------------------------------------------
  function drag(down) {
    if (down.button) return;
    setPlaying(false);
    const box = parts.track.getBoundingClientRect();
    const handle = parts.handles.indexOf(down.target);
    const grip = dayAt(down.clientX - box.left);
    const isBody = down.target === parts.body;
    if (handle < 0 && !isBody) {
      const half = Math.floor((state.to - state.from) / 2);
      const from = Math.max(state.first, Math.min(grip - half, state.last - (state.to - state.from)));
      setWindow(from, from + (state.to - state.from));
    }
    const { from, to } = state;
    const offset = handle < 0 ? 0 : down.clientX - box.left - xOf(handle === 0 ? from : to + 1);
    const move = (event) => {
      if (handle < 0) {
        const by = Math.max(state.first - from, Math.min(dayAt(event.clientX - box.left) - grip, state.last - to));
        setWindow(from + by, to + by);
        return;
      }
      const edge = state.first + Math.round(((event.clientX - box.left - offset) / parts.track.clientWidth) * days());
      if (handle === 0) setWindow(Math.min(edge, state.to), state.to);
      else setWindow(state.from, Math.max(edge - 1, state.from));
    };
    const up = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", up);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", up);
    (handle < 0 ? parts.body : parts.handles[handle]).focus({ preventScroll: true });
    down.preventDefault();
  }

  function pressKey(event) {
    if (atlas.isTyping(event.target) || event.altKey || event.ctrlKey || event.metaKey) return;
    const handle = parts.handles.indexOf(event.target);
    const isButton = event.target.closest("button, [role=radiogroup], input");
    const isChoice = event.target.closest("[role=radiogroup], input, [role=tab]");
    const ahead = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    const length = state.to - state.from;
    const page = { PageUp: -1, PageDown: 1 }[event.key];
    if (page && !isChoice) shift(page * LARGE[state.step]);
    else if (event.key === " " && !isButton) setPlaying(!state.isPlaying);
    else if (ahead && isChoice) return;
    else if (ahead && (handle < 0 || event.shiftKey)) shift(ahead);
    else if (ahead && handle === 0) setWindow(Math.min(addStep(state.from, ahead, false), state.to), state.to);
    else if (ahead) setWindow(state.from, Math.max(addStep(state.to, ahead, true), state.from));
    else if (event.key === "Home" && handle === 1) setWindow(state.from, state.from);
    else if (event.key === "End" && handle === 0) setWindow(state.to, state.to);
    else if (event.key === "Home") handle === 0 ? setWindow(state.first, state.to) : setWindow(state.first, state.first + length);
    else if (event.key === "End") handle === 1 ? setWindow(state.from, state.last) : setWindow(state.last - length, state.last);
    else return;
    event.preventDefault();
  }

  atlas.track = {
    place,
    isEmpty(from, to) {
      if (!bars) return false;
      return !bars.all.some((_, n) => bars.days[n + 1] > from && bars.days[n] <= to && bars.groups.some((counts) => counts[n]));
    },
    show(answered, described) {
      bars = answered;
      legend = described;
      if (!parts) build();
      drawAxis();
      place();
    },
  };
})(window.atlas);
