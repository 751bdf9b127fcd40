// Days with a name: buttons on the track that the window moves to.
(function (atlas) {
  const ROW_PX = 20;
  const { state, toDay, say, speak, goTo } = atlas.timeline;
  const ruler = document.createElement("canvas").getContext("2d");
  let stops = [];
  let tip = null;
  let gone = null; // The stop that the window was moved to, and where the window was then.

  function moveTo(stop) {
    atlas.timeline.setPlaying(false);
    goTo(stop.day);
    gone = { day: stop.day, from: state.from, to: state.to };
    atlas.announce(`${stop.label}, ${speak(stop.day)}`);
    if (document.activeElement !== stop.button) showTip(stop);
  }

  // At the edges of time the window cannot be centred; then the stop itself says where one is.
  function hereDay() {
    if (gone && gone.from === state.from && gone.to === state.to) return gone.day;
    return state.mode === "window" ? state.from + Math.floor((state.to - state.from) / 2) : state.to;
  }

  function moveBy(ahead) {
    const here = hereDay();
    const next = ahead > 0 ? stops.find(({ day }) => day > here) : stops.findLast(({ day }) => day < here);
    if (next) moveTo(next);
  }

  let tipTimer = 0;
  function showTip(stop) {
    clearTimeout(tipTimer);
    tip.firstChild.textContent = stop.label;
    tip.lastChild.textContent = say(stop.day, { year: "numeric" });
    tip.hidden = false;
    const width = tip.parentElement.clientWidth;
    const x = stop.button.parentElement.parentElement.offsetLeft + (parseFloat(stop.button.style.left) || 0);
    tip.style.left = `${Math.max(0, Math.min(x - tip.offsetWidth / 2, width - tip.offsetWidth))}px`;
    if (!stop.button.matches(":hover, :focus-visible")) tipTimer = setTimeout(hideTip, 1600);
  }

  function hideTip() {
    if (tip) tip.hidden = true;
  }

  function makeButton(stop, holder) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "stop" });
    button.setAttribute("aria-label", `${stop.label}, ${speak(stop.day)}`);
    button.append(Object.assign(document.createElement("span"), { textContent: stop.label }));
    button.addEventListener("pointerdown", (event) => event.stopPropagation());
    button.addEventListener("click", () => moveTo(stop));
    button.addEventListener("pointerenter", () => showTip(stop));
    button.addEventListener("pointerleave", hideTip);
    button.addEventListener("focus", () => button.matches(":focus-visible") && showTip(stop));
    button.addEventListener("blur", hideTip);
    holder.append(button);
    return button;
  }

  function build(holder, tipHolder, known) {
    holder.replaceChildren();
    tip?.remove();
    stops = (known || [])
      .map(([iso, label]) => ({ day: toDay(iso), label: label || iso }))
      .filter(({ day }) => day >= state.first && day <= state.last)
      .sort((one, other) => one.day - other.day);
    ruler.font = `11px ${getComputedStyle(holder).fontFamily}`;
    for (const stop of stops) {
      stop.button = makeButton(stop, holder);
      stop.long = Math.ceil(ruler.measureText(stop.label).width) + 12;
    }
    tip = Object.assign(document.createElement("div"), { className: "stop-tip", hidden: true });
    tip.append(document.createElement("b"), document.createElement("span"));
    tip.setAttribute("aria-hidden", "true");
    tipHolder.append(tip);
  }

  // A name stands right of its day, or left of it, on the first line that is free; else the day has its tick alone.
  function place({ first, last }, width, rows, xOf) {
    const taken = Array.from({ length: rows }, () => []);
    const isFree = (row, from, to) => from >= 0 && to <= width && taken[row].every(([left, right]) => to <= left || from >= right);
    for (const stop of stops) {
      const { button, long } = stop;
      button.hidden = stop.day < first || stop.day > last;
      if (button.hidden) continue;
      const x = xOf(stop.day);
      const choices = [0, 1].flatMap((isLeft) => taken.map((_, row) => ({ row, isLeft, from: isLeft ? x - long : x, to: isLeft ? x : x + long })));
      const choice = choices.find(({ row, from, to }) => isFree(row, from, to));
      if (choice) taken[choice.row].push([choice.from, choice.to]);
      button.style.left = `${x}px`;
      button.style.setProperty("--row", choice ? choice.row : rows);
      button.style.setProperty("--long", `${choice ? long : 0}px`);
      button.classList.toggle("is-left", Boolean(choice?.isLeft));
      button.classList.toggle("is-bare", !choice);
    }
  }

  atlas.stops = { build, place, moveBy, headroom: (rows) => (stops.length ? rows * ROW_PX + 4 : 8) };
})(window.atlas);
