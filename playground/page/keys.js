// @ts-check
// The keys of the page, and the window that lists them.

import { el } from "./dom.js";
import { openDialog } from "./dialog.js";

/** @type {[string, [string[], string][]][]} */
const KEY_LISTS = [
  ["Who you are", [[["1"], "Customer"], [["2"], "Agent"], [["3"], "Developer"], [["Alt", "1"], "The same while typing (also with 2 and 3)"], [["S"], "Two people side by side"]]],
  ["Getting around", [[["Alt", "↑"], "Previous channel"], [["Alt", "↓"], "Next channel"], [["F6"], "Next part of the page"], [["P"], "Event log"], [["T"], "Break things"], [["G"], "Guide"], [["?"], "This list"], [["Esc"], "Close"]]],
  ["Messages", [[["↑", "↓"], "Move between messages"], [["Enter"], "Message options"], [["R"], "Reply"], [["E"], "Edit your message"], [["Del"], "Delete your message"], [["Tab"], "Its buttons and links"]]],
  ["Writing", [[["/"], "Commands"], [["@"], "Mention someone"], [["Enter"], "Send"], [["Shift", "Enter"], "New line"], [["↑"], "Edit your last message (in an empty box)"]]],
];

export function showKeys() {
  openDialog("Keyboard", [el("div", { class: "key-lists" }, ...KEY_LISTS.map(([title, keys]) => el("section", {}, el("h3", {}, title),
    el("dl", {}, ...keys.map(([names, words]) => el("div", {}, el("dt", {}, ...names.map((name) => el("kbd", { class: "key" }, name))), el("dd", {}, words)))))))], { wide: true });
}

/**
 * Whether keys belong to what is being typed.
 *
 * @param {EventTarget | null} target
 */
export function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("textarea, select, input:not([type='checkbox'], [type='radio'], [type='file'])"));
}
