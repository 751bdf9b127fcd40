// The hands that move the window, and the axis under it: handles, body, wheel, buttons.
(function (atlas) {
  const { state, setWindow } = atlas.timeline;
  const { axis } = atlas;
  let parts = null;

  function hold(down, move, done = () => {}) {
    const up = () => {
      for (const [name, act] of acts) window.removeEventListener(name, act);
      done();
    };
    const acts = [["pointermove", move], ["pointerup", up], ["pointercancel", up]];
    for (const [name, act] of acts) window.addEventListener(name, act);
    down.preventDefault();
  }

  function drag(down) {
    if (down.button) return;
    atlas.timeline.setPlaying(false);
    const box = parts.track.getBoundingClientRect();
    const handle = parts.handles.indexOf(down.target);
    const grip = atlas.track.dayAt(down.clientX - box.left);
    if (handle < 0 && down.target !== parts.body) {
      const length = state.to - state.from;
      const from = Math.max(state.first, Math.min(grip - Math.floor(length / 2), state.last - length));
      setWindow(from, from + length, true, false);
    }
    const { from, to } = state;
    const offset = handle < 0 ? 0 : down.clientX - box.left - atlas.track.xOf(handle === 0 ? from : to + 1);
    const move = (event) => {
      if (handle < 0) {
        const by = Math.max(state.first - from, Math.min(atlas.track.dayAt(event.clientX - box.left) - grip, state.last - to));
        setWindow(from + by, to + by, true, false);
        return;
      }
      const share = Math.max(0, Math.min((event.clientX - box.left - offset) / atlas.track.width(), 1));
      const edge = axis.shown.first + Math.round(share * axis.length());
      if (handle === 0) setWindow(Math.min(edge, state.to), state.to, true, false);
      else setWindow(state.from, Math.max(edge - 1, state.from), true, false);
    };
    hold(down, move, () => axis.follow());
    (handle < 0 ? parts.body : parts.handles[handle]).focus({ preventScroll: true });
  }

  function dragOverview(down) {
    if (down.button) return;
    const box = parts.overview.getBoundingClientRect();
    const total = state.last - state.first + 1;
    const dayOf = (event) => state.first + ((event.clientX - box.left) / box.width) * total;
    const isThumb = down.target === parts.thumb;
    const grip = isThumb ? dayOf(down) - axis.start() : axis.length() / 2;
    const move = (event) => axis.show(dayOf(event) - grip, dayOf(event) - grip + axis.length());
    if (!isThumb) move(down);
    hold(down, move);
  }

  // Turns between two frames add up to one.
  const turned = { zoom: 0, pan: 0, x: 0, frame: 0 };
  function turn(event) {
    if (axis.isWhole() && !axis.canZoomIn()) return;
    event.preventDefault();
    const unit = [1, 16, 100][event.deltaMode];
    const isPan = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (isPan) turned.pan += (event.deltaX || event.deltaY) * unit;
    else turned.zoom += event.deltaY * unit;
    turned.x = event.clientX - parts.track.getBoundingClientRect().left;
    turned.frame ||= requestAnimationFrame(() => {
      const around = axis.shown.first + (Math.max(0, Math.min(turned.x, atlas.track.width())) / atlas.track.width()) * axis.length();
      if (turned.pan) axis.pan((turned.pan / atlas.track.width()) * axis.length());
      if (turned.zoom) axis.zoom(Math.exp(Math.max(-400, Math.min(turned.zoom, 400)) * 0.002), around);
      Object.assign(turned, { zoom: 0, pan: 0, frame: 0 });
    });
  }

  const press = { in: () => axis.zoomIn(), out: () => axis.zoomOut(), all: () => axis.showAll() };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-axis]");
    if (button && parts) press[button.dataset.axis]();
  });

  atlas.holdTrack = function (built) {
    parts = built;
    parts.track.addEventListener("pointerdown", drag);
    parts.overview.addEventListener("pointerdown", dragOverview);
    parts.holder.addEventListener("wheel", turn, { passive: false });
    for (const button of parts.lost) {
      button.addEventListener("pointerdown", (event) => event.stopPropagation());
      button.addEventListener("click", () => axis.follow());
    }
    for (const handle of parts.handles) handle.addEventListener("focus", () => handle.classList.contains("is-away") && axis.follow());
  };
})(window.atlas);
