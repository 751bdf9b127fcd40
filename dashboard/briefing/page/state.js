// What all parts of the page share: its data, the window of days, the event that is chosen, and how days are said.
"use strict";
const page = JSON.parse(document.getElementById("data").textContent);
const { events, sides } = page;
const byId = (id) => document.getElementById(id);
const state = { from: page.window[0], to: page.window[1], chosen: "", around: [], isPlaying: false };
const DAY_MS = 86400000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const dateOf = (day) => new Date(day * DAY_MS);
const partsOf = (day) => [dateOf(day).getUTCDate(), MONTHS[dateOf(day).getUTCMonth()], dateOf(day).getUTCFullYear()];
const sayDay = (day) => partsOf(day).join(" ");

// As `dashboard.words.say_days` says them.
function sayDays(first, last) {
  const [day, month, year] = partsOf(first);
  const [, lastMonth, lastYear] = partsOf(last);
  if (first === last) return sayDay(first);
  if (year !== lastYear) return `${sayDay(first)} – ${sayDay(last)}`;
  return month === lastMonth ? `${day}–${sayDay(last)}` : `${day} ${month} – ${sayDay(last)}`;
}

const sayNumber = (number) => number.toLocaleString("en-GB");
const sayEvents = (number) => (number === 1 ? "1 event" : `${sayNumber(number)} events`);
const clamp = (value, least, most) => Math.max(least, Math.min(value, most));

// An event counts on every day on which it may have happened.
const isIn = (event, from = state.from, to = state.to) => event.from <= to && event.until >= from;

// What lies beyond the ground that is in the file is in the lists alone.
const [groundX, groundY, groundWidth, groundHeight] = page.ground;
const isOnGround = ([x, y]) => x >= groundX && x <= groundX + groundWidth && y >= groundY && y <= groundY + groundHeight;
for (const event of events) event.isBeyond = Boolean(event.at) && !isOnGround(event.at);
const isOnMap = (event) => Boolean(event.at) && !event.isBeyond;

const eventOf = new Map(events.map((event) => [event.id, event]));

// --- Elements: every text is set as text, never as HTML ---------------------------------------------------------------
const SVG = document.querySelector("svg").namespaceURI;

function fill(element, attributes, ...children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) continue;
    element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child || child === 0));
  return element;
}

const make = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, ...children);
const draw = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, ...children);
const said = (tag, className, text) => make(tag, { class: className, dir: "auto" }, text);

// --- The window of days -----------------------------------------------------------------------------------------------
const watchers = [];

function setWindow(from, to) {
  const [first, last] = [clamp(from, page.first, page.last), clamp(to, page.first, page.last)];
  if (first === state.from && last === state.to) return false;
  Object.assign(state, { from: first, to: Math.max(first, last) });
  for (const watcher of watchers) watcher();
  return true;
}

function shiftWindow(by) {
  const ahead = clamp(by, page.first - state.from, page.last - state.to);
  return setWindow(state.from + ahead, state.to + ahead);
}
