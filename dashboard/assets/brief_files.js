// The files of a brief: made by the server while the page says how far they are, and saved when they are done.
(function (atlas) {
  const { make } = atlas;
  const AGAIN_MS = 350;
  let holder = null;
  let query = null;
  let job = null;
  let asking = 0;
  let begun = 0; // Counts what was asked for, so that an answer that comes after Cancel is known as such.
  let pressed = null;

  const request = async (address, method = "GET") => {
    const response = await fetch(address, { method });
    const answer = response.status === 204 ? {} : await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(answer.error || "The atlas does not answer. Is it still running?");
    return answer;
  };

  function say(text, isFault = false) {
    holder.said.textContent = text;
    holder.said.classList.toggle("is-fault", isFault);
  }

  // A button that is switched off or gone loses the focus, so it is handed on.
  function setBusy(isBusy) {
    const wasHere = isBusy ? holder.buttons.includes(document.activeElement) : document.activeElement === holder.cancel;
    if (isBusy) pressed = document.activeElement;
    for (const button of holder.buttons) button.disabled = isBusy;
    holder.bar.hidden = holder.cancel.hidden = !isBusy;
    if (wasHere) (isBusy ? holder.cancel : pressed)?.focus();
  }

  async function begin(format) {
    const said = new URLSearchParams(query());
    said.set("format", format.name);
    said.set("scale", holder.scale.value);
    if (holder.series.value && format.holds !== "one") said.set("series", holder.series.value);
    setBusy(true);
    holder.bar.removeAttribute("value");
    say(`Making the ${format.label}…`);
    const mine = ++begun;
    try {
      const answer = await request(`brief/files?${said}`, "POST");
      if (mine !== begun) return forget(answer.job);
      job = answer;
      follow(job.job);
    } catch (error) {
      if (mine === begun) end(error.message, true);
    }
  }

  function follow(name) {
    asking = setTimeout(async () => {
      try {
        const now = await request(`brief/files/${name}`);
        if (job?.job !== name) return;
        if (now.total > 1) {
          Object.assign(holder.bar, { max: now.total, value: now.done });
          say(`${now.done} of ${now.total} sheets`);
        }
        if (!now.over) return follow(name);
        if (now.error) return end(now.error, true);
        save(now);
        end([`${now.file} is in your downloads.`, ...now.said].join(" "), now.said.length > 0);
      } catch (error) {
        if (job?.job === name) end(error.message, true);
      }
    }, AGAIN_MS);
  }

  function save(done) {
    const link = make("a", "", document.body, { href: `brief/files/${done.job}/file`, download: done.file });
    link.click();
    link.remove();
  }

  function end(text, isFault) {
    clearTimeout(asking);
    job = null;
    setBusy(false);
    say(text, isFault);
  }

  const forget = (name) => request(`brief/files/${name}`, "DELETE").catch(() => {});

  function stop() {
    if (!holder || holder.cancel.hidden) return;
    begun += 1;
    if (job) forget(job.job);
    end("Stopped. No file was saved.", false);
  }

  function addChoice(parent, label, choices) {
    const field = make("label", "brief-field", parent);
    make("span", "", field).textContent = label;
    const select = make("select", "", field);
    for (const [value, said] of choices) make("option", "", select, { value }).textContent = said;
    return select;
  }

  atlas.briefFiles = {
    stop,
    build(parent, known, ask) {
      query = ask;
      const box = make("div", "brief-files", parent);
      const choices = make("div", "brief-choices", box);
      const series = addChoice(choices, "PDF, slides, film", [["", "All days at once"], ["day", "A sheet a day"], ["week", "A sheet a week"], ["month", "A sheet a month"]]);
      const scale = addChoice(choices, "Picture size", [["1", "1×"], ["2", "2×"], ["3", "3×"], ["4", "4×"]]);
      const row = make("div", "brief-formats", box);
      const buttons = known.formats.map((format) => {
        const button = make("button", "act", row, { type: "button", title: format.label });
        button.textContent = format.name.toUpperCase();
        button.addEventListener("click", () => begin(format));
        return button;
      });
      const bar = make("progress", "", box, { max: 1, "aria-label": "How far the file is" });
      const foot = make("div", "brief-foot", box);
      const said = make("p", "quiet", foot, { role: "status" });
      const cancel = make("button", "act", foot, { type: "button" });
      cancel.textContent = "Cancel";
      cancel.addEventListener("click", stop);
      holder = { series, scale, buttons, bar, said, cancel };
      setBusy(false);
    },
    // How many pixels a picture has is known once the sheet is.
    sayPixels(answer) {
      for (const option of holder.scale.options) {
        option.textContent = `${answer.width * option.value} × ${answer.height * option.value}`;
      }
    },
    hush: () => holder && holder.cancel.hidden && say(""),
  };
})(window.atlas);
