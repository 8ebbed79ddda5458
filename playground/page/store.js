// @ts-check
// What one person sees: channels, people, messages. Filled by that person's own connection to the server.

import { Link, wordsOf } from "./socket.js";
import { Timeline, compareIds } from "./timeline.js";

/** @typedef {import("./protocol.d.ts").Channel} Channel */
/** @typedef {import("./protocol.d.ts").Guild} Guild */
/** @typedef {import("./protocol.d.ts").User} User */
/** @typedef {import("./protocol.d.ts").LiveVerb} LiveVerb */
/** @typedef {import("./protocol.d.ts").LiveEvent} LiveEvent */
/** @typedef {"all" | "channels" | "messages" | "typing" | "commands" | "locale" | "connection" | "local" | "acted"} Topic */
/** @typedef {{key: string, channel_id: string, after: string | null, text: string, command: string}} LocalNote */

/** How many messages are asked for at once. */
const PAGE = 60;
/** How long somebody counts as writing, in milliseconds. */
const WRITING = 10_000;

/** How long something that was just made may take to be seen, in milliseconds. */
const SOON = 800;

/** Colours in the order in which people were first seen, so that neighbours differ. */
const hues = new Map();

/**
 * The class that gives a person a colour.
 *
 * @param {User} user
 * @returns {string}
 */
export function hueOf(user) {
  if (user.bot) return "hue-bot";
  if (!hues.has(user.id)) hues.set(user.id, hues.size % 8);
  return `hue-${hues.get(user.id)}`;
}

export class PersonStore {
  /** @param {string} username */
  constructor(username) {
    this.username = username;
    this.ready = false;
    /** @type {User | null} */
    this.person = null;
    this.locale = "en-US";
    /** @type {Map<string, Guild>} */
    this.guilds = new Map();
    /** @type {Map<string, Channel>} */
    this.channels = new Map();
    /** @type {Map<string, User>} */
    this.users = new Map();
    this.botId = "";
    /** @type {Map<string, Timeline>} */
    this.timelines = new Map();
    /** @type {Map<string, Map<string, number>>} */
    this.typing = new Map();
    /** @type {Map<string, Promise<import("./protocol.d.ts").Commands>>} */
    this.commandLists = new Map();
    /** Failed buttons and menus, by message. @type {Map<string, string>} */
    this.failures = new Map();
    /** Lines that only this page knows, such as a command without an answer. @type {LocalNote[]} */
    this.notes = [];
    /** Messages whose next appearance is an answer that just came. */
    this.lastNote = 0;
    /** @type {Set<(topic: Topic, id: string) => void>} */
    this.listeners = new Set();
    /** @type {Link<LiveEvent, LiveVerb>} */
    this.link = new Link("/page/live", { person: username }, (event) => this.take(event), () => this.tell("connection", ""));
  }

  /**
   * Calls back on every change; returns a function that ends it.
   *
   * @param {(topic: Topic, id: string) => void} listener
   */
  listen(listener) {
    this.listeners.add(listener);
    return () => { this.listeners.delete(listener); };
  }

  /**
   * @param {Topic} topic
   * @param {string} id
   */
  tell(topic, id) {
    for (const listener of [...this.listeners]) listener(topic, id);
  }

  /**
   * Does something as this person. Fails with a `Refusal` in words.
   *
   * @param {LiveVerb} verb
   * @returns {Promise<any>}
   */
  do(verb) {
    return this.link.ask(verb);
  }

  /** @param {LiveEvent} event */
  take(event) {
    switch (event.t) {
      case "snapshot": return this.begin(event);
      case "message": {
        const { message } = event;
        this.addUser(message.author);
        this.timelines.get(message.channel_id)?.put(message, event.created);
        this.typing.get(message.channel_id)?.delete(message.author.id);
        return this.tell("messages", message.channel_id);
      }
      case "message_delete":
        this.timelines.get(event.channel_id)?.remove(event.id);
        return this.tell("messages", event.channel_id);
      case "channel":
        this.channels.set(event.channel.id, event.channel);
        return this.tell("channels", event.channel.id);
      case "channel_delete":
        this.channels.delete(event.id);
        this.timelines.delete(event.id);
        return this.tell("channels", event.id);
      case "guild":
        this.addGuild(event.guild);
        return this.tell("all", "");
      case "guild_delete":
        this.dropGuild(event.id);
        return this.tell("all", "");
      case "typing": {
        const here = this.typing.get(event.channel_id) ?? new Map();
        this.typing.set(event.channel_id, here.set(event.user_id, Date.now() + WRITING));
        setTimeout(() => this.tell("typing", event.channel_id), WRITING + 50);
        return this.tell("typing", event.channel_id);
      }
      case "read": {
        const channel = this.channels.get(event.channel_id);
        if (channel) this.channels.set(channel.id, { ...channel, read: event.read });
        return this.tell("channels", event.channel_id);
      }
      case "commands":
        this.commandLists.clear();
        return this.tell("commands", "");
      case "locale":
        this.locale = event.locale;
        this.commandLists.clear();
        return this.tell("locale", "");
      default:
    }
  }

  /** @param {import("./protocol.d.ts").Snapshot} snapshot */
  begin(snapshot) {
    this.person = snapshot.person;
    this.locale = snapshot.locale;
    this.botId = snapshot.bot_id;
    this.guilds.clear();
    this.channels.clear();
    this.timelines.clear();
    this.commandLists.clear();
    this.failures.clear();
    this.notes = [];
    const users = [...snapshot.users, snapshot.person].sort((one, other) => compareIds(one.id, other.id));
    for (const user of users) this.addUser(user);
    for (const guild of snapshot.guilds) this.addGuild(guild);
    for (const channel of snapshot.direct) this.channels.set(channel.id, channel);
    this.ready = true;
    this.tell("all", "");
  }

  /** @param {User} user */
  addUser(user) {
    this.users.set(user.id, user);
    hueOf(user);
  }

  /** @param {Guild} guild */
  addGuild(guild) {
    this.dropGuild(guild.id);
    this.guilds.set(guild.id, guild);
    for (const channel of [...guild.channels, ...guild.threads]) this.channels.set(channel.id, channel);
    for (const member of guild.members) this.addUser(member.user);
  }

  /** @param {string} id */
  dropGuild(id) {
    this.guilds.delete(id);
    for (const channel of this.channels.values()) if (channel.guild_id === id) this.channels.delete(channel.id);
  }

  /** @param {string | null | undefined} id */
  guildOf(id) {
    const guild = id ? this.channels.get(id)?.guild_id : undefined;
    return guild ? this.guilds.get(guild) : undefined;
  }

  /**
   * What a user is called in a channel.
   *
   * @param {User} user
   * @param {string} [channelId]
   */
  nameOf(user, channelId) {
    const member = this.guildOf(channelId)?.members.find((candidate) => candidate.user.id === user.id);
    return member?.nick ?? user.global_name ?? user.username;
  }

  /**
   * @param {string} id
   * @param {string} [channelId]
   */
  nameOfId(id, channelId) {
    const user = this.users.get(id);
    return user ? this.nameOf(user, channelId) : "somebody";
  }

  /**
   * How a channel is called, with the sign that Discord's people know.
   *
   * @param {Channel} channel
   */
  titleOf(channel) {
    if (channel.type === 1) return (channel.recipients ?? []).map((user) => this.nameOf(user)).join(", ") || "Direct message";
    return channel.name ?? "";
  }

  /**
   * A channel that this person sees, or is about to: what was just made may be answered before it is told.
   *
   * @param {string} id
   * @returns {Promise<Channel | undefined>}
   */
  channelSoon(id) {
    const known = this.channels.get(id);
    if (known) return Promise.resolve(known);
    return new Promise((resolve) => {
      const done = () => {
        leave();
        clearTimeout(timer);
        resolve(this.channels.get(id));
      };
      const leave = this.listen(() => { if (this.channels.has(id)) done(); });
      const timer = setTimeout(done, SOON);
    });
  }

  /** Threads of a channel. @param {string} id */
  threadsOf(id) {
    return [...this.channels.values()].filter((channel) => channel.parent_id === id && channel.thread_metadata);
  }

  /** How often this person was pinged and has not looked yet, everywhere. */
  pings() {
    let sum = 0;
    for (const channel of this.channels.values()) sum += channel.read.pings;
    return sum;
  }

  /** Who is writing in a channel now. @param {string} id */
  writersIn(id) {
    const now = Date.now();
    return [...(this.typing.get(id) ?? [])].filter(([, until]) => until > now).map(([user]) => this.nameOfId(user, id));
  }

  /** @param {string} id */
  timeline(id) {
    let found = this.timelines.get(id);
    if (!found) {
      found = new Timeline();
      this.timelines.set(id, found);
    }
    return found;
  }

  /**
   * Loads the newest messages of a channel, or those around one.
   *
   * @param {string} id
   * @param {string} [around]
   */
  async load(id, around) {
    const timeline = this.timeline(id);
    const history = await this.do({ verb: "history", channel_id: id, limit: PAGE, ...(around ? { around } : {}) });
    for (const message of history.messages) this.addUser(message.author);
    timeline.begin(history);
    this.tell("messages", id);
  }

  /**
   * Loads more of a channel's history on one side.
   *
   * @param {string} id
   * @param {"before" | "after"} side
   */
  async loadMore(id, side) {
    const timeline = this.timeline(id);
    const end = side === "before" ? timeline.messages[0] : timeline.messages.at(-1);
    if (timeline.loading || !end || !(side === "before" ? timeline.older : timeline.newer)) return;
    timeline.loading = true;
    try {
      const history = await this.do({ verb: "history", channel_id: id, limit: 100, [side]: end.id });
      for (const message of history.messages) this.addUser(message.author);
      timeline.extend(history, side);
      this.tell("messages", id);
    } catch (error) {
      wordsOf(error);
    } finally {
      timeline.loading = false;
    }
  }

  /**
   * The commands that this person may use in a channel.
   *
   * @param {string} id
   * @returns {Promise<import("./protocol.d.ts").Commands>}
   */
  commands(id) {
    let list = this.commandLists.get(id);
    if (!list) {
      list = this.do({ verb: "commands", channel_id: id });
      this.commandLists.set(id, list);
      list.catch(() => this.commandLists.delete(id));
    }
    return list;
  }

  /**
   * Remembers that a button or menu of a message had no answer.
   *
   * @param {import("./protocol.d.ts").Message} message
   * @param {string | null} words
   */
  fail(message, words) {
    if (words === null) this.failures.delete(message.id);
    else this.failures.set(message.id, words);
    this.tell("messages", message.channel_id);
  }

  /**
   * Adds a line to a channel that only this person sees, and only here.
   *
   * @param {string} channelId
   * @param {string} text
   * @param {string} command what it answers
   */
  note(channelId, text, command) {
    this.lastNote += 1;
    const after = this.timeline(channelId).messages.at(-1)?.id ?? null;
    this.notes.push({ key: `note-${this.lastNote}`, channel_id: channelId, after, text, command });
    this.tell("messages", channelId);
  }

  /** @param {LocalNote} note */
  dismissNote(note) {
    this.notes = this.notes.filter((kept) => kept !== note);
    this.tell("messages", note.channel_id);
  }
}
