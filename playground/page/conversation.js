// @ts-check
// One channel or thread, as one person reads it: its messages, and the box to write in.

import { el, fill, inNextFrame, on } from "./dom.js";
import { Composer } from "./composer.js";
import { VirtualList } from "./list.js";
import { channelIcon } from "./choices.js";
import { startOfDay } from "./format.js";
import { icon } from "./icons.js";
import { countedIn, phrase } from "./language.js";
import { compareIds } from "./timeline.js";
import { deleteMessage, openMessageMenu } from "./actions.js";
import { drawRow, isSystem, threadWords } from "./message.js";
import { headParts } from "./head.js";
import { pickEmoji } from "./emoji.js";
import { plainText } from "./markdown.js";
import { quietly } from "./interact.js";
import { speak } from "./notices.js";
import { wordsOf } from "./socket.js";

/** @typedef {import("./message.js").Row} Row */
/** @typedef {import("./protocol.d.ts").Message} Message */
/** @typedef {import("./store.js").PersonStore} PersonStore */

/** Messages of one author within this time stand together, in milliseconds. */
const TOGETHER = 7 * 60_000;
/** How long a message has to be seen before it counts as read, in milliseconds. */
const READING = 350;

export class Conversation {
  /**
   * @param {PersonStore} store
   * @param {import("./markdown.js").Leads} leads
   * @param {{primary: boolean, back: () => void, parent: (channelId: string) => void}} hooks
   */
  constructor(store, leads, hooks) {
    this.store = store;
    this.leads = leads;
    this.hooks = hooks;
    this.channelId = "";
    /** @type {string | null} where "New" stands */
    this.lastRead = null;
    /** @type {Map<string, Row>} */
    this.rows = new Map();
    /** Whether everything may have changed since the last look. */
    this.renewed = false;
    /** What the head shows, so that it is drawn only when that changes. */
    this.headShown = "";
    this.readTimer = 0;
    this.activeKey = "";
    this.missed = 0;
    this.newest = "";
    this.head = el("header", { class: "talk-head" });
    this.scroller = el("div", { class: "messages", role: "group", tabindex: 0 });
    this.status = el("div", { class: "talk-status" });
    this.toEnd = el("button", { type: "button", class: "to-end", hidden: true });
    this.typing = el("p", { class: "typing", "aria-live": "polite" });
    this.composer = new Composer(store, { id: hooks.primary ? "composer" : null, sent: () => { this.toPresent(); }, editLast: () => this.editLast() });
    this.element = el("section", { class: "talk" }, this.head, el("div", { class: "messages-frame" }, this.scroller, this.status, this.toEnd), this.composer.element, this.typing);
    /** @type {import("./message.js").Around} */
    this.around = {
      store, leads,
      menu: (message, at) => { openMessageMenu(store, message, at, this.hands); },
      pickEmoji: (message, at) => pickEmoji(at, (emoji) => { quietly(store, { verb: "react", message_id: message.id, emoji }); }),
    };
    this.hands = {
      reply: (/** @type {Message} */ message) => this.composer.setPurpose({ kind: "reply", message, ping: message.author.id !== store.person?.id }),
      edit: (/** @type {Message} */ message) => this.composer.setPurpose({ kind: "edit", message }),
      jump: leads.jump,
    };
    /** @type {VirtualList<Row>} */
    this.list = new VirtualList({
      scroller: this.scroller, key: (row) => row.key, draw: (row) => drawRow(row, this.around), estimate: 56, fromEnd: true,
      nearStart: () => this.store.loadMore(this.channelId, "before"),
      fromStart: ({ message }) => message !== null && message.author.id !== store.person?.id,
      moved: (atEnd) => this.moved(atEnd),
      refocus: (row, held) => this.refocus(row, held),
    });
    this.leave = store.listen((topic, id) => this.heard(topic, id));
    on(this.toEnd, "click", () => this.goToEnd());
    on(this.scroller, "scroll", () => this.nearEnd());
    on(this.scroller, "contextmenu", (event) => this.contextMenu(event));
    on(this.scroller, "keydown", (event) => this.key(event));
    on(this.scroller, "focusin", (event) => this.focused(event));
    on(this.scroller, "mouseover", (event) => this.dress(event.target));
    this.lookedAt = () => this.noteRead();
    document.addEventListener("visibilitychange", this.lookedAt);
  }

  /**
   * Shows a channel, at its end or at one of its messages.
   *
   * @param {string} channelId
   * @param {string | null} [messageId]
   */
  async show(channelId, messageId = null) {
    const changed = channelId !== this.channelId;
    const timeline = this.store.timeline(channelId);
    if (changed) {
      this.channelId = channelId;
      const read = this.store.channels.get(channelId)?.read;
      this.lastRead = read?.unread ? read.last_read_id ?? "0" : null;
      this.rows.clear();
      this.activeKey = "";
      this.missed = 0;
      this.newest = "";
      this.list.reset();
      this.composer.show(channelId);
    }
    this.drawHead();
    this.update();
    try {
      if (messageId && !timeline.find(messageId)) await this.store.load(channelId, messageId);
      else if (!timeline.loaded || (changed && timeline.newer && !messageId)) await this.store.load(channelId);
    } catch (error) {
      this.status.textContent = wordsOf(error);
      return;
    }
    if (channelId !== this.channelId) return;
    this.update();
    if (messageId) this.point(messageId);
    else if (changed) this.list.toEnd();
    this.noteRead();
  }

  /**
   * Brings a message into view and lights it up.
   *
   * @param {string} messageId
   */
  point(messageId) {
    const row = this.list.reveal(messageId, "middle");
    const article = /** @type {HTMLElement | null | undefined} */ (row?.querySelector("article"));
    if (!article) return;
    article.classList.add("message-pointed");
    article.focus({ preventScroll: true });
    setTimeout(() => article.classList.remove("message-pointed"), 2_500);
  }

  /**
   * @param {import("./store.js").Topic} topic
   * @param {string} id
   */
  heard(topic, id) {
    if (topic === "typing" && id === this.channelId) this.drawTyping();
    if (topic === "acted" && id === this.channelId) this.toPresent();
    // Times in messages are in the person's language.
    if (topic === "locale") {
      this.rows.clear();
      this.headShown = "";
    }
    const mine = topic === "all" || topic === "locale" || ((topic === "messages" || topic === "local") && id === this.channelId) || topic === "channels";
    if (!mine) return;
    this.renewed ||= topic === "all";
    this.refreshSoon();
  }

  refreshSoon = inNextFrame(() => {
    const whole = this.renewed;
    this.renewed = false;
    this.refresh(whole);
  });

  /** @param {boolean} whole */
  refresh(whole) {
    if (!this.store.channels.has(this.channelId)) return;
    this.composer.allow();
    this.drawHead();
    if (whole || !this.store.timeline(this.channelId).loaded) {
      this.rows.clear();
      this.store.load(this.channelId).catch(() => {});
      return;
    }
    this.update();
    this.drawTyping();
    this.noteRead();
  }

  update() {
    const timeline = this.store.timeline(this.channelId);
    const rows = this.makeRows(timeline.messages);
    this.list.show(rows);
    this.scroller.setAttribute("role", rows.length > 0 ? "feed" : "group");
    this.scroller.setAttribute("aria-label", `Messages in ${this.title()}`);
    this.status.textContent = "";
    if (!timeline.loaded) this.status.textContent = "Loading…";
    else if (rows.length === 0) fill(this.status, this.emptyWords());
    const newest = timeline.messages.at(-1);
    if (newest && this.newest && compareIds(newest.id, this.newest) > 0 && !timeline.newer) {
      if (!this.list.atEnd) this.missed += 1;
      if (newest.author.id !== this.store.person?.id) speak(`${this.store.nameOf(newest.author, this.channelId)}: ${newest.system ?? plainText(newest.rendered.content)}`.slice(0, 300));
    }
    this.newest = newest?.id ?? this.newest;
    this.drawToEnd();
  }

  /**
   * @param {readonly Message[]} messages
   * @returns {Row[]}
   */
  makeRows(messages) {
    /** @type {Row[]} */
    const rows = [];
    /** @type {Message | null} */
    let before = null;
    let marked = this.lastRead === null;
    const notes = this.store.notes.filter((note) => note.channel_id === this.channelId);
    for (const message of messages) {
      const at = Date.parse(message.timestamp);
      const newDay = !before || startOfDay(Date.parse(before.timestamp)) !== startOfDay(at);
      const firstNew = !marked && this.lastRead !== null && compareIds(message.id, this.lastRead) > 0 && message.author.id !== this.store.person?.id;
      if (firstNew) marked = true;
      const follows = before !== null && !newDay && !firstNew && before.author.id === message.author.id && before.author.username === message.author.username && !isSystem(before) && before.type !== 21 && before.ephemeral === message.ephemeral
        && message.type !== 19 && message.type !== 21 && !message.used && !message.message_reference && at - Date.parse(before.timestamp) < TOGETHER;
      rows.push(this.row({ key: message.id, message, note: null, begins: !follows, newDay, firstNew, failure: this.store.failures.get(message.id) ?? "", thread: threadWords(message, this.store) }));
      for (const note of notes) if (note.after === message.id) rows.push(this.noteRow(note));
      before = message;
    }
    for (const note of notes) if (!note.after || !messages.some((message) => message.id === note.after)) rows.push(this.noteRow(note));
    return rows;
  }

  /** @param {import("./store.js").LocalNote} note */
  noteRow(note) {
    return this.row({ key: note.key, message: null, note, begins: true, newDay: false, firstNew: false, failure: "", thread: "" });
  }

  /**
   * The same object as before for a row that has not changed, so that it is not drawn again.
   *
   * @param {Row} row
   */
  row(row) {
    const known = this.rows.get(row.key);
    if (known && known.message === row.message && known.begins === row.begins && known.newDay === row.newDay && known.firstNew === row.firstNew && known.failure === row.failure && known.thread === row.thread) return known;
    this.rows.set(row.key, row);
    return row;
  }

  title() {
    const channel = this.store.channels.get(this.channelId);
    return channel ? this.store.titleOf(channel) : "";
  }

  drawHead() {
    const channel = this.store.channels.get(this.channelId);
    if (!channel) return;
    const above = channel.thread_metadata && channel.parent_id ? this.store.channels.get(channel.parent_id)?.name : "";
    const shown = JSON.stringify([channel.id, this.title(), channel.topic, channel.thread_metadata, channel.joined, channel.can, above]);
    if (shown === this.headShown) return;
    this.headShown = shown;
    fill(this.head, ...headParts(this.store, channel, { ...this.hooks, jump: this.leads.jump }));
  }

  emptyWords() {
    const channel = this.store.channels.get(this.channelId);
    return el("div", { class: "empty" }, icon(channel ? channelIcon(channel) : "channel", 40), el("h3", {}, `Welcome to ${this.title()}!`),
      el("p", {}, channel?.can.write ? "There are no messages yet. Write one, or type / to see the bot's commands." : "There are no messages yet."));
  }

  drawTyping() {
    const names = this.store.writersIn(this.channelId);
    const { locale } = this.store;
    const words = names.length === 0 ? "" : names.length === 1 ? phrase(locale, "{0} is typing…", names[0] ?? "") : names.length < 4
      ? phrase(locale, "{0} and {1} are typing…", names.slice(0, -1).join(", "), names.at(-1) ?? "") : phrase(locale, "Several people are typing…");
    if (this.typing.textContent !== words) this.typing.textContent = words;
  }

  /** @param {boolean} atEnd */
  moved(atEnd) {
    if (atEnd) this.missed = 0;
    this.drawToEnd();
    this.noteRead();
  }

  drawToEnd() {
    const timeline = this.store.timeline(this.channelId);
    this.toEnd.hidden = (this.list.atEnd && !timeline.newer) || this.list.items.length === 0;
    const { locale } = this.store;
    if (!this.toEnd.hidden) fill(this.toEnd, icon("bottom", 16), this.missed > 0 ? countedIn(locale, this.missed, "1 new message", "{0} new messages") : phrase(locale, "Jump to Present"));
  }

  /** Shows the newest messages, and stays with them. */
  async toPresent() {
    if (this.store.timeline(this.channelId).newer) await this.store.load(this.channelId).catch(() => {});
    this.update();
    this.list.toEnd();
  }

  async goToEnd() {
    await this.toPresent();
    this.composer.focus();
  }

  nearEnd() {
    const timeline = this.store.timeline(this.channelId);
    if (timeline.newer && this.list.scrollTop + this.list.viewHeight > this.list.total() - 600) this.store.loadMore(this.channelId, "after");
  }

  /** What is on the page and at its end was read. */
  noteRead() {
    clearTimeout(this.readTimer);
    const channel = this.store.channels.get(this.channelId);
    const timeline = this.store.timeline(this.channelId);
    if (!channel || !timeline.loaded || timeline.newer || !this.list.atEnd || document.hidden || (!channel.read.unread && channel.read.pings === 0)) return;
    this.readTimer = window.setTimeout(() => { this.store.do({ verb: "read", channel_id: channel.id }).catch(() => {}); }, READING);
  }

  /** @param {EventTarget | null} target */
  rowAt(target) {
    const article = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest("article[data-message]")) : null;
    const key = article?.dataset["message"] ?? "";
    return { article, key, message: this.store.timeline(this.channelId).find(key) };
  }

  /**
   * Adds the quick tools to the message under the mouse or the keyboard's focus.
   *
   * @param {EventTarget | null} target
   */
  dress(target) {
    const { article, message } = this.rowAt(target);
    const tools = article?.querySelector(".tools");
    if (!message || !tools || tools.childElementCount > 1) return;
    const tabindex = article?.classList.contains("message-active") ? 0 : -1;
    const react = el("button", { type: "button", class: "tool", tabindex, "aria-label": "Add Reaction", title: "Add Reaction" }, icon("react", 18));
    const reply = el("button", { type: "button", class: "tool", tabindex, "aria-label": "Reply", title: "Reply (R)" }, icon("reply", 18));
    on(react, "click", () => this.around.pickEmoji(message, react));
    on(reply, "click", () => this.hands.reply(message));
    tools.prepend(...(message.can.react ? [react] : []), ...(message.can.reply ? [reply] : []));
  }

  /** @param {FocusEvent} event */
  focused(event) {
    const { article, key } = this.rowAt(event.target);
    if (!article || key === this.activeKey && article.classList.contains("message-active")) return;
    for (const other of this.scroller.querySelectorAll(".message-active")) {
      other.classList.remove("message-active");
      for (const control of other.querySelectorAll("a, button")) control.setAttribute("tabindex", "-1");
    }
    this.activeKey = key;
    article.classList.add("message-active");
    this.dress(article);
    for (const control of article.querySelectorAll("a, button")) control.setAttribute("tabindex", "0");
  }

  /**
   * Keeps the keyboard on the same button of a message that has changed, or else on the message.
   *
   * @param {HTMLElement} row
   * @param {Element} held
   */
  refocus(row, held) {
    const id = held.getAttribute("data-custom-id");
    const same = id === null ? undefined : /** @type {HTMLElement[]} */ ([...row.querySelectorAll("[data-custom-id]")]).find((control) => control.dataset["customId"] === id);
    (same ?? /** @type {HTMLElement | null} */ (row.querySelector("article")))?.focus({ preventScroll: true });
  }

  /** @param {MouseEvent} event */
  contextMenu(event) {
    const { message } = this.rowAt(event.target);
    if (!message || (event.target instanceof Element && event.target.closest("a, img"))) return;
    event.preventDefault();
    openMessageMenu(this.store, message, { x: event.clientX, y: event.clientY }, this.hands);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { article, key, message } = this.rowAt(event.target);
    const onRow = event.target === article || event.target === this.scroller;
    const items = this.list.items;
    const place = this.list.places.get(key || this.activeKey) ?? items.length;
    const moves = /** @type {Record<string, number>} */ ({ ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: items.length - 1 });
    const next = moves[event.key];
    if (onRow && next !== undefined) {
      event.preventDefault();
      const row = items[Math.max(0, Math.min(items.length - 1, next))];
      if (event.key === "ArrowDown" && place >= items.length - 1) this.composer.focus();
      else if (row) /** @type {HTMLElement | null | undefined} */ (this.list.reveal(row.key)?.querySelector("article"))?.focus({ preventScroll: true });
    } else if (article && message && (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey) || (onRow && event.key === "Enter"))) {
      event.preventDefault();
      openMessageMenu(this.store, message, article.querySelector(".tool-more") ?? article, this.hands);
    } else if (message && onRow && event.key.toLowerCase() === "r" && message.can.reply) {
      event.preventDefault();
      this.hands.reply(message);
    } else if (message && onRow && event.key.toLowerCase() === "e" && message.can.edit) {
      event.preventDefault();
      this.hands.edit(message);
    } else if (message && onRow && event.key === "Delete" && message.can.delete) {
      event.preventDefault();
      deleteMessage(this.store, message);
    } else if (article && event.key === "Escape") {
      event.preventDefault();
      if (event.target === article) this.composer.focus();
      else article.focus();
    }
  }

  editLast() {
    const own = this.store.timeline(this.channelId).messages.findLast((message) => message.can.edit && !isSystem(message));
    if (own) this.hands.edit(own);
  }

  close() {
    this.leave();
    clearTimeout(this.readTimer);
    document.removeEventListener("visibilitychange", this.lookedAt);
    this.list.close();
  }
}
