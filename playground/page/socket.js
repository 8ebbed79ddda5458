// @ts-check
// A connection to the sandbox's server that comes back by itself.

/** How long to wait before each try to connect again, in milliseconds; the last one repeats. */
const PAUSES = [200, 400, 800, 1500, 3000, 5000];
/** How long an answer may take before we give up on it, in milliseconds. */
const PATIENCE = 30_000;

/** Something that did not work, in words for the person who tried. */
export class Refusal extends Error {}

/**
 * The words of anything that was thrown.
 *
 * @param {unknown} error
 * @returns {string}
 */
export function wordsOf(error) {
  if (error instanceof Refusal) return error.message;
  console.error(error);
  return "That didn't work. Try again.";
}

/** The token of the page; a restarted server has another one. */
let pageToken = "";

/** @returns {string} */
export function currentToken() {
  pageToken ||= document.querySelector('meta[name="page-token"]')?.getAttribute("content") ?? "";
  return pageToken;
}

/** @type {Promise<boolean> | null} */
let askingForToken = null;

/** Asks the server whether it is there, and for its token of today. Several askers share one question. */
function askForToken() {
  askingForToken ??= fetch("/", { cache: "no-store" })
    .then((answer) => answer.text())
    .then((page) => {
      pageToken = new DOMParser().parseFromString(page, "text/html").querySelector('meta[name="page-token"]')?.getAttribute("content") ?? pageToken;
      return true;
    }, () => false)
    .finally(() => { askingForToken = null; });
  return askingForToken;
}

/**
 * @template {{t: string}} E the events that come
 * @template {{verb: string}} V the verbs that go
 */
export class Link {
  /**
   * @param {string} path such as "/page/live"
   * @param {Record<string, string>} parameters
   * @param {(event: E) => void} heard
   * @param {(open: boolean) => void} changed
   */
  constructor(path, parameters, heard, changed) {
    this.path = path;
    this.parameters = parameters;
    this.heard = heard;
    this.changed = changed;
    this.open = false;
    this.closed = false;
    this.tries = 0;
    this.lastId = 0;
    /** @type {Map<number, {resolve: (ok: any) => void, reject: (error: Error) => void, timer: number}>} */
    this.waiting = new Map();
    /** @type {WebSocket | null} */
    this.socket = null;
    this.connect();
  }

  connect() {
    if (this.closed) return;
    const query = new URLSearchParams({ token: currentToken(), ...this.parameters });
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${this.path}?${query}`);
    this.socket = socket;
    socket.addEventListener("open", () => {
      this.open = true;
      this.tries = 0;
      this.changed(true);
    });
    socket.addEventListener("message", (event) => this.take(JSON.parse(event.data)));
    socket.addEventListener("close", () => this.lost());
  }

  /** @param {any} frame */
  take(frame) {
    if (frame.t !== "answer") {
      this.heard(frame);
      return;
    }
    const asked = this.waiting.get(frame.id);
    if (!asked) return;
    this.waiting.delete(frame.id);
    clearTimeout(asked.timer);
    if (typeof frame.refused === "string") asked.reject(new Refusal(frame.refused));
    else asked.resolve(frame.ok);
  }

  lost() {
    this.open = false;
    for (const asked of this.waiting.values()) {
      clearTimeout(asked.timer);
      asked.reject(new Refusal("The connection was lost before the answer arrived. Try again."));
    }
    this.waiting.clear();
    if (this.closed) return;
    this.changed(false);
    const pause = PAUSES[Math.min(this.tries, PAUSES.length - 1)] ?? 5000;
    this.tries += 1;
    setTimeout(() => this.tryAgain(), pause * (0.8 + Math.random() * 0.4));
  }

  async tryAgain() {
    if (this.closed) return;
    if (await askForToken()) this.connect();
    else this.lost();
  }

  /**
   * Asks for something, and waits for the answer.
   *
   * @param {V} verb
   * @returns {Promise<any>}
   */
  ask(verb) {
    const socket = this.socket;
    if (!this.open || !socket) return Promise.reject(new Refusal("Can't reach the sandbox. Reconnecting…"));
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve, reject) => {
      const timer = window.setTimeout(() => {
        this.waiting.delete(id);
        reject(new Refusal("The sandbox didn't answer. Try again."));
      }, PATIENCE);
      this.waiting.set(id, { resolve, reject, timer });
      socket.send(JSON.stringify({ id, ...verb }));
    });
  }

  /** Ends the connection for good. */
  close() {
    this.closed = true;
    this.socket?.close();
  }
}
