// The counts of the marks: a plate on the mark where there is room, else beside it where it covers no other.
(function (atlas) {
  const FONT = "600 10.5px system-ui, 'Noto Sans', sans-serif";
  const PLATE_PX = 14;
  const LARGE_PX = 12; // The count of a mark this large is written in any case, on it if need be.
  const GROUND_PX = 48;
  const widths = new Map();

  function widthOf(pen, said) {
    if (!widths.has(said)) widths.set(said, Math.max(PLATE_PX, pen.measureText(said).width + 7));
    return widths.get(said);
  }

  const say = (events) => (events >= 10000 ? `${Math.round(events / 1000)}k` : String(events));

  // Where the plate of a count may stand, best first: on the mark, else at one of its corners.
  function spots(marks, n, x, y, width) {
    const [away, radius] = [marks.px[n] * 0.72, marks.px[n]];
    const onMark = [x - width / 2, y + radius * 0.78 - PLATE_PX];
    if (atlas.isCounted(marks, n)) return [onMark];
    const [right, left, top, bottom] = [x + away - 3, x - away + 3 - width, y - away - 11, y + away - 3];
    return [[right, top], [left, top], [right, bottom], [left, bottom], ...(radius >= LARGE_PX ? [onMark] : [])];
  }

  // Rough squares of the screen say what stands where, so that each plate is compared with few others.
  function makeGround() {
    const cells = new Map();
    const each = (left, top, right, bottom, use) => {
      for (let column = Math.floor(left / GROUND_PX); column <= Math.floor(right / GROUND_PX); column++) {
        for (let row = Math.floor(top / GROUND_PX); row <= Math.floor(bottom / GROUND_PX); row++) use(column * 65536 + row);
      }
    };
    return {
      add: (box) => each(...box, (key) => (cells.has(key) ? cells.get(key).push(box) : cells.set(key, [box]))),
      isFree(left, top, right, bottom, own) {
        let isFree = true;
        each(left, top, right, bottom, (key) => {
          for (const box of cells.get(key) || []) {
            if (box !== own && box[0] < right && box[2] > left && box[1] < bottom && box[3] > top) isFree = false;
          }
        });
        return isFree;
      },
    };
  }

  // Places for the plates as distances from their marks; they hold as long as the map is not zoomed.
  function placePlates(pen, marks, at) {
    const ground = makeGround();
    const boxes = marks.px.map((px, n) => {
      const half = px * 0.8 + (marks.sides[n].length > 2 ? 4 : 0);
      const box = [at.x[n] - half, at.y[n] - half, at.x[n] + half, at.y[n] + half];
      ground.add(box);
      return box;
    });
    const plates = [];
    for (let n = 0; n < marks.px.length; n++) {
      if (marks.events[n] < 2) continue;
      const said = say(marks.events[n]);
      const width = widthOf(pen, said);
      const isOn = atlas.isCounted(marks, n);
      const isFree = ([left, top]) => ground.isFree(left, top, left + width, top + PLATE_PX, boxes[n]);
      const all = spots(marks, n, at.x[n], at.y[n], width);
      const spot = isOn ? all[0] : all.slice(0, 4).find(isFree) ?? all[4];
      if (!spot) continue; // The mark is there, and says its count to whoever points at it.
      if (!isOn) ground.add([spot[0], spot[1], spot[0] + width, spot[1] + PLATE_PX]);
      plates.push({ n, said, width, dx: spot[0] - at.x[n], dy: spot[1] - at.y[n] });
    }
    return plates;
  }

  atlas.drawCounts = function (pen, view, at, world) {
    pen.font = FONT;
    if (view.plates?.world !== world) view.plates = { world, all: placePlates(pen, view.frame.marks, at) };
    const { plate, line, ink } = atlas.colours();
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineWidth = 1;
    pen.strokeStyle = line;
    for (const { n, said, width, dx, dy } of view.plates.all) {
      const [left, top] = [at.x[n] + dx, at.y[n] + dy];
      pen.beginPath();
      pen.roundRect(left, top, width, PLATE_PX, PLATE_PX / 2);
      pen.fillStyle = plate;
      pen.fill();
      pen.stroke();
      pen.fillStyle = ink;
      pen.fillText(said, left + width / 2, top + 7.5);
    }
  };
})(window.atlas);
