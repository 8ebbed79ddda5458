// Makes the pictures of the README from the page itself: node tests/page/pictures.js
//
// The desk with a case's card beside the customer's thread, the bug report at the developers beside what just happened, and
// the shipped bug beside its customer.

import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { openStage, seat } from "./stage.js";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../../docs/pictures");
await mkdir(folder, { recursive: true });

const stage = await openStage({ scheme: "dark", width: 1440, height: 900 });
const { page } = stage;
await page.getByRole("button", { name: "Two people" }).click();
const left = seat(page, 0);
const right = seat(page, 1);

await right.be("Ana");
await right.go("help");
await right.say("Since this morning the export of “Harbour” stops at 80 % and says E17. I have to send it to the printer by noon.");
await left.be("Max");
await left.go("help");
await left.menu("Since this morning");
await page.getByRole("menuitem", { name: "Open case" }).click();
await left.root.locator(".message-ephemeral").waitFor();
await left.go("desk");
await left.card(1).getByRole("button", { name: "Claim" }).click();
await left.root.locator(".message-ephemeral", { hasText: "is yours" }).waitFor();
await left.go("#1");
await left.command("tag", [["name", "export"]]);
await left.root.locator(".message-ephemeral", { hasText: "export" }).waitFor();
await right.go("#1");
await left.say("Good morning Ana! Does it help to export the pages in two halves?");
await right.message("in two halves").waitFor();
await right.say("Sadly not: both halves stop at 80 %.");
await left.message("both halves stop").waitFor();
await left.go("desk");
await left.root.locator(".message-ephemeral").getByRole("button", { name: "Dismiss" }).click();
await left.card(1).locator(".embed code", { hasText: "export" }).waitFor();
await left.card(1).locator(".embed", { hasText: "waiting for us" }).waitFor();
// The board follows after a few seconds, since many changes are one edit.
const board = left.message("Waiting for customers");
await board.locator(".embed-field", { hasText: "Waiting for us" }).filter({ hasText: "1" }).waitFor();
await board.locator(".embed", { hasText: "assigned to" }).waitFor();
await still();
await page.screenshot({ path: join(folder, "desk.png") });

await left.go("#1");
await left.command("escalate", [["severity", "High"]]);
const form = page.getByRole("dialog");
await form.getByLabel("Title").fill("The export of large projects stops at 80 % (E17)");
await form.getByLabel("Steps to reproduce").fill("1. Open a project of 400 pages\n2. Export, PDF, all pages");
await form.getByLabel("Expected result").fill("A PDF file");
await form.getByLabel("Actual result").fill("E17 at 80 %, every time");
await form.getByLabel("Version").fill("5.2.0");
await form.getByRole("button", { name: "Send" }).click();
await left.root.locator(".message-ephemeral", { hasText: "Reported as bug" }).waitFor();
await page.getByRole("button", { name: "Two people" }).click();
await left.be("Dora");
await left.go("developers");
await left.message("The export of large projects").first().waitFor();
await page.getByLabel("Filter by case").selectOption({ label: "Case #1" });
await still();
await page.screenshot({ path: join(folder, "developers.png") });

await page.locator("#header").getByRole("button", { name: "Event log" }).click();
const report = left.message("The export of large projects").first();
await report.getByRole("button", { name: "Accept" }).click();
await left.root.locator(".message-ephemeral", { hasText: "Accepted bug" }).waitFor();
await report.getByRole("button", { name: "Fixed" }).click();
await report.getByRole("button", { name: "Shipped" }).click();
await page.getByRole("dialog").getByLabel("Version with the fix").fill("5.2.1");
await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
await left.root.locator(".message-ephemeral", { hasText: "is shipped in version" }).waitFor();
await left.be("Max");
await left.go("#1 · team");
await left.root.getByRole("button", { name: "Send", exact: true }).first().click();
await left.root.locator(".message-ephemeral", { hasText: "Posted in case" }).waitFor();
await page.getByRole("button", { name: "Two people" }).click();
await right.be("Ana");
await right.go("#1");
await right.root.getByRole("button", { name: "Works now" }).waitFor();
await left.be("Dora");
await left.go("developers");
const told = left.message("1 of 1 told").first();
await told.waitFor();
const dismiss = left.root.getByRole("button", { name: "Dismiss" });
for (const answer of [2, 1, 0]) {
  await dismiss.nth(answer).click();
  await dismiss.nth(answer).waitFor({ state: "detached" });
}
await told.scrollIntoViewIfNeeded();
await still();
await page.screenshot({ path: join(folder, "fixed.png") });
await stage.close();

/** Waits until nothing moves any more, and takes the mouse and the keyboard away. */
async function still() {
  await page.mouse.move(720, 4);
  await page.evaluate(() => { if (document.activeElement instanceof HTMLElement) document.activeElement.blur(); });
  await page.locator(".notice").waitFor({ state: "detached" }).catch(() => {});
  await page.waitForTimeout(800);
}
