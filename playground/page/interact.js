// @ts-check
// What follows when a person uses a command, a button, a menu or a form: a form opens, or nothing comes, or it simply happens.

import { wordsOf } from "./socket.js";
import { notice, speak } from "./notices.js";
import { openForm } from "./forms.js";

/** @typedef {import("./protocol.d.ts").Outcome} Outcome */
/** @typedef {import("./protocol.d.ts").Message} Message */
/** @typedef {import("./store.js").PersonStore} PersonStore */

/** What Discord says when a bot is silent. */
const NO_RESPONSE = "The application did not respond";

/**
 * Does something that the bot has to answer, and shows what comes of it.
 *
 * @param {PersonStore} store
 * @param {string} channelId
 * @param {import("./protocol.d.ts").LiveVerb} verb
 * @param {Message | null} at the message with the button or menu, if it was one
 * @param {string} [command] what the person used, as it is called
 */
export async function interact(store, channelId, verb, at, command = "") {
  if (at) store.fail(at, null);
  // The answer to a command is the newest message, and whoever sent it wants to read it.
  else store.tell("acted", channelId);
  try {
    showOutcome(store, channelId, await store.do(verb), at, command);
  } catch (error) {
    if (at) store.fail(at, wordsOf(error));
    else store.note(channelId, wordsOf(error), command);
  }
}

/**
 * @param {PersonStore} store
 * @param {string} channelId
 * @param {Outcome} outcome
 * @param {Message | null} at
 * @param {string} command
 */
function showOutcome(store, channelId, outcome, at, command) {
  switch (outcome.kind) {
    case "form":
      openForm(store, outcome.form, (next) => showOutcome(store, channelId, next, at, command));
      return;
    case "none":
      speak(NO_RESPONSE);
      if (at) store.fail(at, NO_RESPONSE);
      else store.note(channelId, NO_RESPONSE, command);
      return;
    case "thinking":
      speak("Switchboard is thinking…");
      return;
    default:
  }
}

/**
 * Does something small that shows by itself, and says so if it did not work.
 *
 * @param {PersonStore} store
 * @param {import("./protocol.d.ts").LiveVerb} verb
 * @param {string} [done] what to say when it worked
 * @returns {Promise<any>}
 */
export async function quietly(store, verb, done) {
  try {
    const answer = await store.do(verb);
    if (done) notice(done, "good");
    return answer ?? {};
  } catch (error) {
    notice(wordsOf(error), "bad");
    return null;
  }
}
