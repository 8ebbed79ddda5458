// @ts-check
// A long list of which only the visible part is on the page. Rows may have any height and may change it later (a picture
// arrives, a message is edited). Whoever reads at the end stays at the end; whoever reads elsewhere keeps the line under
// their eyes, also when older rows come in above it.

import { el, fill } from "./dom.js";

/** Rows are drawn this far beyond what is visible, in pixels, so that a quick scroll finds them there. */
const OVERSCAN = 500;
/** Who is no further from the end than this, in pixels, reads at the end. */
const AT_END = 32;

/**
 * @template T
 * @typedef {object} ListOptions
 * @property {HTMLElement} scroller what scrolls; gets the rows
 * @property {(item: T) => string} key what stays the same when an item changes
 * @property {(item: T, index: number) => HTMLElement} draw makes a row; called again only for another item of the same key
 * @property {number} estimate the height of a row that was never seen, in pixels
 * @property {boolean} [fromEnd] begins at the end, and stays there
 * @property {(item: T) => boolean} [fromStart] whether a new row that is taller than the view is shown from its beginning to who reads at the end
 * @property {() => void} [nearStart] called when the beginning comes near, for older rows
 * @property {(row: HTMLElement, held: Element) => void} [refocus] gives the keyboard to a row that was drawn again; `held` had it before
 * @property {(atEnd: boolean) => void} [moved] called when the reader comes to the end or leaves it
 */

/** @template T */
export class VirtualList {
  /** @param {ListOptions<T>} options */
  constructor(options) {
    this.options = options;
    /** @type {readonly T[]} */
    this.items = [];
    /** @type {Map<string, number>} */
    this.places = new Map();
    /** @type {Map<string, number>} */
    this.heights = new Map();
    /** The distance of each row from the beginning, and at the end the height of all. */
    this.offsets = new Float64Array(1);
    /** @type {Map<string, {item: T, element: HTMLElement}>} */
    this.rows = new Map();
    /** @type {WeakMap<Element, string>} */
    this.keys = new WeakMap();
    this.first = 0;
    this.last = 0;
    this.atEnd = options.fromEnd ?? false;
    /** @type {{key: string, index: number, below: number} | null} the line under the reader's eyes */
    this.anchor = null;
    this.viewHeight = 0;
    /** The row that came last while the reader was at the end, until they move. */
    this.arrived = "";
    this.holder = el("div", { class: "list-holder" });
    this.shown = el("div", { class: "list-shown" });
    this.holder.append(this.shown);
    fill(options.scroller, this.holder);
    this.watcher = new ResizeObserver((entries) => this.measure(entries));
    this.watcher.observe(options.scroller);
    options.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
  }

  /**
   * Shows these items. Items that are the same object as before are not drawn again.
   *
   * @param {readonly T[]} items
   */
  show(items) {
    const last = items.at(-1);
    if (last !== undefined && this.atEnd && this.items.length > 0 && this.places.size > 0 && !this.places.has(this.options.key(last))) this.arrived = this.options.key(last);
    this.items = items;
    this.places = new Map(items.map((item, index) => [this.options.key(item), index]));
    for (const key of this.heights.keys()) if (!this.places.has(key)) this.heights.delete(key);
    this.layOut();
    this.settle();
  }

  /** Begins anew with another list: no heights, no place. */
  reset() {
    // What is drawn goes, too: only new rows are measured.
    for (const [key, row] of this.rows) this.drop(key, row.element);
    this.heights.clear();
    this.anchor = null;
    this.arrived = "";
    this.items = [];
    this.places.clear();
    this.atEnd = this.options.fromEnd ?? false;
  }

  layOut() {
    const offsets = new Float64Array(this.items.length + 1);
    let sum = 0;
    for (let index = 0; index < this.items.length; index += 1) {
      offsets[index] = sum;
      sum += this.heights.get(this.options.key(/** @type {T} */ (this.items[index]))) ?? this.options.estimate;
    }
    offsets[this.items.length] = sum;
    this.offsets = offsets;
    this.holder.style.height = `${sum}px`;
  }

  /** Puts the reader where they were, and draws what is there. */
  settle() {
    const scroller = this.options.scroller;
    const total = this.total();
    this.begin();
    if (this.atEnd) {
      this.scrollTop = Math.max(0, total - this.viewHeight);
      scroller.scrollTop = this.scrollTop;
    } else if (this.anchor) {
      const index = this.places.get(this.anchor.key) ?? Math.min(this.anchor.index, this.items.length - 1);
      this.scrollTop = Math.max(0, (this.offsets[index] ?? 0) + this.anchor.below);
      scroller.scrollTop = this.scrollTop;
    }
    this.draw();
  }

  /** Leaves the end for the beginning of a new row that does not fit into the view. */
  begin() {
    const item = this.items.at(-1);
    if (!this.atEnd || item === undefined || this.options.key(item) !== this.arrived || !this.options.fromStart?.(item)) return;
    if (this.viewHeight === 0 || (this.heights.get(this.arrived) ?? 0) <= this.viewHeight) return;
    this.anchor = { key: this.arrived, index: this.items.length - 1, below: 0 };
    this.arrived = "";
    this.atEnd = false;
    this.options.moved?.(false);
  }

  scrollTop = 0;

  total() {
    return this.offsets[this.items.length] ?? 0;
  }

  scrolled() {
    // The browser moves a list that has grown taller before the watcher hears of its new height.
    this.viewHeight = this.options.scroller.clientHeight;
    // While it is hidden, it has no place to keep or to lose.
    if (this.viewHeight === 0) return;
    const top = this.options.scroller.scrollTop;
    if (Math.abs(top - this.scrollTop) >= 1) {
      this.arrived = "";
      const was = this.atEnd;
      this.atEnd = (this.options.fromEnd ?? false) && top + this.viewHeight >= this.total() - AT_END;
      if (was !== this.atEnd) this.options.moved?.(this.atEnd);
      this.scrollTop = top;
      this.keepAnchor();
    }
    this.draw();
  }

  keepAnchor() {
    const index = this.at(this.scrollTop);
    const item = this.items[index];
    this.anchor = item === undefined ? null : { key: this.options.key(item), index, below: this.scrollTop - (this.offsets[index] ?? 0) };
  }

  /**
   * The row at this distance from the beginning.
   *
   * @param {number} distance in pixels
   */
  at(distance) {
    let low = 0;
    let high = this.items.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.offsets[middle] ?? 0) <= distance) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  draw() {
    const { key: keyOf, draw } = this.options;
    this.first = this.at(this.scrollTop - OVERSCAN);
    this.last = this.items.length === 0 ? -1 : this.at(this.scrollTop + this.viewHeight + OVERSCAN);
    const wanted = new Set();
    for (let index = this.first; index <= this.last; index += 1) wanted.add(keyOf(/** @type {T} */ (this.items[index])));
    for (const [key, row] of this.rows) {
      if (!wanted.has(key)) this.drop(key, row.element);
    }
    let next = this.shown.firstChild;
    for (let index = this.first; index <= this.last; index += 1) {
      const item = /** @type {T} */ (this.items[index]);
      const key = keyOf(item);
      let row = this.rows.get(key);
      if (row && row.item !== item) {
        next = row.element === next ? next.nextSibling : next;
        const held = row.element.contains(document.activeElement) ? document.activeElement : null;
        const element = draw(item, index);
        row.element.replaceWith(element);
        this.watcher.unobserve(row.element);
        if (held) this.options.refocus?.(element, held);
        row = this.keep(key, item, element);
      } else if (!row) {
        row = this.keep(key, item, draw(item, index));
        this.shown.insertBefore(row.element, next);
      } else if (row.element === next) {
        next = next.nextSibling;
      } else {
        this.shown.insertBefore(row.element, next);
      }
    }
    this.shown.style.transform = `translateY(${Math.round(this.offsets[this.first] ?? 0)}px)`;
    if (this.first === 0 && this.scrollTop < OVERSCAN && this.viewHeight > 0) this.options.nearStart?.();
  }

  /**
   * @param {string} key
   * @param {T} item
   * @param {HTMLElement} element
   */
  keep(key, item, element) {
    const row = { item, element };
    this.rows.set(key, row);
    this.keys.set(element, key);
    // Its padding counts: a row that is the last has more of it.
    this.watcher.observe(element, { box: "border-box" });
    return row;
  }

  /**
   * @param {string} key
   * @param {HTMLElement} element
   */
  drop(key, element) {
    if (element.contains(document.activeElement)) this.options.scroller.focus({ preventScroll: true });
    this.watcher.unobserve(element);
    element.remove();
    this.rows.delete(key);
  }

  /**
   * Takes the heights that the browser has worked out anyway, before it paints.
   *
   * @param {ResizeObserverEntry[]} entries
   */
  measure(entries) {
    let changed = false;
    for (const entry of entries) {
      if (entry.target === this.options.scroller) {
        const height = this.options.scroller.clientHeight;
        changed ||= this.viewHeight !== height;
        this.viewHeight = height;
        continue;
      }
      const key = this.keys.get(entry.target);
      const height = entry.borderBoxSize[0]?.blockSize ?? entry.contentRect.height;
      if (key === undefined || height === 0 || !entry.target.isConnected || this.heights.get(key) === height) continue;
      this.heights.set(key, height);
      changed = true;
    }
    if (!changed) return;
    if (!this.anchor && !this.atEnd) this.keepAnchor();
    this.layOut();
    this.settle();
  }

  /**
   * Brings a row into view and returns it, or null if there is none.
   *
   * @param {string} key
   * @param {"nearest" | "middle"} [where]
   * @returns {HTMLElement | null}
   */
  reveal(key, where = "nearest") {
    const index = this.places.get(key);
    if (index === undefined) return null;
    const top = this.offsets[index] ?? 0;
    const bottom = this.offsets[index + 1] ?? top;
    const height = bottom - top;
    let wanted = this.scrollTop;
    if (where === "middle") wanted = top - Math.max(0, (this.viewHeight - height) / 2);
    else if (top < this.scrollTop + 8) wanted = top - 8;
    else if (bottom > this.scrollTop + this.viewHeight - 8) wanted = Math.min(top - 8, bottom - this.viewHeight + 8);
    wanted = Math.max(0, Math.min(wanted, this.total() - this.viewHeight));
    if (Math.abs(wanted - this.scrollTop) >= 1) {
      this.atEnd = (this.options.fromEnd ?? false) && wanted + this.viewHeight >= this.total() - AT_END;
      this.options.moved?.(this.atEnd);
      this.scrollTop = wanted;
      this.keepAnchor();
      this.settle();
    } else {
      this.draw();
    }
    return this.rows.get(key)?.element ?? null;
  }

  /** Goes to the end and stays there. */
  toEnd() {
    this.atEnd = true;
    this.settle();
    this.options.moved?.(true);
  }

  /** Stops watching. */
  close() {
    this.watcher.disconnect();
  }
}
