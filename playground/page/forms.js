// @ts-check
// The forms that a bot opens.

import { el, fill, on, uniqueId } from "./dom.js";
import { fileSize } from "./format.js";
import { countedIn, phrase } from "./language.js";
import { openDialog } from "./dialog.js";
import { drawText } from "./markdown.js";
import { wordsOf } from "./socket.js";
import { optionChoices } from "./choices.js";
import { LARGEST, fileGiven } from "./options.js";

/** @typedef {import("./protocol.d.ts").Form} Form */
/** @typedef {import("./protocol.d.ts").FormField} FormField */
/** @typedef {import("./store.js").PersonStore} PersonStore */
/** @typedef {string | string[] | boolean | File[]} Read */
/** @typedef {{node: HTMLElement, read: () => Read, focus: () => void}} Field */

/**
 * Opens a form, and sends it when the person is done. What was typed stays if the server does not take it.
 *
 * @param {PersonStore} store
 * @param {Form} form
 * @param {(outcome: import("./protocol.d.ts").Outcome) => void} sent
 */
export function openForm(store, form, sent) {
  /** @type {Map<string, Field>} */
  const fields = new Map();
  const error = el("p", { class: "form-error", role: "alert" });
  const submit = el("button", { type: "submit", class: "button button-main" }, phrase(store.locale, "Send"));
  const cancel = el("button", { type: "button", class: "button" }, phrase(store.locale, "Cancel"));
  const sheet = el("form", { class: "form", novalidate: true }, ...formParts(store, form, fields), error, el("div", { class: "dialog-foot" }, cancel, submit));
  const by = store.person ? el("p", { class: "dialog-about" }, phrase(store.locale, "Form by Switchboard")) : null;
  const dialog = openDialog(form.title, [by, sheet], { wide: true });
  on(cancel, "click", () => dialog.close());
  on(sheet, "submit", async (event) => {
    event.preventDefault();
    error.textContent = "";
    const missing = form.fields.find((field) => problemWith(store.locale, field, fields.get(field.custom_id)?.read()));
    if (missing) {
      const field = fields.get(missing.custom_id);
      error.textContent = `${missing.label}: ${problemWith(store.locale, missing, field?.read())}`;
      field?.focus();
      return;
    }
    submit.disabled = true;
    submit.setAttribute("aria-busy", "true");
    try {
      /** @type {Record<string, import("./protocol.d.ts").FieldGiven>} */
      const values = {};
      for (const [id, field] of fields) values[id] = await asGiven(field.read());
      const outcome = await store.do({ verb: "submit", form_id: form.form_id, fields: values });
      if (outcome.kind === "none") {
        error.textContent = phrase(store.locale, "The application did not respond. Your text is still here. Try again in a moment.");
        return;
      }
      dialog.close();
      sent(outcome);
    } catch (problem) {
      error.textContent = wordsOf(problem);
    } finally {
      submit.disabled = false;
      submit.removeAttribute("aria-busy");
    }
  });
  /** @type {HTMLElement | null} */ (sheet.querySelector("input, textarea, select"))?.focus();
}

/**
 * The fields and the texts between them, in the order of the form.
 *
 * @param {PersonStore} store
 * @param {Form} form
 * @param {Map<string, Field>} fields
 */
function formParts(store, form, fields) {
  const texts = [...form.texts];
  const waiting = [...form.fields];
  /** @type {HTMLElement[]} */
  const parts = [];
  for (const component of form.components) {
    if (component.type === 10) {
      const text = texts.shift();
      if (text) parts.push(el("div", { class: "form-text" }, drawText(text, { jump: () => {} })));
      continue;
    }
    const field = waiting.shift();
    if (field) parts.push(drawField(store, field, fields));
  }
  for (const field of waiting) parts.push(drawField(store, field, fields));
  return parts;
}

/**
 * What a field holds, as it is sent.
 *
 * @param {Read} value
 * @returns {Promise<import("./protocol.d.ts").FieldGiven>}
 */
async function asGiven(value) {
  if (!Array.isArray(value)) return value;
  const [first] = value;
  return first instanceof File ? Promise.all(/** @type {File[]} */ (value).map(fileGiven)) : /** @type {string[]} */ (value);
}

/**
 * What is wrong with a value, in words; nothing if it is all right.
 *
 * @param {string} locale
 * @param {FormField} field
 * @param {Read | undefined} value
 */
function problemWith(locale, field, value) {
  if (typeof value === "string" && field.type === 4) {
    const length = Array.from(value).length;
    if (length === 0) return field.required ? phrase(locale, "This field is required.") : "";
    if (length < field.min) return countedIn(locale, field.min, "Write at least 1 character.", "Write at least {0} characters.");
    if (length > field.max) return countedIn(locale, length - field.max, "This is 1 character too long.", "This is {0} characters too long.");
    return "";
  }
  const count = Array.isArray(value) ? value.length : value ? 1 : 0;
  if (field.type === 19) {
    const large = Array.isArray(value) ? value.find((file) => file instanceof File && file.size > LARGEST) : null;
    if (large instanceof File) return phrase(locale, "{0} is too large. The limit is 10 MB.", large.name);
    if (count > field.max) return countedIn(locale, field.max, "Choose 1 file at most.", "Choose {0} files at most.");
    return field.required && count === 0 ? phrase(locale, "Choose a file.") : "";
  }
  if (field.required && count === 0) return phrase(locale, "Choose an option.");
  return "";
}

/**
 * @param {PersonStore} store
 * @param {FormField} field
 * @param {Map<string, Field>} fields
 */
function drawField(store, field, fields) {
  const id = uniqueId("field");
  const about = field.description ? el("p", { class: "form-about", id: `${id}-about` }, field.description) : null;
  const described = { "aria-describedby": about ? `${id}-about` : null, "aria-required": field.required ? "true" : null };
  const label = el("label", { for: id }, field.label, field.required ? el("span", { class: "needed", "aria-hidden": "true" }, " *") : null);
  const made = field.type === 4 ? textField(field, id, described) : field.type === 19 ? fileField(field, id, described) : choiceField(store, field, id, described);
  fields.set(field.custom_id, made);
  if (made.node.matches("fieldset")) {
    const legend = el("legend", {}, field.label, field.required ? el("span", { class: "needed", "aria-hidden": "true" }, " *") : null);
    made.node.prepend(legend, ...(about ? [about] : []));
    return made.node;
  }
  return el("div", { class: "form-field" }, label, about, made.node);
}

/**
 * @param {FormField} field
 * @param {string} id
 * @param {import("./dom.js").Attributes} described
 * @returns {Field}
 */
function textField(field, id, described) {
  const attributes = { class: "input", id, placeholder: field.placeholder, ...described };
  const input = field.long ? el("textarea", { ...attributes, rows: 4 }) : el("input", { ...attributes, type: "text", autocomplete: "off" });
  input.value = field.value ?? "";
  const count = el("span", { class: "form-count", "aria-hidden": "true" });
  const recount = () => {
    const left = field.max - Array.from(input.value).length;
    count.textContent = left < Math.min(200, field.max / 2) ? String(left) : "";
    count.classList.toggle("form-count-over", left < 0);
  };
  on(input, "input", recount);
  recount();
  return { node: el("div", { class: "form-text-field" }, input, count), read: () => input.value, focus: () => input.focus() };
}

/**
 * @param {FormField} field
 * @param {string} id
 * @param {import("./dom.js").Attributes} described
 * @returns {Field}
 */
function fileField(field, id, described) {
  const input = el("input", { class: "input input-file", type: "file", id, multiple: field.max > 1, ...described });
  const list = el("ul", { class: "form-files" });
  const files = () => [...input.files ?? []];
  on(input, "change", () => { fill(list, ...files().map((file) => el("li", {}, file.name, " ", el("span", { class: "file-size" }, fileSize(file.size))))); });
  return { node: el("div", {}, input, list), read: files, focus: () => input.focus() };
}

/**
 * @param {PersonStore} store
 * @param {FormField} field
 * @param {string} id
 * @param {import("./dom.js").Attributes} described
 * @returns {Field}
 */
function choiceField(store, field, id, described) {
  if (field.type === 23) {
    const box = el("input", { type: "checkbox", id, ...described });
    box.checked = field.value === "true";
    return { node: el("div", { class: "form-check" }, box), read: () => box.checked, focus: () => box.focus() };
  }
  const options = field.options.length > 0 ? field.options : optionChoices(store, field.type).map(({ label, value }) => ({ label, value }));
  const several = field.type === 22 || (field.type !== 21 && field.max > 1);
  if (!several && field.type !== 21) {
    const select = el("select", { class: "input", id, ...described });
    fill(select, el("option", { value: "" }, field.placeholder ?? phrase(store.locale, "Choose…")), ...options.map((option) => el("option", { value: option.value }, option.label)));
    select.value = field.value ?? "";
    return { node: select, read: () => (select.value ? [select.value] : []), focus: () => select.focus() };
  }
  const group = el("fieldset", { class: "form-group" }, ...options.map((option) => el("label", { class: "form-check" },
    el("input", { type: several ? "checkbox" : "radio", name: id, value: option.value, checked: option.value === field.value }), option.label)));
  const inputs = () => /** @type {HTMLInputElement[]} */ ([...group.querySelectorAll("input")]);
  const chosen = () => inputs().filter((input) => input.checked).map((input) => input.value);
  return { node: group, read: () => (several ? chosen() : chosen()[0] ?? ""), focus: () => inputs()[0]?.focus() };
}
