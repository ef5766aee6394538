"use strict";
// The panel: the facts of a thing or a line, each with the words that prove it.

const details = byId("details");
const OPEN = 8; // a thing of so few facts shows its quotes at once
let returnTo = null;

/** A name that leads to its details; works say their kind, since an adaptation often keeps the title. */
function named(id) {
  const name = entities[id].name;
  const term = nodesById.has(id)
    ? make("button", { type: "button", dir: "auto", onclick: () => select(id, { enter: true }) }, name)
    : make("b", { dir: "auto" }, name);
  return entities[id].work ? make("span", {}, term, " ", make("small", {}, described(id))) : term;
}

/** A fact in words: whole, or, seen from the entity `from`, without the name that the panel already shows. */
function sentence(fact, from) {
  const { label, inverse } = graph.relations[fact.relation];
  const object = "object" in fact ? named(fact.object) : make("b", { dir: "auto" }, fact.value);
  const known = (words) => make("span", { class: "hidden" }, `${entities[from].name} ${words} `);
  const line = make("p", { class: "sentence" });
  if (from === fact.subject) line.append(known(label), object);
  else if (from !== null && from === fact.object) line.append(known(inverse), named(fact.subject));
  else line.append(named(fact.subject), ` ${label} `, object);
  if ("within" in fact && fact.within !== from) line.append(" in ", named(fact.within));
  const qualifiers = Object.entries(fact.qualifiers ?? {}).map(([key, value]) => `${key}: ${value}`);
  if (qualifiers.length) line.append(" ", make("small", {}, `(${qualifiers.join(", ")})`));
  if (fact.status !== "stated") line.append(" ", make("span", { class: "badge" }, fact.status));
  return line;
}

function address({ uri, href }) {
  return href ? make("a", { href, target: "_blank", rel: "noopener noreferrer" }, uri) : make("code", {}, uri);
}
function quotation(evidence) {
  const source = graph.documents[evidence.document];
  const footer = make("footer");
  if (source.title) footer.append(make("cite", { dir: "auto" }, source.title));
  const about = [source.site, source.author, source.published].filter(Boolean).join(" · ");
  if (about) footer.append(source.title ? ` · ${about}` : about);
  if (evidence.status) footer.append(" ", make("span", { class: "badge" }, evidence.status));
  if (footer.hasChildNodes()) footer.append(make("br"));
  footer.append(address(source));
  for (const other of source.also ?? []) footer.append(make("br"), "also ", address(other));
  const words = make("p", { dir: "auto" }, evidence.before, make("mark", {}, evidence.quote), evidence.after);
  return make("blockquote", {}, words, footer);
}

function factItem(id, from, open) {
  const fact = graph.facts[id];
  const summary = make("summary", {}, count(fact.evidence.length + fact.more, "quote", "quotes"));
  const quotes = make("details", { class: "quotes" }, summary, ...fact.evidence.map(quotation));
  quotes.open = open;
  if (fact.more) {
    const more = `and ${count(fact.more, "more quote", "more quotes")}: `;
    quotes.append(make("p", { class: "more" }, more, make("code", {}, `retold why ${id}`)));
  }
  return make("li", { class: fact.status, "data-fact": id }, sentence(fact, from), quotes);
}
function factList(ids, from, open) {
  return make("ul", { class: "facts" }, ...ids.map((id) => factItem(id, from, open)));
}
function heading(title, ...about) {
  const shut = { type: "button", class: "close", "aria-label": "Close the details", onclick: closeDetails };
  const top = make("div", { class: "top" }, make("h2", { id: "details-title", dir: "auto" }, title));
  top.append(make("button", shut, "×"));
  details.replaceChildren(top, make("p", { class: "about" }, ...about.map((part) => make("span", {}, part))));
}

function showNode(id) {
  const entity = entities[id];
  const own = factsOf.get(id);
  const chip = make("span", { class: "chip" }, sign(kindOf(id)), described(id));
  const documents = `in ${count(entity.documents, "document", "documents")}`;
  heading(entity.name, chip, documents, count(own.length, "fact", "facts"));
  if (entity.names.length) {
    details.append(make("p", { class: "names", dir: "auto" }, `Also: ${entity.names.join(" · ")}`));
  }
  const groups = new Map();
  for (const factId of own) {
    const fact = graph.facts[factId];
    const { label, inverse } = graph.relations[fact.relation];
    const seen = fact.subject === id ? label : fact.object === id ? inverse : "in this work";
    groups.set(seen, [...(groups.get(seen) ?? []), factId]);
  }
  if (own.length > OPEN) {
    details.append(make("button", { type: "button", class: "expand", onclick: toggleQuotes }, "Open all quotes"));
  }
  for (const [label, ids] of groups) details.append(make("h3", {}, label), factList(ids, id, own.length <= OPEN));
}
function toggleQuotes(event) {
  const quotes = [...details.querySelectorAll(".quotes")];
  const open = quotes.some((one) => !one.open);
  for (const one of quotes) one.open = open;
  event.target.textContent = open ? "Close all quotes" : "Open all quotes";
}
function showEdge(id) {
  const edge = edgesById.get(id);
  heading(`${entities[edge.from].name} – ${entities[edge.to].name}`, count(edge.facts.length, "fact", "facts"));
  details.append(factList(edge.facts, null, true));
}

/** Show the details of a node or edge. `enter` moves the focus into the panel; `quiet` leaves all else as it is. */
function select(id, { enter = false, quiet = false } = {}) {
  if (nodesById.has(id)) showNode(id);
  else if (edgesById.has(id)) showEdge(id);
  else return;
  options.get(state.selected)?.setAttribute("aria-selected", "false");
  options.get(id)?.setAttribute("aria-selected", "true");
  Object.assign(state, { selected: id, hover: null, quiet });
  details.hidden = false;
  details.scrollTop = 0;
  if (enter) {
    if (!details.contains(document.activeElement)) returnTo = document.activeElement;
    details.focus({ preventScroll: true });
  }
  if (!quiet) {
    const sheet = getComputedStyle(details).position === "fixed";
    if (nodesById.has(id) && (enter || sheet)) goTo(id, { sheet });
    history.replaceState(null, "", `#${encodeURIComponent(id)}`);
    say(`Details of ${byId("details-title").textContent} open.`);
  }
  paint();
}
function closeDetails() {
  if (state.selected === null) return;
  options.get(state.selected)?.setAttribute("aria-selected", "false");
  Object.assign(state, { selected: null, hover: null, quiet: false });
  const inside = details.contains(document.activeElement);
  details.hidden = true;
  if (inside) (returnTo?.isConnected && returnTo !== document.body ? returnTo : list).focus();
  history.replaceState(null, "", "#");
  say("Details closed.");
  paint();
}
network.on("click", (event) => {
  const id = event.nodes[0] ?? event.edges[0];
  if (id === undefined) closeDetails();
  else select(id);
});
