// @ts-check
// The first minute: a strip that says what to do next, and a ring around where to do it.

import { byId, el, fill, on } from "./dom.js";
import { icon, mark } from "./icons.js";
import { orNotice, speak } from "./notices.js";

/** @typedef {import("./watch.js").Watch} Watch */
/** @typedef {import("./protocol.d.ts").GuideStep} GuideStep */

/** How often the ring looks where its place is now, in milliseconds. */
const LOOK = 200;

/**
 * A text with the names of buttons in bold: they stand between `**`.
 *
 * @param {string} text
 * @returns {(string | HTMLElement)[]}
 */
function withNames(text) {
  return text.split("**").map((part, index) => (index % 2 === 1 ? el("strong", {}, part) : part));
}

export class GuideCard {
  /**
   * @param {Watch} watch
   * @param {{seat: () => HTMLElement, personOf: () => string, channelOf: () => string, go: (step: GuideStep) => void, leave: () => void }} hooks
   */
  constructor(watch, hooks) {
    this.watch = watch;
    this.hooks = hooks;
    this.shown = -1;
    this.timer = 0;
    this.card = byId("guide");
    this.ring = el("div", { class: "guide-ring", "aria-hidden": "true", hidden: true });
    document.body.append(this.ring);
    watch.listen((topic) => { if (topic === "guide" || topic === "hello") this.draw(); });
  }

  start() {
    this.shown = -1;
    orNotice(this.watch.do({ verb: "guide_start" }));
  }

  skip() {
    orNotice(this.watch.do({ verb: "guide_skip" }));
  }

  draw() {
    const { guide } = this.watch;
    const held = this.card.contains(document.activeElement) ? document.activeElement?.textContent ?? "" : null;
    this.card.hidden = guide.state === "skipped";
    this.ring.hidden = true;
    clearInterval(this.timer);
    if (this.card.hidden) {
      if (held !== null) this.hooks.leave();
      return;
    }
    if (guide.state === "ready") this.drawWelcome();
    else if (guide.state === "done") this.drawEnd();
    else this.drawStep();
    if (held === null) return;
    // If the button that had the keyboard is gone, what comes next is read from its heading on.
    const same = [...this.card.querySelectorAll("button")].find((button) => !button.hidden && button.textContent === held);
    (same ?? this.card.querySelector("h2"))?.focus();
  }

  drawWelcome() {
    const start = el("button", { type: "button", class: "button button-main" }, "Show me");
    const skip = el("button", { type: "button", class: "button" }, "I'll explore on my own");
    on(start, "click", () => this.start());
    on(skip, "click", () => this.skip());
    fill(this.card, mark(34), el("div", { class: "guide-words" }, el("h2", { tabindex: -1 }, "Welcome to the sandbox"), el("p", {}, "This is a small simulated community with the real bot. You play the customer, an agent and a developer. In one minute, you'll see a question become a bug report, and the fix come back to the customer.")),
      el("div", { class: "guide-foot" }, start, skip));
  }

  drawStep() {
    const { guide } = this.watch;
    const step = guide.steps[guide.current];
    if (!step) return;
    const person = this.watch.people.find((candidate) => candidate.username === step.person);
    const text = (matchMedia("(pointer: coarse)").matches && step.touch) || step.text;
    const fresh = this.shown !== guide.current;
    const dots = el("ol", { class: "guide-dots", "aria-label": `Step ${guide.current + 1} of ${guide.steps.length}` }, ...guide.steps.map((each, index) => el("li", { class: each.done ? "guide-dot-done" : index === guide.current ? "guide-dot-now" : "" },
      el("span", { class: "unseen" }, `${each.title}${each.done ? ": done" : ""}`))));
    const take = el("button", { type: "button", class: "button button-main guide-take" }, `Take me there${person ? ` as ${person.name}` : ""}`);
    const skip = el("button", { type: "button", class: "button button-quiet" }, "Skip guide");
    on(take, "click", () => this.hooks.go(step));
    on(skip, "click", () => this.skip());
    fill(this.card, el("span", { class: "guide-number", "aria-hidden": "true" }, String(guide.current + 1)), el("div", { class: "guide-words" }, el("h2", { tabindex: -1 }, step.title), el("p", {}, ...withNames(text))), el("div", { class: "guide-foot" }, dots, take, skip));
    if (fresh) {
      this.shown = guide.current;
      speak(`Step ${guide.current + 1}: ${step.title}. ${text.replaceAll("**", "")}`);
    }
    this.timer = window.setInterval(() => this.look(step, take), LOOK);
    this.look(step, take);
  }

  drawEnd() {
    const again = el("button", { type: "button", class: "button" }, "Play again");
    const done = el("button", { type: "button", class: "button button-main" }, "Explore");
    on(again, "click", () => this.start());
    on(done, "click", () => this.skip());
    fill(this.card, el("span", { class: "guide-number guide-number-done", "aria-hidden": "true" }, icon("check", 18)), el("div", { class: "guide-words" }, el("h2", { tabindex: -1 }, "That's the whole journey"), el("p", {}, "You took a question from a message to a bug report, and the fix back to the customer. Now explore: answer as the customer, crash the bot under ", el("strong", {}, "Break things"), ", or type / to see all commands.")),
      el("div", { class: "guide-foot" }, done, again));
    if (this.shown !== -2) speak("That's the whole journey.");
    this.shown = -2;
  }

  /**
   * Draws the ring around the place where the step is done, if it is on the page.
   *
   * @param {GuideStep} step
   * @param {HTMLElement} take
   */
  look(step, take) {
    const target = this.target(step);
    const there = this.hooks.personOf() === step.person && (!step.channel_id || this.hooks.channelOf() === step.channel_id);
    take.hidden = there && target !== null;
    const box = target?.getBoundingClientRect();
    const covered = document.querySelector("dialog[open], .box") !== null;
    this.ring.hidden = !box || box.width === 0 || covered;
    if (!box || this.ring.hidden) return;
    const grown = 4;
    this.ring.style.transform = `translate(${box.left - grown}px, ${box.top - grown}px)`;
    this.ring.style.width = `${box.width + grown * 2}px`;
    this.ring.style.height = `${box.height + grown * 2}px`;
  }

  /**
   * The place where the step is done now: who to be, which channel, which message or button.
   *
   * @param {GuideStep} step
   * @returns {Element | null}
   */
  target(step) {
    const seat = this.hooks.seat();
    if (this.hooks.personOf() !== step.person) return seat.querySelector(`.person[data-person="${step.person}"]`);
    if (step.channel_id && this.hooks.channelOf() !== step.channel_id) return seat.querySelector(`.channel[data-channel="${step.channel_id}"]`);
    const message = step.message_id ? seat.querySelector(`article[data-message="${step.message_id}"]`) : null;
    if (!message) return seat.querySelector(".composer-line:not([hidden]), .command-bar");
    if (step.name === "flag") return message.querySelector(".tool-more");
    const labels = { claim: ["claim"], escalate: ["escalate"], ship: ["shipped", "fixed"], send: ["send"], works: ["works now"] }[step.name] ?? [];
    const buttons = [...message.querySelectorAll(".button")];
    const named = labels.map((label) => buttons.find((each) => each.textContent?.toLowerCase().includes(label)));
    return named.find((button) => button) ?? message;
  }
}
