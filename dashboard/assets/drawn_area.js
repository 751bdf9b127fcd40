// How an area on the map looks: the one that is a filter, and the one in hand, on a canvas over each map.
(function (atlas) {
  let kept = []; // Corners of the area that is a filter, [longitude, latitude].
  let version = 0;
  const painted = new WeakMap(); // Of each canvas, what it shows.

  function fit(element) {
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(element.clientWidth * ratio), Math.round(element.clientHeight * ratio)];
    if (element.width !== width || element.height !== height) Object.assign(element, { width, height });
    const pen = element.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    // Setting a size wipes a canvas too, but Chromium may go on showing what was there until something is drawn.
    pen.clearRect(0, 0, element.clientWidth, element.clientHeight);
    return pen;
  }

  function trace(pen, points, isClosed) {
    points.forEach(({ x, y }, n) => (n ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    if (isClosed) pen.closePath();
  }

  function outline(pen, points, isClosed, style) {
    for (const [colour, width] of [["--area-halo", 4], ["--accent", 1.8]]) {
      pen.beginPath();
      trace(pen, points, isClosed);
      pen.lineJoin = "round";
      pen.lineWidth = width;
      pen.strokeStyle = style.getPropertyValue(colour);
      pen.stroke();
    }
  }

  // The world repeats: the area is drawn on the copy nearest to the middle of the map.
  function paintKept(pen, map, style) {
    const middle = kept.reduce((sum, [lon]) => sum + lon, 0) / kept.length;
    const turn = 360 * Math.round((map.getCenter().lng - middle) / 360);
    const points = kept.map(([lon, lat]) => map.project([lon + turn, lat]));
    pen.beginPath();
    pen.rect(0, 0, pen.canvas.clientWidth, pen.canvas.clientHeight);
    trace(pen, points, true);
    pen.fillStyle = style.getPropertyValue("--area-outside");
    pen.fill("evenodd");
    outline(pen, points, true, style);
  }

  function paintInHand(pen, map, style, { shape, corners, isClosed }) {
    const points = shape.map((place) => map.project(place));
    pen.beginPath();
    trace(pen, points, true);
    pen.fillStyle = style.getPropertyValue("--accent-soft");
    pen.fill();
    if (points.length > 1) outline(pen, points, isClosed, style);
    for (const { x, y } of corners.map((place) => map.project(place))) {
      pen.beginPath();
      pen.arc(x, y, 4, 0, 2 * Math.PI);
      pen.fillStyle = style.getPropertyValue("--paper");
      pen.fill();
      pen.lineWidth = 1.8;
      pen.strokeStyle = style.getPropertyValue("--accent");
      pen.stroke();
    }
  }

  // Called whenever a map is painted: its canvas is left alone while neither the area nor the view has changed.
  atlas.paintArea = function (map) {
    const element = map.getContainer().closest(".map")?.querySelector(".area-canvas");
    if (!element) return;
    const inHand = atlas.areaInHand();
    const { lng, lat } = map.getCenter();
    const isAny = kept.length || inHand;
    const now = isAny ? [version, lng, lat, map.getZoom(), element.clientWidth, element.clientHeight].join() : "none";
    if (now === (painted.get(element) || "none")) return;
    painted.set(element, now);
    const pen = fit(element);
    const style = getComputedStyle(element);
    if (inHand) paintInHand(pen, map, style, inHand);
    else if (kept.length) paintKept(pen, map, style);
  };

  atlas.repaintArea = function () {
    version++;
    atlas.map()?.triggerRepaint();
  };
  new MutationObserver(atlas.repaintArea).observe(document.documentElement, { attributeFilter: ["data-mantine-color-scheme"] });

  let shown = "[]";
  atlas.showArea = function (area) {
    const asked = JSON.stringify(area?.in || []);
    if (asked === shown) return;
    shown = asked;
    const corners = (area?.in?.[0] || "").split(" ").filter(Boolean);
    kept = corners.map((corner) => corner.split(",").map(Number).reverse());
    // Across the 180° meridian the outline goes on, not back around the world.
    for (let n = 1; n < kept.length; n++) kept[n][0] -= 360 * Math.round((kept[n][0] - kept[n - 1][0]) / 360);
    atlas.repaintArea();
  };
})(window.atlas);
