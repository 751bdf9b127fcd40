// The filters in the browser: their controls in the words of the URL.
(function (atlas) {
  // A list that holds everything says nothing; one that holds nothing says so.
  function some(values, all) {
    const kept = all.filter((value) => (values || []).includes(value));
    if (!values || kept.length === all.length) return [];
    return kept.length ? kept : [atlas.NOTHING];
  }

  window.dash_clientside.atlas.gatherFilters = function (types, sides, confidences, where, text, columns, changed, known) {
    const named = (prefix) => (where || []).filter((value) => value.startsWith(prefix)).map((value) => value.slice(prefix.length));
    return {
      type: some(types, known.types.map((one) => one.name)),
      side: some(sides, known.sides.map((one) => one.name)),
      sure: some(confidences, known.confidences),
      area: named("area/"),
      place: named("place/"),
      ...columns,
      ...changed,
      q: text?.trim() ? [text.trim()] : [],
    };
  };
})(window.atlas);
