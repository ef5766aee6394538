"use strict";
// What the page shows, and small helpers. Text of documents only ever becomes text nodes: nothing here writes HTML,
// and the page's policy forbids it. The scripts of the page share one scope and run in the order of the template.

const byId = (id) => document.getElementById(id);
const graph = JSON.parse(byId("graph").textContent);
const entities = graph.entities;
const kinds = new Map(graph.kinds.map((kind) => [kind.name, kind]));
const nodesById = new Map(graph.nodes.map((node) => [node.id, node]));
const edgesById = new Map(graph.edges.map((edge) => [edge.id, edge]));
const kindOf = (id) => kinds.get(entities[id].kind);

/** Ids of the nodes as the list shows them: the focus, then kind by kind, the most relevant first. */
const kindRank = new Map(graph.kinds.map((kind, number) => [kind.name, number]));
const things = graph.nodes
  .map((node) => node.id)
  .sort((a, b) => (b === graph.focus) - (a === graph.focus)
    || kindRank.get(entities[a].kind) - kindRank.get(entities[b].kind));

/** Ids of the facts in which a node is subject, object or the work. */
const factsOf = new Map(things.map((id) => [id, []]));
for (const [id, fact] of Object.entries(graph.facts)) {
  for (const end of new Set([fact.subject, fact.object, fact.within])) factsOf.get(end)?.push(id);
}

/** `selected` and `hover` are ids of nodes or edges; `quiet` selections show details but dim nothing. */
const state = { selected: null, quiet: false, hover: null, active: null, off: new Set(), query: "" };
const visible = (id) => !state.off.has(entities[id].kind);

/** Names as they are compared: without case, accents and punctuation. */
function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[\p{P}\s]+/gu, " ").trim();
}
const folded = new Map(things.map((id) => [id, [entities[id].name, ...entities[id].names].map(fold)]));
const matches = (id) => visible(id) && folded.get(id).some((name) => name.includes(state.query));

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") element.addEventListener("click", value);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}
const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
const say = (text) => { byId("status").textContent = text; };

// Colours and signs --------------------------------------------------------------------------------------------
const root = document.documentElement;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const darkMedia = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ?? (darkMedia.matches ? "dark" : "light")) === "dark";
const channels = (color) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));

/** The colour that lies `share` of the way from one #rrggbb to another. */
function mix(color, other, share) {
  const to = channels(other);
  const mixed = channels(color).map((value, i) => Math.round(value + (to[i] - value) * share));
  return "#" + mixed.map((value) => value.toString(16).padStart(2, "0")).join("");
}

/** The colour of a kind; marks are lighter in the dark, boxes bring their own ground. */
const colorOf = (kind, dark = isDark()) => (dark && !kind.work ? mix(kind.color, "#ffffff", 0.3) : kind.color);

const SHAPES = {
  box: "M1 3.5h14v9H1z",
  dot: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z",
  diamond: "M8 1l6.5 7L8 15 1.5 8z",
  square: "M2.5 2.5h11v11h-11z",
  star: "M8 1l2 4.9 5.2.4-4 3.4 1.3 5.1L8 12l-4.5 2.8 1.3-5.1-4-3.4L6 5.9z",
  triangle: "M8 2l6.5 12h-13z",
  triangleDown: "M8 14L1.5 2h13z",
  hexagon: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
};
function sign(kind) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "sign");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[kind.shape]);
  path.setAttribute("fill", colorOf(kind));
  path.dataset.kind = kind.name;
  svg.append(path);
  return svg;
}
