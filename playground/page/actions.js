// @ts-check
// What a person can do with a message or a thread, as menus.

import { clockTime } from "./format.js";
import { askFirst, askForLine } from "./dialog.js";
import { interact, quietly } from "./interact.js";
import { openMenu } from "./menu.js";
import { nameIn } from "./options.js";
import { copyText } from "./notices.js";
import { pickEmoji } from "./emoji.js";
import { pickFrom } from "./picker.js";
import { forwardMessage } from "./sending.js";

/** @typedef {import("./protocol.d.ts").Message} Message */
/** @typedef {import("./store.js").PersonStore} PersonStore */
/** @typedef {import("./menu.js").MenuItem} MenuItem */
/** @typedef {{reply: (message: Message) => void, edit: (message: Message) => void, jump: (channelId: string, messageId: string | null) => void}} Hands */

/** How many tags a post may have. */
const MOST_TAGS = 5;

/**
 * Opens the menu of a message. The entries of apps stand under "Apps", which in Discord is a menu of its own.
 *
 * @param {PersonStore} store
 * @param {Message} message
 * @param {import("./menu.js").Anchor} anchor
 * @param {Hands} hands
 */
export async function openMessageMenu(store, message, anchor, hands) {
  /** @type {import("./protocol.d.ts").Command[]} */
  let commands = [];
  if (!message.ephemeral) commands = await store.commands(message.channel_id).then((list) => list.message, () => []);
  /** @type {MenuItem[]} */
  const items = [];
  const { can } = message;
  if (can.react) items.push({ label: "Add Reaction", icon: "react", run: () => pickEmoji(anchor, (emoji) => { quietly(store, { verb: "react", message_id: message.id, emoji }); }) });
  if (can.reply) items.push({ label: "Reply", icon: "reply", hint: "R", run: () => hands.reply(message) });
  if (can.thread && !message.thread) items.push({ label: "Create Thread", icon: "thread", run: () => { startThread(store, message, hands); } });
  if (can.forward) items.push({ label: "Forward", icon: "forward", run: () => { forwardMessage(store, message, anchor); } });
  if (can.end_poll) items.push({ label: "End Poll", icon: "check", run: () => { quietly(store, { verb: "end_poll", message_id: message.id }); } });
  if (can.edit) items.push({ label: "Edit Message", icon: "edit", hint: "E", run: () => hands.edit(message) });
  if (can.pin) items.push({ label: message.pinned ? "Unpin Message" : "Pin Message", icon: "pin", run: () => { quietly(store, { verb: "pin", message_id: message.id, pin: !message.pinned }); } });
  commands.forEach((command, index) => items.push({
    label: nameIn(command), icon: "event", ...(index === 0 ? { apart: items.length > 0, heading: "Apps" } : {}),
    run: () => { interact(store, message.channel_id, { verb: "menu", message_id: message.id, command_id: command.id }, null, command.name); },
  }));
  let apart = commands.length > 0;
  const more = (/** @type {MenuItem} */ item) => {
    items.push({ ...item, apart });
    apart = false;
  };
  if (message.content) more({ label: "Copy Text", icon: "copy", run: () => { copyText(message.content, "Text copied."); } });
  if (message.author.id !== store.person?.id && !message.webhook_id) more({ label: `Message ${store.nameOf(message.author, message.channel_id)}`, icon: "direct", run: () => { writeDirectly(store, message.author.id, hands); } });
  more({ label: "Copy Message ID", icon: "copy", run: () => { copyText(message.id, "ID copied."); } });
  if (message.ephemeral) items.push({ label: "Dismiss", icon: "close", apart: true, run: () => { quietly(store, { verb: "dismiss", message_id: message.id }); } });
  else if (can.delete) items.push({ label: "Delete Message", icon: "trash", danger: true, apart: true, run: () => { deleteMessage(store, message); } });
  openMenu(anchor, `Message from ${store.nameOf(message.author, message.channel_id)}, ${clockTime(Date.parse(message.timestamp))}`, items);
}

/**
 * @param {PersonStore} store
 * @param {Message} message
 * @param {Hands} hands
 */
async function startThread(store, message, hands) {
  const suggestion = message.content.split("\n")[0]?.slice(0, 60) ?? "";
  const name = await askForLine("Create Thread", "Thread name", { value: suggestion, yes: "Create Thread" });
  if (!name) return;
  const made = await quietly(store, { verb: "thread", message_id: message.id, name });
  if (made) hands.jump(made.channel_id, null);
}

/**
 * @param {PersonStore} store
 * @param {string} userId
 * @param {Hands} hands
 */
async function writeDirectly(store, userId, hands) {
  const opened = await quietly(store, { verb: "direct", user_id: userId });
  if (opened) hands.jump(opened.channel_id, null);
}

/**
 * Lets a person begin a thread that hangs on no message.
 *
 * @param {PersonStore} store
 * @param {import("./protocol.d.ts").Channel} channel
 * @param {import("./menu.js").Anchor} anchor
 * @param {Hands["jump"]} jump
 */
export function openNewThreadMenu(store, channel, anchor, jump) {
  const begin = async (/** @type {boolean} */ hidden) => {
    const name = await askForLine(hidden ? "New private thread" : "New thread", "Thread name", { yes: "Create Thread" });
    const made = name ? await quietly(store, { verb: "open_thread", channel_id: channel.id, name, private: hidden }) : null;
    if (made) jump(made.channel_id, null);
  };
  /** @type {MenuItem[]} */
  const items = [{ label: "New thread", icon: "thread", run: () => { begin(false); } }];
  if (channel.can.private_thread) items.push({ label: "New private thread", icon: "lock", run: () => { begin(true); } });
  openMenu(anchor, "New thread", items);
}

/**
 * @param {PersonStore} store
 * @param {Message} message
 */
export async function deleteMessage(store, message) {
  const own = message.author.id === store.person?.id;
  const whose = own ? "your message" : `${store.nameOf(message.author, message.channel_id)}’s message`;
  if (await askFirst("Delete this message?", `This deletes ${whose} for everyone. You can't undo it.`, "Delete")) quietly(store, { verb: "delete", message_id: message.id });
}

/**
 * Opens the menu of a thread or forum post.
 *
 * @param {PersonStore} store
 * @param {import("./protocol.d.ts").Channel} thread
 * @param {import("./menu.js").Anchor} anchor
 */
export function openThreadMenu(store, thread, anchor) {
  const state = thread.thread_metadata;
  if (!state) return;
  const { id } = thread;
  const { can } = thread;
  /** @type {MenuItem[]} */
  const items = [];
  if (thread.joined) items.push({ label: "Leave Thread", icon: "close", run: () => { quietly(store, { verb: "leave_thread", channel_id: id }, "You left the thread."); } });
  else items.push({ label: "Join Thread", icon: "plus", run: () => { quietly(store, { verb: "join_thread", channel_id: id }, "You joined the thread."); } });
  if (can.manage_thread || can.own_thread) {
    items.push({ label: "Rename Thread", icon: "edit", apart: true, run: async () => {
      const name = await askForLine("Rename thread", "Thread name", { value: thread.name ?? "", yes: "Rename" });
      if (name) quietly(store, { verb: "edit_thread", channel_id: id, name });
    } });
    items.push({ label: state.archived ? "Unarchive" : "Archive", icon: state.archived ? "upload" : "download", run: () => { quietly(store, { verb: "edit_thread", channel_id: id, archived: !state.archived }); } });
  }
  if (can.manage_thread) {
    items.push({ label: state.locked ? "Unlock Thread" : "Lock Thread", icon: "lock", run: () => { quietly(store, { verb: "edit_thread", channel_id: id, locked: !state.locked }); } });
    items.push({ label: "Delete Thread", icon: "trash", danger: true, apart: true, run: async () => {
      if (await askFirst("Delete this thread?", "This deletes the thread and everything in it for everyone.", "Delete")) quietly(store, { verb: "delete_thread", channel_id: id });
    } });
  }
  const forum = thread.parent_id ? store.channels.get(thread.parent_id) : undefined;
  const tags = forum?.available_tags ?? [];
  if (tags.length > 0 && (can.manage_thread || can.own_thread) && anchor instanceof HTMLElement) {
    items.push({ label: "Tags…", icon: "forum", run: async () => {
      const chosen = await pickFrom(anchor, { label: "Tags", choices: tags.map((tag) => ({ value: tag.id, label: tag.name })), min: 0, max: MOST_TAGS, chosen: thread.applied_tags ?? [], titled: true });
      if (chosen) quietly(store, { verb: "edit_thread", channel_id: id, tags: chosen });
    } });
  }
  items.push({ label: "Copy Thread ID", icon: "copy", apart: true, run: () => { copyText(id, "ID copied."); } });
  openMenu(anchor, `Thread ${thread.name}`, items);
}
