/**
 * What the page and the sandbox's server say to each other.
 *
 * Two sockets, JSON text frames both ways:
 *   /page/live?token=…&person=<username>   one for each person who is shown (a "view")
 *   /page/watch?token=…                    one for the page: panel, trouble, bot, guide
 * The token stands in the HTML: <meta name="page-token" content="…">.
 * Over HTTP besides: GET /, GET /page/style.css, GET /page/page.js, and
 *   GET  /page/world?token=…   downloads the community as a JSON file
 *   POST /page/world?token=…   body: such a file. 200 {"ok": Loaded} or 422 {"refused": "…"}
 *
 * Ids are strings of digits (snowflakes: compare by length, then as text; or BigInt). Times are RFC 3339 unless said otherwise.
 * Objects of Discord (messages, users, members, roles, channels, commands, components, embeds) have Discord's own shape; here stand
 * the parts that the page needs. More keys may be there.
 */

export type Id = string;

// ---------------------------------------------------------------------------------------------------- frames, both sockets

/** What the page sends: a verb, with a number of its own choice that the answer repeats. */
export type Request<V> = { id: number } & V;

/** The answer to a request. Answers may overtake each other, and events. `refused` is one sentence for the person. */
export type AnswerFrame<T = unknown> = { t: "answer"; id: number; ok: T } | { t: "answer"; id: number; refused: string };

// ---------------------------------------------------------------------------------------------------- live socket: events

/** First frame, and again whenever everything may have changed (a world was loaded, the view fell behind): replaces all. */
export interface Snapshot {
  t: "snapshot";
  person: User;
  /** The language in which the person has Discord, such as "en-US" or "de". */
  locale: string;
  guilds: Guild[];
  /** Direct conversations (type 1) of the person. */
  direct: Channel[];
  /** Everybody with whom the person shares a server, and the bot. */
  users: User[];
  bot_id: Id;
  /** The server's clock (RFC 3339), for times like "3 minutes ago". */
  now: string;
}

export type LiveEvent =
  | Snapshot
  /** A message is new (`created`) or changed (text, embeds, components, reactions, thread, pinned, "thinking" ended). */
  | { t: "message"; created: boolean; message: Message }
  | { t: "message_delete"; channel_id: Id; id: Id }
  /** A channel, thread or direct conversation is new or changed. Put it where its `type` belongs. */
  | { t: "channel"; channel: Channel }
  /** It was deleted, or the person does not see it any more. */
  | { t: "channel_delete"; id: Id }
  /** Members, roles, permissions or channels of a server changed: replaces that server whole. */
  | { t: "guild"; guild: Guild }
  /** The person is no member any more. */
  | { t: "guild_delete"; id: Id }
  /** Somebody (never the person) is writing; good for ten seconds or until that user's next message. */
  | { t: "typing"; channel_id: Id; user_id: Id }
  /** Read marks of a channel changed, here or in another view of the same person. */
  | { t: "read"; channel_id: Id; read: Read }
  /** The bot has registered other commands: ask `commands` again when needed. */
  | { t: "commands" }
  /** The person has Discord in another language now, and so has the names of commands. */
  | { t: "locale"; locale: string }
  | AnswerFrame;

/** A message of a webhook has an author with the discriminator "0000", who is no user. */
export interface User { id: Id; username: string; global_name: string | null; bot: boolean; avatar: string | null; discriminator?: string }
export interface Member { user: User; nick: string | null; roles: Id[]; joined_at: string; communication_disabled_until: string | null }
export interface Role { id: Id; name: string; color: number; position: number; hoist: boolean; mentionable: boolean; managed: boolean }
export interface Emoji { id: Id | null; name: string; animated?: boolean }
export interface Tag { id: Id; name: string; moderated: boolean; emoji_id: Id | null; emoji_name: string | null }

export interface Guild {
  id: Id;
  name: string;
  owner_id: Id;
  roles: Role[];
  members: Member[];
  emojis: Emoji[];
  /** Channels that the person sees, by position. No threads. */
  channels: Channel[];
  /** Threads and forum posts that the person sees, archived ones too. */
  threads: Channel[];
  /** Names of the stickers that can be sent. */
  stickers: string[];
  /** Who is banned. */
  bans: User[];
  /** What the person may do to members, roles and channels; `leave`: everybody but the owner. */
  can: { kick: boolean; ban: boolean; roles: boolean; channels: boolean; leave: boolean };
}

/** Types: 0 text, 1 direct, 2 voice, 4 category, 5 announcements, 10/11 public thread, 12 private thread, 15 forum, 16 media. */
export interface Channel {
  id: Id;
  type: number;
  guild_id?: Id;
  parent_id?: Id | null;
  name?: string;
  topic?: string | null;
  position?: number;
  last_message_id?: Id | null;
  rate_limit_per_user?: number;
  /** Bits: 2 pinned post, 16 forum needs a tag. */
  flags?: number;
  /** Forums. */
  available_tags?: Tag[];
  /** Threads. */
  owner_id?: Id;
  applied_tags?: Id[];
  message_count?: number;
  member_count?: number;
  thread_metadata?: { archived: boolean; locked: boolean; auto_archive_duration: number; archive_timestamp: string; create_timestamp: string };
  /** Direct conversations: the other one (may be the bot). */
  recipients?: User[];

  // What Discord's own shape has not:
  can: Can;
  /** Which permissions are denied to which role or member, for those who may change that. */
  denied?: { id: Id; permissions: string[] }[];
  /** Why the person may not write here, to stand in place of the box; null where they may. */
  why_not: string | null;
  /** Threads: whether the person has joined. */
  joined?: boolean;
  /** Threads: the ids of all members. */
  member_ids?: Id[];
  /** Forum posts and threads: the first message in short, for lists. Null if it is gone. */
  starter?: { author_id: Id; text: string } | null;
  read: Read;
}

export interface Can {
  write: boolean;
  attach: boolean;
  react: boolean;
  /** Start a thread from a message, or (forum) a post. */
  thread: boolean;
  /** Start a private thread. */
  private_thread: boolean;
  /** Archive, lock, rename, delete threads here (in a thread: this one). */
  manage_thread: boolean;
  /** Archive/rename this thread although not a moderator: its owner. */
  own_thread: boolean;
  manage_messages: boolean;
  pin: boolean;
  mention_everyone: boolean;
}

/** Kept by the server for each person; the page counts nothing by itself. */
export interface Read {
  /** Everything up to this message was read. */
  last_read_id: Id | null;
  unread: boolean;
  /** Messages after it that pinged the person: the red number. */
  pings: number;
}

/**
 * Types: 0 ordinary, 19 reply, 20 answer to a slash command, 23 answer to a menu command; all others are system messages, whose words stand in
 * `system`. Flags: 64 ephemeral, 128 "is thinking…", 32 has a thread, 4 embeds are hidden, 32768 made of components only (V2).
 */
export interface Message {
  id: Id;
  channel_id: Id;
  guild_id?: Id;
  author: User;
  content: string;
  timestamp: string;
  edited_timestamp: string | null;
  type: number;
  flags: number;
  mentions: User[];
  mention_roles: Id[];
  mention_everyone: boolean;
  attachments: Attachment[];
  embeds: Embed[];
  components: Component[];
  reactions?: { emoji: Emoji; count: number; me: boolean; /** Who, in order; for the tooltip. */ users: Id[] }[];
  pinned: boolean;
  message_reference?: { type: number; channel_id: Id; message_id?: Id; guild_id?: Id };
  /** Replies, and the first entry of a thread (type 21); null if that message is gone. */
  referenced_message?: Message | null;
  /** The thread on this message: its Channel comes by itself and has the same id. */
  thread?: { id: Id; name: string; message_count: number };
  interaction_metadata?: { id: Id; type: number; user: User; target_message_id?: Id; interacted_message_id?: Id };
  /** "Max used /claim" above the answer; null if it is no answer to a command. */
  used?: { user_id: Id; command: string } | null;
  webhook_id?: Id;
  sticker_items?: { id: Id; name: string; format_type: number }[];
  poll?: Poll;

  // What Discord's own shape has not:
  /** What a forward shows: a message without an author; null for all others. */
  forwarded: Message | null;
  /** The words of a system message; null for all others. */
  system: string | null;
  rendered: Rendered;
  /** This person was pinged: highlight it. */
  pinged: boolean;
  /** "Only you can see this": offer to dismiss it. */
  ephemeral: boolean;
  can: { edit: boolean; delete: boolean; react: boolean; reply: boolean; thread: boolean; pin: boolean; forward: boolean; end_poll: boolean };
}

export interface Poll {
  question: { text: string };
  answers: { answer_id: number; poll_media: { text: string; emoji?: { id?: Id; name?: string } } }[];
  expiry: string;
  allow_multiselect: boolean;
  /** Answers without a vote are not counted. `me_voted` is about the person. */
  results: { is_finalized: boolean; answer_counts: { id: number; count: number; me_voted: boolean }[] };
}

/** `url` begins with a slash: it is of this server. Show pictures (content_type image/…) with <img>, offer others as downloads. */
export interface Attachment {
  id: Id; filename: string; size: number; url: string; content_type?: string; description?: string; width?: number; height?: number;
  /** Voice notes: the length, and the loudness in base64. */
  duration_secs?: number; waveform?: string;
}

/** Texts as Discord has them; show those of `rendered` instead. Pictures whose url does not begin with a slash cannot be shown. */
export interface Embed {
  title?: string; description?: string; url?: string; color?: number; timestamp?: string;
  author?: { name: string; url?: string }; footer?: { text: string };
  fields?: { name: string; value: string; inline?: boolean }[];
  image?: { url: string }; thumbnail?: { url: string };
}

/**
 * Discord's components. 1 row, 2 button (style 1 blue, 2 grey, 3 green, 4 red, 5 link), 3 menu of options, 5 users, 6 roles, 7 users and roles,
 * 8 channels; V2: 9 section, 10 text, 11 thumbnail, 12 gallery, 13 file, 14 separator, 17 container; in forms: 4 text input, 18 label, 19 files,
 * 21 radio buttons, 22 checkboxes, 23 one checkbox.
 */
export interface Component { type: number; id?: number; custom_id?: string; components?: Component[]; accessory?: Component; [key: string]: unknown }

/** What people's and the bot's texts look like. Turn nodes into DOM with textContent only. */
export interface Rendered {
  content: Node[];
  /** Same order as `embeds`; a part that is not there is missing. `footer` and `author` are plain text in Discord: see `embeds`. */
  embeds: { title?: Node[]; description?: Node[]; fields: { name: Node[]; value: Node[]; inline: boolean }[] }[];
  /** Text components (type 10) by their `id` as text. */
  texts: Record<string, Node[]>;
}

/** Every kind of node there is. Lines end with `break` nodes; blocks (heading, quote, list, code_block, subtext) stand on lines of their own. */
export type Node =
  | { type: "text"; text: string }
  | { type: "break" }
  | { type: "strong" | "emphasis" | "underline" | "strike" | "spoiler" | "quote" | "subtext"; children: Node[] }
  | { type: "heading"; level: 1 | 2 | 3; children: Node[] }
  | { type: "list"; ordered: boolean; start: number; children: Node[] }
  | { type: "item"; children: Node[] }
  | { type: "code"; text: string }
  | { type: "code_block"; language: string; text: string }
  /** http or https, always. `jump`: it leads to a place in this community that the person sees; go there instead. Else open it in a new tab. */
  | { type: "link"; url: string; children: Node[]; jump?: { guild_id: Id; channel_id: Id; message_id: Id | null } }
  /** `me`: it is this person. */
  | { type: "user"; id: Id; name: string; me: boolean }
  | { type: "role"; id: Id; name: string; color: number; me: boolean }
  /** `known`: the person sees it, so it can be clicked. Otherwise the name says "No Access" or "unknown". */
  | { type: "channel"; id: Id; name: string; known: boolean }
  | { type: "everyone"; name: "everyone" | "here" }
  | { type: "command"; id: Id; name: string }
  | { type: "emoji"; id: Id; name: string; animated: boolean }
  /** `text` as it reads now; relative ones (style "R") the page may keep fresh by `unix` (seconds). */
  | { type: "time"; unix: number; style: string; text: string };

// ---------------------------------------------------------------------------------------------------- live socket: verbs

export interface FileGiven { name: string; /** Media type. */ type?: string; /** Base64. At most 10 MB a file, ten files. */ data: string }

export type LiveVerb =
  /** ok: { message_id } */
  | { verb: "say"; channel_id: Id; content: string; files?: FileGiven[]; reply_to?: Id; /** Replies ping unless false. */ ping?: boolean }
  | { verb: "edit"; message_id: Id; content: string }
  /** One's own, another's with the right to, or dismisses an ephemeral one. */
  | { verb: "delete"; message_id: Id }
  | { verb: "dismiss"; message_id: Id }
  /** A Unicode emoji, or "name:id". */
  | { verb: "react"; message_id: Id; emoji: string }
  | { verb: "unreact"; message_id: Id; emoji: string }
  | { verb: "pin"; message_id: Id; pin: boolean }
  /** From a message. ok: { channel_id } */
  | { verb: "thread"; message_id: Id; name: string }
  /** Without a message. ok: { channel_id } */
  | { verb: "open_thread"; channel_id: Id; name: string; private?: boolean }
  /** In a forum. ok: { channel_id } */
  | { verb: "post"; channel_id: Id; title: string; content: string; files?: FileGiven[]; tags?: Id[] }
  | { verb: "edit_thread"; channel_id: Id; name?: string; archived?: boolean; locked?: boolean; tags?: Id[] }
  | { verb: "delete_thread"; channel_id: Id }
  | { verb: "join_thread"; channel_id: Id }
  | { verb: "leave_thread"; channel_id: Id }
  | { verb: "typing"; channel_id: Id }
  /** At most one of before, after, around; without: the newest. Oldest first. limit 1 to 100, else 50. ok: History */
  | { verb: "history"; channel_id: Id; before?: Id; after?: Id; around?: Id; limit?: number }
  /** The pinned messages of a channel, the last pinned first: `{messages: Message[]}`. */
  | { verb: "pins"; channel_id: Id }
  /** Everything up to this message, or up to the newest. */
  | { verb: "read"; channel_id: Id; message_id?: Id }
  /** ok: { message_id } */
  | { verb: "forward"; message_id: Id; channel_id: Id }
  /** Lasts a day. ok: { message_id } */
  | { verb: "poll"; channel_id: Id; question: string; answers: string[]; multiselect?: boolean }
  /** The texts of all answers that the person chooses from now on. */
  | { verb: "vote"; message_id: Id; answers: string[] }
  | { verb: "end_poll"; message_id: Id }
  /** ok: { message_id } */
  | { verb: "sticker"; channel_id: Id; name: string }
  | { verb: "voice_note"; channel_id: Id; seconds: number }
  /** Written by the person, posted again by a proxy under the name. ok: { message_id } */
  | { verb: "proxy"; channel_id: Id; name: string; content: string }
  /** Somebody else posts: a bridge by a webhook under the name, or another app a card or components. ok: { message_id } */
  | { verb: "other"; kind: "bridge" | "card" | "components"; channel_id: Id; name: string; content: string }
  | { verb: "leave_server" }
  | { verb: "join_server" }
  | { verb: "kick"; user_id: Id }
  | { verb: "ban"; user_id: Id; delete_hours: number }
  | { verb: "unban"; user_id: Id }
  | { verb: "role"; user_id: Id; role_id: Id; has: boolean }
  | { verb: "delete_role"; role_id: Id }
  | { verb: "create_channel"; type: number; name: string }
  | { verb: "delete_channel"; channel_id: Id }
  /** Denies a role or a member a permission in a channel, by Discord's name of it, or leaves it to the roles again. */
  | { verb: "permit"; channel_id: Id; whom: Id; permission: string; denied: boolean }
  /** ok: { channel_id } (the Channel comes as an event, too) */
  | { verb: "direct"; user_id: Id }
  /** Has Discord in another language from now on, which the bot is told with every interaction. */
  | { verb: "speak"; locale: string }
  /** What the person may use here. ok: Commands */
  | { verb: "commands"; channel_id: Id }
  /** ok: { choices: { name: string; value: string | number }[] } */
  | { verb: "autocomplete"; channel_id: Id; command_id: Id; path?: string[]; options: OptionGiven[]; /** Name of the option being typed, which is among `options`. */ focused: string }
  /** `path`: names of subcommand (group and) subcommand. ok: Outcome */
  | { verb: "command"; channel_id: Id; command_id: Id; path?: string[]; options: OptionGiven[] }
  /** ok: Outcome */
  | { verb: "menu"; message_id: Id; command_id: Id }
  /** ok: Outcome */
  | { verb: "press"; message_id: Id; custom_id: string }
  /** Values of options (type 3) or ids (types 5 to 8). ok: Outcome */
  | { verb: "choose"; message_id: Id; custom_id: string; values: string[] }
  /** Fields by custom_id: text, values, ids, or true/false. Those left out keep what stands in them. ok: Outcome */
  | { verb: "submit"; form_id: Id; fields: Record<string, FieldGiven> };

/** What a field of a form is filled with: a text, values, yes or no, files. */
export type FieldGiven = string | string[] | boolean | FileGiven[];

/** Values as the option's type wants them: text, number, true/false, an id (user, role, channel, mentionable), a choice's value, a file (11). */
export interface OptionGiven { name: string; value: string | number | boolean | FileGiven }

export interface History {
  messages: Message[];
  /** Whether there are older ones before the first, and newer ones after the last. */
  older: boolean;
  newer: boolean;
}

/** Discord's definitions: name, description, both *_localized where there is a translation into the person's language, options[] (type 1 subcommand, 2 group, 3 text, 4 integer, 5 yes/no, 6 user, 7 channel,
 * 8 role, 9 mentionable, 10 number, 11 file; required, choices, autocomplete, min_*, max_*, channel_types). */
export interface Commands { slash: Command[]; message: Command[] }
export interface Named { /** What the bot is told. */ name: string; /** What the person reads, if it is another. */ name_localized?: string; description?: string; description_localized?: string }
export interface Command extends Named { id: Id; type: number; description: string; options?: CommandOption[] }
export interface CommandOption extends Named {
  type: number; description: string; required?: boolean; autocomplete?: boolean;
  choices?: (Named & { value: string | number })[]; options?: CommandOption[]; channel_types?: number[];
  min_value?: number; max_value?: number; min_length?: number; max_length?: number;
}

/**
 * What became of a command, button, menu or form, told as soon as the bot reacts (or three seconds are over). Messages come as events as well;
 * one that is deferred comes as a message with flag 128 ("is thinking…") and changes when the answer is there.
 */
export type Outcome = { /** The interaction's id. */ interaction: Id; /** Milliseconds until the bot reacted. */ took: number | null } & (
  | { kind: "message"; message_id: Id; ephemeral: boolean }
  | { kind: "thinking"; message_id: Id | null; ephemeral: boolean }
  /** The message with the button changed, or will, or nothing is to be seen: stop the spinner. */
  | { kind: "updated" }
  | { kind: "form"; form: Form }
  /** "The application did not respond": show it at the button in red, or as an ephemeral line. */
  | { kind: "none" }
);

export interface Form {
  form_id: Id;
  custom_id: string;
  title: string;
  /** Rows with a text input (1 > 4), labels (18, `component` inside), texts (10), as the bot sent them. */
  components: Component[];
  /** The same, easier: in order, texts apart. */
  fields: FormField[];
  /** Texts (type 10) between the fields, rendered. */
  texts: Node[][];
}
export interface FormField {
  custom_id: string;
  label: string;
  description: string | null;
  /** 4 text, 3 options, 5 to 8 pickers, 19 files, 21 radio buttons, 22 checkboxes, 23 one checkbox. */
  type: number;
  required: boolean;
  /** Characters of a text, else number of values or files. */
  min: number;
  max: number;
  value: string | null;
  placeholder: string | null;
  /** Text of several lines. */
  long: boolean;
  options: { label: string; value: string }[];
}

// ---------------------------------------------------------------------------------------------------- watch socket

export type WatchEvent =
  /** First frame, and again after a world was loaded. */
  | { t: "hello"; entries: Entry[]; bot: Bot; trouble: Trouble; guide: Guide; people: Cast[]; guild_id: Id | null }
  | { t: "entry"; entry: Entry }
  /** Somebody is new, has left, or has other roles. */
  | { t: "people"; people: Cast[] }
  | { t: "bot"; bot: Bot }
  | { t: "trouble"; trouble: Trouble }
  | { t: "guide"; guide: Guide }
  | AnswerFrame;

/** Who can be played. `role` in words: "Customer", "Agent", "Lead", "Developer", "Owner", "Left", "Banned". */
export interface Cast { id: Id; username: string; name: string; role: string }

/** One line of "What just happened". The last 500 come with hello; the server keeps 2,000. */
export interface Entry {
  /** Counts from 1 over everything. */
  number: number;
  at: string;
  /** person: somebody did something. event: Discord told the bot. request: the bot asked Discord. gateway: connections. */
  kind: "person" | "event" | "request" | "gateway";
  /** A sentence. */
  text: string;
  /** Short and technical: "POST /channels/…/messages → 200", "MESSAGE_CREATE", "READY". Null for persons. */
  detail: string | null;
  /** Ids of the people it is about. */
  people: Id[];
  /** Case number, if it can be told. */
  case: number | null;
  /** A refusal, a failure, a limit: show it in red. */
  trouble: boolean;
  /** Milliseconds for requests, if known. */
  took: number | null;
  channel_id: Id | null;
}

export interface Bot {
  /** "unknown": nobody here can start or stop it (a test); then only `connected` says something. */
  state: "running" | "starting" | "stopped" | "unknown";
  connected: boolean;
  /** Since when, RFC 3339; null if unknown. */
  since: string | null;
  /** One sentence, such as why it is down. */
  text: string;
}

export interface Trouble {
  limits: "generous" | "real" | "tight";
  /** Seconds that every answer of Discord takes longer; 0 for none. */
  slow: number;
  /** Every request of the bot fails with this status (500, 503); null for none. */
  failing: number | null;
  /** How many of the next writing requests are done, but their answer is lost. */
  cut: number;
  /** New connections to the gateway are refused. */
  refuse: boolean;
  /** No thread can be started or brought back. */
  crowded: boolean;
  /** What the bot may not do, by channel. */
  missing: { channel_id: Id; permission: PermissionName }[];
}
export type PermissionName = "VIEW_CHANNEL" | "SEND_MESSAGES" | "SEND_MESSAGES_IN_THREADS" | "CREATE_PUBLIC_THREADS" | "EMBED_LINKS" | "READ_MESSAGE_HISTORY";

export interface Guide {
  /** Not begun yet, going on, done, or put away by the person. */
  state: "ready" | "running" | "done" | "skipped";
  steps: GuideStep[];
  /** Index of the step to do now; steps.length when done. */
  current: number;
}
export interface GuideStep {
  /** "flag", "claim", "tag", "escalate", "arrive" */
  name: string;
  /** Three or four words. */
  title: string;
  /** What to do, one or two sentences. */
  text: string;
  /** The same for a finger, where it is done in another way; null elsewhere. */
  touch: string | null;
  done: boolean;
  /** Who should be played, and where to look: for a button "Take me there". */
  person: string;
  channel_id: Id | null;
  message_id: Id | null;
}

export type WatchVerb =
  /** The raw JSON of an entry. ok: { raw: unknown } */
  | { verb: "raw"; number: number }
  /** The people's actions so far as a test. ok: { text: string } */
  | { verb: "scenario" }
  /** All troubles answer with ok: Trouble; the event comes as well. */
  | { verb: "limits"; limits: Trouble["limits"] }
  | { verb: "slow"; seconds: number }
  | { verb: "failing"; status: number | null }
  | { verb: "cut"; requests: number }
  | { verb: "drop" }
  | { verb: "refuse"; refuse: boolean }
  | { verb: "crowd"; crowded: boolean }
  | { verb: "invalidate"; resumable: boolean }
  | { verb: "permission"; channel_id: Id; permission: PermissionName; allowed: boolean }
  | { verb: "clear" }
  /** ok: Bot (as ordered; what becomes of it comes by events) */
  | { verb: "kill" }
  | { verb: "start" }
  /** Begins (again): posts a message of ana to flag. ok: Guide */
  | { verb: "guide_start" }
  | { verb: "guide_skip" };

/** What POST /page/world says. */
export interface Loaded { text: string }
