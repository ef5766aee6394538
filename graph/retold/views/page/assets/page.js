"use strict";
// Text of documents only ever becomes text nodes; nothing here writes HTML, and the page's policy forbids it.
(() => {
  const graph = JSON.parse(document.getElementById("graph").textContent);
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  const kinds = new Map(graph.kinds.map((kind) => [kind.name, kind]));
  const edgesById = new Map(graph.edges.map((edge) => [edge.id, edge]));
  const nodesById = new Map(graph.nodes.map((node) => [node.id, node]));
  const entities = graph.entities;
  const rank = new Map(graph.kinds.map((kind, number) => [kind.name, number]));
  const kindOf = (id) => kinds.get(entities[id].kind);
  const things = graph.nodes.map((node) => node.id)
    .sort((a, b) => (b === graph.focus) - (a === graph.focus) || rank.get(entities[a].kind) - rank.get(entities[b].kind));
  const factsOf = new Map(things.map((id) => [id, []]));
  for (const [id, fact] of Object.entries(graph.facts))
    for (const end of new Set([fact.subject, fact.object, fact.within]))
      if (factsOf.has(end)) factsOf.get(end).push(id);
  const state = { selected: null, quiet: false, active: null, hover: null, off: new Set(), query: "" };

  // Elements -------------------------------------------------------------------------------------------------
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes))
      if (name === "onclick") element.addEventListener("click", value);
      else element.setAttribute(name, value);
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }
  const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
  const SHAPES = {
    box: "M1 3.5h14v9H1z", dot: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z", diamond: "M8 1l6.5 7L8 15 1.5 8z",
    square: "M2.5 2.5h11v11h-11z", star: "M8 1l2 4.9 5.2.4-4 3.4 1.3 5.1L8 12l-4.5 2.8 1.3-5.1-4-3.4L6 5.9z",
    triangle: "M8 2l6.5 12h-13z", triangleDown: "M8 14L1.5 2h13z", hexagon: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
  };
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const darkMedia = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (darkMedia.matches ? "dark" : "light")) === "dark";
  const channels = (color) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  function mix(color, other, share) {
    const to = channels(other);
    const mixed = channels(color).map((value, i) => Math.round(value + (to[i] - value) * share));
    return "#" + mixed.map((value) => value.toString(16).padStart(2, "0")).join("");
  }
  const markColor = (kind, dark = isDark()) => (dark && !kind.work ? mix(kind.color, "#ffffff", 0.3) : kind.color);
  function sign(kind) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("class", "sign");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", SHAPES[kind.shape]);
    path.setAttribute("fill", markColor(kind));
    path.dataset.kind = kind.name;
    svg.append(path);
    return svg;
  }
  const say = (text) => { byId("status").textContent = text; };

  // Drawing --------------------------------------------------------------------------------------------------
  const nodes = new vis.DataSet(graph.nodes);
  const edges = new vis.DataSet(graph.edges);
  const captions = [];
  const network = new vis.Network(byId("canvas"), { nodes, edges }, graph.options);
  const motion = () => (calm.matches ? false : { duration: 250, easingFunction: "easeInOutQuad" });
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\p{P}\s]+/gu, " ").trim();
  const folded = new Map(things.map((id) => [id, [entities[id].name, ...entities[id].names].map(fold)]));
  const visible = (id) => !state.off.has(entities[id].kind);
  const matches = (id) => visible(id) && folded.get(id).some((name) => name.includes(state.query));

  /** The nodes to show at full strength; null if all. */
  function bright() {
    const at = state.hover ?? (state.quiet ? null : state.selected);
    if (edgesById.has(at)) return new Set([edgesById.get(at).from, edgesById.get(at).to]);
    if (nodesById.has(at)) {
      const near = new Set([at]);
      for (const edge of graph.edges) if (edge.from === at) near.add(edge.to); else if (edge.to === at) near.add(edge.from);
      return near;
    }
    return state.query ? new Set(things.filter(matches)) : null;
  }

  function paint({ light = false } = {}) {
    const dark = isDark() && !light;
    const color = (name) => getComputedStyle(root).getPropertyValue(name).trim();
    const ink = light ? "#1c1917" : color("--ink"), paper = light ? "#ffffff" : color("--paper");
    const edge = color("--edge"), strong = color("--strong"), accent = color("--accent");
    const near = bright();
    const at = state.hover ?? (state.quiet ? null : state.selected);
    nodes.update(graph.nodes.map(({ id, font }) => {
      const kind = kindOf(id), faint = near !== null && !near.has(id), chosen = id === state.selected || id === state.active;
      const own = markColor(kind, dark);
      const fill = faint ? mix(own, paper, 0.82) : own;
      const rim = chosen ? accent : faint ? fill : id === graph.focus ? ink : mix(own, dark ? "#ffffff" : "#000000", 0.25);
      const text = kind.work ? (faint ? mix(fill, kind.work && dark ? "#ffffff" : "#000000", 0.35) : kind.ink) : faint ? mix(ink, paper, 0.7) : ink;
      return {
        id, hidden: !visible(id), borderWidth: chosen ? 4 : id === graph.focus ? 3 : 1.5,
        color: { background: fill, border: rim, highlight: { background: fill, border: rim }, hover: { background: fill, border: accent } },
        font: { ...font, color: text, strokeWidth: kind.work ? 0 : 3, strokeColor: paper },
      };
    }));
    captions.length = 0;
    edges.update(graph.edges.map((line) => {
      const touched = line.id === at || (nodesById.has(at) && (line.from === at || line.to === at));
      const faint = near !== null && !touched && !(state.query && at === null && near.has(line.from) && near.has(line.to));
      const tone = touched ? accent : faint ? mix(edge, paper, 0.7) : line.backbone ? strong : edge;
      if (visible(line.from) && visible(line.to) && (touched || (!faint && (line.backbone || graph.edges.length < 16))))
        captions.push({ line, ink: touched ? ink : mix(ink, paper, 0.3), paper });
      return {
        id: line.id, hidden: !visible(line.from) || !visible(line.to),
        color: { color: tone, highlight: accent, hover: accent, inherit: false },
      };
    }));
    network.redraw();
  }

  // vis-network centres labels between the middles of two nodes, where a box may cover them, and misplaces them on
  // level lines. So they are drawn here, in the middle of the part of the line that can be seen.
  function caption(context, { line, ink, paper }) {
    const from = network.getPosition(line.from), to = network.getPosition(line.to);
    const dx = to.x - from.x, dy = to.y - from.y;
    const covered = (id) => {
      if (!kindOf(id).work) return nodesById.get(id).size / (Math.hypot(dx, dy) || 1);
      const { left, right, top, bottom } = network.getBoundingBox(id);
      return Math.min((right - left) / 2 / (Math.abs(dx) || 1), (bottom - top) / 2 / (Math.abs(dy) || 1));
    };
    const middle = (covered(line.from) + 1 - covered(line.to)) / 2;
    const angle = Math.atan2(dy, dx);
    context.save();
    context.translate(from.x + dx * middle, from.y + dy * middle);
    context.rotate(Math.abs(angle) > Math.PI / 2 ? angle + Math.PI : angle);
    Object.assign(context, { font: "12px system-ui, sans-serif", textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 5, strokeStyle: paper, fillStyle: ink });
    context.strokeText(line.text, 0, 0);
    context.fillText(line.text, 0, 0);
    context.restore();
  }
  network.on("afterDrawing", (context) => { if (network.getScale() > 0.4) for (const one of captions) caption(context, one); });

  // List, search and filter ----------------------------------------------------------------------------------
  const list = byId("things");
  const options = new Map(things.map((id, number) => [id, make("li",
    { role: "option", id: `thing-${number}`, "aria-selected": "false", onclick: () => select(id) },
    sign(kindOf(id)), make("bdi", {}, entities[id].name), make("span", { class: "kind" }, kindOf(id).label))]));
  let listed = [];

  function refresh() {
    listed = things.filter(matches);
    list.replaceChildren(...(listed.length ? listed.map((id) => options.get(id)) : [make("li", { class: "none", role: "presentation" }, "Nothing fits.")]));
    byId("things-count").textContent = listed.length === things.length ? String(things.length) : `${listed.length} of ${things.length}`;
    if (!listed.includes(state.active)) activate(null);
    paint();
  }
  function activate(id) {
    if (state.active !== null) options.get(state.active).classList.remove("active");
    state.active = id;
    if (id === null) return list.removeAttribute("aria-activedescendant");
    options.get(id).classList.add("active");
    options.get(id).scrollIntoView({ block: "nearest" });
    list.setAttribute("aria-activedescendant", options.get(id).id);
  }
  list.addEventListener("focus", () => { if (state.active === null && listed.length) { activate(listed.includes(state.selected) ? state.selected : listed[0]); paint(); } });
  list.addEventListener("blur", () => { activate(null); paint(); });
  list.addEventListener("keydown", (event) => {
    const at = listed.indexOf(state.active), last = listed.length - 1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last, PageDown: at + 10, PageUp: at - 10 }[event.key];
    if (to !== undefined && listed.length) { event.preventDefault(); activate(listed[Math.min(last, Math.max(0, to))]); paint(); }
    else if ((event.key === "Enter" || event.key === " ") && state.active !== null) { event.preventDefault(); select(state.active, { enter: true }); }
  });
  const search = byId("search");
  search.addEventListener("input", () => {
    state.query = fold(search.value);
    state.hover = null;
    state.quiet = state.quiet || state.query !== "";
    refresh();
    say(listed.length ? `${count(listed.length, "thing fits", "things fit")}` : "Nothing fits.");
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && listed.length) select(listed[0], { enter: true });
    else if (event.key === "ArrowDown" && listed.length) { event.preventDefault(); list.focus(); }
  });

  const everything = make("button", { type: "button", hidden: "", onclick: () => {
    state.off.clear();
    for (const box of byId("kinds").querySelectorAll("input")) box.checked = true;
    filtered();
  } }, "Show all kinds");
  function filtered() {
    everything.hidden = state.off.size === 0;
    refresh();
    if (nodesById.has(state.selected) && !visible(state.selected)) close();
    say(`${count(things.filter(visible).length, "thing", "things")} shown.`);
  }
  for (const kind of graph.kinds) {
    const box = make("input", { type: "checkbox", value: kind.name, checked: "" });
    box.addEventListener("change", () => { if (box.checked) state.off.delete(kind.name); else state.off.add(kind.name); filtered(); });
    byId("kinds").append(make("label", {}, box, sign(kind), make("span", {}, kind.count === 1 ? kind.label : kind.plural), make("span", { class: "count" }, String(kind.count))));
  }
  byId("kinds").append(everything);

  // Details --------------------------------------------------------------------------------------------------
  const details = byId("details");
  let returnTo = null;
  /** A name that opens its details; works say their kind, since an adaptation often keeps the title. */
  function named(id) {
    const name = entities[id].name, kind = kinds.get(entities[id].kind);
    const term = nodesById.has(id)
      ? make("button", { type: "button", dir: "auto", onclick: () => select(id, { enter: true }) }, name)
      : make("b", { dir: "auto" }, name);
    return kind?.work ? make("span", {}, term, " ", make("small", {}, kind.label)) : term;
  }

  /** A fact in words: whole, or, seen from the entity `from`, without the name that the panel already shows. */
  function sentence(fact, from) {
    const relation = graph.relations[fact.relation];
    const target = () => ("object" in fact ? named(fact.object) : make("b", { dir: "auto" }, fact.value));
    const line = make("p", { class: "sentence" });
    if (from !== fact.subject && from !== fact.object) line.append(named(fact.subject), ` ${relation.label} `, target());
    else line.append(make("span", { class: "hidden" }, `${entities[from].name} ${from === fact.subject ? relation.label : relation.inverse} `), from === fact.subject ? target() : named(fact.subject));
    if ("within" in fact && fact.within !== from) line.append(" in ", named(fact.within));
    const qualifiers = Object.entries(fact.qualifiers ?? {}).map(([key, value]) => `${key}: ${value}`);
    if (qualifiers.length) line.append(" ", make("small", {}, `(${qualifiers.join(", ")})`));
    if (fact.status !== "stated") line.append(" ", make("span", { class: "badge" }, fact.status));
    return line;
  }
  const address = ({ uri, href }) => href
    ? make("a", { href, target: "_blank", rel: "noopener noreferrer" }, uri) : make("code", {}, uri);
  function quote(evidence) {
    const source = graph.documents[evidence.document];
    const about = [source.site, source.author, source.published].filter(Boolean).join(" · ");
    const footer = make("footer", {}, source.title ? make("cite", { dir: "auto" }, source.title) : "", about ? `${source.title ? " · " : ""}${about}` : "");
    if (evidence.status) footer.append(" ", make("span", { class: "badge" }, evidence.status));
    footer.append(footer.childNodes.length ? make("br") : "", address(source));
    for (const other of source.also ?? []) footer.append(make("br"), "also ", address(other));
    return make("blockquote", {}, make("p", { dir: "auto" }, evidence.before, make("mark", {}, evidence.quote), evidence.after), footer);
  }
  function item(id, from, open) {
    const fact = graph.facts[id], total = fact.evidence.length + fact.more;
    const quotes = make("details", { class: "quotes" }, make("summary", {}, count(total, "quote", "quotes")), ...fact.evidence.map(quote));
    quotes.open = open;
    if (fact.more) quotes.append(make("p", { class: "more" }, `and ${count(fact.more, "more quote", "more quotes")}: `, make("code", {}, `retold why ${id}`)));
    return make("li", { class: fact.status, "data-fact": id }, sentence(fact, from), quotes);
  }
  function heading(text, about) {
    const shut = make("button", { type: "button", class: "close", "aria-label": "Close the details", onclick: close }, "×");
    details.replaceChildren(make("div", { class: "top" }, make("h2", { id: "details-title", dir: "auto" }, text), shut), about);
  }
  function facts(ids, from, open) {
    return make("ul", { class: "facts" }, ...ids.map((id) => item(id, from, open)));
  }

  function showNode(id) {
    const entity = entities[id], kind = kindOf(id), own = factsOf.get(id);
    heading(entity.name, make("p", { class: "about" }, make("span", { class: "chip" }, sign(kind), kind.label),
      make("span", {}, `in ${count(entity.documents, "document", "documents")}`), make("span", {}, count(own.length, "fact", "facts"))));
    if (entity.names.length) details.append(make("p", { class: "names", dir: "auto" }, `Also: ${entity.names.join(" · ")}`));
    const groups = new Map();
    for (const name of own) {
      const fact = graph.facts[name], relation = graph.relations[fact.relation];
      const seen = fact.subject === id ? relation.label : fact.object === id ? relation.inverse : null;
      const key = seen ?? "in this work";
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(name);
    }
    const open = own.length <= 8;
    if (!open) details.append(make("button", { type: "button", class: "expand", onclick: (event) => {
      const shut = [...details.querySelectorAll(".quotes")].some((quotes) => !quotes.open);
      for (const quotes of details.querySelectorAll(".quotes")) quotes.open = shut;
      event.target.textContent = shut ? "Close all quotes" : "Open all quotes";
    } }, "Open all quotes"));
    for (const [label, ids] of groups) details.append(make("h3", {}, label), facts(ids, id, open));
  }
  function showEdge(id) {
    const edge = edgesById.get(id);
    heading(`${entities[edge.from].name} – ${entities[edge.to].name}`, make("p", { class: "about" }, make("span", {}, count(edge.facts.length, "fact", "facts"))));
    details.append(facts(edge.facts, null, true));
  }

  function select(id, { enter = false, quiet = false } = {}) {
    if (nodesById.has(id)) showNode(id); else if (edgesById.has(id)) showEdge(id); else return;
    for (const option of list.querySelectorAll("[aria-selected=true]")) option.setAttribute("aria-selected", "false");
    options.get(id)?.setAttribute("aria-selected", "true");
    Object.assign(state, { selected: id, hover: null, quiet });
    details.hidden = false;
    details.scrollTop = 0;
    if (enter) {
      if (!details.contains(document.activeElement)) returnTo = document.activeElement;
      details.focus({ preventScroll: true });
    }
    const sheet = getComputedStyle(details).position === "fixed";
    if (nodesById.has(id) && !quiet && (enter || sheet)) network.moveTo({
      position: network.getPosition(id), animation: motion(),
      // On a narrow screen the panel covers the lower half of the drawing.
      ...(sheet && { scale: Math.max(0.8, network.getScale()), offset: { x: 0, y: -byId("canvas").clientHeight * 0.24 } }),
    });
    if (!quiet) {
      history.replaceState(null, "", `#${encodeURIComponent(id)}`);
      say(`Details of ${byId("details-title").textContent} open.`);
    }
    paint();
  }
  function close() {
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

  // Pointer, keyboard, theme ---------------------------------------------------------------------------------
  network.on("click", (event) => { const id = event.nodes[0] ?? event.edges[0]; if (id === undefined) close(); else select(id); });
  const hover = (id) => { state.hover = id; paint(); byId("canvas").classList.toggle("over", id !== null); };
  network.on("hoverEdge", ({ edge }) => hover(edge));
  network.on("blurEdge", () => hover(null));
  network.on("hoverNode", () => byId("canvas").classList.add("over"));
  network.on("blurNode", () => byId("canvas").classList.remove("over"));
  const zoom = (factor) => network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)), animation: motion() });
  const fit = (animation) => network.fit({ nodes: things.filter(visible), animation, maxZoomLevel: 1.4 });
  byId("zoom-in").addEventListener("click", () => zoom(1.3));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  byId("zoom-fit").addEventListener("click", () => fit(motion()));
  const help = byId("help");
  byId("help-open").addEventListener("click", () => help.showModal());
  byId("help-close").addEventListener("click", () => help.close());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const typing = event.target.matches("input[type=search]");
    if (event.key === "Escape") {
      if (state.selected !== null) close();
      else if (search.value) { search.value = ""; search.dispatchEvent(new Event("input")); }
      else return;
    } else if (typing) return;
    else if (event.key === "/") search.focus();
    else if (event.key === "?") help.showModal();
    else if (event.key === "+" || event.key === "=") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else if (event.key === "0") fit(motion());
    else return;
    event.preventDefault();
  });
  const theme = byId("theme");
  function themed() {
    theme.textContent = isDark() ? "Light" : "Dark";
    for (const path of document.querySelectorAll(".sign path")) path.setAttribute("fill", markColor(kinds.get(path.dataset.kind)));
    paint();
  }
  theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; themed(); });
  darkMedia.addEventListener("change", themed);
  addEventListener("beforeprint", () => { paint({ light: true }); network.redraw(); });
  addEventListener("afterprint", () => paint());
  function asked() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch (error) {
      if (error instanceof URIError) return "";
      throw error;
    }
  }
  addEventListener("hashchange", () => select(asked()));

  // Start ----------------------------------------------------------------------------------------------------
  byId("summary").textContent = [count(things.length, "thing", "things"), count(Object.keys(graph.facts).length, "fact", "facts"),
    `quotes from ${count(Object.keys(graph.documents).length, "document", "documents")}`].join(" · ");
  if (matchMedia("(max-width: 800px)").matches) byId("filters").open = false;
  refresh();
  themed();
  if (nodesById.has(asked()) || edgesById.has(asked())) select(asked());
  else if (graph.focus !== null && matchMedia("(min-width: 1081px)").matches) select(graph.focus, { quiet: true });
  // For bookmarklets, consoles and tests.
  window.retoldView = Object.freeze({ graph, network, nodes, edges });
  requestAnimationFrame(() => {
    network.setSize("100%", "100%");
    network.redraw();
    fit(false);
    if (graph.focus !== null && network.getScale() < 0.3) network.moveTo({ position: network.getPosition(graph.focus), scale: 0.6 });
    root.dataset.ready = "true";
  });
})();
