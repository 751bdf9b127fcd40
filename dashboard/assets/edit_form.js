// The form for an event: fields in groups, made from what the server says of them; faults stand at their field.
(function (atlas) {
  const { make } = atlas;
  let form = null; // {fields: name -> {box, input}, first: name -> text}: the one that is open.

  const say = (element, text) => Object.assign(element, { textContent: text });
  const fieldId = (name) => `edit-field-${name}`;

  function buildInput(field, parent, actors) {
    const attributes = { id: fieldId(field.name), autocomplete: "off", "data-field": field.name };
    if (field.options) {
      const select = make("select", "edit-input", parent, attributes);
      fillOptions(select, field.options);
      return select;
    }
    if (field.hint) attributes.placeholder = field.hint;
    if (field.isLong) return make("textarea", "edit-input", parent, { ...attributes, rows: 3 });
    if (field.isActor && actors.length) attributes.list = "edit-actors";
    const input = make("input", "edit-input", parent, { ...attributes, type: "text" });
    if (field.isDay) atlas.offerCalendar(parent, input);
    return input;
  }

  // The browser's own calendar beside a day that can also be typed; what is typed may still be half a day.
  atlas.offerCalendar = function (parent, input) {
    parent.classList.add("has-calendar");
    const button = make("button", "edit-calendar", parent, { type: "button", "aria-label": "Choose in a calendar" });
    const calendar = make("input", "edit-day", parent, { type: "date", tabindex: "-1", "aria-hidden": "true" });
    button.addEventListener("click", () => {
      calendar.value = /^\d{4}-\d\d-\d\d$/.test(input.value) ? input.value : "";
      calendar.showPicker?.();
    });
    calendar.addEventListener("change", () => {
      if (calendar.value) input.value = calendar.value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.focus();
    });
  };

  function fillOptions(select, options) {
    select.replaceChildren(...options.map(([value, label]) => new Option(label, value)));
  }

  // A value that is no choice, as a file may have it, is shown as it is, so that saving does not lose it unseen.
  function setValue(input, text) {
    if (input.tagName === "SELECT" && ![...input.options].some((one) => one.value === text)) input.add(new Option(text, text));
    input.value = text;
  }

  function buildField(field, group, spec) {
    const box = make("div", `edit-field${field.isHalf ? " is-half" : ""}`, group);
    const label = make("label", "", box, { for: fieldId(field.name), title: field.meaning });
    say(label, field.label);
    if (field.isRequired) say(make("span", "needed", label), " needed");
    const input = buildInput(field, box, spec.actors);
    const fault = make("p", "edit-fault", box, { id: `${fieldId(field.name)}-fault`, hidden: "" });
    input.setAttribute("aria-describedby", fault.id);
    if (field.isRequired) input.setAttribute("aria-required", "true");
    return { box, input, fault };
  }

  function offerSubTypes(spec) {
    const { event_type: type, sub_event_type: sub } = form.fields;
    const known = spec.types[type.input.value] || [];
    const kept = sub.input.value;
    fillOptions(sub.input, [["", "unknown"], ...known]);
    setValue(sub.input, known.some(([name]) => name === kept) || !known.length ? kept : "");
  }

  function buildWays(holder) {
    const ways = make("div", "edit-ways", holder);
    say(make("button", "text-button", ways, { type: "button", "data-edit": "pick" }), "Pick on the map");
    say(make("button", "text-button", ways, { type: "button", "data-edit": "clear-point" }), "Clear coordinates");
  }

  function build(parent, spec, answer) {
    const holder = make("div", "edit-groups", parent);
    const actors = make("datalist", "", holder, { id: "edit-actors" });
    actors.replaceChildren(...spec.actors.map((name) => new Option(name, name)));
    form = { fields: {}, first: {}, spec };
    for (const { title, fields } of spec.groups) {
      const group = make("fieldset", "edit-group", holder);
      say(make("legend", "", group), title);
      for (const field of fields) form.fields[field.name] = buildField(field, group, spec);
      if (title === "Where") buildPlaces(buildWays);
      if (title === "Id") buildFile(group, answer);
    }
    fill({ ...Object.fromEntries(Object.keys(form.fields).map((name) => [name, ""])), ...answer.row });
    form.first = read();
    form.fields.event_id.input.disabled = answer.what === "event";
    form.fields.event_type.input.addEventListener("change", () => offerSubTypes(spec));
  }

  function buildPlaces(ways) {
    const { location, longitude } = form.fields;
    make("div", "edit-places", location.box, { hidden: "" });
    const holder = make("div", "edit-field", longitude.box.parentElement);
    longitude.box.after(holder);
    ways(holder);
  }

  // A new event goes to a file that is chosen; the others stay where they are.
  function buildFile(group, { what, files, file }) {
    const box = make("div", "edit-field", group, what === "event" || files.length < 2 ? { hidden: "" } : {});
    say(make("label", "", box, { for: "edit-file" }), "File");
    const select = make("select", "edit-input", box, { id: "edit-file" });
    fillOptions(select, files.map((name) => [name, name]));
    select.value = file;
    form.file = select;
  }

  function fill(cells) {
    for (const name of ["event_type", ...Object.keys(cells)]) {
      const field = form.fields[name];
      if (field && cells[name] !== undefined) {
        setValue(field.input, cells[name]);
        mend(name);
      }
      if (name === "event_type") offerSubTypes(form.spec);
    }
    atlas.movePin();
  }

  const read = () => Object.fromEntries(Object.entries(form.fields).map(([name, { input }]) => [name, input.value.trim()]));
  const isChanged = () => Boolean(form) && Object.entries(read()).some(([name, text]) => text !== form.first[name]);

  // What was wrong with a field is said no more once it says something else.
  function mend(name) {
    const { input, fault } = form?.fields[name] || {};
    if (!fault) return;
    fault.hidden = true;
    input.removeAttribute("aria-invalid");
  }

  // A day is not broken at its hyphens.
  function sayFault(fault, text) {
    const parts = text.split(/(\d{4}-\d\d-\d\d|YYYY-MM-DD)/);
    fault.replaceChildren(...parts.map((part, n) => (n % 2 ? say(document.createElement("span"), part) : part)));
    fault.hidden = false;
  }

  function showFaults(faults) {
    Object.keys(form.fields).forEach(mend);
    const messages = new Map();
    for (const [name, message] of faults) messages.set(name, [...(messages.get(name) || []), message]);
    for (const [name, said] of messages) {
      const { input, fault } = form.fields[name];
      sayFault(fault, said.map((one) => one.charAt(0).toUpperCase() + one.slice(1)).join(" "));
      input.setAttribute("aria-invalid", "true");
    }
    const wrong = Object.values(form.fields).find(({ fault }) => !fault.hidden); // The first as they stand on the page.
    wrong?.input.focus();
    wrong?.box.scrollIntoView({ block: "center" });
  }

  const drop = () => (form = null);
  atlas.editForm = { build, fill, read, isChanged, showFaults, mend, drop, file: () => form.file.value, field: (name) => form?.fields[name] };
})(window.atlas);
