"use strict";
// Text of documents only ever becomes text nodes: nothing here writes HTML, and the page's policy forbids it.

const byId = (id) => document.getElementById(id);
const { documents } = JSON.parse(byId("data").textContent);
const form = byId("filters");
const state = { current: 0, pressed: null, listed: [] };

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const isShown = (answer) => form.elements[answer.verdict].checked
  && (!form.elements.relation.value || form.elements.relation.value === answer.relation);

/** List the documents that hold a fact of the chosen kinds, and show one of them. */
function filter() {
  const { value } = form.elements.relation;
  for (const verdict of ["wrong", "trap", "missed", "right"]) {
    const count = documents.reduce((sum, { answers }) => sum
      + answers.filter((a) => a.verdict === verdict && (!value || a.relation === value)).length, 0);
    form.elements[verdict].parentElement.querySelector(".count").textContent = count;
  }
  const counts = documents.map(({ answers }) => answers.filter(isShown).length);
  state.listed = [...documents.keys()].filter((number) => counts[number]);
  byId("documents").replaceChildren(...state.listed.map((number) => {
    const button = make("button", { type: "button", "data-number": number },
      make("bdi", {}, documents[number].id), make("span", { class: "count" }, counts[number]));
    button.addEventListener("click", () => show(number));
    return make("li", {}, button);
  }));
  byId("shown").textContent = `${state.listed.length} of ${documents.length} documents`;
  show(state.listed.includes(state.current) ? state.current : state.listed[0] ?? null);
}

function show(number) {
  const found = number === null ? { id: "Nothing of this kind", answers: [], pieces: [] } : documents[number];
  Object.assign(state, { current: number, pressed: null });
  for (const button of byId("documents").querySelectorAll("button")) {
    if (Number(button.dataset.number) === number) {
      button.setAttribute("aria-current", "true");
      button.scrollIntoView({ block: "nearest" });
    } else button.removeAttribute("aria-current");
  }
  byId("name").textContent = found.id;
  byId("answers").replaceChildren(...found.answers.flatMap((answer, index) => {
    if (!isShown(answer)) return [];
    const button = make("button",
      { type: "button", class: answer.verdict, "aria-pressed": "false", "data-index": index },
      make("b", {}, answer.verdict), " ", make("bdi", {}, answer.subject), " ", make("i", {}, answer.relation), " ",
      make("bdi", {}, answer.object));
    if (answer.verdict !== "missed") button.append(" ", make("span", { class: "count" }, answer.confidence.toFixed(2)));
    for (const words of answer.elsewhere) button.append(make("q", { dir: "auto" }, words));
    button.addEventListener("click", () => press(button));
    return [make("li", {}, button)];
  }));
  const isBad = (index) => /wrong|trap/.test(found.answers[index].verdict) && isShown(found.answers[index]);
  byId("text").replaceChildren(...found.pieces.map(([words, indexes]) => {
    if (!indexes.length) return words;
    return make("mark", { "data-of": indexes.join(" "), class: indexes.some(isBad) ? "bad" : "" }, words);
  }));
  const at = state.listed.indexOf(number);
  byId("previous").disabled = at <= 0;
  byId("next").disabled = at < 0 || at === state.listed.length - 1;
}

/** Show the evidence of a fact in the text, or hide it again. */
function press(button) {
  state.pressed = state.pressed === button.dataset.index ? null : button.dataset.index;
  for (const other of byId("answers").querySelectorAll("button")) {
    other.setAttribute("aria-pressed", String(other.dataset.index === state.pressed));
  }
  for (const mark of byId("text").querySelectorAll("mark")) {
    mark.classList.toggle("on", mark.dataset.of.split(" ").includes(state.pressed));
  }
  byId("text").querySelector("mark.on")?.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const number = state.listed[state.listed.indexOf(state.current) + by];
  if (number !== undefined) show(number);
}

const relations = new Set(documents.flatMap(({ answers }) => answers.map((answer) => answer.relation)));
form.elements.relation.append(...[...relations].sort().map((name) => make("option", { value: name }, name)));
form.addEventListener("change", filter);
form.addEventListener("submit", (event) => event.preventDefault());
byId("previous").addEventListener("click", () => step(-1));
byId("next").addEventListener("click", () => step(1));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select")) return;
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
});
const isDark = () => (document.documentElement.dataset.theme
  ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
const nameTheme = () => { byId("theme").textContent = isDark() ? "Light" : "Dark"; };
byId("theme").addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  nameTheme();
});
nameTheme();
filter();
document.documentElement.dataset.ready = "true";
