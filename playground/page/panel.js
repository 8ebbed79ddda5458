// @ts-check
// "Event log": each event, request and answer as they pass, in words.

import { byId, el, fill, inNextFrame, on } from "./dom.js";
import { VirtualList } from "./list.js";
import { clockSeconds, counted, fullTime } from "./format.js";
import { copyText, notice, orNotice } from "./notices.js";
import { currentToken, wordsOf } from "./socket.js";
import { icon } from "./icons.js";
import { askFirst, openDialog } from "./dialog.js";
import { openMenu, rove } from "./menu.js";

/** @typedef {import("./protocol.d.ts").Entry} Entry */
/** @typedef {import("./watch.js").Watch} Watch */
/** @typedef {{key: string, entry: Entry, raw: string | null}} Line */

const KIND_WORDS = /** @type {Record<Entry["kind"], {many: string, about: string, icon: import("./icons.js").IconName}>} */ ({
  person: { many: "People", about: "What people did", icon: "person" },
  event: { many: "Events", about: "What Discord told the bot", icon: "event" },
  request: { many: "Requests", about: "What the bot asked Discord to do", icon: "request" },
  gateway: { many: "Connection", about: "The bot's connection", icon: "link" },
});

export class Panel {
  /**
   * @param {Watch} watch
   * @param {{show: (entry: Entry) => void, close: () => void}} hooks
   */
  constructor(watch, hooks) {
    this.watch = watch;
    this.hooks = hooks;
    this.cleared = 0;
    /** Raw texts that are open, by number. @type {Map<number, string>} */
    this.open = new Map();
    /** @type {Map<number, Line>} */
    this.lines = new Map();
    /** @type {Set<Entry["kind"]>} */
    this.hidden = new Set();
    const close = el("button", { type: "button", class: "icon-button", "aria-label": "Close this panel", title: "Close (P)" }, icon("close"));
    const more = el("button", { type: "button", class: "icon-button", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": "Save, load, copy" }, icon("more"));
    on(close, "click", () => hooks.close());
    on(more, "click", () => this.menu(more));
    this.search = el("input", { class: "input panel-search", type: "search", placeholder: "Search", "aria-label": "Search the event log", autocomplete: "off" });
    this.person = el("select", { class: "input", "aria-label": "Filter by person" });
    this.case = el("select", { class: "input", "aria-label": "Filter by case" });
    this.kinds = el("div", { class: "panel-kinds", role: "group", "aria-label": "Filter by kind" });
    this.count = el("p", { class: "panel-count", role: "status" });
    this.scroller = el("div", { class: "panel-list", role: "group", tabindex: 0, "aria-label": "Event log" });
    this.newer = el("button", { type: "button", class: "to-end", hidden: true }, icon("bottom", 16), "Jump to Present");
    fill(byId("panel"), el("header", { class: "panel-head" }, el("h2", { id: "happened", tabindex: -1 }, "Event log"), more, close),
      el("div", { class: "panel-filters" }, this.search, el("div", { class: "panel-selects" }, this.person, this.case), this.kinds),
      el("div", { class: "messages-frame" }, this.scroller, this.newer), this.count);
    /** @type {VirtualList<Line>} */
    this.list = new VirtualList({ scroller: this.scroller, key: (line) => line.key, draw: (line) => this.drawLine(line), estimate: 58, fromEnd: true, moved: (atEnd) => { this.newer.hidden = atEnd; },
      refocus: (row, held) => { (/** @type {HTMLElement | null} */ (held.hasAttribute("aria-expanded") ? row.querySelector("[aria-expanded]") : null) ?? row).focus({ preventScroll: true }); } });
    on(this.newer, "click", () => this.list.toEnd());
    on(this.search, "input", () => this.filter());
    on(this.person, "change", () => this.filter());
    on(this.case, "change", () => this.filter());
    on(this.scroller, "keydown", (event) => this.key(event));
    this.drawKinds();
    rove(this.kinds, "button", { sideways: true });
    watch.listen((topic) => {
      if (topic === "hello") { this.lines.clear(); this.open.clear(); this.cleared = 0; }
      if (topic === "hello" || topic === "entry") this.updateSoon();
    });
    this.updateSoon();
  }

  updateSoon = inNextFrame(() => this.update());

  drawKinds() {
    fill(this.kinds, ...Object.entries(KIND_WORDS).map(([name, words], index) => {
      const kind = /** @type {Entry["kind"]} */ (name);
      const button = el("button", { type: "button", class: "kind", "aria-pressed": String(!this.hidden.has(kind)), title: words.about, tabindex: index === 0 ? 0 : -1 }, icon(words.icon, 14), words.many);
      return on(button, "click", () => {
        if (!this.hidden.delete(kind)) this.hidden.add(kind);
        button.setAttribute("aria-pressed", String(!this.hidden.has(kind)));
        this.filter();
      });
    }));
  }

  /** Fills a list to choose from, if it has changed. @param {HTMLSelectElement} select @param {{value: string, label: string}[]} options */
  offer(select, options) {
    const wanted = options.map((option) => `${option.value} ${option.label}`).join("\n");
    if (select.dataset["offered"] === wanted) return;
    select.dataset["offered"] = wanted;
    const value = select.value;
    fill(select, ...options.map((option) => el("option", { value: option.value }, option.label)));
    select.value = options.some((option) => option.value === value) ? value : "";
  }

  /** Shows other lines, from their end. */
  filter() {
    this.list.reset();
    this.update();
    this.list.toEnd();
  }

  update() {
    if (byId("panel").hidden) return;
    const { entries, people } = this.watch;
    const cases = [...new Set(entries.map((entry) => entry.case))].filter((number) => number !== null).sort((one, other) => one - other);
    this.offer(this.person, [{ value: "", label: "Everyone" }, ...people.map((person) => ({ value: person.id, label: person.name }))]);
    this.offer(this.case, [{ value: "", label: "All cases" }, ...cases.map((number) => ({ value: String(number), label: `Case #${number}` }))]);
    const words = this.search.value.trim().toLowerCase();
    const fits = entries.filter((entry) => entry.number > this.cleared && !this.hidden.has(entry.kind) && (!this.person.value || entry.people.includes(this.person.value))
      && (!this.case.value || String(entry.case) === this.case.value) && (!words || `${entry.text} ${entry.detail ?? ""} #${entry.case ?? ""}`.toLowerCase().includes(words)));
    this.scroller.setAttribute("role", fits.length > 0 ? "feed" : "group");
    this.list.show(fits.map((entry) => this.line(entry)));
    const all = entries.filter((entry) => entry.number > this.cleared).length;
    const text = fits.length === all ? counted(all, "line") : `${fits.length} of ${counted(all, "line")}`;
    this.count.textContent = fits.length > 0 ? text : all > 0 ? "No matches. Remove a filter to see more." : "Nothing has happened yet. Write a message and watch.";
  }

  /**
   * @param {Entry} entry
   * @returns {Line}
   */
  line(entry) {
    const raw = this.open.get(entry.number) ?? null;
    const known = this.lines.get(entry.number);
    if (known && known.entry === entry && known.raw === raw) return known;
    const line = { key: String(entry.number), entry, raw };
    this.lines.set(entry.number, line);
    return line;
  }

  /** @param {Line} line */
  drawLine({ entry, raw }) {
    const at = Date.parse(entry.at);
    const foot = el("div", { class: "line-foot" });
    if (entry.case !== null) foot.append(el("span", { class: "line-case" }, `Case #${entry.case}`));
    if (entry.detail) foot.append(el("code", { class: "line-detail" }, entry.detail));
    if (entry.took !== null) foot.append(el("span", { class: "line-took" }, entry.took < 1 ? "under 1 ms" : `${Math.round(entry.took)} ms`));
    const tools = el("div", { class: "line-tools" });
    if (entry.channel_id) tools.append(on(el("button", { type: "button", class: "plain-link" }, "Show"), "click", () => this.hooks.show(entry)));
    const toggle = el("button", { type: "button", class: "plain-link", "aria-expanded": String(raw !== null) }, raw === null ? "Raw" : "Hide raw");
    on(toggle, "click", () => { this.toggleRaw(entry); });
    tools.append(toggle);
    foot.append(tools);
    const sign = KIND_WORDS[entry.kind];
    return el("article", { class: `line line-${entry.kind}${entry.trouble ? " line-trouble" : ""}`, tabindex: -1, "aria-label": `${clockSeconds(at)}: ${entry.text}`, "data-line": entry.number },
      el("span", { class: "line-sign", title: sign.about }, icon(entry.trouble ? "trouble" : sign.icon, 16)),
      el("div", { class: "line-main" }, el("div", { class: "line-top" }, el("p", { class: "line-text" }, entry.text), el("time", { datetime: entry.at, title: fullTime(at) }, clockSeconds(at))), foot,
        raw === null ? null : el("pre", { class: "line-raw", tabindex: 0, role: "region", "aria-label": "Raw JSON" }, raw)));
  }

  /** @param {Entry} entry */
  async toggleRaw(entry) {
    if (!this.open.delete(entry.number)) {
      const answer = await orNotice(this.watch.do({ verb: "raw", number: entry.number }));
      if (!answer) return;
      this.open.set(entry.number, JSON.stringify(answer.raw, null, 2));
    }
    this.list.atEnd = false;
    this.list.keepAnchor();
    this.update();
    requestAnimationFrame(() => this.list.reveal(String(entry.number)));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const here = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest("[data-line]")) : null;
    if (event.target !== here && event.target !== this.scroller) return;
    const count = this.list.items.length;
    const place = this.list.places.get(here?.dataset["line"] ?? "") ?? count;
    const next = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: count - 1 }[event.key];
    if (next === undefined || count === 0) return;
    event.preventDefault();
    const line = this.list.items[Math.max(0, Math.min(count - 1, next))];
    if (line) this.list.reveal(line.key)?.focus({ preventScroll: true });
  }

  /** @param {HTMLElement} anchor */
  menu(anchor) {
    openMenu(anchor, "Save, load, copy", [
      { label: "Copy as a test scenario", icon: "copy", run: () => { this.scenario(); } },
      { label: "Copy log", icon: "copy", run: () => { copyText(this.list.items.map(({ entry }) => `${entry.at}  ${entry.text}${entry.detail ? `  (${entry.detail})` : ""}`).join("\n"), "Log copied."); } },
      { label: "Clear log", icon: "close", run: () => { this.cleared = this.watch.entries.at(-1)?.number ?? 0; this.update(); } },
      { label: "Save the community to a file", icon: "download", apart: true, run: () => saveWorld() },
      { label: "Load a community from a file…", icon: "upload", run: () => { loadWorld(); } },
    ]);
  }

  async scenario() {
    const answer = await orNotice(this.watch.do({ verb: "scenario" }));
    if (!answer) return;
    const copy = el("button", { type: "button", class: "button button-main" }, icon("copy", 16), "Copy");
    on(copy, "click", () => { copyText(answer.text, "Scenario copied. Paste it into a test."); });
    openDialog("What people did, as a test", [el("p", { class: "dialog-words" }, "Paste it into a file under tests/ to play the same steps in a test."),
      el("pre", { class: "scenario", tabindex: 0, role: "region", "aria-label": "The scenario" }, answer.text), el("div", { class: "dialog-foot" }, copy)], { wide: true });
  }
}

/** Downloads the whole community. */
function saveWorld() {
  const link = el("a", { href: `/page/world?token=${encodeURIComponent(currentToken())}`, download: "switchboard-world.json" });
  document.body.append(link);
  link.click();
  link.remove();
}

/** Puts a community from a file in place of this one. */
function loadWorld() {
  const chooser = el("input", { type: "file", accept: "application/json,.json" });
  on(chooser, "change", async () => {
    const file = chooser.files?.[0];
    if (!file || !(await askFirst("Load another community?", `This replaces the current community with ${file.name}. To keep the current one, save it first.`, "Load"))) return;
    try {
      const answer = await fetch(`/page/world?token=${encodeURIComponent(currentToken())}`, { method: "POST", body: file });
      const said = await answer.json();
      if (said.refused) notice(said.refused, "bad");
      else notice(said.ok?.text ?? "Community loaded.", "good");
    } catch (error) {
      notice(wordsOf(error), "bad");
    }
  });
  chooser.click();
}
