// The first minute, as a newcomer does it: each step done where the ring points, checked by the server.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openStage, seat } from "./stage.js";

let stage;
let page;
let me;

before(async () => {
  stage = await openStage({ guide: true });
  page = stage.page;
  me = seat(page);
});
after(() => stage.close());

/** Waits for a step, and goes where it is done. */
async function step(number) {
  await page.locator(".guide-number", { hasText: new RegExp(`^${number}$`) }).waitFor();
  const take = page.locator(".guide-take");
  const ring = page.locator(".guide-ring");
  await page.locator(".guide-ring:visible, .guide-take:visible").first().waitFor();
  if (await take.isVisible()) await take.click();
  await ring.waitFor();
}

test("a newcomer is welcomed, and can begin", async () => {
  await page.getByRole("heading", { name: "Welcome to the sandbox" }).waitFor();
  await page.getByRole("button", { name: "Show me" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Flag the message" }).and(page.locator(":focus")).waitFor();
});

test("flag, claim, escalate, ship, send, works now", async () => {
  await step(1);
  await me.root.locator(".talk-title", { hasText: "help" }).waitFor();
  await me.root.locator("article .tool-more").last().click();
  await page.getByRole("menuitem", { name: "Open case" }).click();

  await step(2);
  await me.root.locator("article").getByRole("button", { name: "Claim" }).click();

  await step(3);
  const button = me.root.locator("article").getByRole("button", { name: "Escalate" });
  if (await button.count()) await button.last().click();
  else await me.command("escalate");
  const form = page.getByRole("dialog");
  const title = form.getByLabel("Title");
  if (!await title.inputValue()) await title.fill("The import stops with Error 417");
  await form.getByLabel("Actual result").fill("It stops, and says Error 417");
  await form.getByRole("button", { name: "Send" }).click();
  await form.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.closest(".seat"), null, { timeout: 5_000 });

  await step(4);
  const report = me.root.locator("article").filter({ hasText: "Actual result" }).last();
  await report.getByRole("button", { name: "Fixed" }).click();
  await report.getByRole("button", { name: "Shipped" }).click();
  await form.getByLabel("Version with the fix").fill("5.3");
  await form.getByRole("button", { name: "Send" }).click();
  await form.waitFor({ state: "detached" });

  await step(5);
  await me.root.locator("article").getByRole("button", { name: "Send", exact: true }).last().click();

  await step(6);
  await me.root.getByRole("button", { name: "Works now" }).click();
  await page.getByRole("heading", { name: "That's the whole journey" }).waitFor();
  assert.equal(await page.locator(".guide-ring").isVisible(), false);
  await page.getByRole("button", { name: "Explore", exact: true }).click();
  await page.locator(".guide").waitFor({ state: "hidden" });
  await page.reload();
  await page.waitForSelector(".channel-current");
  assert.equal(await page.locator(".guide").isVisible(), false, "what was closed stays closed");
});

test("it can be begun again, and skipped", async () => {
  await page.locator("#header").getByRole("button", { name: "Guide", exact: true }).click();
  await page.locator(".guide-number", { hasText: /^1$/ }).waitFor();
  await page.getByRole("button", { name: "Skip guide" }).click();
  await page.locator(".guide").waitFor({ state: "hidden" });
  await page.reload();
  await page.waitForSelector(".channel-current");
  assert.equal(await page.locator(".guide").isVisible(), false, "skipped is skipped");
});
