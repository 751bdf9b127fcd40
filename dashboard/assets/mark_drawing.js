// The circles of the marks on a canvas, with their signs and the shares of the sides.
(function (atlas) {
  const base = document.currentScript.src.replace(/[^/]*$/, "");
  const FULL = 2 * Math.PI;
  const ROOMY_PX = 20; // From this radius on, a count finds room on the mark itself.
  const MOST_SPRITES = 800;

  // --- What is drawn again and again -------------------------------------------------------------------------------
  const icons = new Map();
  function iconOf(name) {
    if (!icons.has(name)) {
      const image = new Image();
      image.onload = () => atlas.repaint();
      image.src = `${base}icons/${name}.svg`;
      icons.set(name, image);
    }
    const image = icons.get(name);
    return image.complete && image.naturalWidth ? image : null;
  }

  let colours = null;
  const sprites = new Map();
  atlas.colours = function () {
    if (colours) return colours;
    const style = getComputedStyle(document.documentElement);
    const names = ["halo", "ring", "plate", "line", "ink", "few", "many"];
    colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--mark-${name}`).trim()]));
    colours.accent = style.getPropertyValue("--accent").trim();
    return colours;
  };
  new MutationObserver(() => {
    colours = null;
    sprites.clear();
    atlas.repaint();
  }).observe(document.documentElement, { attributes: true });

  function circle(pen, x, y, radius) {
    pen.beginPath();
    pen.arc(x, y, radius, 0, FULL);
  }

  // --- Circles -----------------------------------------------------------------------------------------------------
  function paintCircle(pen, x, y, radius, isMixed, isRegion, colour, icon, isCounted) {
    circle(pen, x, y, radius + (isMixed ? 5.2 : 0.6));
    pen.fillStyle = atlas.colours().halo;
    pen.fill();
    pen.lineWidth = 1.3;
    pen.strokeStyle = atlas.colours().ring;
    pen.stroke();
    circle(pen, x, y, radius);
    pen.fillStyle = colour;
    pen.globalAlpha = isRegion ? 0.72 : 1;
    pen.fill();
    pen.globalAlpha = 1;
    if (isRegion) {
      circle(pen, x, y, radius + (isMixed ? 7.4 : 3.4));
      pen.setLineDash([3.2, 3]);
      // Between two lighter edges the dashes of a dark side are seen on a dark map.
      for (const [width, ink] of [[3.4, atlas.colours().ring], [1.8, colour]]) {
        pen.lineWidth = width;
        pen.strokeStyle = ink;
        pen.stroke();
      }
      pen.setLineDash([]);
    }
    const size = isCounted ? Math.min(radius * 1.05, 24) : Math.min(radius * 1.32, 26);
    const up = isCounted ? radius * 0.34 : 0;
    if (icon && radius >= 6.5) pen.drawImage(icon, x - size / 2, y - size / 2 - up, size, size);
  }

  // A circle without its shares looks the same wherever it stands: it is painted once and copied.
  function spriteOf(radius, side, type, isMixed, isRegion, isCounted) {
    const key = ((((radius * 10) | 0) * 64 + side) * 64 + type) * 8 + isMixed * 4 + isRegion * 2 + isCounted;
    const known = sprites.get(key);
    if (known) return known;
    const ratio = window.devicePixelRatio || 1;
    const half = Math.ceil(radius + 10);
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 2 * half * ratio;
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    const icon = iconOf(atlas.legend.types[type].icon);
    paintCircle(pen, half, half, radius, isMixed, isRegion, atlas.legend.sides[side].colour, icon, isCounted);
    if (sprites.size >= MOST_SPRITES) sprites.clear();
    if (icon) sprites.set(key, { canvas, half }); // One without its icon is not to be kept.
    return { canvas, half };
  }

  function drawShares(pen, x, y, radius, shares) {
    let total = 0;
    for (let n = 1; n < shares.length; n += 2) total += shares[n];
    let start = -Math.PI / 2;
    pen.lineWidth = 3;
    for (let n = 0; n < shares.length; n += 2) {
      const end = start + (FULL * shares[n + 1]) / total;
      pen.beginPath();
      pen.arc(x, y, radius, start, end);
      pen.strokeStyle = atlas.legend.sides[shares[n]].colour;
      pen.stroke();
      start = end;
    }
  }

  atlas.isCounted = (marks, n) => marks.events[n] > 1 && marks.px[n] >= ROOMY_PX;

  atlas.drawCircles = function (pen, marks, at, chosenMark) {
    for (let n = 0; n < marks.px.length; n++) {
      const [x, y, radius] = [at.x[n], at.y[n], marks.px[n]];
      const isMixed = marks.sides[n].length > 2;
      const { canvas, half } = spriteOf(radius, marks.side[n], marks.icon[n], isMixed, marks.region[n], atlas.isCounted(marks, n));
      pen.drawImage(canvas, x - half, y - half, 2 * half, 2 * half);
      if (isMixed) drawShares(pen, x, y, radius + 3, marks.sides[n]);
      if (marks.mark[n] !== chosenMark) continue;
      circle(pen, x, y, radius + 7);
      pen.lineWidth = 2;
      pen.strokeStyle = atlas.colours().accent;
      pen.stroke();
    }
  };
})(window.atlas);
