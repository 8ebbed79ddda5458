// @ts-check
// The box to write in: text, files, mentions, replies, changes of one's own messages, and the beginning of commands.

import { el, fill, on } from "./dom.js";
import { CommandBar } from "./command.js";
import { avatar } from "./avatar.js";
import { counted, fileSize } from "./format.js";
import { icon } from "./icons.js";
import { phrase, saidIn } from "./language.js";
import { openSendMenu } from "./sending.js";
import { Suggestions } from "./suggest.js";
import { notice } from "./notices.js";
import { LARGEST, fileGiven, nameIn, usable } from "./options.js";
import { wordsOf } from "./socket.js";

/** @typedef {import("./store.js").PersonStore} PersonStore */
/** @typedef {import("./protocol.d.ts").Message} Message */
/** @typedef {{kind: "reply", message: Message, ping: boolean} | {kind: "edit", message: Message}} Purpose */

/** Discord's limits: characters of a message, files of a message. */
const LONGEST = 2_000;
const MOST_FILES = 10;
/** What the empty box may say, the longest first, with how much of a channel's name it shows, in characters. */
const INVITATIONS = /** @type {const} */ ([["Message {0}, or / for commands", 20], ["Message {0}", 20], ["Message {0}", 12]]);
/** How wide a letter of it is at most, as a rule, in pixels. */
const LETTER = 8.2;
/** How often others are told that somebody writes, in milliseconds. */
const TYPING_PAUSE = 8_000;

export class Composer {
  /**
   * @param {PersonStore} store
   * @param {{sent: () => void, editLast: () => void, id: string | null}} hooks
   */
  constructor(store, hooks) {
    this.store = store;
    this.hooks = hooks;
    this.channelId = "";
    /** @type {Map<string, string>} what was not sent yet, by channel */
    this.drafts = new Map();
    /** @type {Purpose | null} */
    this.purpose = null;
    /** @type {File[]} */
    this.files = [];
    this.typed = 0;
    this.asked = 0;
    /** Names that were completed, and what is sent instead. @type {Map<string, string>} */
    this.mentions = new Map();
    /** @type {CommandBar | null} */
    this.command = null;
    this.suggestions = new Suggestions("Suggestions");
    this.about = el("div", { class: "composer-about", hidden: true });
    this.shelf = el("div", { class: "composer-files", hidden: true });
    this.count = el("span", { class: "composer-count", "aria-live": "polite" });
    this.text = el("textarea", { class: "composer-text", rows: 1, "aria-autocomplete": "list", "aria-haspopup": "listbox", spellcheck: "true", enterkeyhint: "send" });
    this.chooser = el("input", { type: "file", multiple: true, class: "unseen", tabindex: -1, "aria-hidden": "true" });
    this.attach = el("button", { type: "button", class: "icon-button composer-attach", "aria-label": "Add files", title: "Add files" }, icon("plus"));
    this.more = el("button", { type: "button", class: "icon-button composer-attach", "aria-label": "More options", title: "Polls, stickers, voice notes…", "aria-haspopup": "menu", "aria-expanded": "false" }, icon("more"));
    this.send = el("button", { type: "button", class: "send", "aria-label": "Send", title: "Send (Enter)" }, icon("send", 20));
    this.line = el("div", { class: "composer-line" }, this.attach, this.chooser, this.more, this.text, this.count, this.send);
    this.slot = el("div", { class: "composer-slot" });
    this.blocked = el("p", { class: "composer-blocked", hidden: true });
    this.element = el("div", { class: "composer", id: hooks.id }, this.suggestions.box, this.about, this.shelf, this.line, this.slot, this.blocked);
    on(this.text, "input", () => this.changed());
    on(this.text, "keydown", (event) => this.key(event));
    on(this.text, "click", () => this.suggest());
    on(this.text, "blur", () => this.suggestions.hide());
    on(this.text, "paste", (event) => this.take(event.clipboardData?.files, event));
    on(this.send, "click", () => this.submit());
    on(this.attach, "click", () => this.chooser.click());
    on(this.more, "click", () => openSendMenu(this.store, this.channelId, this.more));
    on(this.chooser, "change", () => { this.take(this.chooser.files); this.chooser.value = ""; });
    new ResizeObserver(() => this.invite()).observe(this.text);
    on(this.element, "dragover", (event) => event.preventDefault());
    on(this.element, "drop", (event) => this.take(event.dataTransfer?.files, event));
  }

  /**
   * Writes into another channel from now on. What was begun elsewhere stays there.
   *
   * @param {string} channelId
   */
  show(channelId) {
    if (channelId !== this.channelId) {
      if (this.channelId && !this.purpose) this.drafts.set(this.channelId, this.text.value);
      this.channelId = channelId;
      this.leaveCommand();
      this.setPurpose(null);
      this.files = [];
      this.drawFiles();
      this.text.value = this.drafts.get(channelId) ?? "";
    }
    this.allow();
    this.changed(false);
  }

  /** Shows the box, or why there is none. */
  allow() {
    const channel = this.store.channels.get(this.channelId);
    const allowed = channel?.can.write ?? false;
    this.line.hidden = !allowed || this.command !== null;
    this.slot.hidden = !allowed;
    this.blocked.hidden = allowed;
    this.blocked.textContent = allowed ? "" : saidIn(this.store.locale, channel?.why_not ?? "You don't have permission to send messages here.");
    this.attach.hidden = !channel?.can.attach;
    this.text.setAttribute("aria-label", `Message ${this.title()}`);
    this.invite();
  }

  title() {
    const channel = this.store.channels.get(this.channelId);
    return channel ? `${channel.thread_metadata || channel.type === 1 ? "" : "#"}${this.store.titleOf(channel)}` : "";
  }

  /** Says in the empty box what it is for, in as many words as there is room for. */
  invite() {
    const title = this.title();
    const all = INVITATIONS.map(([words, most]) => phrase(this.store.locale, words, title.length > most ? `${title.slice(0, most).trimEnd()}…` : title));
    this.text.placeholder = all.find((words) => words.length * LETTER <= this.text.clientWidth) ?? all.at(-1) ?? "";
  }

  focus() {
    if (this.command) this.command.focus();
    else this.text.focus({ preventScroll: true });
  }

  /** @param {Purpose | null} purpose */
  setPurpose(purpose) {
    this.purpose = purpose;
    this.about.hidden = !purpose;
    if (!purpose) return;
    const { message } = purpose;
    const close = el("button", { type: "button", class: "icon-button", "aria-label": "Cancel (Escape)" }, icon("close", 16));
    on(close, "click", () => this.dropPurpose());
    if (purpose.kind === "reply") {
      const ping = el("button", { type: "button", class: "ping-switch", "aria-pressed": String(purpose.ping), title: "Mention the author" }, purpose.ping ? "@ on" : "@ off");
      on(ping, "click", () => this.setPurpose({ ...purpose, ping: !purpose.ping }));
      fill(this.about, icon("reply", 16), el("span", { class: "composer-about-words" }, "Replying to ", el("strong", {}, this.store.nameOf(message.author, message.channel_id))), ping, close);
    } else {
      fill(this.about, icon("edit", 16), el("span", { class: "composer-about-words" }, "Editing message"), close);
      this.text.value = message.content;
      this.changed(false);
    }
    this.focus();
  }

  dropPurpose() {
    if (this.purpose?.kind === "edit") this.text.value = "";
    this.setPurpose(null);
    this.changed(false);
    this.focus();
  }

  /** @param {boolean} [byHand] */
  changed(byHand = true) {
    const { text } = this;
    text.style.height = "auto";
    if (text.value.includes("\n") || text.value.length > 40) text.style.height = `${Math.min(text.scrollHeight, 240)}px`;
    const left = LONGEST - Array.from(text.value).length;
    this.count.textContent = left < 200 ? String(left) : "";
    this.count.classList.toggle("composer-count-over", left < 0);
    this.send.disabled = text.value.trim() === "" && this.files.length === 0;
    if (!byHand) return;
    if (text.value && !text.value.startsWith("/") && Date.now() - this.typed > TYPING_PAUSE) {
      this.typed = Date.now();
      this.store.do({ verb: "typing", channel_id: this.channelId }).catch(() => {});
    }
    this.suggest();
  }

  async suggest() {
    const before = this.text.value.slice(0, this.text.selectionStart);
    this.asked += 1;
    if (/^\/[^\n]*$/.test(before) && !this.purpose) return this.suggestCommands(before.slice(1), this.asked);
    const found = /(?:^|\s)([@#])([^\s@#]*)$/.exec(before);
    if (found) return this.suggestNames(found[1] ?? "@", (found[2] ?? "").toLowerCase());
    this.suggestions.hide();
  }

  /**
   * @param {string} typed
   * @param {number} asked
   */
  async suggestCommands(typed, asked) {
    let commands;
    try {
      commands = usable((await this.store.commands(this.channelId)).slash);
    } catch {
      return;
    }
    if (asked !== this.asked || document.activeElement !== this.text) return;
    const wanted = typed.toLowerCase().trimStart();
    const named = (/** @type {(name: string) => boolean} */ fits) => commands.filter((command) => fits(command.name) || fits(command.plain));
    const exact = named((name) => `${name} ` === wanted)[0];
    if (exact && named((name) => name.startsWith(wanted)).length === 0) return this.enterCommand(exact);
    const starts = named((name) => name.startsWith(wanted.trimEnd()));
    const holds = named((name) => name.includes(wanted.trimEnd())).filter((command) => !starts.includes(command));
    this.suggestions.show(this.text, [...starts, ...holds].map((command) => ({
      label: `/${command.name}`, about: command.about, hint: command.options.filter((option) => option.required).map(nameIn).join(" "), run: () => this.enterCommand(command),
    })), { empty: commands.length === 0 ? "The bot has no commands here yet. It registers them when it starts." : `There's no command /${typed}.` });
  }

  /**
   * @param {string} sign
   * @param {string} wanted
   */
  suggestNames(sign, wanted) {
    const guild = this.store.guildOf(this.channelId);
    /** @type {{name: string, about: string, code: string, picture: Node}[]} */
    const all = [];
    if (sign === "@") {
      for (const { user } of guild?.members ?? []) {
        const name = this.store.nameOf(user, this.channelId);
        all.push({ name, about: user.username, code: `<@${user.id}>`, picture: avatar(user, name, "small") });
      }
      for (const role of guild?.roles ?? []) {
        if (role.id !== guild?.id && role.mentionable) all.push({ name: role.name, about: "Role", code: `<@&${role.id}>`, picture: icon("person", 16) });
      }
    } else {
      for (const channel of this.store.channels.values()) {
        if (channel.guild_id === guild?.id && channel.type !== 4) all.push({ name: channel.name ?? "", about: channel.thread_metadata ? "Thread" : "", code: `<#${channel.id}>`, picture: icon("channel", 16) });
      }
    }
    const fits = all.filter((item) => item.name.toLowerCase().includes(wanted) || item.about.toLowerCase().startsWith(wanted)).slice(0, 10);
    this.suggestions.show(this.text, fits.map((item) => ({ label: `${sign}${item.name}`, about: item.about, picture: item.picture, run: () => this.complete(`${sign}${item.name}`, item.code) })));
  }

  /**
   * @param {string} name
   * @param {string} code
   */
  complete(name, code) {
    const end = this.text.selectionStart;
    const start = Math.max(this.text.value.lastIndexOf("@", end - 1), this.text.value.lastIndexOf("#", end - 1));
    this.text.setRangeText(`${name} `, start, end, "end");
    this.mentions.set(name, code);
    this.suggestions.hide();
    this.changed();
  }

  /** @param {import("./options.js").Usable} command */
  enterCommand(command) {
    this.text.value = "";
    this.suggestions.hide();
    this.command = new CommandBar(this.store, this.channelId, command, this.suggestions, () => this.leaveCommand(true));
    fill(this.slot, this.command.element);
    this.allow();
    this.command.focus();
  }

  /** @param {boolean} [focus] */
  leaveCommand(focus = false) {
    this.command = null;
    this.slot.replaceChildren();
    this.allow();
    this.changed(false);
    if (focus) this.text.focus({ preventScroll: true });
  }

  /**
   * Begins a command by the name that the bot gave it, as if it had been typed.
   *
   * @param {string} name
   */
  async begin(name) {
    const commands = usable((await this.store.commands(this.channelId)).slash);
    const found = commands.find((command) => command.plain === name);
    if (found) this.enterCommand(found);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing || this.suggestions.key(event)) return;
    const current = this.suggestions.current();
    if (current && (event.key === "Enter" || event.key === "Tab") && !event.shiftKey) {
      event.preventDefault();
      current.run();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && (this.suggestions.open || this.purpose)) {
      event.preventDefault();
      event.stopPropagation();
      if (this.suggestions.open) this.suggestions.hide();
      else this.dropPurpose();
    } else if (event.key === "ArrowUp" && !event.altKey && this.text.value === "" && !this.purpose) {
      event.preventDefault();
      this.hooks.editLast();
    }
  }

  /**
   * @param {FileList | null | undefined} files
   * @param {Event} [event]
   */
  take(files, event) {
    if (!files || files.length === 0 || this.attach.hidden) return;
    event?.preventDefault();
    for (const file of files) {
      if (file.size > LARGEST) notice(`${file.name} is too large. The limit is 10 MB.`, "bad");
      else if (this.files.length >= MOST_FILES) notice("You can add up to ten files per message.", "bad");
      else this.files.push(file);
    }
    this.drawFiles();
    this.changed(false);
    this.focus();
  }

  drawFiles() {
    for (const image of this.shelf.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    this.shelf.hidden = this.files.length === 0;
    fill(this.shelf, ...this.files.map((file) => {
      const remove = el("button", { type: "button", class: "icon-button", "aria-label": `Remove ${file.name}` }, icon("close", 14));
      on(remove, "click", () => {
        this.files = this.files.filter((kept) => kept !== file);
        this.drawFiles();
        this.changed(false);
      });
      const shown = file.type.startsWith("image/") ? el("img", { src: URL.createObjectURL(file), alt: "" }) : icon("file", 28);
      return el("div", { class: "composer-file" }, shown, el("span", { class: "file-words" }, el("span", { class: "file-name" }, file.name), el("span", { class: "file-size" }, fileSize(file.size))), remove);
    }));
  }

  /** What was typed, with codes for the names that were completed. */
  content() {
    let content = this.text.value.trim();
    for (const [name, code] of [...this.mentions].sort(([one], [other]) => other.length - one.length)) content = content.split(name).join(code);
    return content;
  }

  async submit() {
    const { purpose, text, channelId } = this;
    const content = this.content();
    if (content === "" && this.files.length === 0) return;
    if (Array.from(content).length > LONGEST) {
      notice(`Your message is ${counted(Array.from(content).length - LONGEST, "character")} too long.`, "bad");
      return;
    }
    const kept = { value: text.value, files: this.files };
    text.value = "";
    this.files = [];
    this.typed = 0;
    this.drafts.delete(channelId);
    this.setPurpose(null);
    this.drawFiles();
    this.changed(false);
    this.suggestions.hide();
    try {
      if (purpose?.kind === "edit") {
        await this.store.do({ verb: "edit", message_id: purpose.message.id, content });
      } else {
        const files = await Promise.all(kept.files.map(fileGiven));
        const reply = purpose?.kind === "reply" ? { reply_to: purpose.message.id, ping: purpose.ping } : {};
        await this.store.do({ verb: "say", channel_id: channelId, content, ...(files.length > 0 ? { files } : {}), ...reply });
        this.hooks.sent();
      }
      this.mentions.clear();
    } catch (error) {
      notice(wordsOf(error), "bad");
      if (text.value === "" && this.channelId === channelId) {
        text.value = kept.value;
        this.files = kept.files;
        this.drawFiles();
        this.setPurpose(purpose);
        this.changed(false);
      }
    }
  }
}
