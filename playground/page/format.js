// @ts-check
// Times, sizes and counts in people's words.

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const CLOCK_SECONDS = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const SHORT_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const NUMERIC_DAY = new Intl.DateTimeFormat("en-GB", { day: "2-digit", month: "2-digit", year: "numeric" });
const LONG = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });
const FULL = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });
const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const UNITS = /** @type {const} */ ([["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3_600], ["minute", 60]]);

/** @param {number} at milliseconds since 1970 */
export function clockTime(at) {
  return CLOCK.format(at);
}

/** @param {number} at milliseconds since 1970 */
export function clockSeconds(at) {
  return CLOCK_SECONDS.format(at);
}

/** @param {number} at milliseconds since 1970 */
export function fullTime(at) {
  return FULL.format(at);
}

/**
 * "Today", "Yesterday", or the date.
 *
 * @param {number} at milliseconds since 1970
 */
export function dayName(at) {
  const days = Math.round((startOfDay(Date.now()) - startOfDay(at)) / 86_400_000);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return DAY.format(at);
}

/**
 * When a message was written, as short as it can be said.
 *
 * @param {number} at milliseconds since 1970
 */
export function messageTime(at) {
  const days = Math.round((startOfDay(Date.now()) - startOfDay(at)) / 86_400_000);
  if (days === 0) return CLOCK.format(at);
  if (days === 1) return `Yesterday, ${CLOCK.format(at)}`;
  return `${SHORT_DAY.format(at)}, ${CLOCK.format(at)}`;
}

/** @param {number} at milliseconds since 1970 */
export function startOfDay(at) {
  return new Date(at).setHours(0, 0, 0, 0);
}

/**
 * "5 minutes ago", "in 3 hours".
 *
 * @param {number} at milliseconds since 1970
 */
export function relativeTime(at) {
  const seconds = Math.round((at - Date.now()) / 1000);
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) return RELATIVE.format(Math.round(seconds / length), unit);
  }
  return Math.abs(seconds) < 5 ? "just now" : RELATIVE.format(seconds, "second");
}

/**
 * A time as its author wanted it shown, with Discord's letters.
 *
 * @param {number} at milliseconds since 1970
 * @param {string} style
 */
export function styledTime(at, style) {
  switch (style) {
    case "R": return relativeTime(at);
    case "t": return CLOCK.format(at);
    case "T": return CLOCK_SECONDS.format(at);
    case "d": return NUMERIC_DAY.format(at);
    case "D": return SHORT_DAY.format(at);
    case "F": return FULL.format(at);
    default: return LONG.format(at);
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
