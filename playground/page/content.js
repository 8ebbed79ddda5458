// @ts-check
// What a message carries besides text, cards and files: polls, stickers, voice notes.

import { el, on } from "./dom.js";
import { counted, fullTime } from "./format.js";
import { icon } from "./icons.js";
import { quietly } from "./interact.js";

/** @typedef {import("./protocol.d.ts").Message} Message */
/** @typedef {import("./protocol.d.ts").Poll} Poll */
/** @typedef {import("./store.js").PersonStore} PersonStore */

/** How many bars show the loudness of a voice note. */
const BARS = 40;

/**
 * A poll: the answers can be chosen until it is over, and show their share of the votes.
 *
 * @param {Message} message
 * @param {Poll} poll
 * @param {PersonStore} store
 */
export function drawPoll(message, poll, store) {
  const over = poll.results.is_finalized;
  const countOf = (/** @type {number} */ id) => poll.results.answer_counts.find((count) => count.id === id);
  const all = poll.results.answer_counts.reduce((sum, { count }) => sum + count, 0);
  const mine = poll.answers.filter((answer) => countOf(answer.answer_id)?.me_voted).map((answer) => answer.poll_media.text);
  const voted = mine.length > 0;
  const answers = poll.answers.map(({ answer_id: id, poll_media: { text, emoji } }) => {
    const { count = 0, me_voted: me = false } = countOf(id) ?? {};
    const share = all > 0 ? Math.round((100 * count) / all) : 0;
    const button = el("button", { type: "button", class: "poll-answer", role: poll.allow_multiselect ? "checkbox" : "radio", "aria-checked": String(me), disabled: over },
      el("span", { class: "poll-text" }, emoji?.name ? `${emoji.name} ` : null, text),
      voted || over ? el("span", { class: "poll-share" }, `${share} % · ${counted(count, "vote")}`) : null);
    button.style.setProperty("--share", voted || over ? `${share}%` : "0%");
    return on(button, "click", () => {
      const others = poll.allow_multiselect ? mine.filter((other) => other !== text) : [];
      quietly(store, { verb: "vote", message_id: message.id, answers: me ? others : [...others, text] });
    });
  });
  const end = over ? "Poll closed" : `Ends ${fullTime(Date.parse(poll.expiry))}`;
  return el("div", { class: "poll", role: "group", "aria-label": `Poll: ${poll.question.text}` },
    el("p", { class: "poll-question" }, poll.question.text),
    el("p", { class: "poll-about" }, poll.allow_multiselect ? "Select one or more answers" : "Select one answer"),
    el("div", { class: "poll-answers", role: poll.allow_multiselect ? "group" : "radiogroup" }, ...answers),
    el("p", { class: "poll-about" }, `${counted(all, "vote")} · ${end}`));
}

/**
 * Stickers by their names: their pictures are Discord's own.
 *
 * @param {readonly {id: string, name: string}[]} stickers
 */
export function drawStickers(stickers) {
  return el("div", { class: "stickers" }, ...stickers.map((sticker) => el("div", { class: "sticker", role: "img", "aria-label": `Sticker: ${sticker.name}` }, icon("react", 56), el("span", {}, sticker.name))));
}

/**
 * A voice note with its length and its loudness.
 *
 * @param {import("./protocol.d.ts").Attachment} sound
 */
export function drawVoiceNote(sound) {
  const seconds = Math.round(sound.duration_secs ?? 0);
  const length = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const loudness = Array.from(atob(sound.waveform ?? ""), (byte) => byte.charCodeAt(0));
  const bars = Array.from({ length: BARS }, (_, index) => {
    const bar = el("i");
    bar.style.height = `${Math.max(8, Math.round((100 * (loudness[Math.floor((index * loudness.length) / BARS)] ?? 0)) / 128))}%`;
    return bar;
  });
  return el("div", { class: "voice-note", role: "img", "aria-label": `Voice note, ${length}` }, icon("voice", 22), el("span", { class: "voice-bars", "aria-hidden": "true" }, ...bars), el("span", { class: "voice-length" }, length));
}
