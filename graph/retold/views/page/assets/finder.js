"use strict";
// The list of things (the drawing for those who do not see or point), the search and the filter by kind.

const list = byId("things");
const search = byId("search");
let listed = [];

/** The kind of a thing as a reader tells it from others of that name: "film, 2021". */
function described(id) {
  const { label, year } = entities[id];
  return year ? `${label}, ${year}` : label;
}
const options = new Map(things.map((id, number) => [id, make(
  "li",
  { role: "option", id: `thing-${number}`, "aria-selected": "false", onclick: () => select(id) },
  sign(kindOf(id)),
  make("bdi", {}, entities[id].name),
  make("span", { class: "kind" }, described(id)),
)]));

function refresh() {
  listed = things.filter(matches);
  const none = make("li", { class: "none", role: "presentation" }, "Nothing fits.");
  list.replaceChildren(...(listed.length ? listed.map((id) => options.get(id)) : [none]));
  byId("things-count").textContent =
    listed.length === things.length ? String(things.length) : `${listed.length} of ${things.length}`;
  if (!listed.includes(state.active)) activate(null);
  paint();
}

/** Move the list's own cursor, which the drawing points out. */
function activate(id) {
  options.get(state.active)?.classList.remove("active");
  state.active = id;
  list.removeAttribute("aria-activedescendant");
  const option = options.get(id);
  if (option === undefined) return;
  option.classList.add("active");
  option.scrollIntoView({ block: "nearest" });
  list.setAttribute("aria-activedescendant", option.id);
}
list.addEventListener("focus", () => {
  if (state.active !== null || !listed.length) return;
  activate(listed.includes(state.selected) ? state.selected : listed[0]);
  paint();
});
list.addEventListener("blur", () => {
  activate(null);
  paint();
});
list.addEventListener("keydown", (event) => {
  if (!listed.length || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = listed.indexOf(state.active);
  const last = listed.length - 1;
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10, Home: 0, End: last };
  if (event.key in steps) {
    activate(listed[Math.min(last, Math.max(0, steps[event.key]))]);
    paint();
  } else if (event.key === "Enter" || event.key === " ") {
    select(state.active, { enter: true });
  } else return;
  event.preventDefault();
});

search.addEventListener("input", () => {
  state.query = fold(search.value);
  state.hover = null;
  state.quiet ||= state.query !== "";
  refresh();
  say(listed.length ? count(listed.length, "thing fits.", "things fit.") : "Nothing fits.");
});
search.addEventListener("keydown", (event) => {
  if (!listed.length) return;
  if (event.key === "Enter") {
    select(listed[0], { enter: true });
  } else if (event.key === "ArrowDown") {
    event.preventDefault();
    list.focus();
  }
});

// Filter by kind, which is the legend too ----------------------------------------------------------------------
const showAll = make("button", { type: "button", hidden: "" }, "Show all kinds");
const boxes = graph.kinds.map((kind) => make("input", { type: "checkbox", value: kind.name, checked: "" }));

function filter() {
  state.off = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
  showAll.hidden = state.off.size === 0;
  const gone = nodesById.has(state.selected) && !visible(state.selected);
  if (gone) closeDetails();
  refresh();
  say(`${count(things.filter(visible).length, "thing", "things")} shown.`);
}
boxes.forEach((box, number) => {
  const kind = graph.kinds[number];
  const label = make("span", {}, kind.count === 1 ? kind.label : kind.plural);
  box.addEventListener("change", filter);
  byId("kinds").append(make("label", {}, box, sign(kind), label, make("span", { class: "count" }, String(kind.count))));
});
showAll.addEventListener("click", () => {
  for (const box of boxes) box.checked = true;
  filter();
});
byId("kinds").append(showAll);
