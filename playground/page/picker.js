// @ts-check
// A list to choose from: for the menus of messages, and for the fields of commands.

import { el, fill, on, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { closeBox, openBeside } from "./menu.js";

/**
 * @typedef {object} Choice
 * @property {string} value
 * @property {string} label
 * @property {string} [description]
 * @property {Node} [picture]
 */

/**
 * Lets a person choose from a list; resolves with the values, or null if the list was closed without a choice.
 *
 * @param {import("./menu.js").Anchor} anchor
 * @param {{label: string, choices: readonly Choice[], min: number, max: number, chosen?: readonly string[], titled?: boolean}} options `titled`: the label stands over the list
 * @returns {Promise<string[] | null>}
 */
export function pickFrom(anchor, { label, choices, min, max, chosen = [], titled = false }) {
  return new Promise((resolve) => {
    const picked = new Set(chosen);
    const several = max > 1 || min === 0;
    let active = Math.max(0, choices.findIndex((choice) => picked.has(choice.value)));
    let shown = choices;
    /** @type {string[] | null} */
    let answer = null;
    // The keyboard of a phone would lie over the list: it comes when the search is tapped.
    const touched = matchMedia("(pointer: coarse)").matches;
    const listId = uniqueId("choices");
    const list = el("ul", { class: "choices", id: listId, role: "listbox", "aria-label": label, "aria-multiselectable": several ? "true" : null, tabindex: touched ? 0 : null });
    const search = el("input", {
      class: "choice-search", type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": listId, "aria-label": `${label}: search`, placeholder: "Search…", autocomplete: "off", spellcheck: "false", autofocus: !touched,
    });
    const done = el("button", { type: "button", class: "button button-main" }, "Done");
    const foot = el("div", { class: "choice-foot" }, el("span", { class: "choice-count" }), done);
    const box = el("div", { class: "picker" }, titled ? el("h2", { class: "picker-title", "aria-hidden": "true" }, label) : null, search, list, several ? foot : null);
    if (choices.length < 8) search.classList.add("choice-search-quiet");

    const draw = () => {
      shown = choices.filter((choice) => `${choice.label} ${choice.description ?? ""}`.toLowerCase().includes(search.value.trim().toLowerCase()));
      active = Math.min(active, Math.max(0, shown.length - 1));
      fill(list, shown.length === 0 ? el("li", { class: "choice-none", role: "presentation" }, "No matches.") : null, ...shown.map((choice, index) => {
        const row = el("li", { class: `choice${index === active ? " choice-active" : ""}`, id: `${listId}-${index}`, role: "option", "aria-selected": String(picked.has(choice.value)) },
          choice.picture ? choice.picture.cloneNode(true) : null,
          el("span", { class: "choice-words" }, el("span", { class: "choice-label" }, choice.label), choice.description ? el("span", { class: "choice-about" }, choice.description) : null),
          picked.has(choice.value) ? icon("check", 16) : null);
        return on(row, "click", () => choose(index));
      }));
      for (const field of touched ? [search, list] : [search]) field.setAttribute("aria-activedescendant", shown.length > 0 ? `${listId}-${active}` : "");
      list.children[active]?.scrollIntoView({ block: "nearest" });
      const count = foot.querySelector(".choice-count");
      if (count) count.textContent = max > 1 ? `${picked.size} of ${Math.min(max, choices.length)}` : "";
      done.disabled = picked.size < min || picked.size > max;
    };
    /** @param {number} index */
    const choose = (index) => {
      const choice = shown[index];
      if (!choice) return;
      active = index;
      if (!several) {
        answer = [choice.value];
        closeBox();
        return;
      }
      if (picked.has(choice.value)) picked.delete(choice.value);
      else {
        if (max === 1) picked.clear();
        if (picked.size < max) picked.add(choice.value);
      }
      draw();
    };
    const finish = () => {
      if (done.disabled) return;
      answer = choices.filter((choice) => picked.has(choice.value)).map((choice) => choice.value);
      closeBox();
    };
    on(done, "click", finish);
    on(search, "input", () => { active = 0; draw(); });
    on(box, "keydown", (event) => {
      if (event.target === done) return;
      const moves = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: shown.length - 1 };
      const next = moves[/** @type {keyof typeof moves} */ (event.key)];
      if (next !== undefined && shown.length > 0) {
        event.preventDefault();
        active = (next + shown.length) % shown.length;
        draw();
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (several && (event.ctrlKey || event.metaKey)) finish();
        else choose(active);
      }
    });
    // Drawn first, so that there is room for all of it.
    draw();
    openBeside(box, anchor, { closed: () => resolve(answer), keepFocus: touched });
    if (touched) list.focus({ preventScroll: true });
  });
}
