// Where places are on screen: web mercator, worked out once for each frame and moved with the map.
(function (atlas) {
  // Our maps stand upright, so a place is a share of the mercator world, and one multiplication puts it on screen.
  const eastward = (lon) => lon / 360 + 0.5;
  const southward = (lat) => 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);

  atlas.describePlaces = (marks) => ({ x: Float64Array.from(marks.lon, eastward), y: Float64Array.from(marks.lat, southward) });

  atlas.sight = function (map) {
    const centre = map.getCenter();
    const { clientWidth, clientHeight } = map.getContainer();
    const world = 512 * 2 ** map.getZoom();
    const [x0, y0] = [eastward(centre.lng), southward(centre.lat)];
    return {
      world,
      // The world repeats: a place is shown on the copy nearest to the middle of the map.
      turn: (x) => Math.round(x0 - x),
      left: (x) => (x - x0) * world + clientWidth / 2,
      top: (y) => (y - y0) * world + clientHeight / 2,
      width: clientWidth,
      height: clientHeight,
    };
  };

  // A way across the 180th meridian goes on, not back around the world.
  atlas.trace = function (line, sight) {
    let turn = sight.turn(eastward(line[0][0]));
    return line.map(([lon, lat], n) => {
      if (n) turn -= Math.round((lon - line[n - 1][0]) / 360);
      return { x: sight.left(eastward(lon) + turn), y: sight.top(southward(lat)) };
    });
  };
})(window.atlas);
