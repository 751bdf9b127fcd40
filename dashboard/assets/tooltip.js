// What is said under the pointer: the make-up of a mark, or a feature of a dated layer.
(function (atlas) {
  atlas.hideTooltip = function () {
    for (const view of atlas.views) {
      const tooltip = view.tooltip();
      if (tooltip) tooltip.hidden = true;
    }
  };

  function part(tag, text, className, colour) {
    const element = document.createElement(tag);
    element.textContent = text; // Never as HTML: what an event says is data.
    if (className) element.className = className;
    if (colour) element.style.setProperty("--side", colour);
    return element;
  }

  function shareRow(names, shares, sign) {
    const rows = [];
    for (let n = 0; n < shares.length && n < 10; n += 2) {
      const row = part("div", "", "share");
      const of = names[shares[n]];
      row.append(part("span", "", sign === "dot" ? "dot" : `icon icon-${of.icon}`, of.colour), part("span", of.label), part("b", shares[n + 1]));
      rows.push(row);
    }
    return rows;
  }

  const sayEvents = (number) => (number === 1 ? "1 event" : `${atlas.say(number)} events`);

  // What people look for when they compare: how many more or fewer than in the window of the other map.
  function sayChange(events, others, days) {
    if (!others) return `none in ${days}`;
    if (others === events) return `as many as ${days}`;
    return `${atlas.say(Math.abs(events - others))} ${events > others ? "more" : "fewer"} than ${days}`;
  }

  const daysOfOther = (view) => atlas.views.find((one) => one !== view)?.frame?.days;

  function describeMark(n, marks, legend, view) {
    const days = marks.others && daysOfOther(view);
    const events = sayEvents(marks.events[n]) + (days ? `, ${sayChange(marks.events[n], marks.others[n], days)}` : "");
    const doubt = marks.region[n] ? ["Only the region is known"] : [];
    return [
      part("b", marks.title[n]),
      part("div", [events, ...doubt].join(" · "), "quiet"),
      ...shareRow(legend.sides, marks.sides[n], "dot"),
      part("hr", ""),
      ...shareRow(legend.types, marks.types[n], "icon"),
    ];
  }

  function describeFeature({ label, about, span, source, source_url }) {
    return [
      part("b", label),
      ...[about, span].filter(Boolean).map((line) => part("div", line, "quiet")),
      ...(source ? [part("div", source, "origin")] : []),
      ...(source_url ? [part("div", source_url, "quiet address")] : []),
    ];
  }

  function describeDensity(map, point) {
    const events = atlas.densityAt(map, point);
    return events ? [part("b", sayEvents(events)), part("div", "around this point", "quiet")] : null;
  }

  atlas.hoverMark = function (map, event) {
    const { n, frame, legend, view } = atlas.markAt(map, event.point);
    if (!view) return;
    const tooltip = view.tooltip();
    let said = n < 0 ? describeDensity(map, event.point) : describeMark(n, frame.marks, legend, view);
    if (!said) {
      const layers = view.overlays;
      const feature = layers.length ? map.queryRenderedFeatures(event.point, { layers })[0] : null;
      said = feature ? describeFeature(feature.properties) : null;
    }
    map.getCanvas().style.cursor = n < 0 ? "" : "pointer";
    tooltip.hidden = !said;
    if (!said) return;
    tooltip.replaceChildren(...said);
    const { clientWidth: width, clientHeight: height } = map.getContainer();
    const { offsetWidth, offsetHeight } = tooltip;
    const left = event.point.x + 16 + offsetWidth > width ? event.point.x - 16 - offsetWidth : event.point.x + 16;
    tooltip.style.left = `${Math.max(4, left)}px`;
    tooltip.style.top = `${Math.max(4, Math.min(event.point.y - 10, height - offsetHeight - 8))}px`;
  };
})(window.atlas);
