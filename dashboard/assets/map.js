// The map in the browser: the MapLibre map inside Plotly, what it shows, its zoom, scale bar and dated layers.
(function (atlas) {
  const EARTH_M = 40075016.686;
  const WORLD_PX = 512;
  const DRAWN_WITHIN_MS = 2000;
  let known = null; // The map that our listeners hang on.

  const findPlot = () => document.querySelector("#map .js-plotly-plot");
  atlas.map = () => findPlot()?._fullLayout?.map?._subplot?.map ?? null;
  atlas.mapStyle = () => findPlot()?._fullLayout?.map?.style ?? null;

  // What belongs to one map: the one that keeps the window comes first, the one beside follows while there is one.
  atlas.makeView = (parts) => ({ frame: null, isDue: false, overlays: [], layersKey: "", days: null, ...parts });
  atlas.views = [
    atlas.makeView({
      map: atlas.map,
      canvas: () => document.getElementById("marks"),
      label: () => document.getElementById("map-label"),
      tooltip: () => document.getElementById("tooltip"),
    }),
  ];
  atlas.viewOf = (map) => atlas.views.find((view) => view.map() === map);
  atlas.repaint = () => atlas.views.forEach((view) => view.map()?.triggerRepaint());

  // Plotly notes where a person moves the map, but not where we do; at the next resize it would jump back.
  function tellPlotly(map) {
    const plot = findPlot();
    const { lng: lon, lat } = map.getCenter();
    for (const layout of [plot.layout, plot._fullLayout]) {
      Object.assign(layout.map, { center: { lon, lat }, zoom: map.getZoom() });
    }
  }

  atlas.metresPerPx = function (lat, zoom) {
    return (EARTH_M * Math.cos((lat * Math.PI) / 180)) / (WORLD_PX * 2 ** zoom);
  };

  // Calls back when the map is drawn for the first time, and in any case after a while: it may never be.
  let tellDrawn = null;
  const isDrawn = new Promise((resolve) => (tellDrawn = resolve));
  atlas.whenDrawn = function (act) {
    setTimeout(tellDrawn, DRAWN_WITHIN_MS);
    isDrawn.then(act);
  };

  let reported = "";
  function reportViewport() {
    const map = atlas.map();
    const bounds = map.getBounds();
    const centre = map.getCenter().wrap();
    const zoom = map.getZoom();
    const edges = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth(), zoom];
    const at = [`${centre.lat.toFixed(4)},${centre.lng.toFixed(4)},${zoom.toFixed(2)}`];
    if (JSON.stringify(edges) === reported) return; // The same view needs no new frame.
    reported = JSON.stringify(edges);
    window.dash_clientside.set_props("viewport", { data: { at, edges } });
  }

  function drawScale() {
    const map = atlas.map();
    const holder = document.getElementById("scale");
    if (!holder) return;
    const perPx = atlas.metresPerPx(map.getCenter().lat, map.getZoom());
    const most = perPx * 110;
    const power = 10 ** Math.floor(Math.log10(most));
    const length = [5, 2, 1].map((n) => n * power).find((n) => n <= most);
    holder.firstChild.textContent = length >= 1000 ? `${length / 1000} km` : `${length} m`;
    holder.lastChild.style.width = `${length / perPx}px`;
  }

  // What every map of ours does: it draws its marks, answers the pointer, and stands upright.
  atlas.listen = function (view) {
    const map = view.map();
    map.on("render", () => atlas.drawMarks(map));
    const findLayers = () => {
      view.overlays = map.getLayersOrder().filter((id) => id.startsWith("layer-"));
      filterLayers(view);
    };
    map.on("styledata", findLayers);
    if (map.style) findLayers(); // Its style may have come before we did.
    map.on("click", (event) => atlas.takePoint?.(event) || atlas.pickMark(map, event));
    map.on("mousemove", (event) => atlas.hoverMark(map, event));
    map.on("mouseout", () => atlas.hideTooltip());
    map.setMinZoom(0);
    map.setMaxZoom(16);
    map.dragRotate.disable();
    map.touchPitch.disable();
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
  };

  function attach(map) {
    known = map;
    let timer = 0;
    atlas.listen(atlas.views[0]);
    map.on("moveend", () => {
      tellPlotly(map);
      clearTimeout(timer);
      timer = setTimeout(reportViewport, 80);
    });
    map.once("render", tellDrawn);
    map.once("idle", atlas.endFirstSight);
    map.on("render", () => atlas.paintArea(map));
    map.on("move", drawScale);
    map.on("resize", drawScale);
    map.getCanvas().setAttribute("aria-label", "Map of events. The list of events says the same in words.");
    fitNarrow(map);
    drawScale();
    reportViewport();
    atlas.linkBeside();
  }

  // The first view is chosen for a map of about 800 by 600 px; a smaller one has to step back to show as much.
  atlas.fitShare = (width, height = Infinity) => Math.min(width / 800, height / 600, 1);

  function zoomToFit(map, zoom) {
    const { clientWidth, clientHeight } = map.getContainer();
    return zoom + Math.log2(atlas.fitShare(clientWidth, clientHeight));
  }

  function fitNarrow(map) {
    if (!new URLSearchParams(window.location.search).has("at")) map.setZoom(zoomToFit(map, map.getZoom()));
  }

  // Plotly makes its map when it likes, so we look for it until it is there.
  setInterval(() => {
    const map = atlas.map();
    if (map && map !== known) attach(map);
  }, 50);

  // A dated layer is filtered anew only when other features are due than before: that costs MapLibre a redraw.
  function filterLayers(view) {
    const map = view.map();
    if (!map || !view.days) return;
    for (const id of view.overlays) {
      if (!map.getLayer(id)) continue; // Another style is on its way, and will say which layers it has.
      const filter = structuredClone(map.getFilter(id));
      if (filter[1][2] === view.days[1] && filter[2][2] === view.days[0]) continue;
      filter[1][2] = view.days[1];
      filter[2][2] = view.days[0];
      map.setFilter(id, filter);
    }
  }
  atlas.dateLayers = function (view, key, days) {
    const changed = key !== view.layersKey;
    Object.assign(view, { layersKey: key, days });
    if (changed) filterLayers(view);
  };

  // A style as text, but for the days: `filterLayers` sees to those.
  const looks = (style) => JSON.stringify(style, (key, value) => (key === "filter" ? undefined : value));

  Object.assign(window.dash_clientside.atlas, {
    // A drawing that comes late must not take the map back to where it stood when it was asked for.
    // One that differs in nothing is not drawn: MapLibre would read all of the basemap anew. One that comes while the
    // map glides waits: drawing would end the glide on its way.
    async standHere(figure) {
      const map = atlas.map();
      if (!map) return figure;
      if (map.isMoving()) await new Promise((resolve) => map.once("moveend", resolve));
      if (looks(figure.layout.map.style) === looks(atlas.mapStyle())) return atlas.noUpdate();
      const { lng: lon, lat } = map.getCenter();
      const stands = { ...figure.layout.map, center: { lon, lat }, zoom: map.getZoom() };
      return { ...figure, layout: { ...figure.layout, map: stands } };
    },
    zoomIn: () => void atlas.map()?.zoomIn(),
    zoomOut: () => void atlas.map()?.zoomOut(),
    zoomHome: (pressed, legend) => {
      const [lng, lat, zoom] = legend.home;
      const map = atlas.map();
      map?.flyTo({ center: [lng, lat], zoom: zoomToFit(map, zoom), essential: false });
    },
  });
})(window.atlas);
