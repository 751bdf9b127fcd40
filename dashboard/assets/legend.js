// The legend in the browser: its rows show while what they stand for is switched on and drawn.
(function (atlas) {
  function drawnSigns(frame, shown, zoom) {
    const { km, lat, px, region } = frame.marks;
    const isRinged = (radius, n) => (radius * 1000) / atlas.metresPerPx(lat[n], zoom) > px[n] + 2;
    return {
      region: region.some(Boolean),
      ring: shown.includes("rings") && km.some(isRinged),
      movement: shown.includes("movements") && frame.lines.length > 0,
    };
  }

  // Rows that the server sends anew are hidden, as it builds them, and may come later than the frame they belong to.
  let told = null;
  let watched = null;
  const renewal = new MutationObserver(() => atlas.showLegend(...told));

  function watch(legend) {
    if (!legend || legend === watched) return;
    renewal.disconnect();
    renewal.observe(legend, { childList: true, subtree: true });
    watched = legend;
  }

  atlas.showLegend = function (frame, shown) {
    told = [frame, shown];
    watch(document.getElementById("map-legend"));
    const zoom = atlas.map()?.getZoom() ?? 0;
    const drawn = drawnSigns(frame, shown, zoom);
    const due = new Set(frame.legend);
    for (const part of document.querySelectorAll("[data-legend]")) part.hidden = !shown.includes(part.dataset.legend);
    for (const row of document.querySelectorAll("[data-drawn]")) row.hidden = !drawn[row.dataset.drawn];
    for (const row of document.querySelectorAll("[data-row]")) {
      row.hidden = !due.has(row.dataset.row) || zoom < Number(row.dataset.fromZoom);
    }
  };
})(window.atlas);
