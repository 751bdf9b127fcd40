// The marks of the window: gathered by place and by nearness on the screen, sized, coloured by side, and numbered.
const [MERGE_PX, REACH_PX, UNIT_PX, SMALLEST_PX, LARGEST_PX] = [24, 7, 10, 7, 30]; // As `geo.store.merging` has them.
const [NARROW_PX, LARGEST_NARROW_PX] = [520, 20]; // A small map has no room for large marks.
const ROOMY_PX = 20; // From this radius on, a count finds room on the mark itself.
const MOST_NUMBERS = 3;

const mostOf = (list) => list.reduce((most, one) => Math.max(most, one), 1);

function unitOf(most) {
  const largest = sizeOf().width < NARROW_PX ? LARGEST_NARROW_PX : LARGEST_PX;
  let unit = UNIT_PX;
  while (unit * Math.sqrt(most) > largest) unit /= 2;
  return unit;
}

const radiusOf = (count, unit) => Math.max(unit * Math.sqrt(count), SMALLEST_PX);

// --- Which events are one mark ----------------------------------------------------------------------------------------
function gatherPlaces(shown) {
  const places = new Map();
  for (const event of shown) {
    if (!isOnMap(event)) continue;
    const key = event.at.join();
    if (!places.has(key)) places.set(key, { x: event.at[0], y: event.at[1], events: [] });
    places.get(key).events.push(event);
  }
  return [...places.values()];
}

// The largest takes the smaller within its reach; a net of cells keeps the search short.
function mergeNear(places, reachOf) {
  const cell = LARGEST_PX + REACH_PX;
  const net = new Map();
  const cellOf = (place) => [Math.floor((place.x * view.scale) / cell), Math.floor((place.y * view.scale) / cell)];
  const sorted = [...places].sort((one, other) => other.events.length - one.events.length);
  for (const place of sorted) {
    const key = cellOf(place).join();
    if (!net.has(key)) net.set(key, []);
    net.get(key).push(place);
  }
  const taken = new Set();
  const marks = [];
  for (const place of sorted) {
    if (taken.has(place)) continue;
    const [column, row] = cellOf(place);
    const reach = reachOf(place.events.length) / view.scale;
    const near = [-1, 0, 1].flatMap((across) => [-1, 0, 1].flatMap((down) => net.get(`${column + across},${row + down}`) || []));
    const mine = near.filter((other) => !taken.has(other) && Math.hypot(other.x - place.x, other.y - place.y) <= reach);
    for (const other of mine) taken.add(other);
    marks.push(joinPlaces(place, mine));
  }
  return marks;
}

// A mark stands at the mean of its events.
function joinPlaces(place, mine) {
  if (mine.length < 2) return place;
  const all = mine.flatMap((other) => other.events);
  const mean = (axis) => mine.reduce((sum, other) => sum + other[axis] * other.events.length, 0) / all.length;
  return { x: mean("x"), y: mean("y"), events: all };
}

function gatherMarks(shown) {
  const near = mergeNear(gatherPlaces(shown), () => MERGE_PX);
  const unit = unitOf(mostOf(near.map((mark) => mark.events.length)));
  const marks = mergeNear(near, (count) => Math.max(MERGE_PX, radiusOf(count, unit) + REACH_PX));
  const last = unitOf(mostOf(marks.map((mark) => mark.events.length)));
  return marks.map((mark) => ({ ...mark, radius: radiusOf(mark.events.length, last) })).sort((one, other) => other.radius - one.radius);
}

function countBy(list, keyOf) {
  const counts = new Map();
  for (const one of list) counts.set(keyOf(one), (counts.get(keyOf(one)) || 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
}

// --- How a mark is drawn, in pixels of the screen around its middle ---------------------------------------------------
function arc(radius, start, end) {
  const at = (share) => `${radius * Math.sin(2 * Math.PI * share)} ${-radius * Math.cos(2 * Math.PI * share)}`;
  return `M${at(start)}A${radius} ${radius} 0 ${end - start > 0.5 ? 1 : 0} 1 ${at(end)}`;
}

function drawShares(bySide, total, radius) {
  let start = 0;
  return bySide.map(([side, count]) => {
    const path = draw("path", { d: arc(radius, start, start + count / total), stroke: sides[side][1], class: "share" });
    start += count / total;
    return path;
  });
}

function drawSign(icon, count, radius) {
  const isCounted = count > 1 && radius >= ROOMY_PX;
  const size = isCounted ? Math.min(radius * 1.05, 24) : Math.min(radius * 1.32, 26);
  const up = isCounted ? radius * 0.34 : 0;
  const at = { href: `#icon-${icon}`, x: -size / 2, y: -size / 2 - up, width: size, height: size, class: "pictogram" };
  return [draw("use", at), isCounted && draw("text", { y: radius * 0.72, class: "count" }, sayNumber(count))];
}

const placeMark = (mark) => `translate(${mark.x} ${mark.y}) scale(${1 / view.scale})`;

// Numbers of the list stand at the shoulder of the mark, over all marks.
function drawNumbers(mark) {
  const numbers = mark.events.map((event) => event.number).filter(Boolean).sort((one, other) => one - other);
  if (!numbers.length) return null;
  const more = numbers.length - MOST_NUMBERS;
  const text = numbers.slice(0, MOST_NUMBERS).join(" · ") + (more > 0 ? ` +${more}` : "");
  const width = 8 + text.length * 5.6;
  const at = `${placeMark(mark)} translate(${mark.radius * 0.7 + 2} ${-mark.radius * 0.7 - 6})`;
  const plate = draw("rect", { x: -4, y: -8, width, height: 16, rx: 8 });
  return draw("g", { class: "plate-on-map", transform: at }, plate, draw("text", { x: width / 2 - 4, y: 3.8 }, text));
}

function drawMark(mark) {
  const { events: held, radius } = mark;
  const bySide = countBy(held, (event) => event.side);
  const [side] = bySide[0];
  const isMixed = bySide.length > 1;
  const isRegion = held.every((event) => event.region);
  const places = [...new Set(held.map((event) => event.place.split(",")[0]))];
  const name = `${places[0] || "Unnamed place"}${places.length > 1 ? " and nearby" : ""}, ${sayEvents(held.length)}, ${sides[side][0]}`;
  const isChosen = held.some((event) => event.id === state.chosen);
  return draw(
    "g", { class: "mark", tabindex: 0, role: "button", "aria-label": name, "data-key": held[0].id, transform: placeMark(mark) },
    draw("title", {}, name),
    isChosen && draw("circle", { r: radius + (isMixed ? 9 : 6), class: "chosen" }),
    draw("circle", { r: radius + (isMixed ? 5.2 : 1.6), class: "halo" }),
    draw("circle", { r: radius, fill: sides[side][1], class: isRegion ? "disc region" : "disc" }),
    isRegion && draw("circle", { r: radius + (isMixed ? 7.4 : 3.4), stroke: sides[side][1], class: "region-ring" }),
    ...(isMixed ? drawShares(bySide, held.length, radius + 3) : []),
    ...drawSign(countBy(held, (event) => event.icon)[0][0], held.length, radius),
  );
}

// --- All of them ------------------------------------------------------------------------------------------------------
function drawLine(event) {
  const points = event.line.map((point) => point.join()).join(" ");
  const colour = sides[event.side][1];
  const line = draw("polyline", { points, stroke: colour, class: event.stretch ? "stretch" : "movement" });
  if (event.stretch) return line;
  const [[x, y], [endX, endY]] = event.line.slice(-2);
  const turn = (Math.atan2(endY - y, endX - x) * 180) / Math.PI;
  const head = `translate(${endX} ${endY}) rotate(${turn}) scale(${1 / view.scale})`;
  return draw("g", {}, line, draw("path", { d: "M0 0L-11 -5.500V5.500z", fill: colour, transform: head }));
}

let drawnMarks = [];
const markBoxes = () => drawnMarks.map((mark) => [mark.x, mark.y, mark.radius + 2]);

function drawMarks() {
  const shown = events.filter((event) => isIn(event));
  const marks = (drawnMarks = gatherMarks(shown));
  const focused = document.activeElement?.closest?.(".mark")?.dataset.key;
  const ringOf = (mark) => mostOf(mark.events.map((event) => event.ring));
  const rings = page.rings ? marks.map((mark) => draw("circle", { cx: mark.x, cy: mark.y, r: ringOf(mark), class: "ring" })) : [];
  byId("lines").replaceChildren(...rings, ...shown.filter((event) => event.line.length > 1).map(drawLine));
  const drawn = marks.map((mark) => {
    const element = drawMark(mark);
    const choose = () => chooseAround(mark.events.map((event) => event.id));
    element.addEventListener("click", () => picture.dataset.moved || choose());
    element.addEventListener("focus", () => element.matches(":focus-visible") && lookAt(mark.x, mark.y));
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      choose();
    });
    return element;
  });
  byId("marks").replaceChildren(...drawn);
  byId("numbers").replaceChildren(...marks.map(drawNumbers).filter(Boolean));
  keepSizes();
  if (focused) drawn.find((element) => element.dataset.key === focused)?.focus({ preventScroll: true });
}
