// @ts-check
// Times, sizes and counts in people's words.

/** The shapes that a time may have, for `Intl`. */
const SHAPES = /** @type {const} */ ({
  clock: { hour: "2-digit", minute: "2-digit" },
  seconds: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  day: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  short: { day: "numeric", month: "short", year: "numeric" },
  numeric: { day: "2-digit", month: "2-digit", year: "numeric" },
  long: { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
  full: { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
});
const UNITS = /** @type {const} */ ([["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3_600], ["minute", 60]]);
/** What fits into a sentence about the past; the word of `Intl` for it, such as "now", does not. @type {Record<string, string>} */
const JUST_NOW = { en: "just now", de: "gerade eben" };
/** The language of the page itself. */
const PAGE_LANGUAGE = "en";
/** Formats by language and shape: to make one takes long. @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();
/** @type {Map<string, Intl.RelativeTimeFormat>} */
const relatives = new Map();

/** @param {string} locale */
function isEnglish(locale) {
  return locale.startsWith("en");
}

/**
 * A time in a shape, in a language. English is that of Britain: days before months, and 24 hours, as everywhere on the page.
 *
 * @param {number} at milliseconds since 1970
 * @param {keyof typeof SHAPES} shape
 * @param {string} locale
 */
function inShape(at, shape, locale) {
  const key = `${locale} ${shape}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(isEnglish(locale) ? "en-GB" : locale, SHAPES[shape]);
    formats.set(key, format);
  }
  return format.format(at);
}

/**
 * "5 minutes ago", "tomorrow".
 *
 * @param {number} count
 * @param {Intl.RelativeTimeFormatUnit} unit
 * @param {string} locale
 */
function inUnits(count, unit, locale) {
  let format = relatives.get(locale);
  if (!format) {
    format = new Intl.RelativeTimeFormat(isEnglish(locale) ? "en" : locale, { numeric: "auto" });
    relatives.set(locale, format);
  }
  return format.format(count, unit);
}

/**
 * "Today" or "Yesterday"; nothing for other days.
 *
 * @param {number} at milliseconds since 1970
 * @param {string} locale
 */
function nearDay(at, locale) {
  const days = Math.round((startOfDay(Date.now()) - startOfDay(at)) / 86_400_000);
  if (days !== 0 && days !== 1) return "";
  const word = inUnits(-days, "day", locale);
  return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
}

/** @param {number} at milliseconds since 1970 */
export function clockTime(at) {
  return inShape(at, "clock", PAGE_LANGUAGE);
}

/** @param {number} at milliseconds since 1970 */
export function clockSeconds(at) {
  return inShape(at, "seconds", PAGE_LANGUAGE);
}

/**
 * @param {number} at milliseconds since 1970
 * @param {string} [locale]
 */
export function fullTime(at, locale = PAGE_LANGUAGE) {
  return inShape(at, "full", locale);
}

/**
 * "Today", "Yesterday", or the date.
 *
 * @param {number} at milliseconds since 1970
 * @param {string} [locale]
 */
export function dayName(at, locale = PAGE_LANGUAGE) {
  return nearDay(at, locale) || inShape(at, "day", locale);
}

/**
 * When a message was written, as short as it can be said.
 *
 * @param {number} at milliseconds since 1970
 * @param {string} [locale]
 */
export function messageTime(at, locale = PAGE_LANGUAGE) {
  const clock = inShape(at, "clock", locale);
  if (startOfDay(at) === startOfDay(Date.now())) return clock;
  return `${nearDay(at, locale) || inShape(at, "short", locale)}, ${clock}`;
}

/** @param {number} at milliseconds since 1970 */
export function startOfDay(at) {
  return new Date(at).setHours(0, 0, 0, 0);
}

/**
 * "5 minutes ago", "in 3 hours".
 *
 * @param {number} at milliseconds since 1970
 * @param {string} [locale]
 */
export function relativeTime(at, locale = PAGE_LANGUAGE) {
  const seconds = Math.round((at - Date.now()) / 1000);
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) return inUnits(Math.round(seconds / length), unit, locale);
  }
  if (Math.abs(seconds) >= 5) return inUnits(seconds, "second", locale);
  return JUST_NOW[locale.slice(0, 2)] ?? inUnits(0, "second", locale);
}

/**
 * A time as its author wanted it shown, with Discord's letters.
 *
 * @param {number} at milliseconds since 1970
 * @param {string} style
 * @param {string} [locale]
 */
export function styledTime(at, style, locale = PAGE_LANGUAGE) {
  switch (style) {
    case "R": return relativeTime(at, locale);
    case "t": return inShape(at, "clock", locale);
    case "T": return inShape(at, "seconds", locale);
    case "d": return inShape(at, "numeric", locale);
    case "D": return inShape(at, "short", locale);
    case "F": return inShape(at, "full", locale);
    default: return inShape(at, "long", locale);
  }
}

/** @param {number} bytes */
export function fileSize(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(bytes < 10_240 ? 1 : 0)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/**
 * "1 message", "3 messages".
 *
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

/**
 * The letters in a person's round picture.
 *
 * @param {string} name
 */
export function initials(name) {
  const words = name.split(/[\s._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[1]] : [words[0] ?? "?"];
  return letters.map((word) => Array.from(word ?? "")[0] ?? "").join("").toUpperCase();
}
