// The density of events: a smooth field made once for each frame, laid under the names as one picture, with its scale.
(function (atlas) {
  const REACH_PX = 18; // How near on screen events must be to count together; the nearest count most.
  const CELL_PX = 3; // The field is computed this coarsely and drawn smoothly.
  const SHADES = 64;
  const CLEAREST = 0.86; // Land and names stay to be seen through the darkest shade.

  // 1, 2, 5, 10, 20…: the scale keeps its end while the counts are alike.
  function roundUp(value) {
    const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
    return [1, 2, 5, 10].map((n) => n * power).find((n) => n >= value * 0.999);
  }

  function makeKernel() {
    const half = Math.floor(REACH_PX / CELL_PX);
    const kernel = [];
    for (let dy = -half; dy <= half; dy++) {
      for (let dx = -half; dx <= half; dx++) {
        const share = 1 - (Math.hypot(dx, dy) * CELL_PX) ** 2 / REACH_PX ** 2;
        if (share > 0) kernel.push([dx, dy, share * share]);
      }
    }
    return kernel;
  }
  const KERNEL = makeKernel();

  // How many events lie around each point, those at the edge of the reach counting nothing.
  function makeField({ x, y, events }) {
    const pad = REACH_PX;
    const columns = Math.ceil((Math.max(...x) + 2 * pad) / CELL_PX) + 1;
    const rows = Math.ceil((Math.max(...y) + 2 * pad) / CELL_PX) + 1;
    const values = new Float32Array(columns * rows);
    for (let n = 0; n < x.length; n++) {
      const at = Math.round((y[n] + pad) / CELL_PX) * columns + Math.round((x[n] + pad) / CELL_PX);
      for (const [dx, dy, share] of KERNEL) values[at + dy * columns + dx] += share * events[n];
    }
    let most = 0;
    for (const value of values) if (value > most) most = value;
    return { columns, rows, values, most };
  }

  function parse(colour) {
    const [r, g, b] = colour.match(/\w\w/g).map((pair) => parseInt(pair, 16));
    return { r, g, b };
  }

  // Shades go by the logarithm of the count: a few events must show beside a thousand.
  const shareOf = (value, end) => Math.log1p(value) / Math.log1p(end);

  function makeRamp() {
    const [few, many] = [parse(atlas.colours().few), parse(atlas.colours().many)];
    return Array.from({ length: SHADES + 1 }, (_, n) => {
      const share = n / SHADES;
      const mix = (part) => Math.round(few[part] + (many[part] - few[part]) * share);
      return [mix("r"), mix("g"), mix("b"), Math.round(255 * CLEAREST * Math.min(1, share * 2.2))];
    });
  }
  const shadeOf = (value, end) => Math.min(SHADES, Math.round(SHADES * shareOf(value, end)));

  function paintField({ columns, rows, values }, end) {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [columns, rows];
    const pen = canvas.getContext("2d");
    const image = pen.createImageData(columns, rows);
    const ramp = makeRamp();
    for (let n = 0; n < values.length; n++) {
      if (values[n]) image.data.set(ramp[shadeOf(values[n], end)], 4 * n);
    }
    pen.putImageData(image, 0, 0);
    return canvas;
  }

  const isDense = () => Boolean(atlas.views[0].frame?.density);
  const endOf = () => roundUp(Math.max(...atlas.views.map((view) => view.field?.most ?? 0)));

  // Both maps share one scale, so both fields are made before either is painted.
  function prepare() {
    for (const view of atlas.views) {
      const { density } = view.frame ?? {};
      if (density && !view.field) view.field = density.events.length ? makeField(density) : { most: 0 };
    }
  }

  atlas.drawDensity = function (pen, view, sight) {
    prepare();
    const { field, frame } = view;
    if (!field.most) return;
    const key = `${endOf()} ${atlas.colours().few}`;
    if (field.key !== key) Object.assign(field, { key, picture: paintField(field, endOf()) });
    const { zoom, corner } = frame.density;
    const world = 512 * 2 ** zoom;
    const grown = sight.world / world;
    const [width, height] = [field.columns * CELL_PX * grown, field.rows * CELL_PX * grown];
    const edge = (REACH_PX + CELL_PX / 2) / world;
    for (const turn of [-1, 0, 1]) {
      const [left, top] = [sight.left(corner[0] - edge + turn), sight.top(corner[1] - edge)];
      if (left < sight.width && left + width > 0) pen.drawImage(field.picture, left, top, width, height);
    }
  };

  // What is around a point of the map, as the shades count it.
  atlas.densityAt = function (map, point) {
    const view = atlas.viewOf(map);
    const { density } = view?.frame ?? {};
    if (!density) return 0;
    const sight = atlas.sight(map);
    const world = 512 * 2 ** density.zoom;
    const grown = sight.world / world;
    let found = 0;
    for (const turn of [-1, 0, 1]) {
      const left = (point.x - sight.left(density.corner[0] + turn)) / grown;
      const top = (point.y - sight.top(density.corner[1])) / grown;
      for (let n = 0; n < density.x.length; n++) {
        if (Math.hypot(density.x[n] - left, density.y[n] - top) <= REACH_PX) found += density.events[n];
      }
    }
    return found;
  };

  // What the scale is made of: the shades, how many of them there are, where the map ends, which share a count has.
  atlas.density = { REACH_PX, SHADES, makeRamp, shareOf, endOf, prepare, isDense };
})(window.atlas);
