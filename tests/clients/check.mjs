// discord.js against the sandbox: logs in, registers a command, answers a message with a thread, and the command with "pong".
//
// Prints one JSON object a line for each step that was reached, so that the test knows when to play the people's part:
// "ready" (the test says "hello from ana"), "message", "thread", "answered" (after the test used /ping).
// SANDBOX_URL and SANDBOX_TOKEN say where to log in; SWITCHBOARD_TEST_CLIENTS names the folder with node_modules.

import { createRequire } from "node:module";
import path from "node:path";

const { SANDBOX_URL, SANDBOX_TOKEN, SWITCHBOARD_TEST_CLIENTS } = process.env;
if (!SANDBOX_URL || !SANDBOX_TOKEN || !SWITCHBOARD_TEST_CLIENTS) {
  throw new Error("set SANDBOX_URL, SANDBOX_TOKEN and SWITCHBOARD_TEST_CLIENTS");
}
// The library is installed outside of the repository, where a plain import would not look.
const require = createRequire(path.resolve(SWITCHBOARD_TEST_CLIENTS, "package.json"));
const { Client, Events, GatewayIntentBits, MessageFlags } = require("discord.js");

const GREETING = "hello from ana";
const PATIENCE_MILLISECONDS = 20_000;

function step(name, details = {}) {
  process.stdout.write(`${JSON.stringify({ step: name, ...details })}\n`);
}

/** What a message is, in the words that the test compares. */
function kindOf(message) {
  const snapshot = message.messageSnapshots.first();
  if (snapshot) return `forward: ${snapshot.content}`;
  if (message.poll) return `poll: ${message.poll.question.text} ${message.poll.answers.map((answer) => `${answer.text} ${answer.voteCount}`).join(", ")}`;
  if (message.stickers.size > 0) return `sticker: ${message.stickers.first().name}`;
  if (message.flags.has(MessageFlags.IsVoiceMessage)) return `voice note: ${message.attachments.first().duration}`;
  if (message.flags.has(MessageFlags.IsComponentsV2)) return `components: ${message.components[0].components[0].content}`;
  if (message.webhookId) return `webhook: ${message.author.username}`;
  if (message.embeds.length > 0) return `card: ${message.embeds[0].title}`;
  return message.content;
}

function fail(error) {
  process.stderr.write(`discord.js: ${error?.stack ?? error}\n`);
  process.exit(1);
}

process.on("unhandledRejection", fail);
setTimeout(() => fail(`not done after ${PATIENCE_MILLISECONDS} ms`), PATIENCE_MILLISECONDS).unref();

const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent],
  // The library adds the version of the API itself.
  rest: { api: `${SANDBOX_URL}/api` },
});

const threadCreated = new Promise((resolve) => client.once(Events.ThreadCreate, resolve));
const messageCreated = new Promise((resolve) => {
  client.on(Events.MessageCreate, (message) => {
    if (message.content === GREETING) resolve(message);
  });
});
const commandUsed = new Promise((resolve) => client.once(Events.InteractionCreate, resolve));
client.on(Events.Error, fail);

const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
await client.login(SANDBOX_TOKEN);
await ready;
const guild = client.guilds.cache.first();
if (!guild) fail("READY named no server");
await guild.commands.create({ name: "ping", description: "Answers pong" });
step("ready", { user: client.user.username });

const message = await messageCreated;
const written = await message.channel.messages.fetch({ limit: 20 });
step("message", { content: message.content, author: message.author.username, kinds: [...written.values()].reverse().map(kindOf) });

const thread = await message.startThread({ name: "discord.js was here" });
const announced = await threadCreated;
if (thread.id !== message.id || announced.id !== message.id) fail("the thread does not have its message's id");
step("thread", { id: announced.id, name: announced.name });

const interaction = await commandUsed;
if (!interaction.isChatInputCommand() || interaction.commandName !== "ping") fail("that was not /ping");
await interaction.reply({ content: "pong from discord.js" });
step("answered");

await client.destroy();
