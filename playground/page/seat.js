// @ts-check
// One person's place: who it is, that person's channels, and the conversation that is open. There are one or two on the page.

import { el, fill, inNextFrame, on } from "./dom.js";
import { ChannelList } from "./channels.js";
import { Conversation } from "./conversation.js";
import { Forum } from "./forum.js";
import { avatar } from "./avatar.js";
import { icon } from "./icons.js";
import { quietly } from "./interact.js";
import { openMenu, rove } from "./menu.js";
import { notice } from "./notices.js";

/** @typedef {import("./store.js").PersonStore} PersonStore */
/** @typedef {import("./protocol.d.ts").Cast} Cast */
/** @typedef {import("./watch.js").Watch} Watch */

/** Who stands in front: one of each role, in this order. */
const FRONT_ROLES = ["Customer", "Agent", "Developer"];
/** The languages that a person may have Discord in here, each by its own name. */
const LANGUAGES = [{ locale: "en-US", name: "English" }, { locale: "de", name: "Deutsch" }];
const LANGUAGE_NOTE = "Their Discord language";
/** The channel that a role opens with. */
const FIRST_CHANNELS = /** @type {Record<string, string>} */ ({ Customer: "help", Agent: "desk", Lead: "desk", Developer: "developers" });

/**
 * The people with a key of their own.
 *
 * @param {readonly Cast[]} people
 * @returns {Cast[]}
 */
export function frontRow(people) {
  const known = ["ana", "max", "dora"].map((name) => people.find((person) => person.username === name));
  const front = FRONT_ROLES.map((role, index) => known[index] ?? people.find((person) => person.role === role));
  return front.filter((person) => person !== undefined);
}

export class Seat {
  /**
   * @param {Watch} watch
   * @param {{primary: boolean, entered: (seat: Seat) => void, changed: () => void}} hooks
   */
  constructor(watch, hooks) {
    this.watch = watch;
    this.hooks = hooks;
    /** @type {Cast | null} */
    this.person = null;
    /** @type {PersonStore | null} */
    this.store = null;
    /** @type {ChannelList | null} */
    this.channels = null;
    /** @type {Conversation | Forum | null} */
    this.talk = null;
    this.channelId = "";
    /** Where each person was last. @type {Map<string, string>} */
    this.places = new Map();
    this.people = el("div", { class: "people", role: "group", "aria-label": "Who you are" });
    // Stays the same element, so that the keyboard comes back to it from its menu.
    this.language = el("button", { type: "button", class: "person person-language", title: LANGUAGE_NOTE, "aria-haspopup": "menu", "aria-expanded": "false", tabindex: -1, "data-person": "language" });
    on(this.language, "click", () => this.chooseLanguage());
    this.body = el("div", { class: "seat-body" });
    this.element = el("section", { class: "seat", "data-view": "list" }, this.people, this.body);
    this.leads = {
      jump: (/** @type {string} */ channelId, /** @type {string | null} */ messageId) => { this.open(channelId, messageId); },
      command: (/** @type {string} */ name) => { if (this.talk instanceof Conversation) this.talk.composer.begin(name); },
      locale: () => this.store?.locale ?? "en-US",
    };
    rove(this.people, "button", { sideways: true });
    on(this.element, "focusin", () => hooks.entered(this));
    on(this.element, "pointerdown", () => hooks.entered(this));
    watch.listen((topic) => {
      if (topic !== "hello" && topic !== "people") return;
      this.person = watch.people.find((person) => person.username === this.person?.username) ?? this.person;
      this.drawPeopleSoon();
    });
    for (const person of frontRow(watch.people)) watch.store(person.username).listen((topic) => { if (topic === "all" || topic === "channels") this.drawPeopleSoon(); });
  }

  drawPeopleSoon = inNextFrame(() => this.drawPeople());

  drawPeople() {
    const held = this.people.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset["person"] : undefined;
    const front = frontRow(this.watch.people);
    const chosen = this.person;
    const extra = chosen && !front.some((person) => person.username === chosen.username) ? [chosen] : [];
    const buttons = [...front, ...extra].map((person, index) => this.drawPerson(person, index < front.length ? index + 1 : null));
    const more = el("button", { type: "button", class: "person person-more", "aria-label": "More people", "aria-haspopup": "menu", "aria-expanded": "false", tabindex: -1, "data-person": "more" }, icon("person", 18), el("span", { class: "person-words" }, "More people"), icon("down", 14));
    on(more, "click", () => openMenu(more, "More people", this.watch.people.filter((person) => !front.includes(person)).map((person) => ({
      label: person.name, hint: person.role, checked: person.username === chosen?.username, picture: avatar(userOf(person), person.name, "small"), run: () => { this.become(person.username); },
    }))));
    fill(this.people, ...buttons, chosen ? this.drawLanguage(chosen) : null, more);
    if (held) /** @type {HTMLElement | null} */ (this.people.querySelector(`[data-person="${held}"]`))?.focus();
  }

  /**
   * @param {Cast} person
   * @param {number | null} key
   */
  drawPerson(person, key) {
    const current = person.username === this.person?.username;
    const pings = current ? 0 : this.watch.stores.get(person.username)?.pings() ?? 0;
    const button = el("button", { type: "button", class: `person${current ? " person-current" : ""}`, "aria-pressed": String(current), tabindex: current ? 0 : -1, "data-person": person.username, title: key ? `Key ${key}` : null },
      el("span", { class: "person-picture" }, avatar(userOf(person), person.name, "middle"), pings > 0 ? el("span", { class: "pings", "aria-hidden": "true" }, String(pings)) : null),
      el("span", { class: "person-words" }, el("span", { class: "person-name" }, person.name), el("span", { class: "person-role" }, person.role)),
      pings > 0 ? el("span", { class: "unseen" }, ` ${pings} for this person`) : null,
      key ? el("kbd", { class: "key", "aria-hidden": "true" }, String(key)) : null);
    return on(button, "click", () => { this.become(person.username); });
  }

  /**
   * Says in which language a person has Discord.
   *
   * @param {Cast} person
   */
  drawLanguage(person) {
    const { locale } = this.watch.store(person.username);
    const name = LANGUAGES.find((language) => language.locale === locale)?.name ?? locale;
    const code = locale.slice(0, 2).toUpperCase();
    this.language.setAttribute("aria-label", `Language of ${person.name}: ${name}, ${code}`);
    fill(this.language, icon("language", 18), el("span", { class: "person-words", "aria-hidden": "true" }, name), el("span", { class: "person-locale", "aria-hidden": "true" }, code));
    return this.language;
  }

  /** Lets the language be chosen. */
  chooseLanguage() {
    const { person, store } = this;
    if (!person || !store) return;
    openMenu(this.language, `Language of ${person.name}. ${LANGUAGE_NOTE}`, LANGUAGES.map(({ locale, name }) => ({
      label: name, checked: locale === store.locale, run: () => { quietly(store, { verb: "speak", locale }); },
    })), { note: LANGUAGE_NOTE });
  }

  /**
   * Sits down as somebody.
   *
   * @param {string} username
   * @param {{channelId?: string | null, messageId?: string | null}} [place]
   */
  async become(username, { channelId = null, messageId = null } = {}) {
    const person = this.watch.people.find((candidate) => candidate.username === username);
    if (!person) return;
    if (person.username !== this.person?.username) {
      this.leaveTalk();
      this.channels?.close();
      this.unlisten?.();
      this.person = person;
      const store = this.watch.store(username);
      this.store = store;
      this.channels = new ChannelList(store, person.name, (id) => { this.open(id); });
      fill(this.body, this.channels.element, el("div", { class: "talk talk-waiting" }, el("p", { class: "loading" }, `Switching to ${person.name}…`)));
      this.element.setAttribute("aria-label", `What ${person.name} sees`);
      this.element.dataset["person"] = username;
      this.unlisten = store.listen((topic) => {
        if (topic === "all" || topic === "channels") this.stayOrMove();
        if (topic === "all" || topic === "locale") this.drawPeopleSoon();
      });
      this.drawPeople();
      this.hooks.changed();
    }
    if (channelId) await this.open(channelId, messageId);
    else this.stayOrMove();
  }

  /** @type {(() => void) | undefined} */
  unlisten;

  /** Opens something if nothing is open, or if what was open is gone. */
  stayOrMove() {
    const { store, person } = this;
    if (!store?.ready || !person) return;
    if (this.channelId && store.channels.has(this.channelId) && this.talk) return;
    const kept = this.places.get(person.username);
    const usual = FIRST_CHANNELS[person.role] ?? "general";
    const seen = [...store.channels.values()].filter((channel) => channel.type === 0);
    const place = kept && store.channels.has(kept) ? kept : (seen.find((channel) => channel.name === usual) ?? seen[0])?.id;
    if (place) this.open(place, null, false);
    else if (store.guilds.size === 0) this.showDoor();
    else fill(this.body, this.channels?.element ?? null, el("div", { class: "talk" }, el("div", { class: "empty" }, icon("eye", 40), el("h3", {}, `${person.name} can't see any channels`), el("p", {}, "They don't have permission to view any channel."))));
  }

  /** Shows that the person is not a member, and the way back. */
  showDoor() {
    const { store, person } = this;
    if (!store || !person) return;
    this.leaveTalk();
    const join = el("button", { type: "button", class: "button button-main" }, "Join server");
    on(join, "click", () => { quietly(store, { verb: "join_server" }); });
    fill(this.body, this.channels?.element ?? null, el("div", { class: "talk" }, el("div", { class: "empty" }, icon("back", 40), el("h3", {}, `${person.name} isn't in the server`), el("p", {}, "They left or were removed."), join)));
  }

  /**
   * Opens a channel, at one of its messages if wanted.
   *
   * @param {string} channelId
   * @param {string | null} [messageId]
   * @param {boolean} [byHand] whether somebody asked for it; then it is shown on a narrow page, too
   */
  async open(channelId, messageId = null, byHand = true) {
    const { store, person } = this;
    if (!store || !person) return;
    const channel = await store.channelSoon(channelId);
    if (store !== this.store) return;
    if (!channel || channel.type === 4) {
      notice(`${person.name} can't see that channel.`);
      return;
    }
    if (byHand) this.element.dataset["view"] = "talk";
    this.places.set(person.username, channelId);
    this.channelId = channelId;
    this.channels?.choose(channelId);
    const forum = channel.type === 15 || channel.type === 16;
    if (forum !== this.talk instanceof Forum || !this.talk) {
      this.leaveTalk();
      this.channelId = channelId;
      const back = () => { this.element.dataset["view"] = "list"; };
      this.talk = forum
        ? new Forum(store, { primary: this.hooks.primary, open: (id) => { this.open(id); }, back })
        : new Conversation(store, this.leads, { primary: this.hooks.primary, back, parent: (id) => { this.open(id); } });
      fill(this.body, this.channels?.element ?? null, this.talk.element);
    }
    this.hooks.changed();
    if (this.talk instanceof Forum) this.talk.show(channelId);
    else await this.talk?.show(channelId, messageId);
    if (byHand && this.talk instanceof Conversation && !messageId && matchMedia("(pointer: fine)").matches) this.talk.composer.focus();
  }

  /** Gives the keyboard to what is open: the box to write in, or the posts. */
  focus() {
    const { talk } = this;
    if (talk instanceof Conversation) talk.composer.focus();
    else /** @type {HTMLElement | null | undefined} */ (talk?.element.querySelector(".post[tabindex='0'], .forum-body"))?.focus();
  }

  leaveTalk() {
    this.talk?.close();
    this.talk = null;
    this.channelId = "";
  }

  /** Takes the place off the page. */
  close() {
    this.leaveTalk();
    this.channels?.close();
    this.unlisten?.();
    this.element.remove();
  }
}

/**
 * @param {Cast} person
 * @returns {import("./protocol.d.ts").User}
 */
function userOf(person) {
  return { id: person.id, username: person.username, global_name: person.name, bot: false, avatar: null };
}
