// What people do besides writing: forwards, polls, stickers, voice notes, proxies, other apps, and what moderators do.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openStage, seat } from "./stage.js";

let stage;
let page;
let me;
/** Where pictures of what was done go; none are made without it. */
const PICTURES = process.env.SWITCHBOARD_PICTURES;

before(async () => {
  stage = await openStage();
  page = stage.page;
  me = seat(page);
});
after(() => stage.close());

async function picture(name) {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png` });
}

/** Chooses from the list that is open. */
async function pick(name) {
  await page.getByRole("option", { name }).first().click();
}

async function send(item) {
  await me.root.getByRole("button", { name: "More options" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

async function server(item) {
  await me.root.getByRole("button", { name: "Server options" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("a message is forwarded", async () => {
  await me.be("Ana");
  await me.go("general");
  await me.say("The **export** fails", "The export fails");
  await me.menu("The export fails");
  await page.getByRole("menuitem", { name: "Forward" }).click();
  await pick(/#help/);
  await me.go("help");
  const forward = me.root.locator(".forwarded");
  assert.equal(await forward.locator("strong").textContent(), "export");
  await forward.getByRole("button", { name: /#general/ }).click();
  await me.root.locator(".talk-title", { hasText: "general" }).waitFor();
  await me.go("help");
});

test("a poll is started, voted on and ended", async () => {
  await send("Start a poll…");
  const form = page.getByRole("dialog");
  await form.getByLabel("Question").fill("Does it fail for you?");
  await form.getByLabel("Answers (one per line)").fill("Yes\nNo");
  await form.getByRole("button", { name: "Start poll" }).click();
  const poll = me.root.locator(".poll");
  await poll.getByRole("radio", { name: "Yes" }).click();
  await poll.locator(".poll-share", { hasText: "100 % · 1 vote" }).waitFor();
  await me.be("Max");
  await me.go("help");
  // Until then it is the poll as Ana sees it.
  await poll.getByRole("radio", { name: "Yes", checked: false }).waitFor();
  await poll.getByRole("radio", { name: "No" }).click();
  await poll.locator(".poll-share", { hasText: "50 % · 1 vote" }).first().waitFor();
  await me.be("Ana");
  await me.menu("Does it fail for you?");
  await page.getByRole("menuitem", { name: "End Poll" }).click();
  await poll.getByText("Poll closed").waitFor();
  await me.root.locator(".message-system", { hasText: "has closed" }).waitFor();
  assert.ok(await poll.getByRole("radio", { name: "Yes" }).isDisabled());
});

test("stickers and voice notes are shown as such", async () => {
  await send("Send a sticker…");
  await pick("Wave");
  await me.root.getByRole("img", { name: "Sticker: Wave" }).waitFor();
  await send("Send a voice note");
  await me.root.getByRole("img", { name: "Voice note, 0:05" }).waitFor();
});

test("proxies, bridges and other apps write under their names", async () => {
  await send("Post through a proxy…");
  const form = page.getByRole("dialog");
  await form.getByLabel("Name").fill("Star");
  await form.getByLabel("Message", { exact: true }).fill("it fails again");
  await form.getByRole("button", { name: "Post", exact: true }).click();
  const proxied = me.root.locator("article", { hasText: "it fails again" });
  await proxied.locator(".message-author", { hasText: "Star" }).waitFor();
  await send("Post through a bridge…");
  await form.getByLabel("Message", { exact: true }).fill("hello from the other side");
  await form.getByRole("button", { name: "Post", exact: true }).click();
  await me.root.locator("article", { hasText: "hello from the other side" }).locator(".message-author", { hasText: "Alex (Matrix)" }).waitFor();
  await send("Post components as another app…");
  await form.getByRole("button", { name: "Post", exact: true }).click();
  await me.root.locator(".component-container", { hasText: "with components only" }).waitFor();
  await send("Post a card as another app…");
  await form.getByRole("button", { name: "Post", exact: true }).click();
  await me.root.locator(".embed-title", { hasText: "The login fails" }).waitFor();
  await picture("beyond");
});

test("the owner changes roles, channels and permissions", async () => {
  await me.be("Olaf");
  await server("Create channel…");
  await pick("Voice channel");
  await page.getByRole("dialog").getByLabel("Channel name").fill("lounge");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await me.go("lounge");
  await me.say("Can you hear me?");
  await server("Change roles…");
  await pick("Ben");
  await pick("Developers");
  await page.getByRole("button", { name: "Done" }).click();
  await me.go("help");
  await server("Permissions in #help…");
  await pick("@everyone");
  await pick("Send Messages in Threads");
  await page.getByRole("button", { name: "Done" }).click();
  await me.go("lounge");
  await server("Delete #lounge");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await me.root.locator(".channel-name", { hasText: "lounge" }).waitFor({ state: "detached" });
  await server("Delete a role…");
  await picture("moderation");
  await pick("@Developers");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByText("Role deleted.").waitFor();
});

test("a server may have no room for more threads", async () => {
  await me.be("Ana");
  await me.go("general");
  const trouble = page.locator("#header").getByRole("button", { name: /^Break things/ });
  const room = page.getByRole("switch", { name: "No room for threads" });
  await trouble.click();
  await room.click();
  await page.keyboard.press("Escape");
  const start = async () => {
    await me.menu("The export fails");
    await page.getByRole("menuitem", { name: "Create Thread" }).click();
    await page.getByRole("button", { name: "Create Thread", exact: true }).click();
  };
  await start();
  await page.getByText("This server has too many active threads.").waitFor();
  await trouble.click();
  await room.click();
  await page.keyboard.press("Escape");
  await start();
  await me.root.locator(".talk-title", { hasText: "The" }).waitFor();
  await me.go("general");
});

test("members leave, are banned and come back", async () => {
  await me.be("Ben");
  await me.go("general");
  await me.say("Buy this!");
  await me.be("Olaf");
  await server("Ban someone…");
  await pick("Ben");
  await page.getByRole("button", { name: "Ban", exact: true }).click();
  await me.go("general");
  await me.message("Buy this!").waitFor({ state: "detached" });
  await me.root.locator(".person-more").click();
  await page.getByRole("menuitemradio", { name: /^Ben/ }).click();
  await me.root.getByText("Ben isn't in the server").waitFor();
  await picture("banned");
  await me.root.getByRole("button", { name: "Join server" }).click();
  await page.getByText("You are banned from this server.").waitFor();
  await me.be("Olaf");
  await server("Revoke a ban…");
  await pick("Ben");
  await page.getByText("Ban revoked.").waitFor();
  await me.root.locator(".person-more").click();
  await page.getByRole("menuitemradio", { name: /^Ben/ }).click();
  await me.root.getByRole("button", { name: "Join server" }).click();
  await me.go("general");
  await me.be("Ana");
  await server("Leave server");
  await page.getByRole("button", { name: "Leave", exact: true }).click();
  await me.root.getByText("Ana isn't in the server").waitFor();
  await me.root.getByRole("button", { name: "Join server" }).click();
  await me.go("help");
});
