// @ts-check
// The options of slash commands: what may be given, and what was typed.

import { optionChoices } from "./choices.js";
import { counted } from "./format.js";

/** @typedef {import("./protocol.d.ts").Command} Command */
/** @typedef {import("./protocol.d.ts").CommandOption} CommandOption */
/** @typedef {import("./store.js").PersonStore} PersonStore */
/** @typedef {import("./picker.js").Choice} Choice */
/** @typedef {{command: Command, path: string[], name: string, plain: string, about: string, options: CommandOption[]}} Usable a command, or one of its subcommands: `name` in the person's language, `plain` as the bot calls it */
/** @typedef {Omit<Choice, "value"> & {value: Given, plain?: string}} FixedChoice `plain` is found by typing, too */
/** @typedef {string | number | boolean | import("./protocol.d.ts").FileGiven} Given */

/** Discord's limit of a file, in bytes. */
export const LARGEST = 10 * 1024 * 1024;

/** Option types with a list of people, roles or channels, and the list's kind among the menus of messages. */
const LISTS = /** @type {Record<number, number>} */ ({ 6: 5, 7: 8, 8: 6, 9: 7 });

/**
 * What a person reads as the name of a command, an option or a choice.
 *
 * @param {import("./protocol.d.ts").Named} one
 */
export function nameIn(one) {
  return one.name_localized ?? one.name;
}

/**
 * What a person reads about a command or an option.
 *
 * @param {import("./protocol.d.ts").Named} one
 */
export function aboutIn(one) {
  return one.description_localized ?? one.description ?? "";
}

/**
 * Commands as people type them: each subcommand by itself.
 *
 * @param {readonly Command[]} commands
 * @returns {Usable[]}
 */
export function usable(commands) {
  /** @type {Usable[]} */
  const all = [];
  for (const command of commands) spread(command, command.options ?? [], [], all);
  return all.sort((one, other) => one.name.localeCompare(other.name));
}

/**
 * @param {Command} command
 * @param {readonly CommandOption[]} options
 * @param {CommandOption[]} way the group and subcommand that lead here
 * @param {Usable[]} all
 */
function spread(command, options, way, all) {
  const inner = options.filter((option) => option.type <= 2);
  if (inner.length === 0) {
    const sorted = [...options.filter((option) => option.required), ...options.filter((option) => !option.required)];
    const names = [command, ...way];
    all.push({ command, path: way.map((one) => one.name), name: names.map(nameIn).join(" "), plain: names.map((one) => one.name).join(" "), about: aboutIn(names.at(-1) ?? command), options: sorted });
  }
  for (const option of inner) spread(command, option.options ?? [], [...way, option], all);
}

/**
 * The fixed list of an option, or null if it has none.
 *
 * @param {PersonStore} store
 * @param {string} channelId
 * @param {CommandOption} option
 * @returns {FixedChoice[] | null}
 */
export function fixedChoices(store, channelId, option) {
  if (option.choices && option.choices.length > 0) return option.choices.map((choice) => ({ label: nameIn(choice), plain: choice.name, value: choice.value }));
  if (option.type === 5) return [{ label: "True", plain: "Yes", value: true }, { label: "False", plain: "No", value: false }];
  const list = LISTS[option.type];
  return list ? optionChoices(store, list, channelId, option.channel_types) : null;
}

/**
 * What kind of thing an option wants, in a word or two.
 *
 * @param {CommandOption} option
 */
export function kindWords(option) {
  if (option.choices && option.choices.length > 0) return "choose one";
  const words = /** @type {Record<number, string>} */ ({ 3: "text", 4: "whole number", 5: "true or false", 6: "person", 7: "channel", 8: "role", 9: "person or role", 10: "number", 11: "file" });
  return words[option.type] ?? "";
}

/**
 * Turns typed words into a value, or says what is wrong with them.
 *
 * @param {CommandOption} option
 * @param {string} text
 * @param {readonly FixedChoice[] | null} choices
 * @returns {{value: Given} | {problem: string}}
 */
export function readTyped(option, text, choices) {
  const typed = text.trim();
  const name = nameIn(option);
  if (choices) {
    const wanted = typed.replace(/^[@#]/, "").toLowerCase();
    const names = (/** @type {FixedChoice} */ choice) => [choice.label, choice.plain ?? choice.label].map((label) => label.replace(/^[@#]/, "").toLowerCase());
    const same = choices.filter((choice) => names(choice).includes(wanted));
    const starts = choices.filter((choice) => names(choice).some((label) => label.startsWith(wanted)));
    const found = same[0] ?? (starts.length === 1 ? starts[0] : undefined);
    return found ? { value: found.value } : { problem: `Choose “${name}” from the list.` };
  }
  if (option.type === 4 || option.type === 10) {
    const number = Number(typed);
    if (!Number.isFinite(number) || (option.type === 4 && !Number.isInteger(number))) return { problem: `“${name}” must be a ${kindWords(option)}.` };
    if (option.min_value !== undefined && number < option.min_value) return { problem: `“${name}” must be at least ${option.min_value}.` };
    if (option.max_value !== undefined && number > option.max_value) return { problem: `“${name}” must be at most ${option.max_value}.` };
    return { value: number };
  }
  const length = Array.from(typed).length;
  if (option.min_length !== undefined && length < option.min_length) return { problem: `“${name}” needs at least ${counted(option.min_length, "character")}.` };
  if (option.max_length !== undefined && length > option.max_length) return { problem: `“${name}” can have up to ${counted(option.max_length, "character")}.` };
  return { value: typed };
}

/**
 * A file as it travels.
 *
 * @param {File} file
 * @returns {Promise<import("./protocol.d.ts").FileGiven>}
 */
export function fileGiven(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve({ name: file.name, type: file.type, data: String(reader.result).split(",")[1] ?? "" }));
    reader.addEventListener("error", () => reject(new Error("Couldn't read the file.")));
    reader.readAsDataURL(file);
  });
}
