// @ts-check
// The list of channels and threads at the left, with marks for what is new.

import { el, fill, inNextFrame, on } from "./dom.js";
import { channelIcon } from "./choices.js";
import { avatar } from "./avatar.js";
import { counted } from "./format.js";
import { icon } from "./icons.js";
import { rove } from "./menu.js";
import { openServerMenu } from "./server.js";
import { compareIds } from "./timeline.js";

/** @typedef {import("./protocol.d.ts").Channel} Channel */
/** @typedef {import("./store.js").PersonStore} PersonStore */

/** How many threads of a fold are listed when it is open. */
const FOLDED_SHOWN = 30;

export class ChannelList {
  /**
   * @param {PersonStore} store
   * @param {string} name who sees them
   * @param {(channelId: string) => void} open
   */
  constructor(store, name, open) {
    this.store = store;
    this.open = open;
    this.current = "";
    /** Which folds of channels are open. @type {Set<string>} */
    this.unfolded = new Set();
    this.head = el("p", { class: "channels-head" });
    // Stays the same element, so that the keyboard comes back to it from its menu.
    this.server = el("button", { type: "button", class: "icon-button", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": "Server options", title: "Server" }, icon("more"));
    on(this.server, "click", () => {
      const guild = [...this.store.guilds.values()][0];
      if (guild) openServerMenu(this.store, guild, this.server, this.store.channels.get(this.current));
    });
    this.body = el("div", { class: "channel-groups" });
    this.element = el("nav", { class: "channels", "aria-label": `Channels of ${name}` }, this.head, this.body);
    rove(this.body, "button");
    this.leave = store.listen((topic) => {
      if (topic === "all" || topic === "channels") this.drawSoon();
    });
    this.draw();
  }

  /** @param {string} channelId */
  choose(channelId) {
    this.current = channelId;
    this.drawSoon();
  }

  drawSoon = inNextFrame(() => this.draw());

  draw() {
    const held = this.body.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset["channel"] : undefined;
    const top = this.body.scrollTop;
    const guilds = [...this.store.guilds.values()];
    const groups = guilds.flatMap((guild) => this.drawGuild(guild, guilds.length > 1));
    const people = guilds[0]?.members.length ?? 0;
    fill(this.head, el("strong", {}, guilds.length === 1 ? guilds[0]?.name : "Communities"), guilds.length === 1 ? el("span", {}, counted(people, "member")) : null, guilds.length === 1 ? this.server : null);
    const direct = [...this.store.channels.values()].filter((channel) => channel.type === 1);
    if (direct.length > 0) groups.push(el("h3", { class: "channel-group" }, "Direct messages"), el("ul", {}, ...direct.map((channel) => el("li", {}, this.drawChannel(channel)))));
    fill(this.body, ...groups);
    const buttons = /** @type {HTMLElement[]} */ ([...this.body.querySelectorAll("button")]);
    const entry = buttons.find((button) => button.dataset["channel"] === (held ?? this.current)) ?? buttons[0];
    for (const button of buttons) button.tabIndex = button === entry ? 0 : -1;
    if (held) entry?.focus({ preventScroll: true });
    this.body.scrollTop = top;
  }

  /**
   * @param {import("./protocol.d.ts").Guild} guild
   * @param {boolean} named whether its name stands above its channels
   */
  drawGuild(guild, named) {
    const channels = [...this.store.channels.values()].filter((channel) => channel.guild_id === guild.id && !channel.thread_metadata);
    const order = (/** @type {Channel} */ one, /** @type {Channel} */ other) => (one.position ?? 0) - (other.position ?? 0) || compareIds(one.id, other.id);
    const categories = channels.filter((channel) => channel.type === 4).sort(order);
    const lists = [];
    for (const category of [null, ...categories]) {
      const inside = channels.filter((channel) => channel.type !== 4 && (channel.parent_id ?? null) === (category?.id ?? null)).sort(order);
      if (inside.length === 0) continue;
      if (category || named) lists.push(el("h3", { class: "channel-group" }, category?.name ?? guild.name));
      lists.push(el("ul", {}, ...inside.map((channel) => el("li", {}, this.drawChannel(channel), this.drawThreads(channel)))));
    }
    return lists;
  }

  /**
   * The threads that the person has joined, as Discord lists them, and folded below them the others. The posts of a forum stand in the forum
   * itself, so that only those are listed which the person follows.
   *
   * @param {Channel} parent
   */
  drawThreads(parent) {
    const forum = parent.type === 15 || parent.type === 16;
    const all = this.store.threadsOf(parent.id).sort((one, other) => compareIds(other.id, one.id));
    const archived = all.filter((thread) => thread.thread_metadata?.archived && thread.id !== this.current);
    const followed = all.filter((thread) => !archived.includes(thread) && (thread.joined || thread.id === this.current));
    const others = all.filter((thread) => !archived.includes(thread) && !followed.includes(thread));
    const rows = followed.map((thread) => el("li", {}, this.drawChannel(thread)));
    if (!forum) rows.push(...this.drawFold(`other-${parent.id}`, counted(others.length, "other active thread"), others), ...this.drawFold(`fold-${parent.id}`, `${archived.length} archived`, archived));
    if (rows.length === 0) return null;
    return el("ul", { class: "channel-threads", "aria-label": `${forum ? "Posts" : "Threads"} in ${parent.name}` }, ...rows);
  }

  /**
   * @param {string} key
   * @param {string} words
   * @param {readonly Channel[]} threads
   */
  drawFold(key, words, threads) {
    if (threads.length === 0) return [];
    const open = this.unfolded.has(key);
    const fold = el("button", { type: "button", class: "channel channel-fold", "aria-expanded": String(open), "data-channel": key }, icon(open ? "down" : "right", 14), words);
    on(fold, "click", () => {
      if (!this.unfolded.delete(key)) this.unfolded.add(key);
      this.draw();
    });
    return [el("li", {}, fold), ...(open ? threads.slice(0, FOLDED_SHOWN).map((thread) => el("li", {}, this.drawChannel(thread))) : [])];
  }

  /** @param {Channel} channel */
  drawChannel(channel) {
    const title = this.store.titleOf(channel);
    const { unread, pings } = channel.read;
    const other = channel.type === 1 ? channel.recipients?.[0] : undefined;
    const current = channel.id === this.current;
    const classes = ["channel", current ? "channel-current" : "", unread ? "channel-unread" : "", channel.thread_metadata?.archived ? "channel-archived" : ""];
    const button = el("button", { type: "button", class: classes.filter(Boolean).join(" "), "aria-current": current ? "page" : null, "data-channel": channel.id, title },
      other ? avatar(other, title, "small") : icon(channelIcon(channel), channel.thread_metadata ? 16 : 18), el("span", { class: "channel-name" }, title),
      pings > 0 ? el("span", { class: "pings" }, pings > 99 ? "99+" : String(pings), el("span", { class: "unseen" }, pings === 1 ? " message for you" : " messages for you")) : null,
      unread && pings === 0 ? el("span", { class: "unread-dot" }, el("span", { class: "unseen" }, "new messages")) : null);
    return on(button, "click", () => this.open(channel.id));
  }

  close() {
    this.leave();
  }
}
