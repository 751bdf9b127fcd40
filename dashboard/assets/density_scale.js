// The scale of the density: a circle as wide as events count together, and which shade stands for how many.
(function (atlas) {
  function part(tag, className, text = "") {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  }

  function makeBar() {
    const bar = part("canvas", "density-bar");
    [bar.width, bar.height] = [160, 1];
    const pen = bar.getContext("2d");
    const ramp = atlas.density.makeRamp();
    for (let x = 0; x < bar.width; x++) {
      const [r, g, b, a] = ramp[Math.round((atlas.density.SHADES * (x + 0.5)) / bar.width)];
      pen.fillStyle = `rgba(${r},${g},${b},${a / 255})`;
      pen.fillRect(x, 0, 1, 1);
    }
    return bar;
  }

  function makeTicks(end) {
    const ticks = part("div", "density-ticks");
    const middle = 10 ** Math.round(Math.log10(end) / 2);
    for (const value of new Set([1, middle, end])) {
      const tick = part("span", "", atlas.say(value));
      const share = atlas.density.shareOf(value, end);
      if (share > 0.8 && value !== end) continue; // The end needs the room.
      tick.style.left = `${100 * share}%`;
      tick.style.transform = `translateX(${value === end ? -100 : -50}%)`;
      ticks.append(tick);
    }
    return ticks;
  }

  let said = "";
  atlas.sayDensity = function () {
    const holder = document.getElementById("density-scale");
    holder.hidden = !atlas.density.isDense();
    if (holder.hidden) return;
    atlas.density.prepare();
    const key = `${atlas.density.endOf()} ${atlas.colours().few}`;
    if (key === said) return;
    said = key;
    const reach = part("i", "density-reach");
    reach.style.width = reach.style.height = `${2 * atlas.density.REACH_PX}px`;
    const ends = part("div", "density-ends");
    ends.append(part("span", "", "few"), part("span", "", "many"));
    const scale = part("div", "density-bars");
    scale.append(ends, makeBar(), makeTicks(atlas.density.endOf()));
    const row = part("div", "density-row");
    row.append(reach, scale);
    holder.title = "So many events lie within the circle; those near its middle count most.";
    holder.replaceChildren(part("div", "density-head", "Events around a point"), row);
  };
  new MutationObserver(() => atlas.legend && atlas.sayDensity()).observe(document.documentElement, { attributes: true });
})(window.atlas);
