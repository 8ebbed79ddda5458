// @ts-check
// The head of a conversation: its name, the way to where it belongs, and what can be done with it.

import { el, on } from "./dom.js";
import { channelIcon } from "./choices.js";
import { icon } from "./icons.js";
import { phrase } from "./language.js";
import { openNewThreadMenu, openThreadMenu } from "./actions.js";
import { openPins } from "./pins.js";

/** @typedef {import("./store.js").PersonStore} PersonStore */
/** @typedef {{primary: boolean, back: () => void, parent: (channelId: string) => void, jump: (channelId: string, messageId: string | null) => void}} HeadHooks */

/**
 * @param {PersonStore} store
 * @param {import("./protocol.d.ts").Channel} channel
 * @param {HeadHooks} hooks
 * @returns {import("./dom.js").Child[]}
 */
export function headParts(store, channel, hooks) {
  const back = el("button", { type: "button", class: "icon-button talk-back", "aria-label": "Back to channels" }, icon("menu"));
  on(back, "click", () => hooks.back());
  const state = channel.thread_metadata;
  const parent = state && channel.parent_id ? store.channels.get(channel.parent_id) : undefined;
  const title = el("h2", { class: "talk-title", id: hooks.primary ? "conversation" : null, tabindex: -1 }, store.titleOf(channel));
  const trail = parent ? on(el("button", { type: "button", class: "talk-parent" }, icon(channelIcon(parent), 16), parent.name ?? "", icon("right", 14)), "click", () => hooks.parent(parent.id)) : null;
  const marks = state ? [state.archived ? el("span", { class: "mark-word" }, phrase(store.locale, "Archived")) : null, state.locked ? el("span", { class: "mark-word" }, phrase(store.locale, "Locked")) : null] : [];
  const pins = el("button", { type: "button", class: "icon-button", "aria-haspopup": "dialog", "aria-expanded": "false", "aria-label": "Pinned messages", title: "Pinned messages" }, icon("pin"));
  on(pins, "click", () => { openPins(store, channel.id, pins, hooks.jump); });
  const begins = !state && channel.can.thread && channel.type !== 1;
  const more = state || begins ? el("button", { type: "button", class: "icon-button", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": state ? "Thread options" : "New thread", title: state ? null : "New thread" }, icon(state ? "more" : "thread")) : null;
  if (more) on(more, "click", () => openHeadMenu(store, channel.id, more, hooks.jump));
  return [back, trail, parent ? null : icon(channelIcon(channel)), title, ...marks, channel.topic ? el("p", { class: "talk-topic" }, channel.topic) : el("span", { class: "talk-topic" }), pins, more];
}

/**
 * @param {PersonStore} store
 * @param {string} channelId
 * @param {HTMLElement} anchor
 * @param {HeadHooks["jump"]} jump
 */
function openHeadMenu(store, channelId, anchor, jump) {
  const channel = store.channels.get(channelId);
  if (channel?.thread_metadata) openThreadMenu(store, channel, anchor);
  else if (channel) openNewThreadMenu(store, channel, anchor, jump);
}
