// @ts-check
// What a person can do with the server: leave it, and, with the right to, change members, roles, channels and permissions.

import { optionChoices } from "./choices.js";
import { askFirst, askForLine } from "./dialog.js";
import { quietly } from "./interact.js";
import { openMenu } from "./menu.js";
import { pickFrom } from "./picker.js";

/** @typedef {import("./protocol.d.ts").Channel} Channel */
/** @typedef {import("./protocol.d.ts").Guild} Guild */
/** @typedef {import("./store.js").PersonStore} PersonStore */
/** @typedef {import("./menu.js").MenuItem} MenuItem */

/** Permissions that can be denied in a channel, as Discord calls them. */
const DENIABLE = ["View Channel", "Send Messages", "Send Messages in Threads", "Create Public Threads", "Create Private Threads", "Embed Links", "Attach Files", "Add Reactions", "Read Message History", "Manage Threads", "Pin Messages", "Create Polls", "Send Voice Messages"];
/** Types of channels that can be made. */
const KINDS = [{ type: 0, label: "Text channel" }, { type: 2, label: "Voice channel" }, { type: 5, label: "Announcement channel" }, { type: 15, label: "Forum" }];
/** How much of what they wrote goes with a ban, in hours. */
const DELETED_HOURS = 24;

/**
 * Opens the menu of the server.
 *
 * @param {PersonStore} store
 * @param {Guild} guild
 * @param {HTMLElement} anchor
 * @param {Channel | undefined} channel the one that is open
 */
export function openServerMenu(store, guild, anchor, channel) {
  const { can } = guild;
  const others = guild.members.map(({ user }) => user).filter((user) => user.id !== store.person?.id);
  const person = (/** @type {string} */ label) => pickOne(anchor, label, others.map((user) => ({ value: user.id, label: store.nameOf(user) })));
  const nameOf = (/** @type {string} */ id) => store.nameOfId(id);
  /** @type {MenuItem[]} */
  const items = [];
  if (can.roles) {
    items.push({ label: "Change roles…", icon: "person", run: async () => {
      const user = await person("Change roles of");
      if (user) await changeRoles(store, guild, user, anchor);
    } });
    items.push({ label: "Delete a role…", icon: "trash", run: async () => {
      const role = await pickOne(anchor, "Delete role", optionChoices(store, 6));
      if (role && await askFirst("Delete this role?", "Its members lose the role and its permissions.", "Delete")) quietly(store, { verb: "delete_role", role_id: role }, "Role deleted.");
    } });
  }
  if (can.channels) items.push({ label: "Create channel…", icon: "plus", apart: items.length > 0, run: () => { makeChannel(store, anchor); } });
  const own = channel && !channel.thread_metadata && channel.type !== 1 ? channel : undefined;
  if (own?.denied) items.push({ label: `Permissions in #${own.name}…`, icon: "lock", run: () => { changePermissions(store, guild, own, anchor); } });
  if (own && can.channels) {
    items.push({ label: `Delete #${own.name}`, icon: "trash", danger: true, run: async () => {
      if (await askFirst(`Delete #${own.name}?`, "This deletes the channel, its threads and everything in them.", "Delete")) quietly(store, { verb: "delete_channel", channel_id: own.id });
    } });
  }
  if (can.kick) {
    items.push({ label: "Kick someone…", icon: "close", apart: true, run: async () => {
      const user = await person("Kick");
      if (user) quietly(store, { verb: "kick", user_id: user }, `${nameOf(user)} was kicked.`);
    } });
  }
  if (can.ban) {
    items.push({ label: "Ban someone…", icon: "close", run: async () => {
      const user = await person("Ban");
      if (user && await askFirst(`Ban ${nameOf(user)}?`, "They'll be removed, and their messages from the last day deleted.", "Ban")) quietly(store, { verb: "ban", user_id: user, delete_hours: DELETED_HOURS });
    } });
    if (guild.bans.length > 0) {
      items.push({ label: "Revoke a ban…", icon: "back", run: async () => {
        const user = await pickOne(anchor, "Revoke the ban of", guild.bans.map((banned) => ({ value: banned.id, label: banned.global_name ?? banned.username })));
        if (user) quietly(store, { verb: "unban", user_id: user }, "Ban revoked.");
      } });
    }
  }
  if (can.leave) {
    items.push({ label: "Leave server", icon: "back", danger: true, apart: items.length > 0, run: async () => {
      if (await askFirst(`Leave ${guild.name}?`, "You can rejoin, but without your current roles.", "Leave")) quietly(store, { verb: "leave_server" });
    } });
  }
  openMenu(anchor, guild.name, items);
}

/**
 * @param {HTMLElement} anchor
 * @param {string} label
 * @param {readonly import("./picker.js").Choice[]} choices
 */
async function pickOne(anchor, label, choices) {
  return (await pickFrom(anchor, { label, choices, min: 1, max: 1 }))?.[0];
}

/**
 * @param {PersonStore} store
 * @param {Guild} guild
 * @param {string} userId
 * @param {HTMLElement} anchor
 */
async function changeRoles(store, guild, userId, anchor) {
  const before = guild.members.find(({ user }) => user.id === userId)?.roles ?? [];
  const roles = guild.roles.filter((role) => role.id !== guild.id && !role.managed);
  const chosen = await pickFrom(anchor, { label: `Roles of ${store.nameOfId(userId)}`, choices: roles.map((role) => ({ value: role.id, label: role.name })), min: 0, max: roles.length, chosen: before });
  if (!chosen) return;
  for (const { id } of roles) {
    const has = chosen.includes(id);
    if (has !== before.includes(id)) await quietly(store, { verb: "role", user_id: userId, role_id: id, has });
  }
}

/**
 * @param {PersonStore} store
 * @param {HTMLElement} anchor
 */
async function makeChannel(store, anchor) {
  const kind = await pickOne(anchor, "Channel type", KINDS.map(({ type, label }) => ({ value: String(type), label })));
  const name = kind ? await askForLine("Create channel", "Channel name", { yes: "Create" }) : null;
  if (kind && name) quietly(store, { verb: "create_channel", type: Number(kind), name });
}

/**
 * Chooses what a role or a member may not do in a channel.
 *
 * @param {PersonStore} store
 * @param {Guild} guild
 * @param {Channel} channel
 * @param {HTMLElement} anchor
 */
async function changePermissions(store, guild, channel, anchor) {
  const everyone = { value: guild.id, label: "@everyone", description: "Role" };
  const whom = await pickOne(anchor, "Permissions of", [everyone, ...optionChoices(store, 7, channel.id)]);
  if (!whom) return;
  const before = channel.denied?.find((one) => one.id === whom)?.permissions ?? [];
  const chosen = await pickFrom(anchor, { label: `Denied in #${channel.name}`, choices: DENIABLE.map((name) => ({ value: name, label: name })), min: 0, max: DENIABLE.length, chosen: before.filter((name) => DENIABLE.includes(name)) });
  if (!chosen) return;
  for (const permission of DENIABLE) {
    const denied = chosen.includes(permission);
    if (denied !== before.includes(permission)) await quietly(store, { verb: "permit", channel_id: channel.id, whom, permission, denied });
  }
}
