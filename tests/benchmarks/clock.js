// Times in the browser, all with one end: MapLibre is idle and the last pixel is really drawn.
(function () {
  const theMap = () => document.querySelector("#map .js-plotly-plot")?._fullLayout?.map?._subplot?.map ?? null;
  const nextFrame = () => new Promise((resume) => requestAnimationFrame(resume));

  // MapLibre hands its work to the graphics process and says "idle" at once; reading a pixel back waits for that work.
  function finish(map) {
    const gl = map.painter.context.gl;
    gl.finish();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }

  function untilIdle(map) {
    return new Promise((resume) => map.once("idle", resume));
  }

  // A step may not need the basemap drawn again at all; then the browser's next picture is the end.
  async function untilDrawn(map) {
    if (map._frameRequest || !map.loaded()) await untilIdle(map);
    else await nextFrame().then(nextFrame);
    finish(map);
  }

  // The server's drawing of the map: when it was painted, ms after the request of the page; nothing until then.
  let firstSight = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (one.naturalWidth > 1) firstSight = one.renderTime;
  }).observe({ type: "element", buffered: true });

  window.benchClock = {
    firstSight: () => (document.querySelector("#map-label b")?.textContent ? firstSight : 0),
    isReady: () => Boolean(theMap()?.loaded() && theMap().isStyleLoaded()),
    size: () => [theMap().getContainer().clientWidth, theMap().getContainer().clientHeight],
    drawn() {
      const isAtlas = document.getElementById("marks");
      if (isAtlas) return window.dash_component_api.getLayout("frame").props.data.marks.lon.length;
      const plot = document.querySelector("#map .js-plotly-plot");
      return plot._fullData.reduce((sum, trace) => sum + (trace.lon?.length ?? 0), 0);
    },

    // The map alone: what the page draws over it is left out, so that the measure is the strict one.
    async bareRepaint() {
      const map = theMap();
      const drawMarks = window.atlas?.drawMarks;
      if (drawMarks) window.atlas.drawMarks = () => {};
      finish(map);
      const began = performance.now();
      const idle = untilIdle(map);
      map.triggerRepaint();
      await idle;
      finish(map);
      const took = performance.now() - began;
      if (drawMarks) window.atlas.drawMarks = drawMarks;
      return took;
    },

    async atlasStep() {
      const label = document.getElementById("map-label");
      const map = theMap();
      finish(map);
      const told = new Promise((resume) => {
        const watch = new MutationObserver(() => resume(watch.disconnect()));
        watch.observe(label, { childList: true, subtree: true, characterData: true });
      });
      const began = performance.now();
      document.getElementById("forward").click();
      await told;
      const answered = performance.now() - began;
      await untilDrawn(map);
      return [performance.now() - began, answered];
    },

    async plainStep(days) {
      const map = theMap();
      finish(map);
      const plotted = new Promise((resume) => document.querySelector("#map .js-plotly-plot").once("plotly_afterplot", resume));
      const began = performance.now();
      window.dash_clientside.set_props("days", { value: days });
      await plotted;
      const answered = performance.now() - began;
      await untilDrawn(map);
      return [performance.now() - began, answered];
    },
  };
})();
