// @ts-check
// Trouble on purpose: what a bot meets in the wild, as switches.

import { el, fill, on, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { isOpenBox, openBeside } from "./menu.js";
import { orNotice } from "./notices.js";
import { clockTime } from "./format.js";

/** @typedef {import("./watch.js").Watch} Watch */
/** @typedef {import("./protocol.d.ts").PermissionName} PermissionName */
/** @typedef {import("./protocol.d.ts").WatchVerb} WatchVerb */

/** @type {{name: PermissionName, label: string}[]} */
const PERMISSIONS = [
  { name: "VIEW_CHANNEL", label: "View Channel" },
  { name: "SEND_MESSAGES", label: "Send Messages" },
  { name: "SEND_MESSAGES_IN_THREADS", label: "Send Messages in Threads" },
  { name: "CREATE_PUBLIC_THREADS", label: "Create Public Threads" },
  { name: "EMBED_LINKS", label: "Embed Links" },
  { name: "READ_MESSAGE_HISTORY", label: "Read Message History" },
];

/**
 * How many switches are on.
 *
 * @param {import("./protocol.d.ts").Trouble} trouble
 */
export function troubleCount(trouble) {
  return Number(trouble.limits !== "generous") + Number(trouble.slow > 0) + Number(trouble.failing !== null) + Number(trouble.cut > 0) + Number(trouble.refuse) + Number(trouble.crowded) + trouble.missing.length;
}

/**
 * The bot's state in a few words, and its tone.
 *
 * @param {Watch} watch
 * @returns {{words: string, tone: "good" | "wait" | "bad"}}
 */
export function botState({ bot, link }) {
  if (!link.open) return { words: "Not connected", tone: "wait" };
  if (bot.state === "stopped") return { words: "Bot stopped", tone: "bad" };
  if (bot.state === "starting") return { words: "Bot is starting…", tone: "wait" };
  if (!bot.connected) return { words: "Bot is reconnecting…", tone: "wait" };
  return { words: "Bot running", tone: "good" };
}

export class TroubleBox {
  /** @param {Watch} watch */
  constructor(watch) {
    this.watch = watch;
    /** @type {HTMLElement | null} */
    this.box = null;
    watch.listen((topic) => {
      if (this.box && isOpenBox(this.box) && (topic === "trouble" || topic === "bot" || topic === "hello")) this.draw();
    });
  }

  /** @param {HTMLElement} anchor */
  open(anchor) {
    this.box = el("div", { class: "trouble-box", role: "dialog", "aria-label": "Break things" });
    this.draw();
    openBeside(this.box, anchor, { toEnd: true });
  }

  /** @param {WatchVerb} verb */
  do(verb) {
    orNotice(this.watch.do(verb));
  }

  draw() {
    const { box } = this;
    if (!box) return;
    const { bot, trouble } = this.watch;
    const state = botState(this.watch);
    const held = box.contains(document.activeElement) ? document.activeElement?.getAttribute("data-switch") : null;
    const known = bot.state !== "unknown";
    const top = box.scrollTop;
    fill(box,
      el("header", { class: "trouble-head" }, el("h2", {}, "Break things"), el("p", {}, "See how the bot copes and recovers.")),
      el("section", { class: "trouble-bot" },
        el("p", { class: `bot-line bot-${state.tone}` }, el("span", { class: "bot-dot" }), el("strong", {}, state.words), bot.since ? el("span", { class: "trouble-about" }, ` since ${clockTime(Date.parse(bot.since))}`) : null),
        bot.text ? el("p", { class: "trouble-about" }, bot.text) : null,
        known ? el("div", { class: "trouble-buttons trouble-bot-buttons" },
          this.button("kill", "Crash the bot", "power", { verb: "kill" }, bot.state === "stopped"),
          this.button("start", "Start the bot", "check", { verb: "start" }, bot.state !== "stopped"),
          this.button("drop", "Drop its connection", "link", { verb: "drop" }, !bot.connected),
          this.button("invalidate", "Force a fresh login", "person", { verb: "invalidate", resumable: false }, !bot.connected)) : null),
      this.choice("limits", "Rate limits", "Requests the bot may make", ["generous", "real", "tight"], ["Generous", "As on Discord", "Tight"], trouble.limits, (value) => this.do({ verb: "limits", limits: /** @type {typeof trouble.limits} */ (value) })),
      this.choice("slow", "Discord is slow", "Every response takes longer", ["0", "1", "5"], ["No", "1 second", "5 seconds"], String(trouble.slow), (value) => this.do({ verb: "slow", seconds: Number(value) })),
      this.choice("failing", "Discord fails", "Every request the bot makes fails", ["", "500", "503"], ["No", "Error 500", "Error 503"], String(trouble.failing ?? ""), (value) => this.do({ verb: "failing", status: value ? Number(value) : null })),
      this.toggle("cut", "Lost replies", trouble.cut > 0 ? `Discord makes the next ${trouble.cut} changes, but the bot never gets the answer` : "Discord makes the change, but the bot never gets the answer", trouble.cut > 0, (is) => this.do({ verb: "cut", requests: is ? 3 : 0 })),
      this.toggle("refuse", "Discord refuses connections", "If the bot loses its connection, it can't reconnect", trouble.refuse, (is) => this.do({ verb: "refuse", refuse: is })),
      this.toggle("crowded", "No room for threads", "The server has reached its limit of active threads", trouble.crowded, (is) => this.do({ verb: "crowd", crowded: is })),
      this.missing(),
      el("footer", { class: "trouble-foot" }, this.button("clear", "Reset everything", "check", { verb: "clear" }, troubleCount(trouble) === 0)));
    box.scrollTop = top;
    if (held) /** @type {HTMLElement | null} */ (box.querySelector(`[data-switch="${held}"]`))?.focus({ preventScroll: true });
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {import("./icons.js").IconName} sign
   * @param {WatchVerb} verb
   * @param {boolean} disabled
   */
  button(name, label, sign, verb, disabled) {
    const button = el("button", { type: "button", class: `button${name === "kill" ? " button-danger" : ""}`, disabled, "data-switch": name }, icon(sign, 16), label);
    return on(button, "click", () => this.do(verb));
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {string} about
   * @param {readonly string[]} values
   * @param {readonly string[]} words
   * @param {string} current
   * @param {(value: string) => void} change
   */
  choice(name, label, about, values, words, current, change) {
    const id = uniqueId(name);
    const group = el("div", { class: "segments", role: "radiogroup", "aria-labelledby": id }, ...values.map((value, index) => {
      const chosen = value === current;
      const button = el("button", { type: "button", class: "segment", role: "radio", "aria-checked": String(chosen), tabindex: chosen || (index === 0 && !values.includes(current)) ? 0 : -1, "data-switch": `${name}-${value}` }, words[index]);
      return on(button, "click", () => change(value));
    }));
    on(group, "keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const all = /** @type {HTMLElement[]} */ ([...group.children]);
      const next = all[(all.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + step + all.length) % all.length];
      next?.focus();
      next?.click();
    });
    return el("div", { class: "trouble-row" }, el("div", {}, el("p", { class: "trouble-label", id }, label), el("p", { class: "trouble-about" }, about)), group);
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {string} about
   * @param {boolean} is
   * @param {(is: boolean) => void} change
   */
  toggle(name, label, about, is, change) {
    const id = uniqueId(name);
    const button = el("button", { type: "button", class: "switch", role: "switch", "aria-checked": String(is), "aria-labelledby": id, "data-switch": name }, el("span", { class: "switch-knob" }));
    on(button, "click", () => change(!is));
    return el("div", { class: "trouble-row" }, el("div", {}, el("p", { class: "trouble-label", id }, label), el("p", { class: "trouble-about" }, about)), button);
  }

  missing() {
    const { trouble } = this.watch;
    const channels = this.channels();
    const nameOf = (/** @type {string} */ id) => channels.find((channel) => channel.id === id)?.name ?? "a channel";
    const place = el("select", { class: "input", "aria-label": "Channel", "data-switch": "place" }, ...channels.map((channel) => el("option", { value: channel.id }, `#${channel.name}`)));
    const right = el("select", { class: "input", "aria-label": "Permission", "data-switch": "right" }, ...PERMISSIONS.map(({ name, label }) => el("option", { value: name }, label)));
    place.value = this.place || (channels[0]?.id ?? "");
    right.value = this.right || "SEND_MESSAGES";
    on(place, "change", () => { this.place = place.value; });
    on(right, "change", () => { this.right = right.value; });
    const take = el("button", { type: "button", class: "button", "data-switch": "take" }, "Revoke");
    on(take, "click", () => this.do({ verb: "permission", channel_id: place.value, permission: /** @type {PermissionName} */ (right.value), allowed: false }));
    return el("div", { class: "trouble-missing" },
      el("p", { class: "trouble-label" }, "Missing permissions"), el("p", { class: "trouble-about" }, "Take a permission away from the bot in a channel."),
      el("div", { class: "trouble-buttons" }, right, place, take),
      trouble.missing.length > 0 ? el("ul", { class: "trouble-list" }, ...trouble.missing.map((gone) => {
        const words = `${PERMISSIONS.find((permission) => permission.name === gone.permission)?.label ?? gone.permission}: #${nameOf(gone.channel_id)}`;
        const back = el("button", { type: "button", class: "plain-link", "aria-label": `Restore: ${words}` }, "Restore");
        on(back, "click", () => this.do({ verb: "permission", channel_id: gone.channel_id, permission: gone.permission, allowed: true }));
        return el("li", {}, words, back);
      })) : null);
  }

  place = "";
  right = "";

  /** Every channel that anybody on the page sees. */
  channels() {
    /** @type {Map<string, import("./protocol.d.ts").Channel>} */
    const all = new Map();
    for (const store of this.watch.stores.values()) for (const channel of store.channels.values()) if (channel.guild_id === this.watch.guildId && !channel.thread_metadata && channel.type !== 4) all.set(channel.id, channel);
    return [...all.values()].sort((one, other) => (one.position ?? 0) - (other.position ?? 0));
  }
}
