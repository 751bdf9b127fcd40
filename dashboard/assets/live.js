// Following the files: the server is asked which version it shows; where it is another, the page goes on with that.
(function (atlas) {
  const PAUSE_MS = 1000;
  const SHORT_PAUSE_MS = 100; // While files are being read: what they hold is not long in coming.
  const LOST_PAUSE_MS = 5000; // The server does not answer: it may come back.
  const MOST_WAIT_MS = 1500;
  let timer = 0;
  let known = null; // What the page knows of the data.

  atlas.version = () => window.dash_component_api?.getLayout("version")?.props.data;

  const rest = (time) => new Promise((resume) => setTimeout(resume, time));
  const set = (id, data) => window.dash_clientside.set_props(id, { data });

  // The map comes first: all else waits until its frame is there.
  async function renew(version) {
    const [view] = atlas.views;
    const { frame: before } = view;
    const until = performance.now() + MOST_WAIT_MS;
    known ??= window.dash_component_api.getLayout("legend-data")?.props.data ?? null;
    set("version", version);
    while (view.frame === before && performance.now() < until) await rest(20);
    set("renewed", version);
  }

  async function ask() {
    try {
      const answer = await fetch("version", { cache: "no-store" });
      if (answer.status === 401) return void window.location.reload(); // The session is over; the address keeps the view.
      const { version, is_changing: isChanging } = await answer.json();
      const shown = atlas.version();
      if (shown && version && version !== shown) await renew(version);
      return isChanging ? SHORT_PAUSE_MS : PAUSE_MS;
    } catch {
      return LOST_PAUSE_MS;
    }
  }

  // A page that nobody looks at asks nothing; it asks at once when it is looked at again.
  let isAsking = false;
  async function look() {
    clearTimeout(timer);
    if (isAsking || document.visibilityState !== "visible") return;
    isAsking = true;
    const pause = await ask();
    isAsking = false;
    timer = setTimeout(look, pause);
  }
  document.addEventListener("visibilitychange", look);
  timer = setTimeout(look, PAUSE_MS);

  // --- What a person chose stays; what is new is switched on, what is gone is no longer asked for -------------------
  function followLayers(before, now, layers) {
    const added = now.filter((name) => !before.includes(name));
    const gone = before.filter((name) => !now.includes(name));
    if (!added.length && !gone.length) return;
    const value = [...(layers || []).filter((name) => !gone.includes(name)), ...added];
    window.dash_clientside.set_props("layers", { value });
  }

  window.dash_clientside.atlas.followData = function (described, layers) {
    const before = known;
    known = described;
    if (!before) return;
    // A page without days has no timeline, and is built anew; the address keeps what is seen.
    if (!before.first !== !described.first) return void window.location.reload();
    followLayers(before.shown, described.shown, layers);
    if (described.first) atlas.followDays(described);
  };
})(window.atlas);
