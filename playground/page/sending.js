// @ts-check
// Messages that are more than what one types: forwards, polls, stickers, voice notes, and those of proxies, bridges and other apps.

import { el, on, uniqueId } from "./dom.js";
import { optionChoices } from "./choices.js";
import { askForLine, cancelButton, openDialog } from "./dialog.js";
import { quietly } from "./interact.js";
import { openMenu } from "./menu.js";
import { pickFrom } from "./picker.js";

/** @typedef {import("./protocol.d.ts").Message} Message */
/** @typedef {import("./store.js").PersonStore} PersonStore */

/** Types of channels that a message can be forwarded to: text, voice, announcements, threads. */
const WRITABLE = [0, 2, 5, 10, 11, 12];
/** Discord's limits of a poll: characters of the question and of an answer, answers. */
const LONGEST_QUESTION = 300;
const LONGEST_ANSWER = 55;
const MOST_ANSWERS = 10;

/**
 * Lets a person forward a message to a channel that they choose.
 *
 * @param {PersonStore} store
 * @param {Message} message
 * @param {import("./menu.js").Anchor} anchor
 */
export async function forwardMessage(store, message, anchor) {
  const choices = optionChoices(store, 8, message.channel_id, WRITABLE).filter((choice) => store.channels.get(choice.value)?.can.write);
  const chosen = await pickFrom(anchor, { label: "Forward to", choices, min: 1, max: 1, titled: true });
  if (chosen?.[0]) quietly(store, { verb: "forward", message_id: message.id, channel_id: chosen[0] }, "Message forwarded.");
}

/**
 * Opens the menu with everything besides text and files that can be sent to a channel.
 *
 * @param {PersonStore} store
 * @param {string} channelId
 * @param {HTMLElement} anchor
 */
export function openSendMenu(store, channelId, anchor) {
  const guild = store.guildOf(channelId);
  const sender = store.person?.global_name ?? store.username;
  openMenu(anchor, "More options", [
    { label: "Start a poll…", icon: "forum", run: () => askForPoll(store, channelId) },
    { label: "Send a sticker…", icon: "react", run: () => { pickSticker(store, channelId, anchor); } },
    { label: "Send a voice note", icon: "voice", run: () => { quietly(store, { verb: "voice_note", channel_id: channelId, seconds: 5 }); } },
    ...(guild ? [
      { label: "Post through a proxy…", icon: /** @type {const} */ ("person"), apart: true, hint: "PluralKit", run: () => {
        askForWords("Post through a proxy", "A proxy such as PluralKit reposts the message under another name.", "Star of " + sender, (name, content) => quietly(store, { verb: "proxy", channel_id: channelId, name, content }));
      } },
      { label: "Post through a bridge…", icon: /** @type {const} */ ("link"), hint: "Webhook", run: () => {
        askForWords("Post through a bridge", "A bridge reposts a message from another network.", "Alex (Matrix)", (name, content) => quietly(store, { verb: "other", kind: "bridge", channel_id: channelId, name, content }));
      } },
      { label: "Post a card as another app…", icon: /** @type {const} */ ("event"), hint: "Embed", run: () => { postAsApp(store, channelId, "card"); } },
      { label: "Post components as another app…", icon: /** @type {const} */ ("event"), hint: "V2", run: () => { postAsApp(store, channelId, "components"); } },
    ] : []),
  ]);
}

/**
 * @param {PersonStore} store
 * @param {string} channelId
 * @param {HTMLElement} anchor
 */
async function pickSticker(store, channelId, anchor) {
  const names = store.guildOf(channelId)?.stickers ?? ["Wave"];
  const chosen = await pickFrom(anchor, { label: "Stickers", choices: names.map((name) => ({ value: name, label: name })), min: 1, max: 1, titled: true });
  if (chosen?.[0]) quietly(store, { verb: "sticker", channel_id: channelId, name: chosen[0] });
}

/**
 * @param {PersonStore} store
 * @param {string} channelId
 * @param {"card" | "components"} kind
 */
async function postAsApp(store, channelId, kind) {
  const content = await askForLine("Post as another app", "Message from Statusbot", { value: "The login fails", yes: "Post" });
  if (content) quietly(store, { verb: "other", kind, channel_id: channelId, name: "Statusbot", content });
}

/**
 * Asks for a name and a text.
 *
 * @param {string} title
 * @param {string} about
 * @param {string} name
 * @param {(name: string, content: string) => Promise<unknown>} send
 */
function askForWords(title, about, name, send) {
  const called = el("input", { class: "input", id: uniqueId("name"), type: "text", maxlength: 80, value: name, required: true });
  const words = el("textarea", { class: "input", id: uniqueId("words"), rows: 3, maxlength: 2000, required: true, autofocus: true });
  const form = el("form", { class: "form", method: "dialog" },
    el("p", { class: "dialog-words" }, about),
    el("div", { class: "form-field" }, el("label", { for: called.id }, "Name"), called),
    el("div", { class: "form-field" }, el("label", { for: words.id }, "Message"), words),
    el("div", { class: "dialog-foot" }, cancelButton(), el("button", { type: "submit", class: "button button-main" }, "Post")));
  const dialog = openDialog(title, [form]);
  on(form, "submit", (event) => {
    event.preventDefault();
    send(called.value.trim(), words.value.trim());
    dialog.close();
  });
}

/**
 * @param {PersonStore} store
 * @param {string} channelId
 */
function askForPoll(store, channelId) {
  const question = el("input", { class: "input", id: uniqueId("question"), type: "text", maxlength: LONGEST_QUESTION, required: true, autofocus: true });
  const answers = el("textarea", { class: "input", id: uniqueId("answers"), rows: 4, required: true });
  const several = el("input", { type: "checkbox" });
  const form = el("form", { class: "form", method: "dialog" },
    el("div", { class: "form-field" }, el("label", { for: question.id }, "Question"), question),
    el("div", { class: "form-field" }, el("label", { for: answers.id }, "Answers (one per line)"), answers),
    el("label", { class: "form-check" }, several, "Allow multiple answers"),
    el("div", { class: "dialog-foot" }, cancelButton(), el("button", { type: "submit", class: "button button-main" }, "Start poll")));
  const dialog = openDialog("Start a poll", [form]);
  on(form, "submit", (event) => {
    event.preventDefault();
    const lines = answers.value.split("\n").map((line) => line.trim().slice(0, LONGEST_ANSWER)).filter(Boolean).slice(0, MOST_ANSWERS);
    quietly(store, { verb: "poll", channel_id: channelId, question: question.value.trim(), answers: lines, multiselect: several.checked });
    dialog.close();
  });
}
