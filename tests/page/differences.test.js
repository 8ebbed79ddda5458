// Where the page has to be like Discord, so that what is seen here can be expected there.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openStage, seat } from "./stage.js";

let stage;
let page;
let me;

before(async () => {
  stage = await openStage();
  page = stage.page;
  me = seat(page);
});
after(() => stage.close());

/** The names of the threads that stand in the list of channels. */
const listed = () => me.root.locator(".channel-threads .channel:not(.channel-fold) .channel-name").allTextContents();

test("threads are listed for those who joined them, and folded away for others", async () => {
  await me.be("Ana");
  await me.go("help");
  await me.say("The export fails");
  await me.be("Max");
  await me.go("help");
  await me.menu("The export fails");
  await page.getByRole("menuitem", { name: "Open case" }).click();
  await me.root.locator(".channel-fold", { hasText: "1 other active thread" }).waitFor();
  // Its card follows the thread, while nothing changes at the message itself.
  await me.message("The export fails").locator(".thread-card", { hasText: "1 message" }).waitFor();
  assert.deepEqual(await listed(), []);
  await me.root.locator(".channel-fold").click();
  await me.root.locator(".channel-threads .channel", { hasText: "#1 ·" }).waitFor();
  await me.root.locator(".channel-fold").click();
  await me.root.locator(".channel-threads .channel", { hasText: "#1 ·" }).waitFor({ state: "detached" });
  await me.be("Ana");
  await me.root.locator(".channel-threads .channel", { hasText: "#1 ·" }).waitFor();
});

test("the card of a thread follows it", async () => {
  const other = await stage.openWindow();
  const there = seat(other);
  await there.be("Max");
  await there.go("help");
  await me.be("Olaf");
  await me.go("#1");
  const choose = async (/** @type {string} */ what) => {
    await me.root.getByRole("button", { name: "Thread options" }).click();
    await page.getByRole("menuitem", { name: what, exact: true }).click();
  };
  const card = there.message("The export fails").locator(".thread-card");
  await choose("Archive");
  await card.filter({ hasText: "Archived" }).waitFor();
  await me.root.locator(".talk-head .mark-word", { hasText: "Archived" }).waitFor();
  await choose("Unarchive");
  await card.filter({ hasText: "1 message" }).waitFor();
  await other.close();
});

test("the board is found in the list of pinned messages", async () => {
  await me.be("Max");
  await me.go("desk");
  await me.card(1).waitFor();
  for (let number = 0; number < 25; number += 1) await me.say(`Line ${number}\n\n\n\nand its end`, `Line ${number}`);
  await me.root.getByRole("button", { name: "Pinned messages" }).click();
  const pins = page.getByRole("dialog", { name: "Pinned messages" });
  await pins.getByRole("button", { name: /Switchboard.*Waiting for us/ }).click();
  await pins.waitFor({ state: "detached" });
  await me.root.locator(".message-pointed", { hasText: "Waiting for us" }).waitFor();
  await me.go("general");
  await me.root.getByRole("button", { name: "Pinned messages" }).click();
  await pins.getByText("Nothing is pinned in this channel.").waitFor();
  await page.keyboard.press("Escape");
});

test("the answer to a command is shown to whoever has scrolled up", async () => {
  await me.go("desk");
  const scroller = me.root.locator(".messages");
  await scroller.evaluate((list) => { list.scrollTop = 0; });
  await me.root.locator(".to-end").waitFor();
  await me.command("queue");
  const answer = me.root.locator(".message-ephemeral", { hasText: "The export fails" }).last();
  await answer.waitFor();
  await page.waitForFunction(() => {
    const list = document.querySelector(".messages");
    return list.scrollTop + list.clientHeight >= list.scrollHeight - 2;
  });
});

test("posts that somebody follows are in the list, and are marked when there is news", async () => {
  await me.be("Ana");
  await me.go("ideas");
  await me.root.locator(".forum-new").click();
  await page.getByLabel("Title").fill("Dark pages");
  await page.getByLabel("Message", { exact: true }).fill("At night, please");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await me.message("At night, please").waitFor();
  await me.go("general");
  await me.be("Ben");
  await me.root.locator(".channel-unread", { hasText: "ideas" }).waitFor();
  await me.go("ideas");
  await me.root.locator(".channel-unread", { hasText: "ideas" }).waitFor({ state: "detached" });
  await me.root.locator(".post", { hasText: "Dark pages" }).click();
  await me.say("I want that, too");
  await me.be("Ana");
  await me.root.locator(".channel-threads .channel-unread", { hasText: "Dark pages" }).waitFor();
});

test("yes and no are True and False, as in Discord, and both are found", async () => {
  await me.be("Ana");
  await me.go("general");
  await me.composer.fill("/ask");
  await me.root.getByRole("option", { name: /^\/ask/ }).first().waitFor();
  await page.keyboard.press("Enter");
  await me.root.locator(".command-extra", { hasText: /^private$/ }).click();
  await me.root.getByRole("option", { name: "True" }).waitFor();
  await page.keyboard.type("no");
  await me.root.getByRole("option", { name: "False" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
});

/** Max, who looks at the beginning of the desk. */
async function atTheCard() {
  await me.be("Max");
  await me.go("desk");
  await me.root.locator(".messages").evaluate((list) => { list.scrollTop = 0; });
  await me.card(1).waitFor();
}

test("the community calls people by the names that they show", async () => {
  await atTheCard();
  await me.card(1).getByRole("button", { name: "Claim" }).click();
  await me.card(1).getByRole("button", { name: "Take over" }).waitFor();
  await me.go("#1");
  await me.root.locator(".message-system", { hasText: "Switchboard added Max to the thread" }).waitFor();
  const lines = await me.root.locator(".message-system").allTextContents();
  for (const line of lines) assert.doesNotMatch(line, /\b(max|ana)\b/, line);
});

test("times are in the language of the person's Discord", async () => {
  await atTheCard();
  const times = me.card(1).locator("time.time");
  await times.first().waitFor();
  assert.match(await times.first().textContent(), /now|ago/);
  await me.root.locator(".person-language").click();
  await page.getByRole("menuitemradio", { name: "Deutsch" }).click();
  await me.card(1).locator("time.time", { hasText: /jetzt|vor \d+ / }).first().waitFor();
  assert.match(await me.root.locator(".divider").first().textContent(), /Heute/);
  await me.root.locator(".person-language").click();
  await page.getByRole("menuitemradio", { name: "English" }).click();
  await me.card(1).locator("time.time", { hasText: /now|ago/ }).first().waitFor();
});
