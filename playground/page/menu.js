// @ts-check
// Things that open beside something: menus, lists to choose from, small boxes. One at a time; Escape and a click elsewhere close it.

import { el, on } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @typedef {object} MenuItem
 * @property {string} label
 * @property {import("./icons.js").IconName} [icon]
 * @property {Node} [picture]
 * @property {string} [hint] at the right
 * @property {boolean} [danger]
 * @property {boolean} [apart] a line above it
 * @property {string} [heading] begins a group of that name, which ends at the next line
 * @property {boolean} [checked] makes it one of a choice
 * @property {() => void} run
 */
/** @typedef {Element | {x: number, y: number}} Anchor */

/** How far from the window's edge a box stays, in pixels. */
const EDGE = 8;

/** @type {{box: HTMLElement, back: HTMLElement | null, closed: (() => void) | undefined} | null} */
let openBox = null;

/**
 * Opens a box beside something.
 *
 * @param {HTMLElement} box
 * @param {Anchor} anchor
 * @param {{closed?: () => void, side?: "below" | "above", toEnd?: boolean, keepFocus?: boolean}} [options] `toEnd`: the right edges meet, not the left ones
 */
export function openBeside(box, anchor, { closed, side = "below", toEnd = false, keepFocus = false } = {}) {
  closeBox(false);
  const home = (anchor instanceof Element ? anchor.closest("dialog") : null) ?? document.querySelector("main") ?? document.body;
  const back = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  box.classList.add("box");
  home.append(box);
  openBox = { box, back, closed };
  if (anchor instanceof HTMLElement && anchor.hasAttribute("aria-expanded")) anchor.setAttribute("aria-expanded", "true");
  placeBox(box, anchor, side, toEnd);
  if (!keepFocus) /** @type {HTMLElement | null} */ (box.querySelector("[autofocus], [tabindex='0'], input, button"))?.focus();
}

/**
 * Puts a box beside its anchor, inside the window.
 *
 * @param {HTMLElement} box
 * @param {Anchor} anchor
 * @param {"below" | "above"} side
 * @param {boolean} toEnd
 */
function placeBox(box, anchor, side, toEnd) {
  const at = anchor instanceof Element ? anchor.getBoundingClientRect() : new DOMRect(anchor.x, anchor.y, 0, 0);
  const size = box.getBoundingClientRect();
  const below = at.bottom + 4;
  const above = at.top - size.height - 4;
  const room = window.innerHeight - EDGE;
  let top = side === "below" ? below : above;
  if (side === "below" && below + size.height > room && above >= EDGE) top = above;
  if (side === "above" && above < EDGE) top = below + size.height > room ? EDGE : below;
  const left = Math.min(toEnd ? at.right - size.width : at.left, window.innerWidth - size.width - EDGE);
  box.style.top = `${Math.max(EDGE, Math.min(top, room - size.height))}px`;
  box.style.left = `${Math.max(EDGE, left)}px`;
}

/**
 * Closes what is open.
 *
 * @param {boolean} [giveBack] whether the keyboard goes back to where it was
 */
export function closeBox(giveBack = true) {
  if (!openBox) return false;
  const { box, back, closed } = openBox;
  openBox = null;
  const held = box.contains(document.activeElement);
  box.remove();
  for (const opener of document.querySelectorAll("[aria-haspopup][aria-expanded='true']")) opener.setAttribute("aria-expanded", "false");
  closed?.();
  if (giveBack && held && back?.isConnected) back.focus({ preventScroll: true });
  return true;
}

/** @param {HTMLElement} box */
export function isOpenBox(box) {
  return openBox?.box === box;
}

/** Lets clicks elsewhere and Escape close what is open. */
export function watchForClosing() {
  document.addEventListener("pointerdown", (event) => {
    if (openBox && event.target instanceof Node && !openBox.box.contains(event.target)) {
      const opener = event.target instanceof Element ? event.target.closest("[aria-haspopup][aria-expanded='true']") : null;
      closeBox(false);
      // The click that follows on the opener itself means "close", too.
      if (opener) opener.addEventListener("click", (click) => click.stopImmediatePropagation(), { once: true, capture: true });
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && closeBox()) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, { capture: true });
  window.addEventListener("resize", () => closeBox());
}

/**
 * Opens a menu.
 *
 * @param {Anchor} anchor
 * @param {string} label
 * @param {readonly MenuItem[]} items
 * @param {{note?: string}} [options] `note`: a line over the items, which is part of the label, too
 */
export function openMenu(anchor, label, items, { note = "" } = {}) {
  const menu = el("div", { class: "menu", role: "menu", "aria-label": label });
  if (note) menu.append(el("p", { class: "menu-note", "aria-hidden": "true" }, note));
  let home = menu;
  for (const item of items) {
    if (item.apart) {
      home = menu;
      menu.append(el("hr", {}));
    }
    if (item.heading) {
      home = el("div", { role: "group", "aria-label": item.heading }, el("p", { class: "menu-note", "aria-hidden": "true" }, item.heading));
      menu.append(home);
    }
    const role = item.checked === undefined ? "menuitem" : "menuitemradio";
    const button = el("button", { type: "button", role, class: `menu-item${item.danger ? " menu-danger" : ""}`, tabindex: -1, "aria-checked": item.checked === undefined ? null : String(item.checked) });
    if (item.icon) button.append(icon(item.icon, 18));
    if (item.picture) button.append(item.picture);
    button.append(el("span", { class: "menu-label" }, item.label));
    if (item.checked) button.append(icon("check", 16));
    if (item.hint) button.append(el("span", { class: "menu-hint" }, item.hint));
    on(button, "click", () => {
      closeBox();
      item.run();
    });
    home.append(button);
  }
  menu.querySelector("button")?.setAttribute("tabindex", "0");
  rove(menu, "button");
  openBeside(menu, anchor);
}

/**
 * Lets the arrow keys walk over the things in a box, of which one at a time can be reached with Tab.
 *
 * @param {HTMLElement} box
 * @param {string} what a selector
 * @param {{sideways?: boolean}} [options]
 */
export function rove(box, what, { sideways = false } = {}) {
  const items = () => /** @type {HTMLElement[]} */ ([...box.querySelectorAll(what)]).filter((item) => !item.hidden && item.getClientRects().length > 0);
  on(box, "keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const here = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest(what)) : null;
    if (!here || !box.contains(here)) return;
    const all = items();
    const place = all.indexOf(here);
    const moves = { [sideways ? "ArrowRight" : "ArrowDown"]: place + 1, [sideways ? "ArrowLeft" : "ArrowUp"]: place - 1, Home: 0, End: all.length - 1 };
    let next = moves[event.key];
    if (next === undefined && event.key.length === 1 && event.key !== " " && box.getAttribute("role") === "menu") {
      const after = [...all.slice(place + 1), ...all.slice(0, place + 1)];
      const found = after.find((item) => item.textContent?.trim().toLowerCase().startsWith(event.key.toLowerCase()));
      next = found ? all.indexOf(found) : undefined;
    }
    if (next === undefined) return;
    event.preventDefault();
    const target = all[(next + all.length) % all.length];
    if (!target) return;
    for (const item of all) item.tabIndex = item === target ? 0 : -1;
    target.focus();
  });
  on(box, "focusin", (event) => {
    const here = event.target instanceof Element ? event.target.closest(what) : null;
    if (!here) return;
    for (const item of items()) item.tabIndex = item === here ? 0 : -1;
  });
}
