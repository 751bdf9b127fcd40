// What keeps its size on the ground when the map is zoomed: names with their dots and shields, and points.
// Names are laid out for the scale of the brief. Where a mark lies on one it steps aside; where there is no room it goes.
const ground = byId("ground");
const CLEAR_PX = 2;
const NEAR_DOT = 9; // A dot no further than this from letters is that of their place, in units of the picture.
const LINE_EM = 1.4;
const DOT_PX = 4;
const POINT_RADIUS = 3; // A circle from this radius on is a point of a layer, which no name may cover.

const numberOf = (element, name) => parseFloat(element.getAttribute(name)) || 0;
const isText = (element) => element?.tagName === "text";

function edgesOf(element) {
  const { x, y, width, height } = element.getBBox();
  return [x, y, x + width, y + height];
}

const joinEdges = (one, other) => [Math.min(one[0], other[0]), Math.min(one[1], other[1]), Math.max(one[2], other[2]), Math.max(one[3], other[3])];
const doMeet = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];

// --- What belongs together --------------------------------------------------------------------------------------------
// Lines of one name stand under each other; a shield stands before its letters.
function isNextLine(text, before) {
  const down = numberOf(text, "y") - numberOf(before, "y");
  return text.getAttribute("x") === before.getAttribute("x") && down > 0 && down <= LINE_EM * numberOf(text, "font-size");
}

function gatherHeld() {
  const units = [];
  for (const element of ground.querySelectorAll("[data-at], text")) {
    if (element.parentElement.closest("[data-at]")) continue;
    const before = element.previousElementSibling;
    const last = units[units.length - 1];
    if (last?.elements.includes(before) && isText(element) && (element.dataset.at ? element.dataset.at === before.dataset.at : isNextLine(element, before))) {
      last.elements.push(element);
      continue;
    }
    const [x, y] = (element.dataset.at || `${element.getAttribute("x")} ${element.getAttribute("y")}`).split(/[\s,]+/).map(parseFloat);
    const shield = isText(element) && before?.tagName === "rect" ? [before] : [];
    units.push({ elements: [...shield, element], x, y, isName: isText(element) || Boolean(element.querySelector("text")), isFree: !element.dataset.at && !shield.length });
  }
  return units;
}

function joinDots(units) {
  const dots = [...ground.querySelectorAll("circle:not([data-at] *):not([data-at])")];
  const places = dots.map((dot) => ({ elements: [dot], x: numberOf(dot, "cx"), y: numberOf(dot, "cy"), isName: false, isPoint: numberOf(dot, "r") >= POINT_RADIUS }));
  for (const unit of units.filter((one) => one.isFree)) {
    const edges = unit.elements.map(edgesOf).reduce(joinEdges);
    const farOf = (dot) => Math.hypot(Math.max(edges[0] - dot.x, 0, dot.x - edges[2]), Math.max(edges[1] - dot.y, 0, dot.y - edges[3]));
    const nearest = places.filter((place) => !place.isPoint).reduce((best, dot) => (!best || farOf(dot) < farOf(best) ? dot : best), null);
    if (!nearest || farOf(nearest) > NEAR_DOT) continue;
    Object.assign(unit, { x: nearest.x, y: nearest.y, dot: nearest.elements[0] });
  }
  return [...units, ...places];
}

const held = joinDots(gatherHeld()).map((unit) => {
  const owns = unit.elements.map((element) => element.getAttribute("transform") || "");
  const matrix = isText(unit.elements[0]) && unit.elements[0].transform.baseVal.consolidate()?.matrix;
  const at = matrix ? [matrix.a * unit.x + matrix.c * unit.y + matrix.e, matrix.b * unit.x + matrix.d * unit.y + matrix.f] : [unit.x, unit.y];
  return { ...unit, owns, at };
});

function measureHeld() {
  for (const unit of held) {
    for (const element of unit.elements) element.style.display = "";
    const [left, top, right, bottom] = unit.elements.map(edgesOf).reduce(joinEdges);
    const clear = unit.isName ? CLEAR_PX : 0;
    unit.edges = [left - unit.x - clear, top - unit.y, right - unit.x + clear, bottom - unit.y];
  }
  keepSizes();
}

// --- Where each stands now, in pixels of the screen -------------------------------------------------------------------
// Below, above, right and left of its mark; where the mark is that of another place, of its own dot.
function shiftsAround(box, covering, [x, y]) {
  const isOwn = doMeet(covering, [x, y, x, y]);
  const mark = isOwn ? covering : [x - DOT_PX, y - DOT_PX, x + DOT_PX, y + DOT_PX];
  const across = mark[0] / 2 + mark[2] / 2 - (box[0] + box[2]) / 2;
  const down = mark[1] / 2 + mark[3] / 2 - (box[1] + box[3]) / 2;
  return [[across, mark[3] - box[1]], [across, mark[1] - box[3]], [mark[2] - box[0], down], [mark[0] - box[2], down]];
}

const moveBox = (box, [x, y]) => [box[0] + x, box[1] + y, box[2] + x, box[3] + y];

function keepSizes() {
  const marks = markBoxes().map(([x, y, radius]) => [x * view.scale - radius, y * view.scale - radius, x * view.scale + radius, y * view.scale + radius]);
  const points = held.filter((unit) => unit.isPoint).map(({ x, y, edges }) => moveBox(edges, [x * view.scale, y * view.scale]));
  const names = [];
  for (const unit of held) {
    const { x, y, elements, owns, at, edges } = unit;
    const spot = [at[0] * view.scale, at[1] * view.scale];
    const box = moveBox(edges, spot);
    const mark = unit.isName && marks.find((one) => doMeet(one, box));
    const isFree = (shift) => ![...marks, ...points, ...names].some((other) => doMeet(moveBox(box, shift), other));
    const shifts = mark ? shiftsAround(box, mark, spot) : [[0, 0]];
    const shift = unit.isName ? shifts.find(isFree) : [0, 0];
    const [aside, down] = shift || [0, 0];
    elements.forEach((element, n) => {
      element.setAttribute("transform", `${owns[n]} translate(${x} ${y}) scale(${1 / view.scale}) translate(${aside - x} ${down - y})`);
      element.style.display = shift ? "" : "none";
    });
    if (unit.dot) unit.dot.style.visibility = shift ? "" : "hidden";
    if (unit.isName && shift) names.push(moveBox(box, shift));
  }
}
