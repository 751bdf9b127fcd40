// The last visit, which this browser alone keeps: what is new or changed since is said once, and marked.
(function (atlas) {
  const KEY = "visit";
  const PAUSE_MS = 30 * 60000; // A page that is opened again sooner goes on with the same visit.

  // What is kept: `seen`, when the page was last left; `since`, when the visit before this one ended; both in ms.
  function read() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || {};
    } catch {
      return {}; // Nothing is kept, or nothing may be.
    }
  }

  function keep(visit) {
    try {
      localStorage.setItem(KEY, JSON.stringify(visit));
    } catch {
      // A browser that keeps nothing finds every visit the first.
    }
  }

  const isTime = (time) => Number.isFinite(time) && time > 0 && time <= Date.now();
  const write = (time) => `${new Date(time).toISOString().slice(0, 16)}Z`;
  const say = (word) =>
    new Date(word).toLocaleString("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });

  let since = null; // As the address says it.

  // Begin a visit or go on with one; say since when things are new, where that is another time than before.
  function begin() {
    const kept = read();
    const isSame = isTime(kept.seen) && Date.now() - kept.seen < PAUSE_MS;
    const visit = isSame ? kept : { since: isTime(kept.seen) ? kept.seen : null, isHidden: false };
    keep({ ...visit, seen: Date.now() });
    const next = isTime(visit.since) ? write(visit.since) : null;
    if (next === since) return null;
    since = next;
    return since && { since: [since] };
  }

  let isBegun = false;
  const isSeen = () => document.visibilityState === "visible";
  const leave = () => isBegun && keep({ ...read(), seen: Date.now() });
  window.addEventListener("pagehide", () => isSeen() && leave()); // One that nobody saw is closed without a visit.
  document.addEventListener("visibilitychange", () => {
    if (!isSeen()) return void leave();
    const data = isBegun && begin();
    if (data) window.dash_clientside.set_props("visit", { data });
  });

  atlas.isNew = (changedAt) => Boolean(since && changedAt && changedAt * 1000 > Date.parse(since));

  Object.assign(window.dash_clientside.atlas, {
    beginVisit() {
      if (isBegun) return atlas.noUpdate();
      isBegun = true;
      return (isSeen() && begin()) || atlas.noUpdate();
    },
    sayChanges(found, filter) {
      if (atlas.triggered() === "changes-hide") keep({ ...read(), isHidden: true });
      if (!found?.said) return ["", true];
      const isShown = filter?.since?.[0] === found.since[0];
      return [`${found.said} since your visit on ${say(found.since[0])}`, isShown || Boolean(read().isHidden)];
    },
    showChanges(pressed, found) {
      const { state, setWindow, toDay } = atlas.timeline;
      const [first, last] = found.window.map(toDay);
      window.dash_clientside.set_props("changed-since", { data: { since: found.since } });
      setWindow(Math.min(state.from, first), Math.max(state.to, last));
    },
  });
})(window.atlas);
