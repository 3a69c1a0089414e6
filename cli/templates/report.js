"use strict";
(() => {
const root = document.documentElement;
const $ = (id) => document.getElementById(id);
const D = JSON.parse($("data").textContent);
const NARROW = matchMedia("(max-width: 1023px)");
const FEW_PEOPLE = 40, PART = 120, NOBODY = -1;
const [NEGATED, HEDGED, HEADLINE] = [1, 2, 4];
const TYPE_NAMES = ["direct", "mixed", "indirect"];

/* ---- what there is: articles A, statements S in the order of the page */

const A = D.articles, S = [], byId = new Map(), articleById = new Map();
A.forEach((a, at) => {
  a.at = at;
  articleById.set(a.id, a);
  a.own = a.statements.map((r, n) => {
    const [id, who, type, cls, by, conf, flags, cue, source, to, offsets, inside, claims, rule] = r;
    const check = claims.length ? claims[0][0] : -1;
    const s = { id, a, n: n + 1, who, type, cls, by, conf, flags, cue, source, to, offsets, inside, claims, rule, check };
    byId.set(id, s);
    S.push(s);
    return s;
  });
});
const person = (who) => who === NOBODY ? null : D.speakers[who];
const hue = (who) => who === NOBODY ? "cn" : "c" + D.speakers[who][5];
const initials = (who) => who === NOBODY ? "?" : D.speakers[who][4];
const label = (s) => initials(s.who) + s.n;
const nameOf = (s) => s.who === NOBODY ? (s.source ? `(${s.source})` : "(unknown)") : person(s.who)[1];
const cueOf = (s) => (s.flags & NEGATED ? "not: " : "") + (/\p{L}/u.test(s.cue) ? s.cue : "");
const words = (s) => $(s.id).querySelector("q").textContent;
const many = (n, one) => `${n.toLocaleString("en")} ${one}${n === 1 ? "" : "s"}`;
const fold = (text) => text.normalize("NFD").replace(/\p{M}+/gu, "").replace(/[‘’]/g, "'").replace(/[“”„«»]/g, '"').replace(/\s+/g, " ").toLowerCase();

/** An element with attributes and children; text is always text. */
function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || (value === false && !name.startsWith("aria-"))) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : value);
  }
  made.append(...children.filter((one) => one !== null && one !== ""));
  return made;
}
function svg(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/* ---- what is chosen */

const empty = () => ({ q: "", who: new Set(), outlet: "", from: "", to: "", types: new Set([0, 1, 2]), cls: "", claim: "", conf: 0 });
let F = empty();
let wanted = [];              // the words searched for, folded
let found = [], shown = 0;    // the statements that fit, in the order shown, and how many rows there are
let current = null, article = null, lastRow = null, listed = false;

function terms(query) {
  return [...fold(query).matchAll(/"([^"]+)"?|([^\s"]+)/g)].map((m) => (m[1] || m[2]).trim()).filter(Boolean)
    .map((one) => new RegExp((/^[\p{L}\p{N}]/u.test(one) ? "(?<![\\p{L}\\p{N}])" : "") + one.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "gu"));
}
/** Where the words searched for stand, first to last: words are found by their beginning. */
function hits(text) {
  return wanted.flatMap((one) => [...text.matchAll(one)].map((m) => [m.index, m.index + m[0].length])).sort((x, y) => x[0] - y[0]);
}
const has = (text) => (one) => text.search(one) >= 0;
const haystack = (s) => s.hay ?? (s.hay = fold(words(s)));
const textOf = (a) => a.text ?? (a.text = fold($(a.id).querySelector(".words").textContent));

function fitsArticle(a, without) {
  if (F.outlet && a.outlet !== F.outlet) return false;
  if (without === "date") return true;
  if (F.from && !(a.date >= F.from)) return false;
  return !(F.to && !(a.date && a.date <= F.to));
}
function fits(s, without) {
  if (without !== "who" && F.who.size && !F.who.has(s.who)) return false;
  if (!F.types.has(s.type)) return false;
  if (F.cls !== "" && s.cls !== +F.cls) return false;
  if (s.conf < F.conf * 10) return false;
  if (F.claim !== "" && s.check < +F.claim) return false;
  if (!fitsArticle(s.a, without)) return false;
  return wanted.every(has(haystack(s)));
}
function ordered(rows) {
  const by = {
    newest: (x, y) => (x.a.date === y.a.date ? 0 : !x.a.date ? 1 : !y.a.date ? -1 : x.a.date < y.a.date ? 1 : -1) || x.a.at - y.a.at || x.n - y.n,
    check: (x, y) => y.check - x.check,
    sure: (x, y) => y.conf - x.conf,
    unsure: (x, y) => x.conf - y.conf,
  }[$("sort").value];
  return by ? rows.sort(by) : rows;
}

function apply() {
  wanted = terms(F.q);
  found = ordered(S.filter((s) => fits(s)));
  const articles = new Set(found.map((s) => s.a));
  const filtered = found.length < S.length;
  for (const a of A) $(a.id).classList.toggle("out", filtered && !articles.has(a));
  $("count").textContent = filtered ? `${found.length.toLocaleString("en")} of ${many(S.length, "statement")}, in ${many(articles.size, "article")}`
    : `${many(S.length, "statement")} in ${many(articles.size, "article")}`;
  $("rows").replaceChildren();
  shown = 0;
  grow();
  if (!found.length) $("rows").append(el("li", { class: "none" }, S.length ? "No statement fits these filters." : "No statement was found."));
  drawTextsOnly(articles);
  drawChips();
  drawPeople();
  drawTime();
  highlight();
}

/* ---- the list of statements */

function rowOf(s, alone) {
  const flags = [s.flags & NEGATED ? "not said" : "", s.flags & HEDGED ? "hedged" : "", s.flags & HEADLINE ? "headline" : ""].filter(Boolean);
  const outer = s.inside ? s.a.own[s.inside - 1] : null;
  return el("li", {},
    el("a", { class: `row ${hue(s.who)}${outer && !alone ? " in" : ""}`, href: "#" + s.id, tabindex: "-1", "aria-current": current === s ? "true" : null },
      el("span", { class: "line" },
        el("span", { class: "n " + hue(s.who), "data-n": label(s) }), el("b", {}, el("bdi", {}, nameOf(s))),
        el("span", {}, cueOf(s)), flags.length ? el("span", { class: "flag" }, flags.join(", ")) : "",
        outer ? el("span", {}, `in ${label(outer)}`) : "",
        el("span", { class: "end" }, s.check >= 50 ? el("span", { class: "check", title: "how much it wants a check" }, `check ${(s.check / 100).toFixed(2)}`) : "", el("span", { title: "confidence: the chance that words and source are both right" }, ` sure ${(s.conf / 1000).toFixed(2)}`))),
      el("q", { class: D.marks[s.type] }, marked(words(s))),
      alone ? el("span", { class: "line" }, [s.a.outlet, s.a.date, s.a.title || s.a.doc].filter(Boolean).join(" · ")) : ""));
}
/** Words with what is searched for marked, where folding keeps the length. */
function marked(text) {
  const made = el("span", {}), low = fold(text);
  if (!wanted.length || low.length !== text.length) { made.append(text); return made; }
  let end = 0;
  for (const [from, to] of hits(low)) {
    if (to <= end) continue;
    made.append(text.slice(end, Math.max(from, end)), el("mark", {}, text.slice(Math.max(from, end), to)));
    end = to;
  }
  made.append(text.slice(end));
  return made;
}
function grow(upTo = 0) {
  const alone = !["article", "newest"].includes($("sort").value);
  const to = Math.min(found.length, Math.max(shown + PART, upTo));
  const made = document.createDocumentFragment();
  for (; shown < to; shown++) {
    const s = found[shown];
    if (!alone && (shown === 0 || found[shown - 1].a !== s.a)) {
      made.append(el("li", { class: "art" }, el("a", { href: "#" + s.a.id, tabindex: "-1" }, el("bdi", {}, s.a.title || s.a.doc)), el("span", {}, ["", s.a.outlet, s.a.date].filter((one, at) => !at || one).join(" · "))));
    }
    s.li = rowOf(s, alone);
    made.append(s.li);
  }
  $("rows").append(made);
  if (shown && !$("rows").querySelector('.row[tabindex="0"]')) $("rows").querySelector(".row").tabIndex = 0;
}
function rowFor(s) {
  const at = found.indexOf(s);
  if (at < 0) return null;
  if (at >= shown) grow(at + 20);
  return s.li.firstChild;
}
function drawTextsOnly(articles) {
  const to = $("texts-only");
  to.replaceChildren();
  if (!wanted.length || F.who.size) return;
  const others = A.filter((a) => !articles.has(a) && fitsArticle(a) && wanted.every(has(textOf(a))));
  if (!others.length) return;
  to.append(el("li", { class: "none" }, `In the text of ${many(others.length, "more article")}:`));
  for (const a of others.slice(0, 200)) {
    const at = textOf(a).search(wanted[0]);
    const part = textOf(a).slice(Math.max(0, at - 70), at + 90);
    to.append(el("li", {}, el("div", { class: "art" }, el("a", { href: "#" + a.id }, el("bdi", {}, a.title || a.doc)), el("span", {}, ["", a.outlet, a.date].filter((one, n) => !n || one).join(" · "))), el("p", {}, "… ", marked(part), " …")));
  }
}
function drawChips() {
  const chips = [];
  const add = (text, undo) => chips.push(el("button", { type: "button", class: "chip", "aria-label": `Remove the filter ${text}`, onclick: () => { undo(); toForm(); apply(); } }, text + " ×"));
  for (const who of F.who) add(who === NOBODY ? "speaker left open" : person(who)[1], () => F.who.delete(who));
  if (F.q) add(`“${F.q}”`, () => { F.q = ""; });
  if (F.outlet) add(F.outlet, () => { F.outlet = ""; });
  if (F.from || F.to) add(F.from === F.to ? F.from : `${F.from || "…"} to ${F.to || "…"}`, () => { F.from = F.to = ""; });
  if (F.types.size < 3) add([...F.types].map((one) => TYPE_NAMES[one]).join(", ") || "no type", () => { F.types = new Set([0, 1, 2]); });
  if (F.cls !== "") add("cue: " + D.classes[+F.cls], () => { F.cls = ""; });
  if (F.claim !== "") add(+F.claim ? `check from ${(F.claim / 100).toFixed(2)}` : "with a claim", () => { F.claim = ""; });
  if (F.conf) add(`confidence from ${(F.conf / 100).toFixed(2)}`, () => { F.conf = 0; });
  $("printed").textContent = chips.length ? `Only articles with a statement that fits: ${chips.map((one) => one.textContent.replace(/ ×$/, "")).join("; ")}` : "";
  if (chips.length) chips.push(el("button", { type: "button", class: "chip all", "aria-keyshortcuts": "x", onclick: clear }, "Clear all"));
  $("chips").replaceChildren(...chips);
}

/* ---- speakers and their portraits */

let allPeople = false;
function drawPeople() {
  const counts = new Map();
  for (const s of S) {
    if (!fits(s, "who")) continue;
    let one = counts.get(s.who);
    if (!one) counts.set(s.who, one = { who: s.who, n: 0, types: [0, 0, 0], classes: D.classes.map(() => 0), articles: new Set() });
    one.n++;
    one.types[s.type]++;
    one.articles.add(s.a);
    if (s.cls >= 0) one.classes[s.cls]++;
  }
  for (const who of F.who) if (!counts.has(who)) counts.set(who, { who, n: 0, types: [0, 0, 0], classes: D.classes.map(() => 0), articles: new Set() });
  const sought = terms($("find").value);
  let people = [...counts.values()].filter((one) => one.who === NOBODY ? !sought.length : sought.every(has(fold(person(one.who)[1]))));
  people.sort((x, y) => (x.who === NOBODY) - (y.who === NOBODY) || y.n - x.n || x.who - y.who);
  const rest = people.length - FEW_PEOPLE;
  $("who-more").hidden = allPeople || rest <= 0;
  $("who-more").textContent = `Show ${rest.toLocaleString("en")} more`;
  if (!allPeople && rest > 0) people = [...people.slice(0, FEW_PEOPLE), ...people.slice(FEW_PEOPLE).filter((one) => one.who === NOBODY || F.who.has(one.who))];
  const focused = document.activeElement?.dataset?.who;
  $("who").replaceChildren(...people.map((one) => el("li", {}, portrait(one))));
  if (focused !== undefined) $("who").querySelector(`[data-who="${focused}"]`)?.focus({ preventScroll: true });
}
function portrait(one) {
  const p = person(one.who);
  const name = p ? p[1] : "Speaker left open";
  const role = p ? (p[3] || (p[2] === "person" ? "" : p[2])) : "as the article names the source, not resolved";
  const told = D.classes.map((cls, at) => [one.classes[at], cls]).filter(([n]) => n).sort((x, y) => y[0] - x[0]).map(([n, cls]) => `${cls} ${n}`);
  const types = TYPE_NAMES.map((type, at) => `${type} ${one.types[at]}`).join(", ");
  const text = `${types}; ${told.join(", ") || "no cue"}; in ${many(one.articles.size, "article")}`;
  return el("button", { type: "button", class: "person " + hue(one.who), "data-who": one.who, "aria-pressed": F.who.has(one.who), title: text,
    onclick: () => { if (!F.who.delete(one.who)) F.who.add(one.who); apply(); } },
    el("span", { class: "face", "aria-hidden": "true" }, initials(one.who)), el("span", { class: "is" }, el("bdi", {}, name)), el("span", { class: "many" }, one.n.toLocaleString("en")),
    el("span", { class: "role" }, [role, many(one.articles.size, "article")].filter(Boolean).join(" · ")), bars(one, text),
    el("span", { class: "told", "aria-hidden": "true" }, told.slice(0, 3).join(" · ")));
}
/** Above, how the statements are quoted (full, half, outlined); below, a column for each class of cue, by square roots. */
function bars(one, text) {
  const made = svg("svg", { viewBox: "0 0 200 32", role: "img", "aria-label": text, preserveAspectRatio: "none" });
  const total = one.n || 1, styles = [{ fill: "currentColor" }, { fill: "currentColor", "fill-opacity": ".4" }, { fill: "none" }];
  let x = .5;
  one.types.forEach((n, at) => {
    const width = 199 * n / total;
    if (n) made.append(svg("rect", { x, y: .5, width, height: 7, stroke: "currentColor", "vector-effect": "non-scaling-stroke", ...(at === 2 ? { "stroke-dasharray": "2 2" } : {}), ...styles[at] }));
    x += width;
  });
  const most = Math.max(1, ...one.classes), step = 200 / one.classes.length;
  one.classes.forEach((n, at) => {
    const height = n ? Math.max(2, 17 * Math.sqrt(n / most)) : .75;
    made.append(svg("rect", { x: at * step + 1, y: 31 - height, width: step - 2, height, fill: "currentColor", "fill-opacity": n ? "1" : ".5" }, svg("title", {}, `${D.classes[at]}: ${n}`)));
  });
  return made;
}

/* ---- the timeline */

const DAY = 86400000;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const iso = (time) => new Date(time).toISOString().slice(0, 10);
const dated = A.filter((a) => /^\d{4}-\d\d-\d\d$/.test(a.date)).map((a) => a.date).sort();
const UNIT = (() => {
  if (!dated.length) return null;
  const days = (Date.parse(dated[dated.length - 1]) - Date.parse(dated[0])) / DAY;
  return days <= 62 ? 10 : days <= 31 * 72 ? 7 : 4;
})();
/** The first and the last day, and the name, of the period with this key (2012, 2012-07, 2012-07-09). */
function period(key) {
  const [y, m, d] = key.split("-").map(Number);
  const from = iso(Date.UTC(y, (m || 1) - 1, d || 1));
  const to = d ? from : m ? iso(Date.UTC(y, m, 0)) : `${key}-12-31`;
  return { key, from, to, name: [d, m && MONTHS[m - 1], y].filter(Boolean).join(" ") };
}
function periods() {
  const keys = [];
  const last = dated[dated.length - 1].slice(0, UNIT);
  let [y, m, d] = dated[0].split("-").map(Number);
  for (let key = dated[0].slice(0, UNIT); key <= last && keys.length < 4000;) {
    keys.push(period(key));
    const next = UNIT === 10 ? Date.UTC(y, m - 1, d += 1) : UNIT === 7 ? Date.UTC(y, m += 0, 1) : Date.UTC(y += 1, 0, 1);
    if (UNIT === 7) { m += 1; if (m > 12) { m = 1; y += 1; } }
    key = iso(next).slice(0, UNIT);
  }
  return keys;
}
const columns = UNIT ? periods() : [];
function drawTime() {
  const to = $("time");
  if (!columns.length) { to.hidden = true; return; }
  const counts = new Map();
  let undated = 0;
  for (const s of S) {
    if (!fits(s, "date")) continue;
    const key = s.a.date.slice(0, UNIT);
    if (s.a.date) counts.set(key, (counts.get(key) || 0) + 1); else undated++;
  }
  const most = Math.max(1, ...counts.values()), W = 400, H = 78, base = 58, step = W / columns.length;
  const colour = F.who.size === 1 ? " " + hue([...F.who][0]) : "";
  const made = svg("svg", { viewBox: `0 0 ${W} ${H}`, role: "group", "aria-label": `Statements per ${{ 10: "day", 7: "month", 4: "year" }[UNIT]}` });
  const focused = document.activeElement?.dataset?.at;
  columns.forEach((p, at) => {
    const n = counts.get(p.key) || 0, height = n ? Math.max(2, 44 * n / most) : 0;
    const pressed = Boolean(F.from || F.to) && (!F.from || F.from <= p.from) && (!F.to || p.to <= F.to);
    const col = svg("g", { class: "col" + colour, role: "button", tabindex: at ? -1 : 0, "data-at": at, "aria-pressed": pressed, "aria-label": `${p.name}: ${many(n, "statement")}` },
      svg("title", {}, `${p.name}: ${many(n, "statement")}`), svg("rect", { class: "hit", x: at * step, y: 0, width: step, height: base + 2 }),
      svg("rect", { class: "up", x: at * step + Math.min(1, step * .1), y: base - height, width: Math.max(.5, Math.min(46, step - Math.min(2, step * .2))), height }));
    if (n && (columns.length <= 14)) col.append(svg("text", { x: at * step + 1, y: base - height - 3 }, n));
    made.append(col);
  });
  made.append(svg("line", { x1: 0, x2: W, y1: base, y2: base, stroke: "currentColor", "stroke-opacity": ".5" }));
  const every = Math.max(1, Math.ceil(62 / step));
  columns.forEach((p, at) => {
    if (at % every === 0 && at * step < W - 30) made.append(svg("text", { x: at * step + 1, y: base + 15 }, p.key));
  });
  to.replaceChildren(made);
  if (undated) to.append(el("p", { class: "note" }, `${many(undated, "statement")} without a date`));
  if (focused !== undefined) made.querySelector(`[data-at="${focused}"]`)?.focus();
}
function pick(at, more) {
  const p = columns[at], same = F.from === p.from && F.to === p.to;
  if (more && F.from) [F.from, F.to] = [p.from < F.from ? p.from : F.from, p.to > F.to ? p.to : F.to];
  else [F.from, F.to] = same ? ["", ""] : [p.from, p.to];
  toForm();
  apply();
}
$("time").addEventListener("click", (event) => {
  const col = event.target.closest(".col");
  if (col) pick(+col.dataset.at, event.shiftKey);
});
$("time").addEventListener("keydown", (event) => {
  const col = event.target.closest(".col");
  if (!col) return;
  const at = +col.dataset.at, to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: columns.length - 1 }[event.key];
  if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(at, event.shiftKey); }
  else if (to !== undefined && columns[to]) {
    event.preventDefault();
    col.setAttribute("tabindex", -1);
    const next = $("time").querySelector(`[data-at="${to}"]`);
    next.setAttribute("tabindex", 0);
    next.focus();
  }
});

/* ---- an article and a statement in it */

function showArticle(a) {
  if (article === a) return;
  if (article) hide($(article.id));
  article = a;
  const at = $(a.id);
  at.removeAttribute("hidden");
  for (const one of at.querySelectorAll(".words .n")) {
    const s = byId.get(one.hash.slice(1));
    one.setAttribute("aria-label", `Statement ${s.n}, ${nameOf(s)}`);
  }
  $("articles").scrollTop = 0;
  $("which").value = a.at;
  $("before").disabled = a.at === 0;
  $("after").disabled = a.at === A.length - 1;
  highlight();
}
const hide = (at) => at.setAttribute("hidden", "until-found");
/** Marks what is searched for in the article without touching its text. */
function highlight() {
  if (!globalThis.CSS?.highlights) return;
  CSS.highlights.delete("found");
  if (!wanted.length || !article) return;
  const ranges = [], walker = document.createTreeWalker($(article.id).querySelector(".words"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, low = fold(node.data);
    if (low.length !== node.data.length) continue;
    for (const [from, to] of hits(low)) {
      const range = new Range();
      range.setStart(node, from);
      range.setEnd(node, to);
      ranges.push(range);
    }
  }
  if (ranges.length) CSS.highlights.set("found", new Highlight(...ranges));
}
function choose(s) {
  if (current) {
    current.li?.firstChild.removeAttribute("aria-current");
    for (const one of $(current.a.id).querySelectorAll(".on")) one.classList.remove("on");
  }
  current = s;
  $("card").hidden = !s;
  if (!s) return;
  showArticle(s.a);
  const at = $(s.a.id);
  for (const one of at.querySelectorAll(`.words [data-s~="${s.n}"]`)) one.classList.add("on");
  for (const one of at.querySelectorAll(`.words .n[href="#${s.id}"]`)) one.classList.add("on");
  const row = rowFor(s);
  if (row) {
    row.setAttribute("aria-current", "true");
    rove(row);
    row.scrollIntoView({ block: "nearest" });
    lastRow = row;
  }
  drawCard(s);
  $("w-" + s.id).scrollIntoView({ block: "start" });
}
function rove(row) {
  $("rows").querySelector('.row[tabindex="0"]')?.setAttribute("tabindex", "-1");
  row.tabIndex = 0;
}
const at = (s) => { const parts = []; for (let n = 0; n < s.offsets.length; n += 2) parts.push(`${s.offsets[n]}–${s.offsets[n + 1]}`); return parts.join(", "); };
function citation(s) {
  const outer = s.inside ? s.a.own[s.inside - 1] : null;
  const source = s.who !== NOBODY && s.source && s.source !== nameOf(s) ? ` (“${s.source}”)` : "";
  const who = s.who === NOBODY ? (s.source ? `“${s.source}” (speaker left open)` : "(speaker left open)") : nameOf(s) + source;
  const how = [cueOf(s), s.to ? `to ${s.to}` : "", TYPE_NAMES[s.type] + (s.type ? ", not all verbatim" : ""), s.flags & HEDGED ? "hedged" : "", outer ? `as told by ${nameOf(outer)}` : ""].filter(Boolean);
  const where = [s.a.outlet, s.a.date, s.a.title && `“${s.a.title}”`, s.a.doc, `characters ${at(s)}`, s.id].filter(Boolean);
  return `${who} [${how.join("; ")}]: ${words(s).replace(/\s+/g, " ")} – ${where.join(", ")}`;
}
let more = !NARROW.matches;   // whether a statement's details are shown
function drawCard(s) {
  const p = person(s.who), outer = s.inside ? s.a.own[s.inside - 1] : null, inner = s.a.own.filter((one) => one.inside === s.n);
  const list = el("dl", {});
  const add = (name, ...value) => list.append(el("dt", {}, name), el("dd", {}, ...value));
  const link = (one) => el("a", { href: "#" + one.id }, `${label(one)} ${nameOf(one)}`);
  if (p) add("Speaker", el("bdi", {}, p[1]), p[3] ? `, ${p[3]}` : "", ` (${p[2]}, id ${p[0]})`);
  else add("Speaker", "left open: the text does not tell, or not clearly enough");
  add("Source", s.source ? el("bdi", {}, `“${s.source}”`) : "none beside these words", p && s.by >= 0 ? `, ${s.by ? "resolved " : ""}${D.by[s.by]}` : "");
  if (s.to) add("Said to", s.to);
  add("Cue", s.cue ? `“${s.cue}”` : "none", s.cls >= 0 ? `, class ${D.classes[s.cls]}` : "");
  add("Quoted", `${TYPE_NAMES[s.type]}; confidence ${(s.conf / 1000).toFixed(2)}`);
  const flags = [s.flags & NEGATED ? "negated: the text says that it was not said, or is not so" : "", s.flags & HEDGED ? "hedged: may, reportedly, and the like" : "", s.flags & HEADLINE ? "stands in the headline" : ""].filter(Boolean);
  if (flags.length) add("Mind", el("span", { class: "flag" }, flags.join("; ")));
  if (outer) add("Stands in", link(outer));
  if (inner.length) add("Holds", ...inner.flatMap((one, n) => [n ? "; " : "", link(one)]));
  s.claims.forEach(([check, text, why], n) => list.append(el("dt", {}, n ? "" : "Check"), el("dd", { class: "why" }, el("b", {}, (check / 100).toFixed(2)), text ? ` “${text}”` : "", why ? ` – ${why}` : "")));
  add("Place", `${s.a.doc}, characters ${at(s)}; id ${s.id}; rule ${s.rule}`);
  const cite = el("textarea", { id: "cite", readonly: true, rows: 4, "aria-label": "Citation" });
  cite.value = citation(s);
  $("card").className = `js-only ${hue(s.who)}`;
  $("card").replaceChildren(
    el("h3", {}, el("span", { class: "n " + hue(s.who), "data-n": label(s) }), el("bdi", {}, nameOf(s)), el("span", { class: "meta" }, cueOf(s))),
    el("p", { class: "words-of" }, words(s)),
    el("div", { class: "do" },
      el("button", { type: "button", onclick: () => step(-1), "aria-keyshortcuts": "k", "aria-label": "Previous statement" }, "‹"), el("button", { type: "button", onclick: () => step(1), "aria-keyshortcuts": "j", "aria-label": "Next statement" }, "›"),
      el("button", { type: "button", id: "copy", "aria-keyshortcuts": "c", onclick: () => copy(citation(s), "copy") }, "Copy citation"),
      el("button", { type: "button", id: "copy-link", onclick: () => copy(location.href.split("#")[0] + "#" + s.id, "copy-link") }, "Copy link")),
    el("details", { open: more, ontoggle: (event) => { more = event.target.open; } }, el("summary", {}, "Details and citation"), list, cite));
  $("card").scrollTop = 0;
}
async function copy(text, button) {
  let done = false;
  try { await navigator.clipboard.writeText(text); done = true; } catch {
    const area = el("textarea", { class: "vh" });
    area.value = text;
    document.body.append(area);
    area.select();
    done = document.execCommand("copy");
    area.remove();
    $(button)?.focus();
  }
  const on = $(button);
  if (!on) return;
  const before = on.dataset.name || (on.dataset.name = on.textContent);
  on.textContent = done ? "Copied" : "Not copied: select it below";
  setTimeout(() => { on.textContent = before; }, 1600);
}

/* ---- where one is: the address's fragment is the statement or the article, and the browser's back button goes back */

function view(name) {
  document.body.dataset.view = name;
  for (const tab of document.querySelectorAll(".tabs button")) tab.setAttribute("aria-current", tab.dataset.view === name);
}
function route(event) {
  const id = decodeURIComponent(location.hash.slice(1)), s = byId.get(id.replace(/^w-/, "")), a = articleById.get(id);
  // Each entry of the history is told once whether the list lies right before it.
  if (event && (s || a) && history.state === null) history.replaceState({ list: listed }, "");
  listed = !s && !a;
  $("back").hidden = listed;
  if (s) {
    view("text");
    choose(s);
    if (event) $("w-" + s.id).focus({ preventScroll: true });
  } else if (a) {
    view("text");
    choose(null);
    showArticle(a);
    if (event) $("articles").focus({ preventScroll: true });
  } else {
    const row = lastRow;
    choose(null);
    view("list");
    if (event && row?.isConnected) { row.focus(); row.scrollIntoView({ block: "nearest" }); } else if (event) $("list").focus();
  }
}
function back() {
  if (!location.hash) { if (NARROW.matches) view("list"); lastRow?.isConnected ? lastRow.focus() : $("list").focus(); return; }
  if (history.state?.list) { history.back(); return; }
  history.pushState({}, "", location.href.split("#")[0]);
  route({});
}
function step(by) {
  if (!found.length) return;
  const from = found.indexOf(current);
  let to = from + by;
  if (from < 0) to = article && current === null && location.hash ? found.findIndex((s) => s.a === article) : by > 0 ? 0 : -1;
  const next = found[to];
  if (!next) return;
  if (current || location.hash) {
    history.replaceState(history.state ?? {}, "", "#" + next.id);
    view("text");
    choose(next);
    $("w-" + next.id).focus({ preventScroll: true });
  } else location.hash = next.id;
}
function turn(by) {
  const next = A[(article ? article.at : 0) + by];
  if (next) location.hash = next.id;
}

/* ---- controls */

function toForm() {
  $("q").value = F.q;
  $("f-outlet").value = F.outlet;
  $("f-from").value = F.from;
  $("f-to").value = F.to;
  $("f-class").value = F.cls;
  $("f-claim").value = F.claim;
  $("f-conf").value = F.conf;
  $("f-conf-out").textContent = (F.conf / 100).toFixed(2);
  for (const box of $("f-types").querySelectorAll("input")) box.checked = F.types.has(+box.value);
}
function fromForm() {
  F.q = $("q").value.trim();
  F.outlet = $("f-outlet").value;
  F.from = $("f-from").value;
  F.to = $("f-to").value;
  F.cls = $("f-class").value;
  F.claim = $("f-claim").value;
  F.conf = +$("f-conf").value;
  F.types = new Set([...$("f-types").querySelectorAll("input:checked")].map((box) => +box.value));
  $("f-conf-out").textContent = (F.conf / 100).toFixed(2);
  apply();
}
let waiting = 0;
const soon = () => { clearTimeout(waiting); waiting = setTimeout(fromForm, 90); };
function clear() {
  F = empty();
  $("find").value = "";
  toForm();
  apply();
}
function theme(name) {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  if (name) root.dataset.theme = name;
  const now = root.dataset.theme || (dark ? "dark" : "light");
  $("theme").textContent = now === "dark" ? "Light" : "Dark";
  $("theme").setAttribute("aria-label", now === "dark" ? "Light theme" : "Dark theme");
  return now;
}
const stored = (value) => { try { return value ? localStorage.setItem("spq-theme", value) : localStorage.getItem("spq-theme"); } catch { return null; } };
function toggleTheme() {
  const next = theme() === "dark" ? "light" : "dark";
  theme(next);
  stored(next);
}
function openSpeakers() {
  if (NARROW.matches) view("people");
  $("find").focus();
  $("find").select();
}
function openSearch() {
  if (NARROW.matches && document.body.dataset.view === "text") view("list");
  $("q").focus();
  $("q").select();
}
function openHelp() { if (!$("help").open) { $("help").showModal(); $("help-head").focus(); } }

const KEYS = {
  j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1), b: back, Escape: back, "/": openSearch, s: openSpeakers,
  c: () => current && copy(citation(current), "copy"), x: clear, t: toggleTheme, "?": openHelp, "[": () => turn(-1), "]": () => turn(1),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $("help").open || event.isComposing) return;
  const typing = event.target.matches("input:not([type=checkbox]):not([type=range]), select, textarea");
  if (typing && event.key === "Escape") {
    if (event.target.type === "search" && event.target.value) return;
    event.target.blur();
    event.preventDefault();
    return;
  }
  if (typing && !(event.target.id === "q" && ["ArrowDown", "Enter"].includes(event.key))) return;
  if (["ArrowDown", "ArrowUp", "Enter"].includes(event.key) && event.target.id === "q") {
    event.preventDefault();
    clearTimeout(waiting);
    fromForm();
    if (NARROW.matches) view("list");
    $("rows").querySelector(".row")?.focus();
  } else if (["ArrowDown", "ArrowUp"].includes(event.key) && event.target.matches("#rows .row")) {
    event.preventDefault();
    const rows = [...$("rows").querySelectorAll(".row")];
    const next = rows[rows.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { rove(next); next.focus(); lastRow = next; }
  } else if (KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  }
});
$("articles").addEventListener("click", (event) => {
  const mark = event.target.closest(".m");
  if (!mark || event.target.closest("a") || !getSelection().isCollapsed) return;
  location.hash = article.own[mark.dataset.s - 1].id;
});
$("rows").addEventListener("click", (event) => {
  const row = event.target.closest(".row");
  if (row && row.hash === location.hash && !event.ctrlKey && !event.metaKey) { event.preventDefault(); route({}); }
});
for (const at of $("articles").querySelectorAll("article")) hide(at);
$("articles").addEventListener("beforematch", (event) => {
  const at = event.target.closest("article");
  if (at) showArticle(articleById.get(at.id));
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  if (NARROW.matches) view("list");
  ($("rows").querySelector(".row") || $("list")).focus();
});
for (const tab of document.querySelectorAll(".tabs button")) tab.addEventListener("click", () => view(tab.dataset.view));
for (const id of ["q", "f-conf"]) $(id).addEventListener("input", soon);
$("filters").addEventListener("change", fromForm);
$("filters").addEventListener("submit", (event) => event.preventDefault());
$("sort").addEventListener("change", apply);
$("find").addEventListener("input", drawPeople);
$("who-more").addEventListener("click", () => { allPeople = true; drawPeople(); });
$("theme").addEventListener("click", toggleTheme);
$("keys").addEventListener("click", openHelp);
$("back").addEventListener("click", back);
$("before").addEventListener("click", () => turn(-1));
$("after").addEventListener("click", () => turn(1));
$("which").addEventListener("change", () => { location.hash = A[$("which").value].id; });
addEventListener("hashchange", route);
new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting) && shown < found.length) grow(); }, { root: $("list"), rootMargin: "800px" })
  .observe($("list").appendChild(el("div", { "aria-hidden": "true" })));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => theme());

/* ---- the beginning */

$("articles").tabIndex = -1;
for (const name of [...new Set(A.map((a) => a.outlet).filter(Boolean))].sort()) $("f-outlet").append(el("option", { value: name }, name));
const used = new Set(S.map((s) => s.cls));
D.classes.forEach((name, n) => { if (used.has(n)) $("f-class").append(el("option", { value: n }, name)); });
TYPE_NAMES.forEach((name, n) => $("f-types").append(el("label", {}, el("input", { type: "checkbox", value: n, checked: true }), name)));
A.forEach((a) => $("which").append(el("option", { value: a.at }, a.title || a.doc)));
if (S.length) { $("f-from").min = $("f-to").min = dated[0] || ""; $("f-from").max = $("f-to").max = dated[dated.length - 1] || ""; }
theme(["light", "dark"].includes(stored()) ? stored() : "");
apply();
root.dataset.ready = "";   // from here on articles are laid out, so that one can be scrolled to
if (A.length) showArticle(A[0]);
route();
root.dataset.ready = Math.round(performance.now());
})();
