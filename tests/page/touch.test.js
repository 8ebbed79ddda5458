// What a finger does on a phone: nothing hovers, and the screen's keyboard and notices must not lie over what is worked on.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openStage, seat } from "./stage.js";

let stage;
let page;
let me;

before(async () => {
  stage = await openStage({ width: 390, height: 844, touch: true });
  page = stage.page;
  me = seat(page);
  await me.be("Max");
  await me.go("help");
  await me.say("The export stops");
  await me.say("And the import, too");
});
after(() => stage.close());

const onPhone = (name) => page.getByRole("menuitem", { name });

test("the way to a message's menu stays in the message", async () => {
  const message = me.message("And the import").last();
  await message.tap();
  const tools = message.locator(".tools");
  const [of, around] = [await tools.boundingBox(), await message.boundingBox()];
  assert.ok(of.y >= around.y, "nothing of the message before is covered");
  assert.equal(await tools.locator(".tool:visible").count(), 1);
});

test("the empty box names the channel, and no more than fits", async () => {
  assert.equal(await me.composer.getAttribute("placeholder"), "Message #help");
});

test("a list to choose from opens without the keyboard, and says what it is for", async () => {
  await me.message("And the import").last().locator(".tool-more").tap();
  await onPhone("Forward").tap();
  await page.getByRole("listbox", { name: "Forward to" }).and(page.locator(":focus")).waitFor();
  await page.locator(".picker-title", { hasText: "Forward to" }).waitFor();
  await page.getByRole("option", { name: "#general" }).tap();
  await page.locator(".notice", { hasText: "Message forwarded." }).waitFor();
});

test("a notice stands above the conversation, and goes with the next tap", async () => {
  await me.message("And the import").last().locator(".tool-more").tap();
  await onPhone("Copy Text").tap();
  const said = page.locator(".notice", { hasText: "Text copied." });
  const box = await said.boundingBox();
  assert.ok(box.y + box.height < 200, "it leaves the box to write in free");
  await me.root.locator(".talk-title").tap();
  await said.waitFor({ state: "detached" });
});

test("a long answer is read from its beginning", async () => {
  await me.command("help");
  const answer = me.root.locator("article.message-ephemeral").last();
  await answer.waitFor();
  await me.root.locator(".to-end").waitFor();
  const [top, list] = [(await answer.boundingBox()).y, (await me.root.locator(".messages").boundingBox()).y];
  assert.ok(top >= list - 1, `the answer begins ${list - top} pixels above what is seen`);
  await me.root.locator(".to-end").tap();
  await me.root.locator(".to-end").waitFor({ state: "hidden" });
  await answer.getByRole("button", { name: "Dismiss" }).tap();
  await answer.waitFor({ state: "detached" });
});

test("a long list is searched once its search is tapped", async () => {
  await me.message("The export stops").last().locator(".tool-more").tap();
  await onPhone("Create Thread").waitFor();
  await onPhone("Open case").tap();
  await me.root.locator(".message-ephemeral", { hasText: "Opened case" }).waitFor();
  await me.root.getByRole("button", { name: "Back to channels" }).tap();
  await me.go("desk");
  await me.card(1).locator(".select").tap();
  await page.getByRole("listbox").and(page.locator(":focus")).waitFor();
  await page.getByRole("combobox", { name: /: search$/ }).tap();
  await page.keyboard.type("note");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("Note").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).tap();
});

test("the guide says what a finger does", async () => {
  await page.locator("#header").getByRole("button", { name: "Guide", exact: true }).tap();
  await page.locator(".guide", { hasText: "Tap the three dots on her message" }).waitFor();
  await page.getByRole("button", { name: "Skip guide" }).tap();
});

test("with a second person on a wide page, the panel makes room and comes back", async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const panel = page.locator("#panel");
  const people = page.getByRole("button", { name: "Two people" });
  if (await panel.isHidden()) await page.locator("#header").getByRole("button", { name: "Event log" }).click();
  await people.click();
  await panel.waitFor({ state: "hidden" });
  await people.click();
  await panel.waitFor();
});
