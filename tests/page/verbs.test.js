// Each thing that a person can do, done by mouse or keyboard on the page, with the real bot.

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

test("a customer writes, with looks, a mention and a file", async () => {
  await me.be("Ana");
  await me.go("help");
  await me.say("The **export** of `Harbour` stops at ||80 %||", "The export of Harbour stops at");
  const message = me.message("stops at");
  assert.equal(await message.locator("strong").textContent(), "export");
  assert.equal(await message.locator("code").textContent(), "Harbour");
  await message.locator(".spoiler").click();
  assert.equal(await message.locator(".spoiler-open").textContent(), "80 %");

  await me.composer.pressSequentially("Can you help, @ma");
  await me.root.getByRole("option", { name: "@Max" }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await me.message("Can you help").locator(".mention", { hasText: "@Max" }).waitFor();

  await me.root.locator(".composer input[type=file]").setInputFiles([
    { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("E17") },
    { name: "dot.png", mimeType: "image/png", buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64") },
  ]);
  await me.say("Here is what I saw");
  const files = me.message("Here is what I saw");
  await files.locator("a.file", { hasText: "notes.txt" }).waitFor();
  const shown = files.locator(".picture img");
  await shown.waitFor();
  assert.ok(await shown.evaluate((image) => image.decode().then(() => image.naturalWidth)), "the picture is there");
});

test("the one who was mentioned sees a mark at their name, and the message lit up", async () => {
  await me.root.locator(".person", { hasText: "Max" }).locator(".pings").waitFor();
  await me.be("Max");
  await me.go("help");
  await me.root.locator(".message-pinged", { hasText: "Can you help" }).waitFor();
  await me.root.locator(".person", { hasText: "Max" }).locator(".pings").waitFor({ state: "detached" });
});

test("messages are answered, changed, liked, pinned and deleted", async () => {
  await me.menu("Can you help");
  await page.getByRole("menuitem", { name: "Reply" }).click();
  await me.root.locator(".composer-about", { hasText: "Replying to Ana" }).waitFor();
  await me.say("Of course I can");
  await me.message("Of course I can").locator(".message-reply", { hasText: "Can you help" }).waitFor();

  await me.composer.press("ArrowUp");
  await me.root.locator(".composer-about", { hasText: "Editing message" }).waitFor();
  await me.composer.fill("Of course, gladly");
  await page.keyboard.press("Enter");
  await me.message("Of course, gladly").locator(".edited").waitFor();

  await me.menu("Can you help");
  await page.getByRole("menuitem", { name: "Add Reaction" }).click();
  await page.getByRole("button", { name: "eyes" }).click();
  const reaction = me.message("Can you help").getByRole("button", { name: /^👀, 1 reaction/ });
  await reaction.waitFor();
  assert.equal(await reaction.getAttribute("aria-pressed"), "true");
  await reaction.click();
  await reaction.waitFor({ state: "detached" });

  await me.menu("Of course, gladly");
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await me.message("Of course, gladly").waitFor({ state: "detached" });
});

test("the owner pins, and the community says so", async () => {
  await me.be("Olaf");
  await me.go("help");
  await me.menu("Can you help");
  await page.getByRole("menuitem", { name: "Pin" }).click();
  await me.message("Can you help").locator(".message-pin").waitFor();
  await me.root.locator(".message-system", { hasText: /pinned/i }).waitFor();
});

test("people start threads and forum posts", async () => {
  await me.be("Ana");
  await me.go("general");
  await me.say("Who comes on Friday?");
  await me.menu("Who comes on Friday?");
  await page.getByRole("menuitem", { name: "Create Thread" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("Friday");
  await page.getByRole("button", { name: "Create Thread", exact: true }).click();
  await me.root.locator(".talk-title", { hasText: "Friday" }).waitFor();
  await me.say("I do!");
  await me.go("general");
  await me.message("Who comes on Friday?").locator(".thread-card", { hasText: "Friday" }).waitFor();

  await me.go("ideas");
  await me.root.locator(".forum-new").click();
  await page.getByLabel("Title").fill("A dark theme");
  await page.getByLabel("Message", { exact: true }).fill("For those who work at night.");
  await page.getByLabel("planned").check();
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await me.message("For those who work at night.").waitFor();
  await me.go("ideas");
  await me.root.locator(".post", { hasText: "A dark theme" }).locator(".tag", { hasText: "planned" }).waitFor();
});

test("an agent opens a case from the keyboard", async () => {
  await me.be("Max");
  await me.go("help");
  await me.message("stops at").focus();
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Open case" }).waitFor();
  // As in Discord, what apps offer stands under "Apps", in alphabetical order; a letter leads to an entry.
  assert.deepEqual(await page.getByRole("menu").getByRole("group", { name: "Apps" }).getByRole("menuitem").allTextContents(), ["Add to case", "Open case"]);
  await page.keyboard.press("o");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Open case");
  await page.keyboard.press("Enter");
  const answer = me.root.locator(".message-ephemeral", { hasText: "Opened case #1" });
  await answer.waitFor();
  await answer.getByText("Only you can see this").waitFor();
  await me.message("stops at").locator(".thread-card", { hasText: "#1 ·" }).waitFor();
  await answer.getByRole("button", { name: "Dismiss" }).click();
  await answer.waitFor({ state: "detached" });
});

test("an agent claims with the card's button", async () => {
  await me.go("desk");
  const card = me.card(1);
  await card.getByRole("button", { name: "Claim" }).click();
  await card.getByRole("button", { name: "Take over" }).waitFor();
  await card.locator(".embed", { hasText: "Assignee: @Max" }).waitFor();
  assert.ok(await card.evaluate((article) => article === document.activeElement), "the keyboard is on the card, whose button is gone");
});

test("the command picker is driven by keys, option by option", async () => {
  await me.composer.fill("");
  await me.composer.pressSequentially("/ta");
  const listed = me.root.getByRole("option");
  await listed.filter({ hasText: "/tag" }).waitFor();
  assert.equal(await me.composer.getAttribute("aria-activedescendant"), await listed.first().getAttribute("id"));
  await page.keyboard.press("Enter");
  const name = me.root.getByRole("combobox", { name: /^name:/ });
  await name.waitFor();
  assert.ok(await name.evaluate((field) => field === document.activeElement), "the keyboard is in the first option");
  await page.keyboard.type("export");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "case");
  await page.keyboard.press("Enter");
  await me.root.getByRole("option", { name: /#1/ }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await me.card(1).locator(".embed code", { hasText: "export" }).waitFor();
});

test("an agent escalates with a form that keeps what was typed", async () => {
  await me.go("#1");
  await me.command("escalate", [["severity", "High"]]);
  const form = page.getByRole("dialog");
  await form.getByLabel("Actual result").waitFor();
  await form.getByLabel("Title").fill("");
  await form.getByRole("button", { name: "Send" }).click();
  await form.getByRole("alert").filter({ hasText: "Title" }).waitFor();
  await form.getByLabel("Title").fill("Export stops at 80 %");
  await form.getByLabel("Actual result").fill("E17, every time");
  await form.getByRole("button", { name: "Send" }).click();
  await me.root.locator(".message-ephemeral", { hasText: "Reported as bug" }).waitFor();
});

test("it arrives at the developers", async () => {
  await me.be("Dora");
  await me.go("developers");
  const report = me.message("Export stops at 80 %").first();
  await report.locator(".embed-field", { hasText: "Severity" }).filter({ hasText: "High" }).waitFor();
  await report.getByText("E17, every time").waitFor();
});

test("tags are chosen from the card's menu", async () => {
  await me.be("Max");
  await me.go("help");
  await me.menu("Here is what I saw");
  await page.getByRole("menuitem", { name: "Open case" }).click();
  await me.root.locator(".message-ephemeral", { hasText: "Opened case #2" }).waitFor();
  await me.go("desk");
  const card = me.card(2);
  await card.locator(".select", { hasText: "Tags" }).click();
  await page.getByRole("option", { name: "export" }).waitFor();
  await page.keyboard.press("Enter");
  const done = page.getByRole("button", { name: "Done" });
  if (await done.isVisible()) await done.click();
  await card.locator(".embed code", { hasText: "export" }).waitFor();
});

test("an agent proposes an answer, and the customer says that it is solved", async () => {
  await me.go("#2");
  await me.command("solve");
  await me.be("Ana");
  await me.go("#2");
  await me.root.locator("article").getByRole("button", { name: "Solved", exact: true }).click();
  await me.root.locator(".talk-head .mark-word", { hasText: "Archived" }).waitFor();
});

test("a customer is not shown what is for agents", async () => {
  await me.be("Ana");
  await me.go("help");
  assert.equal(await me.root.locator(".channel", { hasText: "desk" }).count(), 0);
  await me.go("#1");
  await me.message("case #1").first().waitFor();
  await me.go("announcements");
  await me.root.locator(".composer-blocked").waitFor();
});

test("the keyboard alone goes everywhere", async () => {
  await page.keyboard.press("Escape");
  await me.root.locator(".channel-current").focus();
  await page.keyboard.press("2");
  await me.root.locator(".person-current", { hasText: "Max" }).waitFor();
  await me.composer.focus();
  await page.keyboard.press("Alt+3");
  await me.root.locator(".person-current", { hasText: "Dora" }).waitFor();
  await me.composer.focus();
  await page.keyboard.type("2 things:");
  assert.equal(await me.composer.inputValue(), "2 things:", "digits can be written");
  await me.composer.fill("");
  await page.keyboard.press("Alt+2");
  await me.root.locator(".person-current", { hasText: "Max" }).waitFor();
  await me.go("help");
  await me.composer.focus();
  await page.keyboard.press("Alt+ArrowDown");
  await me.root.locator(".talk-title", { hasText: /^(?!help$)/ }).waitFor();
  await page.keyboard.press("Alt+ArrowUp");
  await me.root.locator(".talk-title", { hasText: /^help$/ }).waitFor();
  await page.keyboard.press("Shift+Tab");
  await me.root.locator(".messages").focus();
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "ARTICLE");
  await page.keyboard.press("Home");
  await me.message("stops at").and(page.locator(":focus")).waitFor();
  await page.keyboard.press("r");
  await me.root.locator(".composer-about", { hasText: "Replying to" }).waitFor();
  await page.keyboard.press("Escape");
  await me.root.locator(".composer-about").waitFor({ state: "hidden" });
  await me.root.locator(".channel-current").focus();
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor({ state: "detached" });
});
