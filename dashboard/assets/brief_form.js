// The form of a brief: layout, words, marking, parts, key events; what is proposed stands in it until something is typed.
(function (atlas) {
  const { make } = atlas;
  const TYPING_MS = 350;
  let fields = {};
  let setPart = null;
  let known = null;

  function field(parent, label) {
    const holder = make("label", "brief-field", parent);
    make("span", "", holder).textContent = label;
    return holder;
  }

  function say(name, value) {
    setPart({ [name]: value === null ? [] : [value] });
  }

  // A text that was made empty on purpose stays empty: it is a choice too, which an address can say.
  function addText(parent, name, label, rows) {
    const holder = field(parent, label);
    const input = make(rows ? "textarea" : "input", "", holder, { maxlength: known.letters, ...(rows ? { rows } : { type: "text" }) });
    let timer = 0;
    const take = () => {
      clearTimeout(timer);
      say(name, name === "marking" && !input.value.trim() ? null : input.value);
    };
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(take, TYPING_MS);
    });
    input.addEventListener("change", take);
    if (name !== "marking") {
      const back = make("button", "text-button brief-back", holder, { type: "button", title: "Take what is proposed again" });
      back.textContent = "Undo";
      back.addEventListener("click", (event) => {
        event.preventDefault();
        clearTimeout(timer);
        say(name, null);
      });
      fields[`${name}-back`] = back;
    }
    fields[name] = input;
    return input;
  }

  function addLayout(parent) {
    const holder = field(parent, "Layout");
    const select = make("select", "", holder);
    for (const [value, label] of Object.entries(known.layouts)) make("option", "", select, { value }).textContent = label;
    make("option", "", select, { value: "custom" }).textContent = "Own size…";
    const own = make("input", "brief-own", holder, { type: "text", placeholder: "1400x700", "aria-label": "Width and height in pixels" });
    select.addEventListener("change", () => {
      own.hidden = select.value !== "custom";
      if (own.hidden) say("layout", select.value === "slide" ? null : select.value);
      else own.focus();
    });
    own.addEventListener("change", () => own.value.trim() && say("layout", own.value.trim()));
    Object.assign(fields, { layout: select, own });
  }

  function addParts(parent) {
    const group = make("fieldset", "brief-parts", parent);
    make("legend", "", group).textContent = "Parts";
    fields.parts = Object.entries(known.parts).map(([name, label]) => {
      const holder = make("label", "", group);
      const box = make("input", "", holder, { type: "checkbox", value: name });
      make("span", "", holder).textContent = label;
      box.addEventListener("change", () => setPart({ without: fields.parts.filter((one) => !one.checked).map((one) => one.value) }));
      return box;
    });
  }

  function addEvents(parent) {
    const group = make("fieldset", "brief-events", parent);
    make("legend", "", group).textContent = "Key events";
    const holder = field(group, "How many");
    fields.top = make("input", "", holder, { type: "number", min: 0, max: known.listed });
    fields.top.addEventListener("change", () => {
      const top = Math.min(Math.max(Math.round(Number(fields.top.value) || 0), 0), known.listed);
      setPart({ top: top === known.top ? [] : [String(top)], key: [] });
    });
    fields.list = make("ol", "", group);
    fields.more = make("p", "quiet", group);
    fields.add = make("button", "act", group, { type: "button" });
    fields.add.textContent = "Add the event that is open";
    fields.rule = make("button", "act", group, { type: "button" });
    fields.rule.textContent = "Choose by the rule again";
    fields.rule.addEventListener("click", () => setPart({ key: [] }));
  }

  function showEvents(part, answer) {
    const ids = answer.events.map((one) => one.id);
    fields.list.replaceChildren();
    for (const one of answer.events) {
      const row = make("li", "", fields.list);
      make("span", "", row, { title: one.said }).textContent = one.said;
      const out = make("button", "text-button", row, { type: "button", "aria-label": `Leave out: ${one.said}` });
      out.textContent = "×";
      out.addEventListener("click", () => {
        const left = ids.filter((id) => id !== one.id);
        setPart(left.length ? { key: left } : { top: ["0"], key: [] });
      });
    }
    const opened = new URLSearchParams(window.location.search).get("event");
    fields.add.hidden = !opened || ids.includes(opened) || ids.length >= known.listed;
    fields.add.onclick = () => setPart({ key: [...ids, opened] });
    fields.rule.hidden = !part.key?.length;
    fields.more.textContent = answer.left_out ? `${answer.left_out} of them find no room on this layout.` : "";
  }

  // A field that somebody types in is left alone.
  function put(input, value) {
    if (document.activeElement !== input && input.value !== value) input.value = value;
  }

  atlas.briefForm = {
    build(parent, facts, set) {
      [known, setPart] = [facts, set];
      const form = make("form", "brief-form", parent);
      form.addEventListener("submit", (event) => event.preventDefault());
      addLayout(form);
      addText(form, "title", "Title", 2);
      addText(form, "subtitle", "Subtitle", 2);
      const marks = make("datalist", "", form, { id: "brief-markings" });
      for (const value of known.markings) make("option", "", marks, { value });
      const marking = addText(form, "marking", "Marking", 0);
      marking.setAttribute("list", marks.id);
      marking.placeholder = "None. TLP:AMBER, UNCLASSIFIED, any words";
      addEvents(form);
      addParts(form);
      addText(form, "foot", "Sources", 3);
    },
    fill(part, answer) {
      if (!fields.layout) return;
      const layout = part.layout?.[0] || "slide";
      const isOwn = !(layout in known.layouts);
      put(fields.layout, isOwn ? "custom" : layout);
      fields.own.hidden = !isOwn;
      if (isOwn) put(fields.own, layout);
      for (const name of ["title", "subtitle", "foot"]) {
        put(fields[name], part[name] ? part[name][0] : answer?.[name] || "");
        fields[`${name}-back`].hidden = !part[name];
      }
      put(fields.marking, part.marking?.[0] || "");
      put(fields.top, part.top?.[0] || String(known.top));
      const hidden = new Set(part.without || []);
      for (const box of fields.parts) box.checked = !hidden.has(box.value);
      if (answer) showEvents(part, answer);
    },
  };
})(window.atlas);
