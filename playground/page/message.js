// @ts-check
// One message, with everything that hangs on it.

import { el, on } from "./dom.js";
import { avatar } from "./avatar.js";
import { clockTime, counted, dayName, fullTime, messageTime } from "./format.js";
import { icon } from "./icons.js";
import { countedIn, phrase, saidIn } from "./language.js";
import { drawText, plainText } from "./markdown.js";
import { drawAttachments, drawEmbed } from "./embed.js";
import { drawPoll, drawStickers, drawVoiceNote } from "./content.js";
import { drawComponents } from "./components.js";
import { quietly } from "./interact.js";
import { usable } from "./options.js";
import { hueOf } from "./store.js";

/** @typedef {import("./protocol.d.ts").Message} Message */
/** @typedef {import("./store.js").PersonStore} PersonStore */

/**
 * A line of a conversation: a message and how it stands among its neighbours.
 *
 * @typedef {object} Row
 * @property {string} key
 * @property {Message | null} message
 * @property {import("./store.js").LocalNote | null} note
 * @property {boolean} begins whether it shows its author, or follows on one by the same person
 * @property {boolean} newDay
 * @property {boolean} firstNew
 * @property {string} failure
 * @property {string} thread what the card of its thread says, so that the card follows the thread
 */

/**
 * What a message needs from the conversation around it.
 *
 * @typedef {object} Around
 * @property {PersonStore} store
 * @property {import("./markdown.js").Leads} leads
 * @property {(message: Message, at: import("./menu.js").Anchor) => void} menu
 * @property {(message: Message, at: HTMLElement) => void} pickEmoji
 */

const FLAG_THINKING = 128;
const FLAG_NO_EMBEDS = 4;
const FLAG_COMPONENTS = 32768;
const FLAG_VOICE = 8192;

/** Whether a message is one that somebody wrote, or the community itself. @param {Message} message */
export function isSystem(message) {
  return message.system !== null && message.type !== 21;
}

/**
 * @param {Row} row
 * @param {Around} around
 * @returns {HTMLElement}
 */
export function drawRow(row, around) {
  const box = el("div", { class: "row" });
  if (row.message && row.newDay) box.append(el("div", { class: "divider" }, el("span", {}, dayName(Date.parse(row.message.timestamp), around.store.locale))));
  if (row.firstNew) box.append(el("div", { class: "divider divider-new" }, el("span", {}, phrase(around.store.locale, "New"))));
  if (row.note) box.append(drawNote(row.note, around.store));
  else if (row.message) box.append(isSystem(row.message) ? drawSystem(row.message, around) : drawMessage(row.message, row, around));
  for (const control of box.querySelectorAll("a, button")) control.setAttribute("tabindex", "-1");
  return box;
}

/**
 * @param {Message} message
 * @param {Row} row
 * @param {Around} around
 */
function drawMessage(message, row, around) {
  const { store } = around;
  // A thread begins with the message that it was made from.
  const shown = message.type === 21 && message.referenced_message ? message.referenced_message : message;
  const name = store.nameOf(shown.author, message.channel_id);
  const at = Date.parse(shown.timestamp);
  const classes = ["message", row.begins ? "message-begins" : "message-follows", hueOf(shown.author)];
  if (message.pinged) classes.push("message-pinged");
  if (message.ephemeral) classes.push("message-ephemeral");
  const article = el("article", { class: classes.join(" "), tabindex: -1, "aria-label": labelOf(message, name, at), "data-message": message.id });
  if (message.type === 21) article.append(el("div", { class: "message-over" }, icon("thread", 14), el("span", {}, phrase(store.locale, "The message that started this thread"))));
  else if (message.type === 19 || (message.message_reference?.message_id && !message.forwarded)) article.append(drawReplyLine(message, around));
  else if (message.used) article.append(drawUsed({ ...message.used, command: message.type === 20 ? `/${message.used.command}` : message.used.command }, message.channel_id, store));
  const time = el("time", { class: "message-time", datetime: shown.timestamp, title: fullTime(at, store.locale) }, row.begins ? messageTime(at, store.locale) : clockTime(at));
  if (row.begins) {
    article.append(avatar(shown.author, name), el("div", { class: "message-head" },
      el("span", { class: "message-author" }, name),
      shown.author.bot ? el("span", { class: "badge" }, "App") : null,
      time,
      message.pinned ? pinMark(store.locale) : null));
  } else {
    article.append(time);
    if (message.pinned) article.append(pinMark(store.locale));
  }
  article.append(drawBody(message, shown, row, around), drawTools(message, around));
  return article;
}

/** @param {string} locale */
function pinMark(locale) {
  const words = phrase(locale, "Pinned");
  return el("span", { class: "message-pin", title: words }, icon("pin", 14), el("span", { class: "unseen" }, words));
}

/**
 * @param {Message} message
 * @param {Message} shown
 * @param {Row} row
 * @param {Around} around
 */
function drawBody(message, shown, row, around) {
  const { store, leads } = around;
  const body = el("div", { class: "message-body" });
  if (shown.flags & FLAG_THINKING) {
    body.append(el("p", { class: "thinking" }, el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), phrase(store.locale, "{0} is thinking…", store.nameOf(shown.author, message.channel_id))));
  }
  const edited = shown.edited_timestamp ? el("span", { class: "edited", title: fullTime(Date.parse(shown.edited_timestamp), store.locale) }, phrase(store.locale, "(edited)")) : null;
  if (shown.rendered.content.length > 0) body.append(el("div", { class: "prose" }, drawText(shown.rendered.content, leads), edited ? " " : null, edited));
  if (shown.forwarded) body.append(drawForwarded(shown, shown.forwarded, around));
  body.append(...drawCarried(shown, around));
  if (edited && shown.rendered.content.length === 0) body.append(edited);
  if (row.failure) body.append(el("p", { class: "failure", role: "alert" }, icon("note", 16), saidIn(store.locale, row.failure)));
  if (message.reactions && message.reactions.length > 0) body.append(drawReactions(message, around));
  if (message.thread) body.append(drawThreadCard(message.thread, store, leads));
  if (message.ephemeral) {
    body.append(drawOnlyYou(store, () => quietly(store, { verb: "dismiss", message_id: message.id })));
  }
  return body;
}

/**
 * Says that nobody else sees a message, and how it goes away.
 *
 * @param {PersonStore} store
 * @param {() => void} dismiss
 */
function drawOnlyYou(store, dismiss) {
  const button = el("button", { type: "button", class: "plain-link" }, phrase(store.locale, "Dismiss"));
  return el("p", { class: "only-you" }, icon("eye", 14), phrase(store.locale, "Only you can see this · "), on(button, "click", dismiss));
}

/**
 * What a message carries below its text.
 *
 * @param {Message} shown
 * @param {Around} around
 */
function drawCarried(shown, { store, leads }) {
  const parts = [];
  const sound = shown.flags & FLAG_VOICE ? shown.attachments[0] : undefined;
  if (sound) parts.push(drawVoiceNote(sound));
  else if (shown.attachments.length > 0 && !(shown.flags & FLAG_COMPONENTS)) parts.push(drawAttachments(shown.attachments));
  if (shown.sticker_items) parts.push(drawStickers(shown.sticker_items));
  if (shown.poll) parts.push(drawPoll(shown, shown.poll, store));
  if (!(shown.flags & FLAG_NO_EMBEDS)) parts.push(...shown.embeds.map((embed, index) => drawEmbed(embed, shown.rendered.embeds[index], leads)));
  return [...parts, ...drawComponents(shown.components ?? [], { store, message: shown, leads })];
}

/**
 * What a forward shows: the message as it was, without its author, and the way to it.
 *
 * @param {Message} message
 * @param {Message} inner
 * @param {Around} around
 */
function drawForwarded(message, inner, around) {
  const from = message.message_reference;
  const channel = from ? around.store.channels.get(from.channel_id) : undefined;
  const box = el("div", { class: "forwarded" }, el("p", { class: "forwarded-head" }, icon("forward", 14), phrase(around.store.locale, "Forwarded")));
  if (inner.rendered.content.length > 0) box.append(el("div", { class: "prose" }, drawText(inner.rendered.content, around.leads)));
  box.append(...drawCarried(inner, around));
  const at = messageTime(Date.parse(inner.timestamp), around.store.locale);
  if (channel && from?.message_id) {
    const { channel_id: channelId, message_id: messageId } = from;
    const jump = el("button", { type: "button", class: "plain-link" }, `${channel.thread_metadata ? "" : "#"}${around.store.titleOf(channel)} · ${at}`);
    box.append(on(jump, "click", () => around.leads.jump(channelId, messageId)));
  } else box.append(el("p", { class: "forwarded-head" }, at));
  return box;
}

/**
 * @param {Message} message
 * @param {string} name
 * @param {number} at
 */
function labelOf(message, name, at) {
  const words = [plainText(message.rendered.content)];
  for (const embed of message.rendered.embeds) words.push(plainText(embed.title ?? []), plainText(embed.description ?? []));
  if (message.forwarded) words.push(`Forwarded: ${plainText(message.forwarded.rendered.content)}`);
  if (message.poll) words.push(`Poll: ${message.poll.question.text}`);
  for (const sticker of message.sticker_items ?? []) words.push(`Sticker: ${sticker.name}`);
  if (message.flags & FLAG_VOICE) words.push("A voice note");
  else if (message.attachments.length > 0) words.push(`with ${counted(message.attachments.length, "file")}`);
  if (message.pinged) words.push("It mentions you");
  return `${name}, ${clockTime(at)}: ${words.filter(Boolean).join(". ").slice(0, 600)}`;
}

/**
 * @param {Message} message
 * @param {Around} around
 */
function drawReplyLine(message, around) {
  const { store, leads } = around;
  const target = message.referenced_message;
  const line = el("div", { class: "message-over message-reply" }, el("span", { class: "reply-hook", "aria-hidden": "true" }));
  if (!target) {
    line.append(el("span", { class: "reply-words" }, message.used ? `Replying to /${message.used.command}` : phrase(store.locale, "Original message was deleted.")));
    return line;
  }
  const name = store.nameOf(target.author, message.channel_id);
  const words = plainText(target.rendered.content) || plainText(target.rendered.embeds[0]?.title ?? []) || (target.poll ? target.poll.question.text : target.attachments.length > 0 ? "a file" : "a message");
  const jump = el("button", { type: "button", class: "reply-words", "aria-label": `Replying to ${name}: ${words.slice(0, 100)}. Jump to message` }, words.slice(0, 160));
  on(jump, "click", () => leads.jump(target.channel_id, target.id));
  line.append(avatar(target.author, name, "small"), el("span", { class: `reply-name ${hueOf(target.author)}` }, name), jump);
  return line;
}

/**
 * @param {NonNullable<Message["used"]>} used
 * @param {string} channelId
 * @param {PersonStore} store
 */
function drawUsed(used, channelId, store) {
  const user = store.users.get(used.user_id);
  const name = store.nameOfId(used.user_id, channelId);
  const command = el("span", { class: "mention" }, used.command);
  // As Discord does, by the name that the reader knows the command by.
  store.commands(channelId).then(({ slash, message }) => {
    const known = usable([...slash, ...message]).find(({ command: { type }, plain }) => used.command === (type === 1 ? `/${plain}` : plain));
    if (known) command.textContent = `${known.command.type === 1 ? "/" : ""}${known.name}`;
  }, () => {});
  const [before, after] = saidIn(store.locale, "used {0}").split("{0}").map((part) => part.trim());
  return el("div", { class: "message-over message-reply" }, el("span", { class: "reply-hook", "aria-hidden": "true" }), user ? avatar(user, name, "small") : null,
    el("span", { class: `reply-name ${user ? hueOf(user) : ""}` }, name), el("span", {}, before), command, after ? el("span", {}, after) : null);
}

/**
 * @param {Message} message
 * @param {Around} around
 */
function drawReactions(message, around) {
  const { store } = around;
  const shelf = el("div", { class: "reactions" });
  for (const reaction of message.reactions ?? []) {
    const emoji = reaction.emoji.id ? `${reaction.emoji.name}:${reaction.emoji.id}` : reaction.emoji.name;
    const shown = reaction.emoji.id ? `:${reaction.emoji.name}:` : reaction.emoji.name;
    const names = reaction.users.map((id) => store.nameOfId(id, message.channel_id)).join(", ");
    const button = el("button", { type: "button", class: "reaction", "aria-pressed": String(reaction.me), title: `${names} reacted with ${shown}`, "aria-label": `${shown}, ${counted(reaction.count, "reaction")}: ${names}` },
      el("span", { class: "reaction-emoji" }, shown), String(reaction.count));
    on(button, "click", () => quietly(store, { verb: reaction.me ? "unreact" : "react", message_id: message.id, emoji }));
    shelf.append(button);
  }
  if (message.can.react) {
    const add = el("button", { type: "button", class: "reaction reaction-add", "aria-label": "Add Reaction" }, icon("react", 16));
    on(add, "click", () => around.pickEmoji(message, add));
    shelf.append(add);
  }
  return shelf;
}

/**
 * What the card of a thread says about it.
 *
 * @param {import("./protocol.d.ts").Channel | undefined} thread
 * @param {number} count how many messages it had when its first one was loaded
 * @param {string} locale
 */
function aboutThread(thread, count, locale) {
  if (thread?.thread_metadata?.archived) return phrase(locale, "Archived");
  const messages = thread?.message_count ?? count;
  return messages > 0 ? countedIn(locale, messages, "1 message", "{0} messages") : phrase(locale, "No messages yet");
}

/**
 * What changes when the thread of a message does.
 *
 * @param {Message} message
 * @param {PersonStore} store
 */
export function threadWords(message, store) {
  const id = message.type === 18 ? message.message_reference?.channel_id : message.thread?.id;
  const thread = id ? store.channels.get(id) : undefined;
  return thread ? `${thread.name} ${aboutThread(thread, 0, store.locale)}` : "";
}

/**
 * @param {{id: string, name: string, message_count: number}} thread
 * @param {PersonStore} store
 * @param {import("./markdown.js").Leads} leads
 */
function drawThreadCard(thread, store, leads) {
  const channel = store.channels.get(thread.id);
  const about = aboutThread(channel, thread.message_count, store.locale);
  const card = el("button", { type: "button", class: "thread-card" }, icon("thread", 18), el("span", { class: "thread-card-name" }, channel?.name ?? thread.name), el("span", { class: "thread-card-about" }, about), icon("right", 16));
  return on(card, "click", () => leads.jump(thread.id, null));
}

/**
 * The way to everything that can be done with a message; more of it shows under the mouse and the keyboard's focus.
 *
 * @param {Message} message
 * @param {Around} around
 */
function drawTools(message, around) {
  const more = el("button", { type: "button", class: "tool tool-more", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": "More", title: "More" }, icon("more", 18));
  on(more, "click", () => around.menu(message, more));
  return el("div", { class: "tools" }, more);
}

/**
 * What the community itself says, in the reader's language.
 *
 * @param {Message} message
 * @param {PersonStore} store
 */
function systemWords(message, store) {
  const phrases = /** @type {Record<number, import("./language.js").Phrase>} */ ({ 1: "{0} added {1} to the thread.", 2: "{0} removed {1} from the thread.", 4: "{0} changed the name: {1}", 6: "{0} pinned a message.", 18: "{0} started a thread: {1}" });
  const known = phrases[message.type];
  if (!known || saidIn(store.locale, known) === known) return message.system ?? "";
  const [member] = message.mentions;
  const thread = message.message_reference ? store.channels.get(message.message_reference.channel_id)?.name : undefined;
  const what = message.type < 3 ? (member ? store.nameOf(member, message.channel_id) : "") : message.type === 18 ? thread ?? message.content : message.content;
  return phrase(store.locale, known, store.nameOf(message.author, message.channel_id), what);
}

/**
 * @param {Message} message
 * @param {Around} around
 */
function drawSystem(message, around) {
  const at = Date.parse(message.timestamp);
  const signs = /** @type {Record<number, import("./icons.js").IconName>} */ ({ 6: "pin", 18: "thread", 7: "person", 1: "person" });
  const thread = message.type === 18 ? message.message_reference?.channel_id ?? message.thread?.id : undefined;
  const words = systemWords(message, around.store);
  const article = el("article", { class: "message message-system", tabindex: -1, "aria-label": `${words}, ${clockTime(at)}`, "data-message": message.id },
    el("span", { class: "system-sign" }, icon(signs[message.type] ?? "note", 18)),
    el("div", { class: "system-words" }, words, " ", el("time", { class: "message-time", datetime: message.timestamp, title: fullTime(at, around.store.locale) }, messageTime(at, around.store.locale))));
  if (thread) article.append(drawThreadCard({ id: thread, name: message.content, message_count: 0 }, around.store, around.leads));
  article.append(drawTools(message, around));
  return article;
}

/**
 * @param {import("./store.js").LocalNote} note
 * @param {PersonStore} store
 */
function drawNote(note, store) {
  const bot = store.users.get(store.botId);
  const name = bot ? store.nameOf(bot, note.channel_id) : "The bot";
  return el("article", { class: "message message-begins message-ephemeral message-note hue-bot", tabindex: -1, "aria-label": note.text, "data-message": note.key },
    note.command && store.person ? drawUsed({ user_id: store.person.id, command: note.command }, note.channel_id, store) : null,
    bot ? avatar(bot, name) : null,
    el("div", { class: "message-head" }, el("span", { class: "message-author" }, name), el("span", { class: "badge" }, "App")),
    el("div", { class: "message-body" }, el("p", { class: "failure", role: "alert" }, icon("note", 16), saidIn(store.locale, note.text)), drawOnlyYou(store, () => store.dismissNote(note))));
}
