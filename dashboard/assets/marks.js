// The frames of the maps: what the server answered, drawn on a canvas over each map whenever that is drawn.
(function (atlas) {
  let shown = new Set();
  let chosen = { mark: "", isBeside: false };
  let isAwaited = false; // Whether the timeline waits for this frame to be seen.

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

  // --- Painting ----------------------------------------------------------------------------------------------------
  function place(view, sight) {
    const { x, y } = view.places;
    view.px ??= { x: new Float64Array(x.length), y: new Float64Array(x.length) };
    for (let n = 0; n < x.length; n++) {
      view.px.x[n] = sight.left(x[n] + sight.turn(x[n]));
      view.px.y[n] = sight.top(y[n]);
    }
    return view.px;
  }

  atlas.drawMarks = function (map) {
    const view = atlas.viewOf(map);
    const canvas = view?.canvas();
    if (!canvas || !view.frame || !atlas.legend) return;
    const pen = fit(canvas);
    const sight = atlas.sight(map);
    if (view.frame.density) atlas.drawDensity(pen, view, sight);
    else drawEvents(pen, view, sight, map);
    sayPainted(view);
  };

  function drawEvents(pen, view, sight, map) {
    const at = place(view, sight);
    const { marks, lines } = view.frame;
    const mark = chosen.isBeside === (view !== atlas.views[0]) ? chosen.mark : "";
    if (shown.has("rings")) atlas.drawRings(pen, marks, at, map.getZoom());
    if (shown.has("movements")) atlas.drawLines(pen, lines, sight, marks, at);
    atlas.drawCircles(pen, marks, at, mark);
    atlas.drawCounts(pen, view, at, sight.world);
  }

  function sayPainted(view) {
    view.isDue = false;
    if (!isAwaited || atlas.views.some((one) => one.isDue)) return;
    isAwaited = false;
    atlas.framePainted();
  }

  // A map at rest need not be drawn anew for its marks; one that moves draws them itself, so that both move as one.
  function paint(view) {
    const map = view.map();
    if (!map) return;
    if (map.isMoving() || !map.loaded()) map.triggerRepaint();
    else requestAnimationFrame(() => atlas.drawMarks(map));
  }

  atlas.markAt = function (map, point) {
    const view = atlas.viewOf(map);
    const frame = view?.frame;
    let found = { n: -1, frame, legend: atlas.legend, view };
    if (!frame || frame.density) return found;
    const at = place(view, atlas.sight(map));
    for (let n = frame.marks.lon.length - 1; n >= 0; n--) {
      if (Math.hypot(at.x[n] - point.x, at.y[n] - point.y) <= frame.marks.px[n] + 3) return { ...found, n };
    }
    return found;
  };

  atlas.pickMark = function (map, event) {
    const { n, frame, view } = atlas.markAt(map, event.point);
    const mark = n < 0 ? [] : [frame.marks.mark[n]];
    const of = n < 0 || view === atlas.views[0] ? [] : ["beside"];
    window.dash_clientside.set_props("picked", { data: { mark, of, at: Date.now() } });
  };

  atlas.highlightMark = function (mark, isBeside = false) {
    chosen = { mark, isBeside };
    atlas.views.forEach(paint);
  };

  // --- What the server answered ------------------------------------------------------------------------------------
  function sayCounts({ inside, by }) {
    for (const element of document.querySelectorAll("[data-count]")) {
      const [group, ...name] = element.dataset.count.split(":");
      const number = group === "inside" ? inside : by[group]?.[name.join(":")];
      const said = atlas.say(number ?? 0);
      if (element.textContent === said) continue; // Most stay as they are from step to step.
      element.textContent = said;
      element.toggleAttribute("data-none", !number);
    }
  }

  function take(view, frame) {
    if (!frame) return;
    Object.assign(view, { frame, places: atlas.describePlaces(frame.marks), px: null, plates: null, field: null });
    view.isDue = true;
    const label = view.label();
    [frame.days, frame.counts, frame.deaths].forEach((said, n) => (label.children[n].textContent = said));
    atlas.dateLayers(view, frame.layers_key, frame.window);
    if (view !== atlas.views[0]) atlas.sayBeside(frame);
  }
  atlas.takeFrame = function (view, frame) {
    take(view, frame);
    paint(view);
  };

  Object.assign(window.dash_clientside.atlas, {
    drawFrame(answered, layers, described) {
      if (!answered) return atlas.noUpdate();
      shown = new Set(layers || []);
      atlas.legend = described;
      atlas.showLegend(answered, layers || []);
      sayCounts(answered);
      atlas.explainEmpty(answered);
      const [main, beside] = atlas.views;
      take(main, answered);
      if (beside) take(beside, answered.beside);
      atlas.sayDensity();
      atlas.hideTooltip();
      isAwaited = true;
      atlas.views.forEach(paint);
      return answered.days;
    },
    // Cells of a density are asked for only while it is shown.
    chooseDense(layers, now) {
      const isDense = (layers || []).includes("density");
      return isDense === Boolean(now) && now !== undefined ? atlas.noUpdate() : isDense;
    },
  });
})(window.atlas);
