// @ts-check
// What hangs on a message besides its text: cards (embeds), pictures and files.

import { el, on } from "./dom.js";
import { fileSize, fullTime, messageTime } from "./format.js";
import { icon } from "./icons.js";
import { openDialog } from "./dialog.js";
import { drawText, isOwnAddress, isWebAddress } from "./markdown.js";

/** @typedef {import("./protocol.d.ts").Embed} Embed */
/** @typedef {import("./protocol.d.ts").Attachment} Attachment */
/** @typedef {import("./protocol.d.ts").Rendered["embeds"][number]} RenderedEmbed */

/** The largest picture in a message, in pixels. */
const PICTURE_WIDTH = 400;
const PICTURE_HEIGHT = 300;

/**
 * @param {Embed} embed
 * @param {RenderedEmbed | undefined} rendered
 * @param {import("./markdown.js").Leads} leads
 */
export function drawEmbed(embed, rendered, leads) {
  const card = el("div", { class: "embed" });
  if (embed.color !== undefined && embed.color !== null) card.style.setProperty("--edge", `#${embed.color.toString(16).padStart(6, "0")}`);
  const main = el("div", { class: "embed-main" });
  if (embed.author?.name) main.append(el("div", { class: "embed-author" }, embed.author.name));
  if (rendered?.title) {
    const title = drawText(rendered.title, leads);
    main.append(el("div", { class: "embed-title" }, isWebAddress(embed.url) ? el("a", { href: embed.url, target: "_blank", rel: "noopener noreferrer nofollow" }, title) : title));
  }
  if (rendered?.description) main.append(el("div", { class: "embed-text prose" }, drawText(rendered.description, leads)));
  if (rendered && rendered.fields.length > 0) {
    main.append(el("dl", { class: "embed-fields" }, ...rendered.fields.map((field) => el("div", { class: `embed-field${field.inline ? " embed-field-inline" : ""}` },
      el("dt", {}, drawText(field.name, leads)), el("dd", { class: "prose" }, drawText(field.value, leads))))));
  }
  if (embed.image && isOwnAddress(embed.image.url)) main.append(picture(embed.image.url, "Picture", undefined, undefined));
  if (embed.footer?.text || embed.timestamp) {
    const locale = leads.locale?.();
    const time = embed.timestamp ? Date.parse(embed.timestamp) : null;
    main.append(el("div", { class: "embed-foot" }, embed.footer?.text, embed.footer?.text && time ? " · " : null,
      time ? el("time", { datetime: embed.timestamp, title: fullTime(time, locale) }, messageTime(time, locale)) : null));
  }
  card.append(main);
  if (embed.thumbnail && isOwnAddress(embed.thumbnail.url)) card.append(el("img", { class: "embed-thumbnail", src: embed.thumbnail.url, alt: "", loading: "lazy" }));
  return card;
}

/** @param {readonly Attachment[]} attachments */
export function drawAttachments(attachments) {
  return el("div", { class: "attachments" }, ...attachments.map((attachment) => {
    const local = isOwnAddress(attachment.url);
    if (local && attachment.content_type?.startsWith("image/")) {
      return picture(attachment.url, attachment.description || attachment.filename, attachment.width, attachment.height);
    }
    const words = el("span", { class: "file-words" }, el("span", { class: "file-name" }, attachment.filename), el("span", { class: "file-size" }, fileSize(attachment.size)));
    return el("a", { class: "file", href: local ? attachment.url : null, download: attachment.filename }, icon("file", 28), words, icon("download", 18));
  }));
}

/**
 * A picture that opens in full when clicked. Its place is kept free until it is there.
 *
 * @param {string} url
 * @param {string} name
 * @param {number | undefined} width
 * @param {number | undefined} height
 */
export function picture(url, name, width, height) {
  const image = el("img", { src: url, alt: name, decoding: "async" });
  const button = el("button", { type: "button", class: "picture", title: name, "aria-label": `Picture: ${name}. View full size` }, image);
  // Where nobody has measured it, one by one is said.
  if (width && height && width * height > 1) {
    const scale = Math.min(1, PICTURE_WIDTH / width, PICTURE_HEIGHT / height);
    image.width = Math.max(1, Math.round(width * scale));
    image.height = Math.max(1, Math.round(height * scale));
  }
  on(image, "load", () => button.classList.toggle("picture-tiny", image.naturalWidth < 24 && image.naturalHeight < 24));
  on(image, "error", () => button.replaceWith(el("p", { class: "picture-missing" }, `Couldn't load the picture ${name}.`)));
  return on(button, "click", () => {
    openDialog(name, [el("img", { class: "picture-full", src: url, alt: name }), el("p", { class: "dialog-about" }, el("a", { href: url, download: name }, "Save the picture"))], { wide: true });
  });
}
