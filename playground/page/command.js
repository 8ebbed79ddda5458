// @ts-check
// A slash command that is being filled in: a field for each option, with its suggestions.

import { el, fill, on } from "./dom.js";
import { icon } from "./icons.js";
import { interact } from "./interact.js";
import { aboutIn, fileGiven, fixedChoices, kindWords, nameIn, readTyped } from "./options.js";

/** @typedef {import("./protocol.d.ts").CommandOption} CommandOption */
/** @typedef {import("./options.js").Usable} Usable */
/** @typedef {import("./options.js").Given} Given */
/** @typedef {import("./store.js").PersonStore} PersonStore */
/** @typedef {{option: CommandOption, input: HTMLInputElement, box: HTMLElement, picked: {label: string, value: Given} | null, file: File | null}} Filling */

/** How long a person pauses before the bot is asked for suggestions, in milliseconds. */
const PAUSE = 120;

export class CommandBar {
  /**
   * @param {PersonStore} store
   * @param {string} channelId
   * @param {Usable} command
   * @param {import("./suggest.js").Suggestions} suggestions
   * @param {() => void} done called when the command was sent or given up
   */
  constructor(store, channelId, command, suggestions, done) {
    this.store = store;
    this.channelId = channelId;
    this.command = command;
    this.suggestions = suggestions;
    this.done = done;
    /** @type {Filling[]} */
    this.fields = [];
    this.asked = 0;
    this.timer = 0;
    this.problem = el("p", { class: "command-problem", role: "alert" });
    this.row = el("div", { class: "command-fields" });
    this.extras = el("div", { class: "command-extras" });
    const run = el("button", { type: "submit", class: "send", "aria-label": `Send /${command.name}`, title: "Send (Enter)" }, icon("send", 20));
    const cancel = el("button", { type: "button", class: "icon-button", "aria-label": "Cancel (Escape)", title: "Cancel (Escape)" }, icon("close", 18));
    this.element = el("form", { class: "command-bar", "aria-label": `/${command.name}: ${command.about}` },
      el("div", { class: "command-line" }, cancel, el("span", { class: "command-name" }, `/${command.name}`), this.row, this.extras, run), this.problem);
    on(cancel, "click", () => this.close());
    on(this.element, "submit", (event) => {
      event.preventDefault();
      this.run();
    });
    on(this.element, "keydown", (event) => this.key(event));
    for (const option of command.options) if (option.required) this.add(option);
    this.offerExtras();
  }

  /** Puts the keyboard into the first field, or onto the button that sends. */
  focus() {
    const first = this.fields[0]?.input ?? /** @type {HTMLElement | null} */ (this.element.querySelector(".send"));
    first?.focus();
    if (this.fields.length === 0) this.suggestions.show(this.element, [], { head: [el("strong", {}, `/${this.command.name}`), el("span", {}, this.command.about)] });
  }

  /** @param {CommandOption} option */
  add(option) {
    const input = el("input", {
      class: "command-input", type: option.type === 11 ? "file" : "text", role: option.type === 11 ? null : "combobox", "aria-expanded": "false", "aria-autocomplete": "list",
      "aria-label": `${nameIn(option)}${option.required ? "" : " (optional)"}: ${aboutIn(option)}`, autocomplete: "off", spellcheck: "false",
    });
    const box = el("div", { class: "command-field" }, el("span", { class: "command-label", "aria-hidden": "true" }, nameIn(option)), input);
    /** @type {Filling} */
    const field = { option, input, box, picked: null, file: null };
    on(input, "input", () => {
      field.picked = null;
      field.file = input.files?.[0] ?? null;
      this.problem.textContent = "";
      this.widen(field);
      this.suggest(field);
    });
    on(input, "focus", () => this.suggest(field));
    on(input, "blur", () => { clearTimeout(this.timer); this.suggestions.hide(); });
    on(box, "click", () => input.focus());
    this.fields.push(field);
    this.row.append(box);
    this.widen(field);
    return field;
  }

  /** @param {Filling} field */
  widen(field) {
    if (field.option.type !== 11) field.input.size = Math.max(6, Math.min(48, field.input.value.length + 1));
  }

  offerExtras() {
    const left = this.command.options.filter((option) => !this.fields.some((field) => field.option === option));
    fill(this.extras, ...left.map((option) => {
      const button = el("button", { type: "button", class: "command-extra", title: aboutIn(option), "aria-label": `Add ${nameIn(option)}: ${aboutIn(option)}` }, icon("plus", 12), nameIn(option));
      return on(button, "click", () => {
        const field = this.add(option);
        this.offerExtras();
        field.input.focus();
      });
    }));
  }

  /** @param {Filling} field */
  remove(field) {
    const place = this.fields.indexOf(field);
    this.fields.splice(place, 1);
    field.box.remove();
    this.offerExtras();
    (this.fields[Math.max(0, place - 1)]?.input ?? /** @type {HTMLElement | null} */ (this.element.querySelector(".send")))?.focus();
  }

  /** @param {Filling} field */
  headOf(field) {
    return [el("strong", {}, nameIn(field.option)), el("span", {}, aboutIn(field.option)), el("span", { class: "suggest-kind" }, `${kindWords(field.option)}${field.option.required ? "" : ", optional"}`)];
  }

  /** @param {Filling} field */
  suggest(field) {
    const { option, input } = field;
    clearTimeout(this.timer);
    const head = this.headOf(field);
    const fixed = fixedChoices(this.store, this.channelId, option);
    if (fixed) {
      const wanted = field.picked ? "" : input.value.trim().replace(/^[@#]/, "").toLowerCase();
      const fits = fixed.filter((choice) => `${choice.label}\n${choice.plain ?? ""}`.toLowerCase().includes(wanted));
      this.suggestions.show(input, fits.map((choice) => ({ label: choice.label, about: choice.description ?? "", ...(choice.picture ? { picture: choice.picture } : {}), run: () => this.pick(field, choice) })), { head, empty: "No matches." });
      return;
    }
    if (!option.autocomplete) {
      this.suggestions.show(input, [], { head });
      return;
    }
    this.timer = window.setTimeout(() => this.askBot(field, head), PAUSE);
    if (!this.suggestions.open) this.suggestions.show(input, [], { head, empty: "Loading options…" });
  }

  /**
   * @param {Filling} field
   * @param {HTMLElement[]} head
   */
  async askBot(field, head) {
    this.asked += 1;
    const asked = this.asked;
    const { option, input } = field;
    const options = [];
    for (const other of this.fields) {
      if (other === field) options.push({ name: option.name, value: input.value });
      else {
        const value = this.valueOf(other);
        if (value && "value" in value) options.push({ name: other.option.name, value: value.value });
      }
    }
    /** @type {{name: string, value: string | number}[]} */
    let choices = [];
    let empty = "No suggestions";
    try {
      const answer = await this.store.do({ verb: "autocomplete", channel_id: this.channelId, command_id: this.command.command.id, path: this.command.path, options, focused: option.name });
      choices = answer.choices;
    } catch {
      empty = "Loading options failed. You can type a value anyway.";
    }
    if (asked !== this.asked || document.activeElement !== input) return;
    this.suggestions.show(input, choices.map((choice) => ({ label: choice.name, run: () => this.pick(field, { label: choice.name, value: choice.value }) })), { head, empty, eager: input.value.trim() !== "" || option.required === true });
  }

  /**
   * @param {Filling} field
   * @param {{label: string, value: Given}} choice
   */
  pick(field, choice) {
    field.picked = choice;
    field.input.value = choice.label;
    this.widen(field);
    this.problem.textContent = "";
    this.onward(field);
  }

  /**
   * Goes on to the next field that is empty, or to the button.
   *
   * @param {Filling} field
   */
  onward(field) {
    const after = this.fields.slice(this.fields.indexOf(field) + 1).find((other) => other.input.value === "");
    if (after) after.input.focus();
    else {
      field.input.focus();
      this.suggestions.hide();
    }
  }

  /** @param {Filling} field @returns {{value: Given} | {problem: string} | null} */
  valueOf(field) {
    if (field.picked) return { value: field.picked.value };
    if (field.input.value.trim() === "") return null;
    return readTyped(field.option, field.input.value, fixedChoices(this.store, this.channelId, field.option));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing || this.suggestions.key(event)) return;
    const field = this.fields.find((candidate) => candidate.input === event.target);
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (field && (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) && !field.picked) {
      const current = this.suggestions.current();
      if (current && (event.key === "Enter" || field.input.value.trim() !== "")) {
        event.preventDefault();
        current.run();
      }
    } else if (field && event.key === "Backspace" && field.input.value === "" && !field.option.required) {
      event.preventDefault();
      this.remove(field);
    } else if (field && event.key === "Backspace" && field.input.value === "" && this.fields[0] === field) {
      event.preventDefault();
      this.close();
    }
  }

  async run() {
    const options = [];
    for (const field of this.fields) {
      if (field.option.type === 11 && field.file) {
        options.push({ name: field.option.name, value: await fileGiven(field.file) });
        continue;
      }
      const value = this.valueOf(field);
      const problem = value === null ? (field.option.required ? `“${nameIn(field.option)}” is required.` : "") : "problem" in value ? value.problem : "";
      if (problem) {
        this.problem.textContent = problem;
        field.input.focus();
        return;
      }
      if (value && "value" in value) options.push({ name: field.option.name, value: value.value });
    }
    this.close();
    await interact(this.store, this.channelId, { verb: "command", channel_id: this.channelId, command_id: this.command.command.id, path: this.command.path, options }, null, `/${this.command.plain}`);
  }

  close() {
    clearTimeout(this.timer);
    this.suggestions.hide();
    this.done();
  }
}
