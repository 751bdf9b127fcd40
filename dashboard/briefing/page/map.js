// The map: where it looks, and the hands and buttons that drag and zoom it.
const picture = byId("picture");
const [boxX, boxY, boxWidth, boxHeight] = page.box;
const CLOSEST = 12; // Times as large as in the brief: beyond that the lines of the ground tell nothing more.
const view = { x: 0, y: 0, scale: 1 }; // The middle, in units of the picture; screen pixels for one such unit.

const sizeOf = () => ({ width: picture.clientWidth || boxWidth, height: picture.clientHeight || boxHeight });

// The view never leaves the ground that is in the file.
function look(x, y, scale) {
  const { width, height } = sizeOf();
  const fit = Math.min(width / boxWidth, height / boxHeight);
  const least = Math.max(width / groundWidth, height / groundHeight);
  const next = clamp(scale, least, Math.max(least, fit * CLOSEST));
  const isZoomed = next !== view.scale;
  const [halfX, halfY] = [width / next / 2, height / next / 2];
  view.scale = next;
  view.x = clamp(x, groundX + halfX, groundX + groundWidth - halfX);
  view.y = clamp(y, groundY + halfY, groundY + groundHeight - halfY);
  picture.setAttribute("viewBox", `${view.x - halfX} ${view.y - halfY} ${2 * halfX} ${2 * halfY}`);
  return isZoomed;
}

const lookHome = () => {
  const { width, height } = sizeOf();
  return look(boxX + boxWidth / 2, boxY + boxHeight / 2, Math.min(width / boxWidth, height / boxHeight));
};

// A mark that has the keys is in sight.
function lookAt(x, y) {
  const { width, height } = sizeOf();
  const isSeen = Math.abs(x - view.x) * view.scale < width / 2 && Math.abs(y - view.y) * view.scale < height / 2;
  if (!isSeen) look(x, y, view.scale);
}

// --- Hands ------------------------------------------------------------------------------------------------------------
function pointAt(clientX, clientY) {
  const { left, top, width, height } = picture.getBoundingClientRect();
  return [view.x + (clientX - left - width / 2) / view.scale, view.y + (clientY - top - height / 2) / view.scale];
}

function zoomBy(factor, clientX, clientY) {
  const { left, top, width, height } = picture.getBoundingClientRect();
  const at = [clientX ?? left + width / 2, clientY ?? top + height / 2];
  const [x, y] = pointAt(...at);
  const before = view.scale;
  look(view.x, view.y, view.scale * factor);
  const kept = before / view.scale;
  look(x + (view.x - x) * kept, y + (view.y - y) * kept, view.scale);
  if (before !== view.scale) drawMarks();
}

let turned = null; // Turns between two frames add up to one.
function turn(event) {
  event.preventDefault();
  const by = clamp(event.deltaY * [1, 16, 100][event.deltaMode], -400, 400);
  if (!turned) {
    turned = { by: 0 };
    requestAnimationFrame(() => {
      const { by: all, x, y } = turned;
      turned = null;
      zoomBy(Math.exp(-all * 0.002), x, y);
    });
  }
  Object.assign(turned, { by: turned.by + by, x: event.clientX, y: event.clientY });
}

const fingers = new Map();
const DRAG_PX = 4;

function press(event) {
  if (event.button) return;
  fingers.set(event.pointerId, [event.clientX, event.clientY]);
  picture.dataset.moved = "";
}

function drag(event) {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  const now = [event.clientX, event.clientY];
  const far = Math.hypot(now[0] - before[0], now[1] - before[1]);
  if (!picture.dataset.moved && far < DRAG_PX) return;
  if (!picture.dataset.moved) picture.setPointerCapture(event.pointerId);
  picture.dataset.moved = "yes";
  const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
  look(view.x - (now[0] - before[0]) / view.scale / (other ? 2 : 1), view.y - (now[1] - before[1]) / view.scale / (other ? 2 : 1), view.scale);
  if (other) {
    const apart = (point) => Math.hypot(point[0] - other[0], point[1] - other[1]) || 1;
    zoomBy(apart(now) / apart(before), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
  }
  fingers.set(event.pointerId, now);
}

function startMap() {
  lookHome();
  measureHeld();
  document.fonts.ready.then(measureHeld);
  picture.addEventListener("wheel", turn, { passive: false });
  picture.addEventListener("pointerdown", press);
  window.addEventListener("pointermove", drag);
  for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, (event) => fingers.delete(event.pointerId));
  byId("zoom-in").addEventListener("click", () => zoomBy(1.5));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.5));
  byId("zoom-home").addEventListener("click", () => lookHome() && drawMarks());
  let width = picture.clientWidth;
  new ResizeObserver(() => {
    const { x, y, scale } = view;
    const isHome = Math.abs(x - boxX - boxWidth / 2) < 1 && Math.abs(y - boxY - boxHeight / 2) < 1;
    if (isHome ? lookHome() : look(x, y, (scale * picture.clientWidth) / width)) drawMarks();
    width = picture.clientWidth;
  }).observe(picture);
}
