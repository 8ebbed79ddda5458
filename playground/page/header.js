// @ts-check
// The bar at the top: our name, the bot's state, and the switches of the page.

import { byId, el, fill, on } from "./dom.js";
import { icon, mark } from "./icons.js";
import { botState, troubleCount } from "./trouble.js";
import { openMenu } from "./menu.js";
import { setTheme, theme } from "./theme.js";
import { speak } from "./notices.js";

/** @typedef {import("./watch.js").Watch} Watch */

export class Header {
  /**
   * @param {Watch} watch
   * @param {{trouble: (anchor: HTMLElement) => void, guide: () => void, split: () => void, panel: () => void, keys: () => void}} hooks
   */
  constructor(watch, hooks) {
    this.watch = watch;
    this.said = "";
    this.bot = el("button", { type: "button", class: "bot-state", "aria-haspopup": "dialog", "aria-expanded": "false" });
    this.trouble = this.button("trouble", "Break things", () => hooks.trouble(this.trouble), "T");
    this.trouble.setAttribute("aria-haspopup", "dialog");
    this.trouble.setAttribute("aria-expanded", "false");
    this.guide = this.button("guide", "Guide", hooks.guide, "G");
    this.split = this.button("split", "Two people", hooks.split, "S");
    this.panel = this.button("panel", "Event log", hooks.panel, "P");
    this.theme = this.button("moon", "Theme", () => this.chooseTheme(), "");
    this.theme.setAttribute("aria-haspopup", "menu");
    this.theme.setAttribute("aria-expanded", "false");
    this.keys = this.button("keys", "Keyboard", hooks.keys, "?");
    for (const quiet of [this.theme, this.keys]) quiet.classList.add("head-quiet");
    this.keys.classList.add("head-keys");
    on(this.bot, "click", () => hooks.trouble(this.bot));
    fill(byId("header"), el("h1", { class: "brand" }, mark(26), el("span", { class: "brand-words" }, "Switchboard ", el("span", {}, "sandbox"))), this.bot,
      el("nav", { class: "head-tools", "aria-label": "The sandbox" }, this.trouble, this.guide, this.split, this.panel, this.theme, this.keys));
    watch.listen((topic) => { if (topic !== "entry" && topic !== "guide") this.draw(); });
    this.draw();
  }

  /**
   * @param {import("./icons.js").IconName} sign
   * @param {string} label
   * @param {() => void} run
   * @param {string} key
   */
  button(sign, label, run, key) {
    const button = el("button", { type: "button", class: "head-button", "aria-label": label, title: key ? `${label} (${key})` : label }, icon(sign, 18), el("span", { class: "head-words", "aria-hidden": "true" }, label));
    return on(button, "click", run);
  }

  /**
   * @param {boolean} split
   * @param {boolean} panel
   */
  show(split, panel) {
    this.split.setAttribute("aria-pressed", String(split));
    this.panel.setAttribute("aria-pressed", String(panel));
  }

  draw() {
    const { words, tone } = botState(this.watch);
    this.bot.className = `bot-state bot-${tone}`;
    fill(this.bot, el("span", { class: "bot-dot" }), el("span", { class: "bot-words" }, words));
    this.bot.title = this.watch.bot.text || words;
    this.bot.setAttribute("aria-label", `${words}. Break things`);
    if (this.said && this.said !== words) speak(words);
    this.said = words;
    const count = troubleCount(this.watch.trouble);
    this.trouble.querySelector(".head-count")?.remove();
    if (count > 0) this.trouble.append(el("span", { class: "head-count" }, String(count)));
    this.trouble.setAttribute("aria-label", count > 0 ? `Break things: ${count} on` : "Break things");
  }

  chooseTheme() {
    const current = theme();
    openMenu(this.theme, "Theme", [
      { label: "System", icon: "system", checked: current === "system", run: () => setTheme("system") },
      { label: "Light", icon: "sun", checked: current === "light", run: () => setTheme("light") },
      { label: "Dark", icon: "moon", checked: current === "dark", run: () => setTheme("dark") },
    ]);
  }
}
