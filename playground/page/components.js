// @ts-check
// Buttons and menus that hang on messages, and messages that are made of components altogether.

import { el, on } from "./dom.js";
import { icon } from "./icons.js";
import { drawText, isOwnAddress, isWebAddress, placeOf } from "./markdown.js";
import { drawAttachments, picture } from "./embed.js";
import { pickFrom } from "./picker.js";
import { interact } from "./interact.js";
import { optionChoices } from "./choices.js";

/** @typedef {import("./protocol.d.ts").Component} Component */
/** @typedef {import("./protocol.d.ts").Message} Message */
/** @typedef {import("./store.js").PersonStore} PersonStore */
/** @typedef {{store: PersonStore, message: Message, leads: import("./markdown.js").Leads}} Carrier */
/** @typedef {{label: string, value: string, description?: string, emoji?: {name?: string}, default?: boolean}} Option */

const BUTTON_CLASSES = ["", "button-main", "", "button-good", "button-danger", "button-link"];

/**
 * @param {readonly Component[]} components
 * @param {Carrier} carrier
 * @returns {HTMLElement[]}
 */
export function drawComponents(components, carrier) {
  return components.map((component) => drawComponent(component, carrier)).filter((drawn) => drawn !== null);
}

/**
 * @param {Component} component
 * @param {Carrier} carrier
 * @returns {HTMLElement | null}
 */
function drawComponent(component, carrier) {
  const inner = component.components ?? [];
  switch (component.type) {
    case 1: return el("div", { class: "component-row" }, ...drawComponents(inner, carrier));
    case 2: return drawButton(component, carrier);
    case 3: case 5: case 6: case 7: case 8: return drawSelect(component, carrier);
    case 9: return el("div", { class: "component-section" }, el("div", { class: "component-texts" }, ...drawComponents(inner, carrier)),
      component.accessory ? drawComponent(component.accessory, carrier) : null);
    case 10: return el("div", { class: "prose" }, drawText(carrier.message.rendered.texts[String(component.id)] ?? [], carrier.leads));
    case 11: return drawMedia(component["media"], component["description"]);
    case 12: return el("div", { class: "component-gallery" }, ...asList(component["items"]).map((item) => drawMedia(item["media"], item["description"])));
    case 13: return drawFile(component["file"], carrier);
    case 14: return el("hr", { class: component["divider"] === false ? "component-gap" : "component-line" });
    case 17: {
      const box = el("div", { class: "embed component-container" }, el("div", { class: "embed-main" }, ...drawComponents(inner, carrier)));
      const color = component["accent_color"];
      if (typeof color === "number") box.style.setProperty("--edge", `#${color.toString(16).padStart(6, "0")}`);
      return box;
    }
    default: return null;
  }
}

/** @param {unknown} value @returns {any[]} */
function asList(value) {
  return Array.isArray(value) ? value : [];
}

/**
 * @param {any} media
 * @param {unknown} description
 */
function drawMedia(media, description) {
  const url = String(media?.url ?? "");
  return isOwnAddress(url) ? picture(url, String(description ?? "Picture"), media.width, media.height) : null;
}

/**
 * @param {any} file
 * @param {Carrier} carrier
 */
function drawFile(file, carrier) {
  const name = String(file?.url ?? "").split("/").pop();
  const found = carrier.message.attachments.filter((attachment) => attachment.url === file?.url || attachment.filename === name);
  return found.length > 0 ? drawAttachments(found) : null;
}

/** @param {any} emoji */
function emojiWords(emoji) {
  if (!emoji?.name) return "";
  return emoji.id ? `:${emoji.name}:` : String(emoji.name);
}

/**
 * @param {Component} component
 * @param {Carrier} carrier
 */
function drawButton(component, carrier) {
  const style = Number(component["style"] ?? 2);
  const emoji = emojiWords(component["emoji"]);
  const words = [emoji ? el("span", { class: "button-emoji" }, emoji) : null, component["label"] ? String(component["label"]) : null];
  const url = component["url"];
  if (style === 5 && typeof url === "string" && isWebAddress(url)) {
    const jump = placeOf(url);
    if (jump) return on(el("button", { type: "button", class: "button button-link" }, ...words, icon("right", 16)), "click", () => carrier.leads.jump(jump.channel_id, jump.message_id));
    return el("a", { class: "button button-link", href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, ...words, icon("link", 16));
  }
  const button = el("button", { type: "button", class: `button ${BUTTON_CLASSES[style] ?? ""}`, disabled: component["disabled"] === true, "data-custom-id": component.custom_id }, ...words);
  return on(button, "click", async () => {
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    await interact(carrier.store, carrier.message.channel_id, { verb: "press", message_id: carrier.message.id, custom_id: component.custom_id ?? "" }, carrier.message);
    button.removeAttribute("aria-busy");
  });
}

/**
 * @param {Component} component
 * @param {Carrier} carrier
 */
function drawSelect(component, carrier) {
  const options = /** @type {Option[]} */ (asList(component["options"]));
  const isList = component.type === 3;
  const choices = () => isList
    ? options.map((option) => ({ value: option.value, label: `${emojiWords(option.emoji)} ${option.label}`.trim(), description: option.description }))
    : optionChoices(carrier.store, component.type, carrier.message.channel_id, asList(component["channel_types"]));
  const defaults = asList(component["default_values"]).map((value) => String(value["id"]));
  const chosen = isList ? options.filter((option) => option.default) : choices().filter((choice) => defaults.includes(choice.value));
  const placeholder = String(component["placeholder"] ?? "Choose…");
  const label = chosen.length > 0 ? chosen.map((option) => option.label).join(", ") : placeholder;
  const button = el("button", {
    type: "button", class: `select${chosen.length > 0 ? "" : " select-empty"}`, disabled: component["disabled"] === true, "aria-haspopup": "listbox", "aria-expanded": "false",
    "aria-label": chosen.length > 0 ? `${placeholder}: ${label}` : placeholder, "data-custom-id": component.custom_id,
  }, el("span", { class: "select-label" }, label), icon("down", 18));
  return on(button, "click", async () => {
    const min = Number(component["min_values"] ?? 1);
    const max = Number(component["max_values"] ?? 1);
    const values = await pickFrom(button, { label: placeholder, choices: choices().map(withoutNothing), min, max, chosen: chosen.map((option) => option.value) });
    if (!values) return;
    button.setAttribute("aria-busy", "true");
    await interact(carrier.store, carrier.message.channel_id, { verb: "choose", message_id: carrier.message.id, custom_id: component.custom_id ?? "", values }, carrier.message);
    button.removeAttribute("aria-busy");
  });
}

/**
 * @param {{value: string, label: string, description?: string | undefined, picture?: Node}} choice
 * @returns {import("./picker.js").Choice}
 */
function withoutNothing(choice) {
  return { ...choice, description: choice.description ?? "" };
}
