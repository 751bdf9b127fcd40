// The names of days, months and years under the track.
(function (atlas) {
  const DAY_MS = 86400000;
  const TICK_PX = 92;
  const EVERY_MONTHS = [1, 2, 3, 6, 12, 24, 60, 120, 240];
  const { say } = atlas.timeline;
  const yearOf = (day) => new Date(day * DAY_MS).getUTCFullYear();

  function monthly(first, last, months) {
    const every = EVERY_MONTHS.find((n) => n >= months) || 480;
    const date = new Date(first * DAY_MS);
    date.setUTCDate(1);
    if (every > 12) date.setUTCFullYear(Math.ceil(date.getUTCFullYear() / (every / 12)) * (every / 12), 0);
    else date.setUTCMonth(Math.ceil(date.getUTCMonth() / every) * every);
    const ticks = [];
    for (; date / DAY_MS <= last; date.setUTCMonth(date.getUTCMonth() + every)) ticks.push(Math.round(date / DAY_MS));
    return ticks;
  }

  function daily(first, last, days) {
    const every = [1, 2, 7, 14].find((n) => n >= days) || 14;
    const isDue = (day) => {
      const date = new Date(day * DAY_MS).getUTCDate();
      return every === 14 ? date === 1 || date === 15 : every === 7 ? [1, 8, 15, 22].includes(date) : (day - first) % every === 0;
    };
    return Array.from({ length: last - first + 1 }, (_, n) => first + n).filter(isDue);
  }

  atlas.drawTicks = function (holder, { first, last }, width, xOf) {
    const perTick = (last - first + 1) / Math.max(2, Math.floor(width / TICK_PX));
    const months = perTick / 30.44;
    const isYears = months > 6;
    const isLong = last - first >= 330;
    const ticks = months > 0.6 ? monthly(first, last, months) : daily(first, last, perTick);
    const shown = ticks.filter((day) => day >= first && xOf(day) < width - 20);
    if (!isYears && (!shown.length || xOf(shown[0]) > 84)) shown.unshift(first);
    const nameOf = (day, n) => {
      const year = n === 0 || yearOf(day) !== yearOf(shown[n - 1]) ? "numeric" : undefined;
      return isYears ? String(yearOf(day)) : isLong ? say(day, { day: undefined, year }) : say(day, { year });
    };
    holder.replaceChildren(
      ...shown.map((day, n) => {
        const tick = Object.assign(document.createElement("span"), { textContent: nameOf(day, n) });
        tick.style.left = `${xOf(day)}px`;
        return tick;
      }),
    );
  };
})(window.atlas);
