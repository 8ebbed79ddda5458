// @ts-check
// The emojis that people reach for.

import { el, on } from "./dom.js";
import { closeBox, openBeside, rove } from "./menu.js";

const COMMON = [
  ["🎫", "ticket"], ["👍", "thumbs up"], ["👎", "thumbs down"], ["✅", "check mark"], ["❌", "cross"], ["👀", "eyes"], ["❤️", "heart"], ["🎉", "party"],
  ["😀", "grin"], ["😂", "tears of joy"], ["🙂", "smile"], ["🤔", "thinking"], ["😢", "sad"], ["😮", "surprised"], ["🙏", "thank you"], ["👋", "wave"],
  ["🔥", "fire"], ["🐛", "bug"], ["🚀", "rocket"], ["💡", "idea"], ["⏳", "waiting"], ["📌", "pin"], ["🔧", "wrench"], ["☕", "coffee"],
];

/**
 * Lets a person choose an emoji, or type another one.
 *
 * @param {import("./menu.js").Anchor} anchor
 * @param {(emoji: string) => void} picked
 */
export function pickEmoji(anchor, picked) {
  const grid = el("div", { class: "emoji-grid", role: "group", "aria-label": "Emojis" });
  COMMON.forEach(([emoji, name], index) => {
    const button = el("button", { type: "button", class: "emoji", tabindex: index === 0 ? 0 : -1, "aria-label": name, title: name }, emoji);
    grid.append(on(button, "click", () => { closeBox(); picked(emoji ?? ""); }));
  });
  rove(grid, "button", { sideways: true });
  const other = el("input", { class: "input", type: "text", placeholder: "Other…", "aria-label": "Another emoji", maxlength: 32, autocomplete: "off" });
  on(other, "keydown", (event) => {
    const emoji = other.value.trim();
    if (event.key !== "Enter" || !emoji) return;
    event.preventDefault();
    closeBox();
    picked(emoji);
  });
  openBeside(el("div", { class: "emoji-box", role: "dialog", "aria-label": "Choose an emoji" }, grid, other), anchor);
}
