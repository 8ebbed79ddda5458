// @ts-check
// A forum: its posts as a list, and the sheet for a new one.

import { el, fill, inNextFrame, on, uniqueId } from "./dom.js";
import { avatar } from "./avatar.js";
import { counted, relativeTime } from "./format.js";
import { icon } from "./icons.js";
import { cancelButton, openDialog } from "./dialog.js";
import { rove } from "./menu.js";
import { compareIds } from "./timeline.js";
import { wordsOf } from "./socket.js";

/** @typedef {import("./protocol.d.ts").Channel} Channel */
/** @typedef {import("./store.js").PersonStore} PersonStore */

/** Milliseconds since 1970 at which Discord's ids begin to count. */
const FIRST_SECOND = 1_420_070_400_000n;

/**
 * When something with this id was made, in milliseconds since 1970.
 *
 * @param {string} id
 */
function madeAt(id) {
  return Number((BigInt(id) >> 22n) + FIRST_SECOND);
}

export class Forum {
  /**
   * @param {PersonStore} store
   * @param {{primary: boolean, open: (channelId: string) => void, back: () => void}} hooks
   */
  constructor(store, hooks) {
    this.store = store;
    this.hooks = hooks;
    this.channelId = "";
    this.tag = "";
    this.head = el("header", { class: "talk-head" });
    this.body = el("div", { class: "forum-body", tabindex: 0, role: "region" });
    this.element = el("section", { class: "talk forum" }, this.head, this.body);
    rove(this.body, ".post");
    this.leave = store.listen((topic) => {
      if (topic === "all" || topic === "channels") this.drawSoon();
    });
  }

  drawSoon = inNextFrame(() => this.draw());

  /** @param {string} channelId */
  show(channelId) {
    this.channelId = channelId;
    this.tag = "";
    this.draw();
    const channel = this.store.channels.get(channelId);
    if (channel?.read.unread) this.store.do({ verb: "read", channel_id: channelId }).catch(() => {});
  }

  draw() {
    const channel = this.store.channels.get(this.channelId);
    if (!channel) return;
    const back = el("button", { type: "button", class: "icon-button talk-back", "aria-label": "Back to channels" }, icon("menu"));
    on(back, "click", () => this.hooks.back());
    const write = el("button", { type: "button", class: "button button-main forum-new", id: this.hooks.primary ? "composer" : null }, icon("plus", 16), "New post");
    on(write, "click", () => this.write(channel));
    fill(this.head, back, icon("forum"), el("h2", { class: "talk-title", id: this.hooks.primary ? "conversation" : null, tabindex: -1 }, channel.name), el("p", { class: "talk-topic" }, channel.topic ?? ""), channel.can.thread ? write : null);
    // "Skip to writing" leads to the button, or where there is none, to the posts.
    this.body.id = this.hooks.primary && !channel.can.thread ? "composer" : "";
    this.body.setAttribute("aria-label", `Posts in ${channel.name}`);
    const held = this.body.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset["post"] : undefined;
    const posts = this.store.threadsOf(channel.id).filter((post) => !this.tag || post.applied_tags?.includes(this.tag));
    posts.sort((one, other) => Number(one.thread_metadata?.archived) - Number(other.thread_metadata?.archived) || compareIds(other.last_message_id ?? other.id, one.last_message_id ?? one.id));
    const empty = el("div", { class: "empty" }, icon("forum", 40), el("h3", {}, this.tag ? "No posts with this tag" : "No posts yet"),
      el("p", {}, this.tag ? "Choose another tag, or clear the filter." : channel.can.thread ? "Start the first one." : "New posts appear here."));
    fill(this.body, this.drawTags(channel), posts.length === 0 ? empty : el("ul", { class: "posts" }, ...posts.map((post, index) => el("li", {}, this.drawPost(post, channel, held ? post.id === held : index === 0)))));
    if (held) /** @type {HTMLElement | null} */ (this.body.querySelector(`[data-post="${held}"]`))?.focus({ preventScroll: true });
  }

  /** @param {Channel} channel */
  drawTags(channel) {
    const tags = channel.available_tags ?? [];
    if (tags.length === 0) return null;
    return el("div", { class: "forum-tags", role: "group", "aria-label": "Show only posts with a tag" }, ...tags.map((tag) => {
      const button = el("button", { type: "button", class: "tag-filter", "aria-pressed": String(this.tag === tag.id) }, tag.emoji_name ? `${tag.emoji_name} ` : null, tag.name);
      return on(button, "click", () => {
        this.tag = this.tag === tag.id ? "" : tag.id;
        this.draw();
      });
    }));
  }

  /**
   * @param {Channel} post
   * @param {Channel} forum
   * @param {boolean} reachable
   */
  drawPost(post, forum, reachable) {
    const author = post.starter ? this.store.users.get(post.starter.author_id) : undefined;
    const name = author ? this.store.nameOf(author, forum.id) : "";
    const tags = (forum.available_tags ?? []).filter((tag) => post.applied_tags?.includes(tag.id));
    const state = post.thread_metadata;
    const button = el("button", { type: "button", class: `post${post.read.unread ? " post-unread" : ""}`, tabindex: reachable ? 0 : -1, "data-post": post.id },
      el("span", { class: "post-top" }, ...tags.map((tag) => el("span", { class: "tag" }, tag.emoji_name ? `${tag.emoji_name} ` : null, tag.name)), state?.archived ? el("span", { class: "mark-word" }, "Archived") : null, state?.locked ? el("span", { class: "mark-word" }, "Locked") : null),
      el("span", { class: "post-title" }, post.name),
      post.starter ? el("span", { class: "post-text" }, author ? avatar(author, name, "small") : null, el("span", {}, el("strong", {}, `${name}: `), post.starter.text)) : null,
      el("span", { class: "post-foot" }, counted(post.message_count ?? 0, "answer"), " · ", relativeTime(madeAt(post.last_message_id ?? post.id)),
        post.read.pings > 0 ? el("span", { class: "pings" }, String(post.read.pings)) : null));
    return on(button, "click", () => this.hooks.open(post.id));
  }

  /** @param {Channel} channel */
  write(channel) {
    const ids = { title: uniqueId("post"), text: uniqueId("post") };
    const title = el("input", { class: "input", id: ids.title, type: "text", maxlength: 100, required: true, autocomplete: "off" });
    const text = el("textarea", { class: "input", id: ids.text, rows: 6, maxlength: 2000, required: true });
    const tags = channel.available_tags ?? [];
    const boxes = tags.map((tag) => el("label", { class: "form-check" }, el("input", { type: "checkbox", value: tag.id }), tag.name));
    const error = el("p", { class: "form-error", role: "alert" });
    const sheet = el("form", { class: "form", novalidate: true },
      el("div", { class: "form-field" }, el("label", { for: ids.title }, "Title"), title),
      el("div", { class: "form-field" }, el("label", { for: ids.text }, "Message"), text),
      tags.length > 0 ? el("fieldset", { class: "form-group form-group-inline" }, el("legend", {}, "Tags"), ...boxes) : null,
      error, el("div", { class: "dialog-foot" }, cancelButton(), el("button", { type: "submit", class: "button button-main" }, "Post")));
    const dialog = openDialog(`New post in ${channel.name}`, [sheet], { wide: true });
    on(sheet, "submit", async (event) => {
      event.preventDefault();
      if (!title.value.trim() || !text.value.trim()) {
        error.textContent = "A post needs a title and some text.";
        (title.value.trim() ? text : title).focus();
        return;
      }
      const chosen = boxes.map((box) => box.querySelector("input")).filter((box) => box?.checked).map((box) => box?.value ?? "");
      try {
        const made = await this.store.do({ verb: "post", channel_id: channel.id, title: title.value.trim(), content: text.value.trim(), ...(chosen.length > 0 ? { tags: chosen } : {}) });
        dialog.close();
        this.hooks.open(made.channel_id);
      } catch (problem) {
        error.textContent = wordsOf(problem);
      }
    });
    title.focus();
  }

  close() {
    this.leave();
  }
}
