// @ts-check
// Turns the server's tree of a text into elements, and into plain words for labels.

import { addChild, el, on } from "./dom.js";
import { fullTime, relativeTime, styledTime } from "./format.js";

/** @typedef {import("./protocol.d.ts").Node} TextNode */

/**
 * What a text can lead to.
 *
 * @typedef {object} Leads
 * @property {(channelId: string, messageId: string | null) => void} jump
 * @property {(command: string) => void} [command]
 * @property {() => string} [locale] the language of the reader's Discord
 */

const INLINE_TAGS = /** @type {const} */ ({ strong: "strong", emphasis: "em", underline: "u", strike: "s" });

/**
 * The elements of a text.
 *
 * @param {readonly TextNode[]} nodes
 * @param {Leads} leads
 * @returns {DocumentFragment}
 */
export function drawText(nodes, leads) {
  const fragment = document.createDocumentFragment();
  for (const node of nodes) addChild(fragment, drawNode(node, leads));
  return fragment;
}

/**
 * @param {TextNode} node
 * @param {Leads} leads
 * @returns {Node}
 */
function drawNode(node, leads) {
  switch (node.type) {
    case "text": return document.createTextNode(node.text);
    case "break": return el("br");
    case "strong":
    case "emphasis":
    case "underline":
    case "strike": return el(INLINE_TAGS[node.type], {}, drawText(node.children, leads));
    case "quote": return el("blockquote", {}, drawText(node.children, leads));
    case "subtext": return el("div", { class: "subtext" }, drawText(node.children, leads));
    case "heading": return el("div", { class: `heading heading-${node.level}`, role: "heading", "aria-level": node.level + 2 }, drawText(node.children, leads));
    case "list": return el(node.ordered ? "ol" : "ul", { class: "text-list", start: node.ordered ? node.start : null }, ...node.children.map((child) => drawNode(child, leads)));
    case "item": return el("li", {}, drawText(node.children, leads));
    case "code": return el("code", { class: "code" }, node.text);
    case "code_block": return el("pre", { class: "code-block" }, el("code", {}, node.text));
    case "spoiler": return drawSpoiler(node.children, leads);
    case "link": return drawLink(node, leads);
    case "user": return el("span", { class: `mention${node.me ? " mention-me" : ""}` }, `@${node.name}`);
    case "role": return el("span", { class: `mention${node.me ? " mention-me" : ""}` }, `@${node.name}`);
    case "everyone": return el("span", { class: "mention mention-me" }, `@${node.name}`);
    case "channel": {
      const words = node.name.startsWith("#") ? node.name : `#${node.name}`;
      if (!node.known) return el("span", { class: "mention mention-unknown" }, words);
      return on(el("button", { type: "button", class: "mention" }, words), "click", () => leads.jump(node.id, null));
    }
    case "command": return on(el("button", { type: "button", class: "mention" }, `/${node.name}`), "click", () => leads.command?.(node.name));
    case "emoji": return el("span", { class: "named-emoji" }, `:${node.name}:`);
    case "time": return drawTime(node.unix * 1000, node.style, leads.locale?.() ?? "en");
    default: return document.createTextNode("");
  }
}

/**
 * @param {number} at
 * @param {string} style
 * @param {string} locale
 */
function drawTime(at, style, locale) {
  const time = el("time", { class: "time", datetime: new Date(at).toISOString(), title: fullTime(at, locale), "data-locale": locale }, styledTime(at, style, locale));
  if (style === "R") time.dataset["relative"] = String(at);
  return time;
}

/** Keeps every "3 minutes ago" on the page true. */
export function keepTimesFresh() {
  setInterval(() => {
    for (const time of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("time[data-relative]"))) {
      const words = relativeTime(Number(time.dataset["relative"]), time.dataset["locale"]);
      if (time.textContent !== words) time.textContent = words;
    }
  }, 5_000);
}

/**
 * @param {Extract<TextNode, {type: "link"}>} node
 * @param {Leads} leads
 */
function drawLink(node, leads) {
  const { url } = node;
  const jump = node.jump ?? placeOf(url);
  if (jump) return on(el("button", { type: "button", class: "jump", title: url }, drawText(node.children, leads)), "click", () => leads.jump(jump.channel_id, jump.message_id));
  if (!isWebAddress(url)) return el("span", {}, drawText(node.children, leads));
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow", title: url }, drawText(node.children, leads));
}

/**
 * Where a link to a message or channel leads, if it has the shape of one.
 *
 * @param {string} url
 */
export function placeOf(url) {
  const found = /^https?:\/\/(?:discord\.com|127\.0\.0\.1|localhost)(?::\d+)?\/channels\/\d+\/(\d+)(?:\/(\d+))?\/?$/.exec(url);
  return found ? { channel_id: found[1] ?? "", message_id: found[2] ?? null } : null;
}

/**
 * Whether an address is one of this server.
 *
 * @param {string | undefined} url
 * @returns {boolean}
 */
export function isOwnAddress(url) {
  return /^\/(?![/\\])/.test(url ?? "");
}

/**
 * Whether an address leads to the web and nowhere else.
 *
 * @param {string | undefined} url
 * @returns {boolean}
 */
export function isWebAddress(url) {
  return /^https?:\/\//i.test(url ?? "");
}

/**
 * @param {readonly TextNode[]} children
 * @param {Leads} leads
 */
function drawSpoiler(children, leads) {
  const hidden = el("span", { class: "spoiler-text", "aria-hidden": "true" }, drawText(children, leads));
  const button = el("button", { type: "button", class: "spoiler", "aria-label": "Hidden text. Show it", "aria-expanded": "false" }, hidden);
  return on(button, "click", () => button.replaceWith(el("span", { class: "spoiler-open" }, drawText(children, leads))));
}

/**
 * The words of a text without its looks, for labels and short lines.
 *
 * @param {readonly TextNode[]} nodes
 * @returns {string}
 */
export function plainText(nodes, gap = " ") {
  return nodes.map((node) => {
    switch (node.type) {
      case "text":
      case "code":
      case "code_block":
      case "time": return node.text;
      case "break": return gap;
      case "spoiler": return "(hidden text)";
      case "user":
      case "role":
      case "everyone": return `@${node.name}`;
      case "channel": return node.name.startsWith("#") ? node.name : `#${node.name}`;
      case "command": return `/${node.name}`;
      case "emoji": return `:${node.name}:`;
      default: return `${plainText(node.children, gap)}${node.type === "item" || node.type === "heading" || node.type === "subtext" ? gap : ""}`;
    }
  }).join("");
}
