// The timeline: bars by side, two handles and the body between them, play and steps, and their keys.
const track = byId("track");
const handles = [byId("handle-first"), byId("handle-last")];
const STEP_MS = 650;
const [HEIGHT_PX, AXIS_PX, TOP_PX] = [96, 20, 16];
const LEAST_BAR_PX = 3;
const days = page.last - page.first + 1;

const trackWidth = () => track.clientWidth;
const xOf = (day) => ((day - page.first) / days) * trackWidth();
const dayAt = (clientX) => page.first + ((clientX - track.getBoundingClientRect().left) / trackWidth()) * days;

// --- Bars -------------------------------------------------------------------------------------------------------------
// A bar is a day, or as many weeks as make it wide enough to be seen.
function lengthOfBar() {
  const least = (LEAST_BAR_PX * days) / trackWidth();
  return least <= 1 ? 1 : 7 * Math.ceil(least / 7);
}

function countBars(length) {
  const bars = Array.from({ length: Math.ceil(days / length) }, () => sides.map(() => 0));
  for (const event of events) {
    const first = Math.max(0, Math.floor((event.from - page.first) / length));
    const last = Math.min(bars.length - 1, Math.floor((event.until - page.first) / length));
    for (let n = first; n <= last; n++) bars[n][event.side]++;
  }
  return bars;
}

function drawBars() {
  const length = lengthOfBar();
  const bars = countBars(length);
  const base = HEIGHT_PX - AXIS_PX;
  const most = bars.reduce((tallest, bar) => Math.max(tallest, bar.reduce((sum, count) => sum + count, 0)), 1);
  const [plain, coloured] = [draw("g", { class: "bars-off" }), draw("g", { "clip-path": "url(#window-clip)" })];
  bars.forEach((bar, n) => {
    const x = xOf(page.first + n * length);
    const width = Math.max(1, xOf(Math.min(page.first + (n + 1) * length, page.last + 1)) - x - 1);
    let y = base;
    bar.forEach((count, side) => {
      const height = (count / most) * (base - TOP_PX);
      y -= height;
      if (count) coloured.append(draw("rect", { x, y, width, height, fill: sides[side][1] }));
    });
    if (y < base) plain.append(draw("rect", { x, y, width, height: base - y }));
  });
  const clip = draw("clipPath", { id: "window-clip" }, draw("rect", { id: "window-shape", y: 0, height: base }));
  const svg = byId("bars");
  svg.setAttribute("viewBox", `0 0 ${trackWidth()} ${HEIGHT_PX}`);
  svg.replaceChildren(draw("defs", {}, clip), plain, coloured, ...drawStops(base), ...drawAxis(base));
}

function drawStops(base) {
  let free = 0;
  return page.stops.filter(([day]) => day >= page.first && day <= page.last).flatMap(([day, name]) => {
    const x = xOf(day);
    const line = draw("line", { x1: x, x2: x, y1: 4, y2: base, class: "stop" });
    const width = name.length * 5.6 + 8;
    if (x < free || x + width > trackWidth()) return [line];
    free = x + width;
    return [line, draw("text", { x: x + 4, y: 11 }, name)];
  });
}

function drawAxis(base) {
  const drawn = [draw("line", { x1: 0, x2: trackWidth(), y1: base, y2: base, class: "axis" })];
  const room = Math.max(1, Math.floor(trackWidth() / 100));
  const step = Math.max(1, Math.ceil(days / room));
  for (let day = page.first; day <= page.last; day += step) {
    const x = xOf(day);
    if (x > trackWidth() - 60 && day > page.first) break;
    const [date, month, year] = partsOf(day);
    const isNewYear = day === page.first || partsOf(day - step)[2] !== year;
    drawn.push(draw("line", { x1: x, x2: x, y1: base, y2: base + 4, class: "axis" }));
    drawn.push(draw("text", { x, y: HEIGHT_PX - 4 }, `${date} ${month}${isNewYear ? ` ${year}` : ""}`));
  }
  return drawn;
}

function placeHandles() {
  const [left, right] = [xOf(state.from), xOf(state.to + 1)];
  fill(byId("window-shape"), { x: left, width: right - left });
  Object.assign(byId("body").style, { left: `${left}px`, width: `${right - left}px` });
  [[left, state.from], [right, state.to]].forEach(([x, day], n) => {
    handles[n].style.left = `${x}px`;
    fill(handles[n], { "aria-valuemin": page.first, "aria-valuemax": page.last, "aria-valuenow": day, "aria-valuetext": sayDay(day) });
  });
  byId("as-briefed").hidden = state.from === page.window[0] && state.to === page.window[1];
}

// --- Hands ------------------------------------------------------------------------------------------------------------
function moveHandle(number, day) {
  if (number === 0) setWindow(Math.min(day, state.to), state.to);
  else setWindow(state.from, Math.max(day, state.from));
}

function hold(down) {
  if (down.button) return;
  setPlaying(false);
  const number = handles.indexOf(down.target);
  const grip = dayAt(down.clientX);
  const length = state.to - state.from;
  if (number < 0 && down.target !== byId("body")) {
    const first = clamp(Math.floor(grip - length / 2), page.first, page.last - length);
    setWindow(first, first + length);
  }
  const { from, to } = state;
  const move = (event) => {
    const by = Math.round(dayAt(event.clientX) - grip);
    if (number < 0) setWindow(from + clamp(by, page.first - from, page.last - to), to + clamp(by, page.first - from, page.last - to));
    else moveHandle(number, (number === 0 ? from : to) + by);
  };
  const drop = () => {
    track.removeEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) track.removeEventListener(name, drop);
  };
  track.setPointerCapture(down.pointerId);
  track.addEventListener("pointermove", move);
  for (const name of ["pointerup", "pointercancel"]) track.addEventListener(name, drop);
  if (number >= 0) handles[number].focus({ preventScroll: true });
  down.preventDefault();
}

// --- Play -------------------------------------------------------------------------------------------------------------
let playing = 0;

function setPlaying(isPlaying) {
  if (isPlaying === state.isPlaying) return;
  state.isPlaying = isPlaying;
  clearInterval(playing);
  byId("play").setAttribute("aria-label", isPlaying ? "Pause" : "Play");
  byId("play-sign").setAttribute("href", isPlaying ? "#icon-pause" : "#icon-play");
  byId("label-counts").setAttribute("aria-live", isPlaying ? "off" : "polite");
  if (!isPlaying) return;
  if (state.to >= page.last) setWindow(page.first, page.first + state.to - state.from);
  playing = setInterval(() => shiftWindow(1) || setPlaying(false), STEP_MS);
}

// --- Keys -------------------------------------------------------------------------------------------------------------
const AHEAD = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageDown: 7, PageUp: -7 };
const PLAIN = { "+": () => zoomBy(1.5), "=": () => zoomBy(1.5), "-": () => zoomBy(1 / 1.5), 0: () => byId("zoom-home").click(), Escape: () => closeCard() };

function pressEnd(isHome, number) {
  const length = state.to - state.from;
  if (number >= 0) moveHandle(number, isHome ? page.first : page.last);
  else if (isHome) setWindow(page.first, page.first + length);
  else setWindow(page.last - length, page.last);
}

function pressKey(event) {
  const { key, target } = event;
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const number = handles.indexOf(target);
  // A list is scrolled with the arrows while it has the keys.
  const isFree = target === document.body || target.closest("#time, #map");
  if (PLAIN[key]) PLAIN[key]();
  else if (key === " " && !target.closest("button, a, summary, [role=button]")) setPlaying(!state.isPlaying);
  else if (!isFree) return;
  else if (AHEAD[key] && number >= 0 && !event.shiftKey) moveHandle(number, (number === 0 ? state.from : state.to) + AHEAD[key]);
  else if (AHEAD[key]) shiftWindow(AHEAD[key]);
  else if (key === "Home" || key === "End") pressEnd(key === "Home", number);
  else return;
  event.preventDefault();
}

function startTimeline() {
  drawBars();
  placeHandles();
  track.addEventListener("pointerdown", hold);
  document.addEventListener("keydown", pressKey);
  byId("back").addEventListener("click", () => shiftWindow(-1));
  byId("forward").addEventListener("click", () => shiftWindow(1));
  byId("play").addEventListener("click", () => setPlaying(!state.isPlaying));
  byId("as-briefed").addEventListener("click", () => {
    setPlaying(false);
    setWindow(...page.window);
    byId("play").focus();
  });
  new ResizeObserver(() => {
    drawBars();
    placeHandles();
  }).observe(track);
}
