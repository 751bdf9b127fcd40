// The bars of the timeline: drawn once for each answer, zoom, theme and size, pale and strong; a step only copies them.
(function (atlas) {
  const HATCH_PX = 5;
  const { state, toDay } = atlas.timeline;
  let bars = null;
  let legend = null;
  let drawn = { key: "" };

  const groups = () => (bars.by === "type" ? legend.types : legend.sides);

  // --- Hatching ----------------------------------------------------------------------------------------------------
  // One tile of slanting lines for each colour, in pixels of the screen, so that it runs on from bar to bar.
  function makeHatch(pen, colour, paper, ratio) {
    const size = Math.round(HATCH_PX * ratio);
    const tile = Object.assign(document.createElement("canvas"), { width: size, height: size });
    const brush = tile.getContext("2d");
    brush.fillStyle = paper;
    brush.fillRect(0, 0, size, size);
    brush.globalAlpha = 0.18;
    brush.fillStyle = colour;
    brush.fillRect(0, 0, size, size);
    brush.globalAlpha = 1;
    brush.strokeStyle = colour;
    brush.lineWidth = size * 0.34;
    for (const by of [-size, 0, size]) {
      brush.beginPath();
      brush.moveTo(by - 1, size + 1);
      brush.lineTo(by + size + 1, -1);
      brush.stroke();
    }
    const hatch = pen.createPattern(tile, "repeat");
    hatch.setTransform(new DOMMatrix().scale(1 / ratio));
    return hatch;
  }

  // --- Drawing once ------------------------------------------------------------------------------------------------
  function measure(view) {
    const most = Math.max(1, ...bars.all.filter((_, n) => bars.days[n + 1] > view.first && bars.days[n] <= view.last));
    const high = view.height - view.headroom;
    return (count) => high * (view.isLog ? Math.log1p(count) / Math.log1p(most) : count / most);
  }

  function paint(view, alpha) {
    const { width, height, ratio } = view;
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    const style = getComputedStyle(document.getElementById("timeline"));
    const [pale, paper] = ["--bar", "--paper"].map((name) => style.getPropertyValue(name).trim());
    const hatches = groups().map(({ colour }) => makeHatch(pen, colour, paper, ratio));
    const heightOf = measure(view);
    const sharp = (x) => Math.round(x * ratio) / ratio;
    const xOf = (day) => sharp(((day - view.first) / (view.last - view.first + 1)) * width);
    bars.all.forEach((all, n) => {
      const start = Math.max(bars.days[n], state.first);
      const end = Math.min(bars.days[n + 1], state.last + 1);
      if (!all || end <= view.first || start > view.last) return;
      const [left, right] = [xOf(start), xOf(end)];
      const wide = Math.max(right - left - (right - left > 5 ? 1.5 : 0), 0.6);
      // Groups that lie on each other keep a pixel apart, where they are thick enough.
      const box = (bottom, count, isOnOther) => {
        const [low, high] = [sharp(heightOf(bottom)), sharp(heightOf(bottom + count))];
        pen.fillRect(left, height - high, wide, high - low - (isOnOther && high - low > 4 ? 1 : 0));
      };
      pen.globalAlpha = 1;
      pen.fillStyle = pale;
      box(0, all, false);
      stack(pen, n, alpha, hatches, box);
    });
    return canvas;
  }

  function stack(pen, n, alpha, hatches, box) {
    pen.globalAlpha = alpha;
    let bottom = 0;
    groups().forEach(({ colour }, group) => {
      const count = bars.groups[group][n];
      const unsure = bars.unsure[group][n];
      pen.fillStyle = colour;
      if (count > unsure) box(bottom, count - unsure, bottom > 0);
      pen.fillStyle = hatches[group];
      if (unsure) box(bottom + count - unsure, unsure, bottom > 0 && count === unsure);
      bottom += count;
    });
  }

  // --- Copying at each step ----------------------------------------------------------------------------------------
  function draw(canvas, view, left, right) {
    if (!bars) return;
    const isLog = state.playing.includes("log");
    const scheme = document.documentElement.dataset.mantineColorScheme;
    const key = [bars.serial, view.first, view.last, view.width, view.height, view.headroom, view.ratio, isLog, scheme].join();
    if (key !== drawn.key) {
      const whole = { ...view, isLog };
      drawn = { key, outside: paint(whole, 0.3), inside: paint(whole, 1) };
      Object.assign(canvas, { width: drawn.inside.width, height: drawn.inside.height });
    }
    const pen = canvas.getContext("2d");
    const { width, height } = canvas;
    pen.clearRect(0, 0, width, height);
    pen.drawImage(drawn.outside, 0, 0);
    const from = Math.max(0, Math.round(left * view.ratio));
    const wide = Math.min(width, Math.round(right * view.ratio)) - from;
    if (wide <= 0) return;
    pen.clearRect(from, 0, wide, height);
    pen.drawImage(drawn.inside, from, 0, wide, height, from, 0, wide, height);
  }

  // --- Colours of the types, in the filters ------------------------------------------------------------------------
  let sheet = null;
  function colourSigns() {
    document.documentElement.dataset.bars = bars.by;
    if (sheet) return;
    sheet = new CSSStyleSheet();
    for (const { icon, colour } of legend.types) {
      sheet.insertRule(`[data-bars="type"] .filters .icon-${CSS.escape(icon)} { background: ${colour}; }`);
    }
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }

  let serial = 0;
  window.dash_clientside.atlas.drawHistogram = function (answered, described) {
    if (!answered || !answered.starts.length) return atlas.noUpdate();
    bars = { ...answered, days: answered.starts.map(toDay), serial: ++serial };
    legend = described;
    colourSigns();
    atlas.track.show(described);
    return answered.step;
  };

  atlas.bars = {
    draw,
    step: () => bars?.step,
    isEmpty(from, to) {
      if (!bars || from < bars.days[0] || to >= bars.days.at(-1)) return false; // Of days without bars nothing is known.
      return !bars.all.some((_, n) => bars.days[n + 1] > from && bars.days[n] <= to && bars.groups.some((counts) => counts[n]));
    },
  };
})(window.atlas);
