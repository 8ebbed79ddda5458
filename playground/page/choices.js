// @ts-check
// Lists of people, roles and channels to choose from.

import { avatar } from "./avatar.js";
import { icon } from "./icons.js";

/** @typedef {import("./store.js").PersonStore} PersonStore */
/** @typedef {import("./picker.js").Choice} Choice */

/**
 * What a menu of this type (5 people, 6 roles, 7 both, 8 channels) offers.
 *
 * @param {PersonStore} store
 * @param {number} type
 * @param {string} [channelId]
 * @param {readonly number[]} [channelTypes]
 * @returns {Choice[]}
 */
export function optionChoices(store, type, channelId, channelTypes) {
  const guild = store.guildOf(channelId) ?? [...store.guilds.values()][0];
  if (type === 5) return peopleChoices(store, channelId);
  if (type === 6) return roleChoices(guild);
  if (type === 7) return [...peopleChoices(store, channelId), ...roleChoices(guild)];
  return channelChoices(store, guild, channelTypes);
}

/**
 * @param {PersonStore} store
 * @param {string} [channelId]
 * @returns {Choice[]}
 */
function peopleChoices(store, channelId) {
  const users = store.guildOf(channelId)?.members.map((member) => member.user) ?? [...store.users.values()];
  return users.map((user) => {
    const label = store.nameOf(user, channelId);
    return { value: user.id, label, description: user.username.toLowerCase() === label.toLowerCase() ? "" : user.username, picture: avatar(user, label, "small") };
  }).sort((one, other) => one.label.localeCompare(other.label));
}

/**
 * @param {import("./protocol.d.ts").Guild | undefined} guild
 * @returns {Choice[]}
 */
function roleChoices(guild) {
  const roles = (guild?.roles ?? []).filter((role) => role.id !== guild?.id);
  return roles.map((role) => ({ value: role.id, label: `@${role.name.replace(/^@/, "")}`, description: "Role" }));
}

/**
 * @param {PersonStore} store
 * @param {import("./protocol.d.ts").Guild | undefined} guild
 * @param {readonly number[]} [types]
 * @returns {Choice[]}
 */
function channelChoices(store, guild, types) {
  const fits = [...store.channels.values()].filter((channel) => channel.guild_id === guild?.id && (!types || types.length === 0 || types.includes(channel.type)));
  return fits.filter((channel) => channel.type !== 4).map((channel) => ({
    value: channel.id, label: channel.thread_metadata ? channel.name ?? "" : `#${channel.name}`, picture: icon(channelIcon(channel), 16), description: channel.thread_metadata ? "Thread" : "",
  }));
}

/**
 * The icon of a channel.
 *
 * @param {import("./protocol.d.ts").Channel} channel
 * @returns {import("./icons.js").IconName}
 */
export function channelIcon(channel) {
  if (channel.type === 1) return "direct";
  if (channel.type === 12) return "lock";
  if (channel.thread_metadata) return "thread";
  if (channel.type === 15 || channel.type === 16) return "forum";
  if (channel.type === 5) return "announcement";
  if (channel.type === 2) return "speaker";
  return "channel";
}
