// A conflict: somebody saved the same event in between; both versions stand side by side, column by column.
(function (atlas) {
  const { make } = atlas;
  const say = (element, text) => Object.assign(element, { textContent: text });

  function buildChoice(cell, { name }, text, isChosen, who) {
    const label = make("label", "", cell);
    const input = make("input", "", label, { type: "radio", name: `choose-${name}`, "aria-label": `${who}: ${text || "blank"}` });
    input.checked = isChosen;
    say(make("span", text ? "" : "quiet", label), text || "blank");
    return input;
  }

  // Returns what reads the row as it was chosen.
  function build(parent, { said, columns, mine, theirs, isGone }, spec) {
    const labels = Object.fromEntries(spec.groups.flatMap(({ fields }) => fields.map(({ name, label }) => [name, label])));
    say(make("p", "edit-said", parent), said);
    if (isGone) {
      say(make("p", "quiet", parent), "You can add it again as you have it, or leave it out.");
      return () => mine;
    }
    const table = make("div", "edit-versions", parent, { role: "group", "aria-label": "Both versions" });
    for (const head of ["", "In the file now", "Yours"]) say(make("b", "quiet", table), head);
    const mineOf = columns.map((column) => {
      say(make("span", "edit-column", table), labels[column.name] || column.name);
      buildChoice(make("div", "edit-version", table), column, column.theirs, !column.isMine, "In the file now");
      return [column.name, buildChoice(make("div", "edit-version", table), column, column.mine, column.isMine, "Yours")];
    });
    return () => ({ ...theirs, ...Object.fromEntries(mineOf.map(([name, input]) => [name, (input.checked ? mine : theirs)[name] || ""])) });
  }

  atlas.editConflict = { build };
})(window.atlas);
