// Two people at once: side by side, and in two windows.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openStage, seat } from "./stage.js";

let stage;

before(async () => { stage = await openStage(); });
after(() => stage.close());

test("two people side by side see each other's messages, each with their own rights", async () => {
  const { page } = stage;
  await page.getByRole("button", { name: "Two people" }).click();
  const left = seat(page, 0);
  const right = seat(page, 1);
  await left.be("Ana");
  await right.be("Max");
  await left.go("help");
  await right.go("help");
  await left.say("Is anybody here?");
  await right.message("Is anybody here?").waitFor();
  await right.composer.pressSequentially("Yes");
  await left.root.locator(".typing", { hasText: "Max is typing" }).waitFor();
  await page.keyboard.press("Enter");
  await left.message("Yes").waitFor();
  assert.equal(await left.root.locator(".channel", { hasText: "desk" }).count(), 0);
  await right.root.locator(".channel", { hasText: "desk" }).waitFor();
});

test("two windows of one person agree on what was read", async () => {
  const other = await stage.openWindow();
  const there = seat(other);
  await there.be("Max");
  await there.go("general");
  const { page } = stage;
  const left = seat(page, 0);
  await left.be("Ana");
  await left.go("general");
  await left.say("Lunch?");
  await there.message("Lunch?").waitFor();
  await there.say("Gladly");
  await left.message("Gladly").waitFor();
  await other.close();
});

test("the second place closes again", async () => {
  const { page } = stage;
  await page.getByRole("button", { name: "Two people" }).click();
  assert.equal(await page.locator(".seat").count(), 1);
});

test("a press counts though something is drawn between it and the release", async () => {
  let heard;
  const news = new Promise((resolve) => { heard = resolve; });
  const other = await stage.openWindow((frame) => { if (frame.includes("Are you there?")) heard(); });
  const there = seat(other);
  await there.be("Max");
  await there.go("general");
  const dora = there.root.locator(".people").getByRole("button", { name: /^Dora/ });
  await dora.hover();
  await other.mouse.down();
  const left = seat(stage.page, 0);
  await left.be("Ana");
  await left.go("general");
  await left.say("Are you there?");
  await news;
  await other.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
  await other.mouse.up();
  await there.root.locator(".people").getByRole("button", { name: /^Dora/, pressed: true }).waitFor();
  await there.go("general");
  await there.message("Are you there?").waitFor();
  await other.close();
});
