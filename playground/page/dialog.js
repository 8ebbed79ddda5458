// @ts-check
// Windows over the page. The browser keeps the keyboard inside and closes them with Escape.

import { el, on, uniqueId } from "./dom.js";
import { icon } from "./icons.js";

/**
 * Opens a window. It goes away when it is closed.
 *
 * @param {string} title
 * @param {(Node | null)[]} content
 * @param {{wide?: boolean, closed?: () => void}} [options]
 * @returns {HTMLDialogElement}
 */
export function openDialog(title, content, { wide = false, closed } = {}) {
  const id = uniqueId("dialog");
  const close = el("button", { type: "button", class: "icon-button", "aria-label": "Close" }, icon("close"));
  const dialog = el("dialog", { class: `dialog${wide ? " dialog-wide" : ""}`, "aria-labelledby": id },
    el("div", { class: "dialog-head" }, el("h2", { id }, title), close),
    ...content);
  on(close, "click", () => dialog.close());
  const giveBack = wayBack();
  on(dialog, "close", () => {
    dialog.remove();
    giveBack();
    closed?.();
  });
  on(dialog, "mousedown", (event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** A button that closes the window that it stands in. */
export function cancelButton() {
  const button = el("button", { type: "button", class: "button" }, "Cancel");
  return on(button, "click", () => button.closest("dialog")?.close());
}

/**
 * Returns a function that gives the keyboard back to where it is now. The browser does so only if that element is still on the page, and a
 * message is drawn again while its form is open.
 */
function wayBack() {
  const held = document.activeElement;
  const seat = held?.closest(".seat");
  const message = held?.closest("article[data-message]")?.getAttribute("data-message");
  const control = held?.getAttribute("data-custom-id");
  return () => {
    if (document.activeElement !== document.body || held === document.body) return;
    const article = [...(seat?.querySelectorAll("article[data-message]") ?? [])].find((each) => each.getAttribute("data-message") === message);
    const same = control ? [...(article?.querySelectorAll("[data-custom-id]") ?? [])].find((each) => each.getAttribute("data-custom-id") === control) : undefined;
    /** @type {HTMLElement | null | undefined} */ (same ?? article ?? seat?.querySelector(".composer-line:not([hidden]) .composer-text, .post"))?.focus({ preventScroll: true });
  };
}

/**
 * Asks whether to do something that cannot be undone.
 *
 * @param {string} title
 * @param {string} words
 * @param {string} yes the words on the button
 * @returns {Promise<boolean>}
 */
export function askFirst(title, words, yes) {
  return new Promise((resolve) => {
    let answer = false;
    const go = el("button", { type: "button", class: "button button-danger", autofocus: true }, yes);
    const dialog = openDialog(title, [el("p", { class: "dialog-words" }, words), el("div", { class: "dialog-foot" }, cancelButton(), go)], { closed: () => resolve(answer) });
    on(go, "click", () => { answer = true; dialog.close(); });
  });
}

/**
 * Asks for one line of text; resolves with null if the person changed their mind.
 *
 * @param {string} title
 * @param {string} label
 * @param {{value?: string, yes?: string, longest?: number}} [options]
 * @returns {Promise<string | null>}
 */
export function askForLine(title, label, { value = "", yes = "OK", longest = 100 } = {}) {
  return new Promise((resolve) => {
    /** @type {string | null} */
    let answer = null;
    const id = uniqueId("line");
    const input = el("input", { class: "input", id, type: "text", maxlength: longest, value, autocomplete: "off", required: true, autofocus: true });
    const form = el("form", { class: "form", method: "dialog" },
      el("div", { class: "form-field" }, el("label", { for: id }, label), input),
      el("div", { class: "dialog-foot" }, cancelButton(), el("button", { type: "submit", class: "button button-main" }, yes)));
    const dialog = openDialog(title, [form], { closed: () => resolve(answer) });
    on(form, "submit", (event) => {
      event.preventDefault();
      answer = input.value.trim() || null;
      dialog.close();
    });
    input.select();
  });
}
