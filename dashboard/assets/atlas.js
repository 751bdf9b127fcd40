// What the other files share: one namespace for the page, one for what Dash calls; this file is loaded first.
window.atlas = {};
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.atlas = {};

(function (atlas) {
  atlas.NOTHING = "none"; // In place of a list of values: not even one of them is wanted.
  atlas.noUpdate = () => window.dash_clientside.no_update;
  // A link that is opened outweighs what else happened at the same moment: that belongs to the view before it.
  atlas.triggered = () => {
    const { triggered, triggered_id: first } = window.dash_clientside.callback_context;
    return triggered?.some((one) => one.prop_id === "opened.data") ? "opened" : first;
  };
  atlas.isTyping = (target) => Boolean(target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]"));
  atlas.make = function (tag, className, parent, attributes = {}) {
    const element = document.createElement(tag);
    element.className = className;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    parent.append(element);
    return element;
  };
  atlas.preferredTheme = () =>
    localStorage.getItem("theme") || (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  // The server builds the page in the right colours from the start; this file is loaded before it is asked to.
  document.cookie = `theme=${atlas.preferredTheme()}; path=/; SameSite=Strict`;
  atlas.say = (number) => number.toLocaleString("en-GB");
})(window.atlas);
