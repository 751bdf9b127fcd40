// The form of a brief: layout, words, marking, parts, key events; what is proposed stands in it until something is typed.
(function (atlas) {
  const { make } = atlas;
  const TYPING_MS = 350;
  let fields = {};
  let setPart = null;
  let known = null;

  let fieldCount = 0;

  function field(parent, label, tag, attributes = {}) {
    const holder = make("div", "brief-field", parent);
    const id = `brief-field-${(fieldCount += 1)}`;
    make("label", "", holder, { for: id }).textContent = label;
    return { holder, input: make(tag, "", holder, { id, ...attributes }) };
  }

  function say(name, value) {
    setPart({ [name]: value === null ? [] : [value] });
  }

  // A text that was made empty on purpose stays empty: it is a choice too, which an address can say.
  function addText(parent, name, label, rows) {
    const attributes = { maxlength: known.letters, ...(rows ? { rows } : { type: "text" }) };
    const { holder, input } = field(parent, label, rows ? "textarea" : "input", attributes);
    let timer = 0;
    const take = () => {
      clearTimeout(timer);
      say(name, name === "marking" && !input.value.trim() ? null : input.value);
    };
    input.addEventListener("input", () => {
      clearTimeout(timer);
      fields.renewed = "";
      timer = setTimeout(take, TYPING_MS);
    });
    input.addEventListener("change", take);
    if (name !== "marking") {
      const back = make("button", "text-button brief-back", holder, { type: "button", "aria-label": `Reset: ${label}`, title: "Take what is proposed again" });
      back.textContent = "Reset";
      back.addEventListener("click", () => {
        clearTimeout(timer);
        fields.renewed = name;
        input.focus();
        say(name, null);
      });
      fields[`${name}-back`] = back;
    }
    fields[name] = input;
    return input;
  }

  function addLayout(parent) {
    const { holder, input: select } = field(parent, "Layout", "select");
    for (const [value, label] of Object.entries(known.layouts)) make("option", "", select, { value }).textContent = label;
    make("option", "", select, { value: "custom" }).textContent = "Own size…";
    const own = make("input", "brief-own", holder, { type: "text", placeholder: "1400x700", "aria-label": "Width and height in pixels" });
    select.addEventListener("change", () => {
      own.hidden = select.value !== "custom";
      fields.wrong.hidden = true;
      if (own.hidden) say("layout", select.value === "slide" ? null : select.value);
      else own.focus();
    });
    const [least, most] = known.pixels;
    const wrong = make("p", "brief-wrong", holder, { role: "alert", id: "brief-own-wrong" });
    wrong.textContent = `Expected width x height in pixels, each from ${least} to ${most}: 1400x700.`;
    wrong.hidden = true;
    own.setAttribute("aria-describedby", wrong.id);
    own.addEventListener("change", () => {
      const sides = own.value.trim().match(/^(\d{2,5})\s*[x×X]\s*(\d{2,5})$/)?.slice(1);
      const isGood = Boolean(sides?.every((side) => Number(side) >= least && Number(side) <= most));
      wrong.hidden = isGood || !own.value.trim();
      own.setAttribute("aria-invalid", String(!wrong.hidden));
      if (isGood) say("layout", sides.join("x"));
    });
    Object.assign(fields, { layout: select, own, wrong });
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
    fields.top = field(group, "How many", "input", { type: "number", min: 0, max: known.listed }).input;
    fields.top.addEventListener("change", () => {
      const top = Math.min(Math.max(Math.round(Number(fields.top.value) || 0), 0), known.listed);
      setPart({ top: top === known.top ? [] : [String(top)], key: [] });
    });
    fields.list = make("ol", "", group);
    fields.more = make("p", "quiet", group);
    fields.add = make("button", "act", group, { type: "button" });
    fields.add.textContent = "Add the open event";
    fields.rule = make("button", "act", group, { type: "button" });
    fields.rule.textContent = "Choose them for me";
    fields.rule.addEventListener("click", () => setPart({ key: [] }));
  }

  function showEvents(part, answer) {
    const ids = answer.events.map((one) => one.id);
    const held = [...fields.list.querySelectorAll("button")].indexOf(document.activeElement);
    fields.list.replaceChildren();
    for (const one of answer.events) {
      const row = make("li", "", fields.list);
      make("span", "", row, { title: one.said }).textContent = one.said;
      const out = make("button", "brief-out", row, { type: "button", title: "Leave out", "aria-label": `Leave out: ${one.said}` });
      out.textContent = "×";
      out.addEventListener("click", () => {
        const left = ids.filter((id) => id !== one.id);
        setPart(left.length ? { key: left } : { top: ["0"], key: [] });
      });
    }
    // Who leaves out one after the other with the keys goes on at the same place of the list.
    const outs = fields.list.querySelectorAll("button");
    if (held >= 0) (outs[Math.min(held, outs.length - 1)] || fields.top).focus();
    const opened = new URLSearchParams(window.location.search).get("event");
    fields.add.hidden = !opened || ids.includes(opened) || ids.length >= known.listed;
    fields.add.onclick = () => setPart({ key: [...ids, opened] });
    fields.rule.hidden = !part.key?.length;
    fields.more.textContent = answer.left_out ? `The last ${answer.left_out} find no room on this layout.` : answer.events.length ? "" : fields.top.value === "0" ? "None is listed." : "No event is on this map in these days.";
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
      marking.placeholder = "None, or words such as TLP:AMBER";
      addEvents(form);
      addParts(form);
      addText(form, "foot", "Sources", 3);
    },
    fill(part, answer) {
      if (!fields.layout) return;
      const layout = part.layout?.[0] || "slide";
      const isOwn = !(layout in known.layouts);
      const isChoosing = fields.own === document.activeElement || !fields.wrong.hidden;
      if (!isChoosing) {
        put(fields.layout, isOwn ? "custom" : layout);
        fields.own.hidden = !isOwn;
      }
      if (isOwn && fields.wrong.hidden) put(fields.own, layout);
      for (const name of ["title", "subtitle", "foot"]) {
        const said = part[name] ? part[name][0] : answer?.[name] || "";
        if (fields.renewed === name && !part[name]) fields[name].value = said;
        else put(fields[name], said);
        fields[`${name}-back`].hidden = !part[name];
      }
      put(fields.marking, part.marking?.[0] || "");
      put(fields.top, part.key?.length ? String(part.key.length) : part.top?.[0] || String(known.top));
      const hidden = new Set(part.without || []);
      for (const box of fields.parts) box.checked = !hidden.has(box.value);
      if (answer) showEvents(part, answer);
    },
  };
})(window.atlas);
