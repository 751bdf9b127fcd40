// The filters in the browser: their controls in the words of the URL.
(function (atlas) {
  // A list that holds everything says nothing; one that holds nothing says so.
  function some(values, all) {
    const kept = all.filter((value) => (values || []).includes(value));
    if (!values || kept.length === all.length) return [];
    return kept.length ? kept : [atlas.NOTHING];
  }

  function typesAndSubs(values, known) {
    const ticked = new Set(values);
    const names = known.types.map((one) => one.name);
    const whole = names.filter((name) => ticked.has(name));
    if (whole.length === names.length) return { type: [], sub: [] };
    const single = names.filter((name) => !ticked.has(name)).flatMap((name) => Object.keys(known.subs[name]).filter((sub) => ticked.has(sub)));
    return { type: whole.length || single.length ? whole : [atlas.NOTHING], sub: single };
  }

  function deathRange(least, most, isUnknown) {
    if (isUnknown) return ["unknown"];
    const [low, high] = [least, most].map((number) => number ?? "");
    return low === "" && high === "" ? [] : [`${low}..${high}`];
  }

  window.dash_clientside.atlas.gatherFilters = function () {
    const { inputs, states } = window.dash_clientside.callback_context;
    const known = states["legend-data.data"];
    const of = (id) => inputs[`${id}.value`];
    const ticked = (group) => inputs[`${group}.data`];
    const words = (group) => known.choices[group].map((row) => row.value);
    const where = (prefix) => (of("where") || []).filter((value) => value.startsWith(prefix)).map((value) => value.slice(prefix.length));
    const text = of("search")?.trim() || "";
    const filters = {
      ...typesAndSubs(ticked("types"), known),
      side: some(ticked("sides"), words("sides")),
      actor: of("actors") || [],
      sure: some(ticked("confidences"), words("confidences")),
      area: where("area/"),
      place: where("place/"),
      deaths: deathRange(of("deaths-least"), of("deaths-most"), inputs["deaths-unknown.checked"]),
      when: some(ticked("time-precisions"), words("time-precisions")),
      exact: some(ticked("geo-precisions"), words("geo-precisions")),
      source: of("sources") || [],
      tag: of("tags") || [],
      has: ticked("having") || [],
      ...inputs["drawn-area.data"],
      ...inputs["changed-since.data"],
      ...inputs["column-filters.data"],
      q: text ? [text] : [],
    };
    atlas.searched = text;
    atlas.showArea(inputs["drawn-area.data"]);
    atlas.paintChoices(filters);
    return filters;
  };
})(window.atlas);
