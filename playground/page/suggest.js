// @ts-check
// The list of suggestions over a text field. The keyboard stays in the field; the arrows move the choice.

import { el, fill, on, uniqueId } from "./dom.js";

/**
 * @typedef {object} Suggestion
 * @property {string} label
 * @property {string} [about]
 * @property {string} [hint] at the right
 * @property {Node} [picture]
 * @property {() => void} run
 */

export class Suggestions {
  /** @param {string} label what is suggested, for screen readers */
  constructor(label) {
    this.id = uniqueId("suggest");
    /** @type {readonly Suggestion[]} */
    this.items = [];
    this.active = 0;
    /** Whether Enter takes the first one although nobody has moved to it. */
    this.eager = true;
    this.touched = false;
    this.head = el("div", { class: "suggest-head", hidden: true });
    this.list = el("ul", { class: "suggest-list", role: "listbox", id: this.id, "aria-label": label, tabindex: 0 });
    // The keyboard scrolls the list from the field, where it stays.
    on(this.list, "focus", () => this.field?.focus());
    this.box = el("div", { class: "suggest", hidden: true }, this.head, this.list);
    /** @type {HTMLElement | null} */
    this.field = null;
    on(this.box, "mousedown", (event) => event.preventDefault());
  }

  get open() {
    return !this.box.hidden;
  }

  /**
   * Shows suggestions for a field.
   *
   * @param {HTMLElement} field
   * @param {readonly Suggestion[]} items
   * @param {{head?: Child[], empty?: string, eager?: boolean}} [options]
   *
   * @typedef {import("./dom.js").Child} Child
   */
  show(field, items, { head = [], empty = "", eager = true } = {}) {
    this.field = field;
    this.items = items;
    this.active = 0;
    this.touched = false;
    this.eager = eager;
    fill(this.head, ...head);
    this.head.hidden = head.length === 0;
    this.box.hidden = items.length === 0 && head.length === 0 && empty === "";
    fill(this.list, ...items.map((item, index) => {
      const row = el("li", { class: "suggest-item", role: "option", id: `${this.id}-${index}` }, item.picture,
        el("span", { class: "suggest-label" }, item.label), item.about ? el("span", { class: "suggest-about" }, item.about) : null, item.hint ? el("span", { class: "suggest-hint" }, item.hint) : null);
      on(row, "pointermove", () => { if (this.active !== index) this.move(index); });
      return on(row, "click", () => item.run());
    }));
    if (items.length === 0 && empty) this.list.append(el("li", { class: "suggest-none", role: "option", "aria-disabled": "true" }, empty));
    if (field.role === "combobox") field.setAttribute("aria-expanded", String(!this.box.hidden));
    field.setAttribute("aria-controls", this.id);
    this.list.scrollTop = 0;
    this.mark();
  }

  hide() {
    this.box.hidden = true;
    this.items = [];
    if (this.field?.role === "combobox") this.field.setAttribute("aria-expanded", "false");
    this.field?.removeAttribute("aria-activedescendant");
  }

  /** @param {number} index */
  move(index) {
    this.active = (index + this.items.length) % this.items.length;
    this.touched = true;
    this.mark();
  }

  mark() {
    const chosen = this.eager || this.touched;
    [...this.list.children].forEach((row, index) => {
      if (row.getAttribute("aria-disabled")) return;
      row.setAttribute("aria-selected", String(chosen && index === this.active));
    });
    if (chosen && this.items.length > 0) {
      this.field?.setAttribute("aria-activedescendant", `${this.id}-${this.active}`);
      if (this.touched) this.list.children[this.active]?.scrollIntoView({ block: "nearest" });
    } else {
      this.field?.removeAttribute("aria-activedescendant");
    }
  }

  /** The one that Enter takes, if any. */
  current() {
    return this.open && (this.eager || this.touched) ? this.items[this.active] : undefined;
  }

  /**
   * Uses a key if it belongs to the list; says whether it did.
   *
   * @param {KeyboardEvent} event
   */
  key(event) {
    if (!this.open || this.items.length === 0 || event.altKey || event.ctrlKey || event.metaKey) return false;
    if (event.key === "ArrowDown") this.move(this.touched || this.eager ? this.active + 1 : 0);
    else if (event.key === "ArrowUp") this.move(this.active - 1);
    else return false;
    event.preventDefault();
    return true;
  }
}
