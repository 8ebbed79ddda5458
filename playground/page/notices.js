// @ts-check
// Short words to the person: at the lower edge for the eyes, in the live region for the ears.

import { byId, el, on } from "./dom.js";
import { icon } from "./icons.js";
import { wordsOf } from "./socket.js";

/** How long a notice stays, in milliseconds: that all is well is seen at a glance. */
const STAYS = 7_000;
const STAYS_GOOD = 3_000;
/** Below this width, a notice lies over what is worked on, and goes with the next tap. */
const ON_PHONES = "(width < 720px)";

/** Within this time, the same words are said only once, in milliseconds. */
const ONCE = 500;
let lastSpoken = 0;

/**
 * Says something to those who listen to the page.
 *
 * @param {string} words
 */
export function speak(words) {
  const region = byId("spoken");
  // Two people may look at the same place; it is said once.
  if (region.lastElementChild?.textContent === words && Date.now() - lastSpoken < ONCE) return;
  lastSpoken = Date.now();
  region.append(el("p", {}, words));
  while (region.childElementCount > 12) region.firstElementChild?.remove();
}

/**
 * Shows a notice for some seconds.
 *
 * @param {string} words
 * @param {"plain" | "bad" | "good"} [tone]
 */
export function notice(words, tone = "plain") {
  const close = el("button", { type: "button", class: "icon-button", "aria-label": "Close" }, icon("close", 16));
  const box = el("div", { class: `notice notice-${tone}`, role: tone === "bad" ? "alert" : "status" }, el("p", {}, words), close);
  on(close, "click", () => box.remove());
  const shelf = byId("notices");
  shelf.append(box);
  while (shelf.childElementCount > 3) shelf.firstElementChild?.remove();
  setTimeout(() => box.remove(), tone === "good" ? STAYS_GOOD : STAYS + words.length * 40);
}

addEventListener("pointerdown", (event) => {
  const shelf = document.getElementById("notices");
  if (matchMedia(ON_PHONES).matches && event.target instanceof Node && !shelf?.contains(event.target)) shelf?.replaceChildren();
}, true);

/**
 * Waits for something, and says so if it did not work.
 *
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<T | undefined>}
 */
export async function orNotice(work) {
  try {
    return await work;
  } catch (error) {
    notice(wordsOf(error), "bad");
    return undefined;
  }
}

/**
 * Puts a text where it can be pasted from.
 *
 * @param {string} text
 * @param {string} done what to say then
 */
export async function copyText(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    notice(done, "good");
  } catch {
    notice("The browser blocked copying. Select the text and copy it yourself.", "bad");
  }
}
