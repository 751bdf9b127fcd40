// What lies under the marks on a canvas: rings of doubt, movements with their heads, stretches of road.
(function (atlas) {
  const SHORTEST_LINE_PX = 18; // A shorter movement would be an arrow head without a way.

  atlas.drawRings = function (pen, marks, at, zoom) {
    marks.km.forEach((km, n) => {
      const radius = (km * 1000) / atlas.metresPerPx(marks.lat[n], zoom);
      if (radius <= marks.px[n] + 2) return;
      const colour = atlas.legend.sides[marks.side[n]].colour;
      pen.beginPath();
      pen.arc(at.x[n], at.y[n], radius, 0, 2 * Math.PI);
      pen.setLineDash(marks.region[n] ? [6, 5] : []);
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
  };

  function isSeen(points, { width, height }) {
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
    return Math.min(...xs) < width + 20 && Math.max(...xs) > -20 && Math.min(...ys) < height + 20 && Math.max(...ys) > -20;
  }

  function drawHead(pen, points, size) {
    const end = points[points.length - 1];
    const before = points[points.length - 2];
    const angle = Math.atan2(end.y - before.y, end.x - before.x);
    pen.beginPath();
    pen.moveTo(end.x, end.y);
    for (const turn of [-0.42, 0.42]) {
      pen.lineTo(end.x - size * Math.cos(angle + turn), end.y - size * Math.sin(angle + turn));
    }
    pen.closePath();
    pen.fill();
    pen.stroke();
  }

  // A head that a mark covers would say nothing: it stops at the mark's edge, if the last stretch is long enough.
  function stopAtMarks(points, marks, at) {
    const [before, end] = points.slice(-2);
    const length = Math.hypot(end.x - before.x, end.y - before.y);
    if (length < SHORTEST_LINE_PX) return points;
    const [ux, uy] = [(end.x - before.x) / length, (end.y - before.y) / length];
    let back = 0;
    marks.px.forEach((px, n) => {
      const [dx, dy, radius] = [end.x - at.x[n], end.y - at.y[n], px + (marks.sides[n].length > 2 ? 6.5 : 2)];
      const inside = radius * radius - dx * dx - dy * dy;
      if (inside <= 0) return;
      const along = dx * ux + dy * uy;
      back = Math.max(back, along + Math.sqrt(along * along + inside));
    });
    if (length - back < SHORTEST_LINE_PX) return points;
    return [...points.slice(0, -1), { x: end.x - ux * back, y: end.y - uy * back }];
  }

  // A movement leads somewhere and has a head; a stretch of road is where something happened, and is broader.
  function drawLine(pen, points, isStretch, colour, extra) {
    pen.strokeStyle = pen.fillStyle = colour;
    pen.lineWidth = (isStretch ? 4.2 : 2.4) + extra;
    pen.beginPath();
    points.forEach((point, n) => (n ? pen.lineTo(point.x, point.y) : pen.moveTo(point.x, point.y)));
    pen.stroke();
    if (isStretch) return;
    pen.lineWidth = 1 + extra;
    drawHead(pen, points, 13);
  }

  atlas.drawLines = function (pen, lines, sight, marks, at) {
    pen.lineJoin = pen.lineCap = "round";
    for (const line of lines) {
      const whole = atlas.trace(line.line, sight);
      const end = whole[whole.length - 1];
      const isShort = !line.is_stretch && Math.hypot(end.x - whole[0].x, end.y - whole[0].y) < SHORTEST_LINE_PX;
      if (isShort || !isSeen(whole, sight)) continue;
      const points = line.is_stretch ? whole : stopAtMarks(whole, marks, at);
      drawLine(pen, points, line.is_stretch, atlas.colours().ring, 1.8);
      drawLine(pen, points, line.is_stretch, atlas.legend.sides[line.side_code].colour, 0);
    }
  };
})(window.atlas);
