// @ts-check
// The messages of one channel, as far as they were loaded.

/** @typedef {import("./protocol.d.ts").Message} Message */

/**
 * Orders ids: they count up, and may be longer than a number can hold.
 *
 * @param {string} one
 * @param {string} other
 * @returns {number} below 0 when the first is older
 */
export function compareIds(one, other) {
  return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
}

export class Timeline {
  constructor() {
    /** @type {Message[]} oldest first */
    this.messages = [];
    this.loaded = false;
    /** Whether the server has older ones. */
    this.older = false;
    /** Whether the server has newer ones; then new messages are not shown until the reader comes to the end. */
    this.newer = false;
    this.loading = false;
  }

  /**
   * The place of a message, or where it would stand.
   *
   * @param {string} id
   */
  place(id) {
    let low = 0;
    let high = this.messages.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareIds(/** @type {Message} */ (this.messages[middle]).id, id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param {string} id */
  find(id) {
    const found = this.messages[this.place(id)];
    return found?.id === id ? found : undefined;
  }

  /**
   * Takes a new or changed message.
   *
   * @param {Message} message
   * @param {boolean} created
   */
  put(message, created) {
    if (!this.loaded) return;
    const place = this.place(message.id);
    if (this.messages[place]?.id === message.id) this.messages[place] = message;
    else if (created && !(this.newer && place === this.messages.length)) this.messages.splice(place, 0, message);
  }

  /** @param {string} id */
  remove(id) {
    const place = this.place(id);
    if (this.messages[place]?.id === id) this.messages.splice(place, 1);
  }

  /**
   * Begins anew with a part of the history.
   *
   * @param {import("./protocol.d.ts").History} history
   */
  begin(history) {
    this.messages = history.messages;
    this.older = history.older;
    this.newer = history.newer;
    this.loaded = true;
  }

  /**
   * Adds what was said before or after.
   *
   * @param {import("./protocol.d.ts").History} history
   * @param {"before" | "after"} side
   */
  extend(history, side) {
    const known = new Set(this.messages.map((message) => message.id));
    const fresh = history.messages.filter((message) => !known.has(message.id));
    if (side === "before") {
      this.messages = [...fresh, ...this.messages];
      this.older = history.older;
    } else {
      this.messages = [...this.messages, ...fresh];
      this.newer = history.newer;
    }
  }
}
