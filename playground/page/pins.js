// @ts-check
// The pinned messages of a channel, as a list beside its head: each leads to where it was written.

import { el, fill, on } from "./dom.js";
import { avatar } from "./avatar.js";
import { messageTime } from "./format.js";
import { closeBox, openBeside, rove } from "./menu.js";
import { plainText } from "./markdown.js";
import { quietly } from "./interact.js";

/** @typedef {import("./protocol.d.ts").Message} Message */
/** @typedef {import("./store.js").PersonStore} PersonStore */

/** How much of a message is shown, in characters. */
const LONGEST_PIN = 220;

/**
 * Opens the list.
 *
 * @param {PersonStore} store
 * @param {string} channelId
 * @param {HTMLElement} anchor
 * @param {(channelId: string, messageId: string | null) => void} jump
 */
export async function openPins(store, channelId, anchor, jump) {
  const answer = await quietly(store, { verb: "pins", channel_id: channelId });
  if (!answer) return;
  /** @type {Message[]} */
  const messages = answer.messages;
  const box = el("div", { class: "pins", role: "dialog", "aria-label": "Pinned messages" });
  const none = el("p", { class: "pins-none", tabindex: 0 }, "Nothing is pinned in this channel.");
  fill(box, el("h2", {}, "Pinned messages"), messages.length === 0 ? none : el("ul", {}, ...messages.map((message, index) => el("li", {}, drawPin(store, message, index === 0, () => {
    closeBox(false);
    jump(channelId, message.id);
  })))));
  rove(box, ".pinned");
  openBeside(box, anchor, { toEnd: true });
}

/**
 * @param {PersonStore} store
 * @param {Message} message
 * @param {boolean} reachable
 * @param {() => void} open
 */
function drawPin(store, message, reachable, open) {
  const name = store.nameOf(message.author, message.channel_id);
  const [card] = message.rendered.embeds;
  const words = [message.rendered.content, card?.title ?? [], card?.description ?? []].flatMap((part) => plainText(part, "\n").split("\n")).map((line) => line.trim()).filter(Boolean).join(" · ");
  const button = el("button", { type: "button", class: "pinned", tabindex: reachable ? 0 : -1 }, avatar(message.author, name, "small"),
    el("span", { class: "pinned-words" }, el("span", { class: "pinned-head" }, el("strong", {}, name), ` ${messageTime(Date.parse(message.timestamp), store.locale)}`), el("span", { class: "pinned-text" }, words.slice(0, LONGEST_PIN) || "A message")));
  return on(button, "click", open);
}
