// @ts-check
// What the whole page knows besides what people see: the bot's state, the troubles, the guide, what just happened, who can be played.

import { Link } from "./socket.js";
import { PersonStore } from "./store.js";

/** @typedef {import("./protocol.d.ts").WatchEvent} WatchEvent */
/** @typedef {import("./protocol.d.ts").WatchVerb} WatchVerb */
/** @typedef {import("./protocol.d.ts").Entry} Entry */
/** @typedef {import("./protocol.d.ts").Cast} Cast */
/** @typedef {"hello" | "entry" | "bot" | "trouble" | "guide" | "connection" | "people"} WatchTopic */

/** How many lines are kept. */
const LONGEST_LOG = 5_000;

export class Watch {
  constructor() {
    this.ready = false;
    /** @type {Entry[]} oldest first */
    this.entries = [];
    /** @type {import("./protocol.d.ts").Bot} */
    this.bot = { state: "unknown", connected: false, since: null, text: "" };
    /** @type {import("./protocol.d.ts").Trouble} */
    this.trouble = { limits: "generous", slow: 0, failing: null, cut: 0, refuse: false, crowded: false, missing: [] };
    /** @type {import("./protocol.d.ts").Guide} */
    this.guide = { state: "ready", steps: [], current: 0 };
    /** @type {Cast[]} */
    this.people = [];
    /** @type {string | null} */
    this.guildId = null;
    /** @type {Set<(topic: WatchTopic) => void>} */
    this.listeners = new Set();
    /** @type {Map<string, PersonStore>} */
    this.stores = new Map();
    /** @type {Link<WatchEvent, WatchVerb>} */
    this.link = new Link("/page/watch", {}, (event) => this.take(event), () => this.tell("connection"));
  }

  /** @param {(topic: WatchTopic) => void} listener */
  listen(listener) {
    this.listeners.add(listener);
  }

  /** @param {WatchTopic} topic */
  tell(topic) {
    for (const listener of [...this.listeners]) listener(topic);
  }

  /**
   * @param {WatchVerb} verb
   * @returns {Promise<any>}
   */
  do(verb) {
    return this.link.ask(verb);
  }

  /** @param {WatchEvent} event */
  take(event) {
    switch (event.t) {
      case "hello":
        this.entries = event.entries;
        this.bot = event.bot;
        this.trouble = event.trouble;
        this.guide = event.guide;
        this.people = event.people;
        this.guildId = event.guild_id;
        this.ready = true;
        return this.tell("hello");
      case "entry":
        this.entries.push(event.entry);
        if (this.entries.length > LONGEST_LOG) this.entries.splice(0, this.entries.length - LONGEST_LOG);
        return this.tell("entry");
      case "people":
        this.people = event.people;
        return this.tell("people");
      case "bot":
        this.bot = event.bot;
        return this.tell("bot");
      case "trouble":
        this.trouble = event.trouble;
        return this.tell("trouble");
      case "guide":
        this.guide = event.guide;
        return this.tell("guide");
      default:
    }
  }

  /**
   * The eyes of one person; there is one store a person, however often it is shown.
   *
   * @param {string} username
   */
  store(username) {
    let found = this.stores.get(username);
    if (!found) {
      found = new PersonStore(username);
      this.stores.set(username, found);
    }
    return found;
  }

  /** Whether everything is connected. */
  connected() {
    return this.link.open && [...this.stores.values()].every((store) => store.link.open);
  }
}
