// Possible duplicates that somebody settles: merged into one, or told apart; each can be taken back.
(function (atlas) {
  const { make } = atlas;
  const say = (element, text) => Object.assign(element, { textContent: text });
  let asked = null; // {at, pair}: what the server was asked last, and about which pair.

  function ask(pair, question) {
    asked = { pair, at: Date.now() };
    pair.classList.add("is-waiting");
    window.dash_clientside.set_props("duplicates-asked", { data: { ...question, at: asked.at } });
  }

  const twins = (pair) => ({ one: pair.dataset.one, other: pair.dataset.other });

  function holder(pair) {
    const found = pair.querySelector(".twin-answer") || make("div", "twin-answer", pair, { role: "status" });
    found.replaceChildren();
    return found;
  }

  const shows = {
    proposal(pair, { choices }) {
      const answer = holder(pair);
      for (const { one, other, said } of choices) {
        const button = make("button", "act", answer, { type: "button" });
        say(button, `Keep ${one}, retire ${other}`).addEventListener("click", () => ask(pair, { act: "merge", one, other }));
        const list = make("ul", "quiet", answer);
        for (const line of said) say(make("li", "", list), line);
      }
      answer.querySelector("button").focus();
    },
    done(pair, { said, undo }) {
      const answer = holder(pair);
      pair.classList.toggle("is-settled", Boolean(undo));
      say(make("span", "", answer), said);
      if (!undo) return;
      const button = make("button", "text-button", answer, { type: "button" });
      say(button, "Undo").addEventListener("click", () => ask(pair, undo));
    },
    failed: (pair, { said }) => say(make("span", "twin-fault", holder(pair), { role: "alert" }), said),
  };

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("button[data-twins]");
    const pair = button?.closest(".twins");
    if (pair && !pair.classList.contains("is-waiting")) ask(pair, { act: button.dataset.twins, ...twins(pair) });
  });

  Object.assign(window.dash_clientside.atlas, {
    showTwins(answer) {
      if (!answer || answer.at !== asked?.at) return;
      asked.pair.classList.remove("is-waiting");
      shows[answer.kind](asked.pair, answer);
    },
  });
})(window.atlas);
