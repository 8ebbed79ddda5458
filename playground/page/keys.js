// @ts-check
// The keys of the page, and the window that lists them.

import { el } from "./dom.js";
import { openDialog } from "./dialog.js";

/** @type {[string, [string[], string][]][]} */
const KEY_LISTS = [
  ["Who you are", [[["1"], "The customer"], [["2"], "The agent"], [["3"], "The developer"], [["Alt", "1"], "The same while you type; also with 2 and 3"], [["S"], "Two people side by side"]]],
  ["Getting around", [[["Alt", "↑"], "The channel above"], [["Alt", "↓"], "The channel below"], [["F6"], "On to the next part of the page"], [["P"], "What just happened"], [["T"], "Trouble"], [["G"], "Guide"], [["?"], "This list"], [["Esc"], "Close what is open"]]],
  ["Messages", [[["↑", "↓"], "From message to message"], [["Enter"], "What you can do with it"], [["R"], "Reply"], [["E"], "Change your own"], [["Del"], "Delete your own"], [["Tab"], "Its buttons and links"]]],
  ["Writing", [[["/"], "Commands"], [["@"], "Mention somebody"], [["Enter"], "Send"], [["Shift", "Enter"], "A new line"], [["↑"], "Change what you wrote last, when the box is empty"]]],
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
