// The basemap in the browser: its word in the link, its credit, and whether what lies on the map is made for white.
(function (atlas) {
  window.dash_clientside.atlas.gatherGround = function (name, known) {
    const ground = known[name] || known.theme;
    return [{ map: name && name !== "theme" ? [name] : [] }, ground.credit, ground.tone];
  };
})(window.atlas);
