// The first sight: until the live map is drawn, a picture of it that the server drew stands where it will be.
(function (atlas) {
  // Whatever somebody does may change what the map should show: then the picture is no longer true.
  const DEEDS = ["pointerdown", "wheel", "keydown", "touchstart", "popstate", "resize"];
  const NARROW_PX = 560;
  const LEAST_SCALE = 1 / 1.2; // The picture is so much wider than the map.
  const picture = new Image();
  picture.alt = "";
  picture.setAttribute("elementtiming", "first-sight"); // The browser notes when it is painted: `make bench` asks.

  // It is asked for before the page is laid out: while the scripts that lay it out run, nothing that comes is shown.
  function askForPicture() {
    const shell = atlas.make("div", "shell", document.body, { style: "visibility: hidden" });
    const width = atlas.make("main", "map", shell).clientWidth;
    shell.remove();
    picture.src = `first-sight/${width}x${window.innerHeight}.svg${window.location.search}`;
    return width;
  }
  const asked = askForPicture();

  // How much smaller the live map draws everything than the picture does: how high it will be was not known.
  function scaleFor({ clientWidth, clientHeight }) {
    if (new URLSearchParams(window.location.search).has("at")) return 1;
    return atlas.fitShare(clientWidth, clientHeight) / atlas.fitShare(asked);
  }

  function place() {
    const holder = document.getElementById("first-sight");
    if (!holder) return;
    waiting.disconnect();
    if (holder.clientWidth < NARROW_PX) document.getElementById("map-legend").open = false; // It would hide the map.
    const scale = scaleFor(holder);
    picture.style.scale = scale;
    if (scale >= LEAST_SCALE && holder.clientWidth <= asked) holder.append(picture);
  }

  const waiting = new MutationObserver(place);
  waiting.observe(document.body, { childList: true, subtree: true });

  atlas.endFirstSight = function () {
    for (const deed of DEEDS) window.removeEventListener(deed, atlas.endFirstSight, true);
    waiting.disconnect();
    picture.remove();
  };
  for (const deed of DEEDS) window.addEventListener(deed, atlas.endFirstSight, true);
})(window.atlas);
