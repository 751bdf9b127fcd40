// Marks, rings and movements on a canvas over the map: drawn anew whenever the map is, so both move as one.
(function (atlas) {
  const base = document.currentScript.src.replace(/[^/]*$/, "");
  const SHORTEST_LINE_PX = 18; // A shorter movement would be an arrow head without a way.
  const icons = new Map();
  let frame = null;
  let legend = null;
  let hasRings = false;
  let hasMovements = true;
  let chosenMark = "";
  let isPainted = () => {};

  function iconOf(name) {
    if (!icons.has(name)) {
      const image = new Image();
      image.onload = () => atlas.map()?.triggerRepaint();
      image.src = `${base}icons/${name}.svg`;
      icons.set(name, image);
    }
    const image = icons.get(name);
    return image.complete && image.naturalWidth ? image : null;
  }

  function fit(canvas) {
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    return pen;
  }

  function circle(pen, x, y, radius) {
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
  }

  function drawRings(pen, map, points) {
    const zoom = map.getZoom();
    frame.marks.km.forEach((km, n) => {
      const radius = (km * 1000) / atlas.metresPerPx(frame.marks.lat[n], zoom);
      if (radius <= frame.marks.px[n] + 2) return;
      const colour = legend.sides[frame.marks.side[n]].colour;
      circle(pen, points[n].x, points[n].y, radius);
      pen.setLineDash(frame.marks.region[n] ? [6, 5] : []);
      pen.lineWidth = 1.4;
      pen.strokeStyle = colour;
      pen.globalAlpha = 0.75;
      pen.stroke();
      pen.globalAlpha = 0.06;
      pen.fillStyle = colour;
      pen.fill();
    });
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }

  function drawLine(pen, map, line, halo) {
    const copy = nearest(line.line[0][0], map) - line.line[0][0];
    let turn = 0; // A way across the 180th meridian goes on, not back around the world.
    const points = line.line.map(([lon, lat], n) => {
      if (n) turn -= 360 * Math.round((lon - line.line[n - 1][0]) / 360);
      return map.project([lon + turn + copy, lat]);
    });
    const end = points[points.length - 1];
    const before = points[points.length - 2];
    if (Math.hypot(end.x - points[0].x, end.y - points[0].y) < SHORTEST_LINE_PX) return;
    const angle = Math.atan2(end.y - before.y, end.x - before.x);
    const trace = () => {
      pen.beginPath();
      points.forEach((point, n) => (n ? pen.lineTo(point.x, point.y) : pen.moveTo(point.x, point.y)));
    };
    const head = (size) => {
      pen.beginPath();
      pen.moveTo(end.x, end.y);
      for (const turn of [-0.42, 0.42]) {
        pen.lineTo(end.x - size * Math.cos(angle + turn), end.y - size * Math.sin(angle + turn));
      }
      pen.closePath();
    };
    pen.lineJoin = pen.lineCap = "round";
    for (const [colour, extra] of [[halo, 1.8], [legend.sides[line.side_code].colour, 0]]) {
      pen.strokeStyle = pen.fillStyle = colour;
      pen.lineWidth = 2.4 + extra;
      trace();
      pen.stroke();
      pen.lineWidth = 1 + extra;
      head(13);
      pen.fill();
      pen.stroke();
    }
  }

  function drawShares(pen, x, y, radius, shares) {
    const total = shares.reduce((sum, number, n) => (n % 2 ? sum + number : sum), 0);
    let start = -Math.PI / 2;
    for (let n = 0; n < shares.length; n += 2) {
      const end = start + (2 * Math.PI * shares[n + 1]) / total;
      pen.beginPath();
      pen.arc(x, y, radius, start, end);
      pen.strokeStyle = legend.sides[shares[n]].colour;
      pen.lineWidth = 3;
      pen.stroke();
      start = end;
    }
  }

  function drawMark(pen, n, { x, y }, colours) {
    const marks = frame.marks;
    const radius = marks.px[n];
    const colour = legend.sides[marks.side[n]].colour;
    const isMixed = marks.sides[n].length > 2;
    circle(pen, x, y, radius + (isMixed ? 5.2 : 0.6));
    pen.fillStyle = colours.halo;
    pen.fill();
    pen.lineWidth = 1.3;
    pen.strokeStyle = colours.ring;
    pen.stroke();
    if (isMixed) drawShares(pen, x, y, radius + 3, marks.sides[n]);
    circle(pen, x, y, radius);
    pen.fillStyle = colour;
    pen.globalAlpha = marks.region[n] ? 0.72 : 1;
    pen.fill();
    pen.globalAlpha = 1;
    if (marks.region[n]) {
      circle(pen, x, y, radius + (isMixed ? 7.4 : 3.4));
      pen.setLineDash([3.2, 3]);
      pen.lineWidth = 1.8;
      pen.strokeStyle = colour;
      pen.stroke();
      pen.setLineDash([]);
    }
    const icon = iconOf(legend.types[marks.icon[n]].icon);
    const size = Math.min(radius * 1.32, 26);
    if (icon && radius >= 6.5) pen.drawImage(icon, x - size / 2, y - size / 2, size, size);
    if (marks.mark[n] === chosenMark) {
      circle(pen, x, y, radius + 7);
      pen.lineWidth = 2;
      pen.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue("--accent");
      pen.stroke();
    }
  }

  function drawCount(pen, n, { x, y }, colours) {
    const marks = frame.marks;
    if (marks.events[n] < 2) return;
    const said = marks.events[n] >= 10000 ? `${Math.round(marks.events[n] / 1000)}k` : String(marks.events[n]);
    pen.font = "600 10.5px system-ui, 'Noto Sans', sans-serif";
    const width = Math.max(14, pen.measureText(said).width + 7);
    const left = x + marks.px[n] * 0.72 - 3;
    const top = y - marks.px[n] * 0.72 - 11;
    pen.beginPath();
    pen.roundRect(left, top, width, 14, 7);
    pen.fillStyle = colours.plate;
    pen.fill();
    pen.lineWidth = 1;
    pen.strokeStyle = colours.line;
    pen.stroke();
    pen.fillStyle = colours.ink;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(said, left + width / 2, top + 7.5);
  }

  atlas.drawMarks = function (map) {
    const canvas = document.getElementById("marks");
    if (!canvas || !frame || !legend) return;
    const pen = fit(canvas);
    const style = getComputedStyle(canvas);
    const colours = Object.fromEntries(
      ["halo", "ring", "plate", "line", "ink"].map((name) => [name, style.getPropertyValue(`--mark-${name}`).trim()]),
    );
    const points = frame.marks.lon.map((lon, n) => map.project([nearest(lon, map), frame.marks.lat[n]]));
    if (hasRings) drawRings(pen, map, points);
    if (hasMovements) frame.lines.forEach((line) => drawLine(pen, map, line, colours.ring));
    points.forEach((point, n) => drawMark(pen, n, point, colours));
    points.forEach((point, n) => drawCount(pen, n, point, colours));
    isPainted();
  };

  // The world repeats: a mark is drawn on the copy nearest to the middle of the map.
  function nearest(lon, map) {
    const middle = map.getCenter().lng;
    return lon + 360 * Math.round((middle - lon) / 360);
  }

  function markAt(map, place) {
    if (!frame) return -1;
    for (let n = frame.marks.lon.length - 1; n >= 0; n--) {
      const point = map.project([nearest(frame.marks.lon[n], map), frame.marks.lat[n]]);
      if (Math.hypot(point.x - place.x, point.y - place.y) <= frame.marks.px[n] + 3) return n;
    }
    return -1;
  }

  atlas.markAt = (map, place) => ({ n: markAt(map, place), frame, legend });

  atlas.pickMark = function (map, event) {
    const n = markAt(map, event.point);
    const mark = n < 0 ? [] : [frame.marks.mark[n]];
    window.dash_clientside.set_props("picked", { data: { mark, at: Date.now() } });
  };

  atlas.highlightMark = function (mark) {
    chosenMark = mark;
    atlas.map()?.triggerRepaint();
  };

  function sayCounts() {
    const label = document.getElementById("map-label");
    [frame.days, frame.counts, frame.deaths].forEach((said, n) => (label.children[n].textContent = said));
    for (const element of document.querySelectorAll("[data-count]")) {
      const [group, ...name] = element.dataset.count.split(":");
      const number = group === "inside" ? frame.inside : frame.by[group]?.[name.join(":")];
      const said = atlas.say(number ?? 0);
      if (element.textContent === said) continue; // Most stay as they are from step to step.
      element.textContent = said;
      element.toggleAttribute("data-none", !number);
    }
  }

  window.dash_clientside.atlas.drawFrame = function (answered, shown, described) {
    if (!answered) return window.dash_clientside.no_update;
    frame = answered;
    legend = atlas.legend = described;
    hasRings = (shown || []).includes("rings");
    hasMovements = (shown || []).includes("movements");
    for (const element of document.querySelectorAll("[data-legend]")) {
      element.hidden = !(shown || []).includes(element.dataset.legend);
    }
    sayCounts();
    atlas.explainEmpty(frame);
    atlas.dateLayers(frame.layers_key, frame.window);
    atlas.hideTooltip();
    const map = atlas.map();
    isPainted = () => {
      isPainted = () => {};
      atlas.framePainted();
    };
    map?.triggerRepaint();
    return frame.days;
  };
})(window.atlas);
