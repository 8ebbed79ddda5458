// @ts-check
// Puts the page together.

import { byId, fill } from "./dom.js";
import { Conversation } from "./conversation.js";
import { GuideCard } from "./guide.js";
import { Header } from "./header.js";
import { Panel } from "./panel.js";
import { Seat, frontRow } from "./seat.js";
import { TroubleBox } from "./trouble.js";
import { Watch } from "./watch.js";
import { applyTheme } from "./theme.js";
import { isTyping, showKeys } from "./keys.js";
import { keepTimesFresh } from "./markdown.js";
import { remember, remembered } from "./memory.js";
import { speak } from "./notices.js";
import { watchForClosing } from "./menu.js";

/** How long a lost connection stays unmentioned, in milliseconds. */
const QUIET = 600;
/** Below this width, in pixels, the panel covers the page and is closed at the beginning. */
const WIDE = 1_100;
/** From this width on, in pixels, two people and the panel fit beside each other. */
const WIDE_FOR_ALL = 1_700;

class Page {
  constructor() {
    this.watch = new Watch();
    /** @type {Seat[]} */
    this.seats = [];
    /** @type {Seat | null} */
    this.active = null;
    this.lostTimer = 0;
    /** Whether the panel made room for a second person, and comes back when there is one again. */
    this.panelGaveWay = false;
    // First of all who listen: the others point at the places that begin here.
    this.watch.listen((topic) => {
      if (topic === "hello") this.begin();
      if (topic === "connection") this.noteConnection();
    });
    this.trouble = new TroubleBox(this.watch);
    this.header = new Header(this.watch, {
      trouble: (anchor) => this.trouble.open(anchor), guide: () => this.guide.start(), split: () => this.splitOrJoin(), panel: () => this.showPanel(byId("panel").hidden !== false), keys: () => showKeys(),
    });
    this.panel = new Panel(this.watch, { show: (entry) => this.showEntry(entry), close: () => this.showPanel(false) });
    this.guide = new GuideCard(this.watch, {
      seat: () => this.seat().element, personOf: () => this.seat().person?.username ?? "", channelOf: () => this.seat().channelId,
      go: (step) => { this.seat().become(step.person, { channelId: step.channel_id, messageId: step.message_id }); },
      leave: () => this.seat().focus(),
    });
    const kept = remembered("panel");
    this.showPanel(window.innerWidth >= WIDE && kept !== "closed", false);
    document.addEventListener("keydown", (event) => this.key(event));
  }

  /** The place that keys and the guide mean. */
  seat() {
    return /** @type {Seat} */ (this.active ?? this.seats[0]);
  }

  begin() {
    if (this.seats.length > 0) return;
    for (const person of frontRow(this.watch.people)) this.watch.store(person.username).listen((topic) => { if (topic === "connection") this.noteConnection(); });
    byId("seats").replaceChildren();
    const kept = (remembered("people") ?? "").split(" ").filter((name) => this.watch.people.some((person) => person.username === name));
    const first = kept[0] ?? frontRow(this.watch.people)[1]?.username ?? this.watch.people[0]?.username;
    this.addSeat(first ?? "");
    if (kept[1] && window.innerWidth >= WIDE) this.addSeat(kept[1]);
    this.changed();
  }

  /** @param {string} username */
  addSeat(username) {
    const seat = new Seat(this.watch, { primary: this.seats.length === 0, entered: (entered) => this.enter(entered), changed: () => this.changed() });
    this.seats.push(seat);
    byId("seats").append(seat.element);
    seat.drawPeople();
    this.enter(seat);
    seat.become(username);
    return seat;
  }

  /** @param {Seat} seat */
  enter(seat) {
    this.active = seat;
    for (const each of this.seats) each.element.classList.toggle("seat-active", each === seat && this.seats.length > 1);
  }

  changed() {
    const names = this.seats.map((seat) => seat.person?.username ?? "");
    remember("people", names.join(" "));
    byId("seats").classList.toggle("seats-two", this.seats.length > 1);
    this.header.show(this.seats.length > 1, !byId("panel").hidden);
    const seat = this.active ?? this.seats[0];
    const channel = seat?.store?.channels.get(seat.channelId);
    document.title = `${channel && seat?.store ? `${seat.store.titleOf(channel)} · ${seat.person?.name} · ` : ""}Switchboard sandbox`;
  }

  splitOrJoin() {
    if (this.seats.length > 1) {
      const gone = this.seats.pop();
      gone?.close();
      if (this.seats[0]) this.enter(this.seats[0]);
      if (this.panelGaveWay) this.showPanel(true, false);
      this.changed();
      speak("Showing one person.");
      return;
    }
    const here = this.seats[0]?.person?.username;
    const other = frontRow(this.watch.people).find((person) => person.username !== here);
    if (!other) return;
    // Two people need the room.
    if (window.innerWidth < WIDE_FOR_ALL && !byId("panel").hidden) {
      this.showPanel(false, false);
      this.panelGaveWay = true;
    }
    this.addSeat(other.username);
    this.changed();
    speak(`Showing two people. The second is ${other.name}.`);
  }

  /**
   * @param {boolean} open
   * @param {boolean} [byHand]
   */
  showPanel(open, byHand = true) {
    byId("panel").hidden = !open;
    this.panelGaveWay = false;
    this.header.show(this.seats.length > 1, open);
    if (byHand) {
      remember("panel", open ? "open" : "closed");
      if (open && window.innerWidth < WIDE) byId("happened").focus();
      if (!open && byId("panel").contains(document.activeElement)) this.header.panel.focus();
    }
    if (open && this.panel) this.panel.filter();
  }

  /** @param {import("./protocol.d.ts").Entry} entry */
  showEntry(entry) {
    if (!entry.channel_id) return;
    const id = entry.channel_id;
    const sees = (/** @type {string} */ name) => this.watch.stores.get(name)?.channels.has(id) ?? false;
    const seat = this.seats.find((each) => each.store?.channels.has(id)) ?? this.seat();
    const person = seat.store?.channels.has(id) ? seat.person?.username : [...this.watch.stores.keys()].find(sees);
    if (window.innerWidth < WIDE) this.showPanel(false);
    seat.become(person ?? seat.person?.username ?? "", { channelId: id });
  }

  noteConnection() {
    clearTimeout(this.lostTimer);
    const banner = byId("banner");
    if (this.watch.connected()) {
      if (banner.textContent) speak("Reconnected.");
      banner.textContent = "";
      return;
    }
    if (this.watch.ready) this.lostTimer = window.setTimeout(() => { banner.textContent = "Connection lost, trying again…"; }, QUIET);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.defaultPrevented || document.querySelector("dialog[open]") || this.seats.length === 0) return;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      this.walk(event.key === "ArrowUp" ? -1 : 1);
      return;
    }
    if (event.key === "F6") {
      event.preventDefault();
      this.nextPart(event.shiftKey ? -1 : 1);
      return;
    }
    const seat = this.seat();
    // With Alt, also while somebody types.
    const person = /^Digit[1-9]$/.test(event.code) ? frontRow(this.watch.people)[Number(event.code.slice(-1)) - 1] : undefined;
    if (event.altKey && person) {
      event.preventDefault();
      seat.become(person.username);
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && seat.talk instanceof Conversation && !isTyping(event.target)) {
      seat.talk.composer.focus();
      return;
    }
    if (isTyping(event.target)) return;
    const actions = /** @type {Record<string, () => void>} */ ({
      s: () => this.splitOrJoin(), p: () => this.showPanel(byId("panel").hidden !== false), t: () => this.trouble.open(this.header.trouble), g: () => this.guide.start(), "?": () => showKeys(),
      "/": () => { if (seat.talk instanceof Conversation) { seat.talk.composer.focus(); seat.talk.composer.text.value = "/"; seat.talk.composer.changed(); } },
    });
    const act = person ? () => { seat.become(person.username); } : event.target instanceof Element && event.target.closest("[role='menu'], .picker, .trouble-box, .emoji-box") ? undefined : actions[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** @param {number} step */
  walk(step) {
    const seat = this.seat();
    const all = /** @type {HTMLElement[]} */ ([...seat.element.querySelectorAll(".channel:not(.channel-fold)")]);
    const place = all.findIndex((button) => button.dataset["channel"] === seat.channelId);
    const next = all[(place + step + all.length) % all.length]?.dataset["channel"];
    if (next) seat.open(next);
  }

  /** @param {number} step */
  nextPart(step) {
    const parts = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#header button, .people [tabindex='0'], .channels [tabindex='0'], .messages, .forum-body, .composer-text, .panel-list")]);
    const groups = [".header", ".people", ".channels", ".messages-frame, .forum-body", ".composer", ".panel"];
    const ways = parts.filter((part, index) => part.getClientRects().length > 0 && (!part.closest(".header") || index === 0));
    const here = document.activeElement;
    const groupOf = (/** @type {Element | null} */ element) => groups.find((group) => element?.closest(group)) ?? "";
    const seatOf = (/** @type {Element | null} */ element) => element?.closest(".seat");
    const place = ways.findIndex((part) => groupOf(part) === groupOf(here) && seatOf(part) === seatOf(here));
    ways[(place + step + ways.length) % ways.length]?.focus();
  }
}

applyTheme();
watchForClosing();
keepTimesFresh();
fill(byId("spoken"));
new Page();
