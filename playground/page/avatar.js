// @ts-check
// A person's round picture: two letters on the person's colour. The bot has our mark.

import { el } from "./dom.js";
import { mark } from "./icons.js";
import { initials } from "./format.js";
import { hueOf } from "./store.js";

/**
 * @param {import("./protocol.d.ts").User} user
 * @param {string} name
 * @param {"small" | "middle" | "large"} [size]
 */
export function avatar(user, name, size = "large") {
  // A webhook has a name of its own, and no account.
  const picture = user.bot && user.discriminator !== "0000" ? mark(size === "small" ? 14 : 24) : initials(name);
  return el("span", { class: `avatar avatar-${size} ${hueOf(user)}`, "aria-hidden": "true" }, picture);
}
