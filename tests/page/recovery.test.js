// Trouble on purpose, and how everybody gets up again: the bot, and the page.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openStage, seat, startServer } from "./stage.js";

let folder;
let stage;
let page;
let me;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "switchboard-page-"));
  stage = await openStage({ options: ["--data", join(folder, "world.json")] });
  page = stage.page;
  me = seat(page);
});
after(async () => {
  await stage.close();
  await rm(folder, { recursive: true });
});

const trouble = () => page.locator("#header").getByRole("button", { name: /^Break things/ });
const bot = (words) => page.locator(".bot-state", { hasText: words });

test("a crashed bot is silent, and catches up when it is back", { timeout: 60_000 }, async () => {
  await bot("Bot running").waitFor();
  await trouble().click();
  await page.getByRole("button", { name: "Crash the bot" }).click();
  await bot("Bot stopped").waitFor();
  await page.keyboard.press("Escape");
  await me.be("Ana");
  await me.go("help");
  await me.say("Is the bot there?");
  await me.be("Max");
  await me.go("help");
  await me.menu("Is the bot there?");
  await page.getByRole("menuitem", { name: "Open case" }).click();
  await me.root.locator(".failure", { hasText: "The application did not respond" }).waitFor();
  await me.menu("Is the bot there?");
  await page.getByRole("menuitem", { name: "Add Reaction" }).click();
  await page.getByRole("button", { name: "ticket" }).click();
  await me.message("Is the bot there?").getByRole("button", { name: /^🎫/ }).waitFor();
  await trouble().click();
  await page.getByRole("button", { name: "Start the bot" }).click();
  await bot("Bot running").waitFor();
  const line = await page.getByRole("dialog", { name: "Break things" }).locator(".bot-line").textContent();
  assert.match(line ?? "", /^Bot running since \d{1,2}:\d{2}/, "the time at which it started, and not how long ago");
  await page.keyboard.press("Escape");
  await me.message("Is the bot there?").locator(".thread-card", { hasText: "#1 ·" }).waitFor();
});

test("the other switches show that they are on, and go off together", async () => {
  await trouble().click();
  const box = page.getByRole("dialog", { name: "Break things" });
  await box.getByRole("radio", { name: "Tight" }).click();
  await box.getByRole("radio", { name: "1 second" }).click();
  await box.getByRole("radio", { name: "Error 503" }).click();
  await box.getByRole("switch", { name: "Lost replies" }).click();
  await box.getByRole("switch", { name: "Discord refuses connections" }).click();
  await box.getByRole("combobox", { name: "Channel" }).selectOption({ label: "#desk" });
  await box.getByRole("button", { name: "Revoke", exact: true }).click();
  await box.getByText("Send Messages: #desk").waitFor();
  await page.locator(".head-count", { hasText: "6" }).waitFor();
  await box.getByRole("button", { name: "Reset everything" }).click();
  await page.locator(".head-count").waitFor({ state: "detached" });
  await box.getByRole("button", { name: "Drop its connection" }).click();
  await bot("Bot running").waitFor();
  await box.getByRole("button", { name: "Force a fresh login" }).click();
  await bot("Bot running").waitFor();
  await page.keyboard.press("Escape");
});

test("what happened is told, filtered, opened and copied", async () => {
  if (!(await page.locator("#panel").isVisible())) await page.locator("#header").getByRole("button", { name: "Event log" }).click();
  const panel = page.locator("#panel");
  const lines = panel.locator(".line");
  // The list is long, and only what is in view is on the page: what people did is looked for.
  await lines.first().waitFor();
  await panel.getByRole("searchbox").fill("Is the bot there");
  await panel.locator(".panel-count", { hasText: /of/ }).waitFor();
  await lines.filter({ hasText: "Is the bot there?" }).first().waitFor();
  await panel.getByRole("searchbox").fill("");
  await panel.getByLabel("Filter by case").selectOption({ label: "Case #1" });
  await lines.first().waitFor();
  for (const text of await lines.locator(".line-foot").allTextContents()) assert.match(text, /Case #1/);
  await panel.getByLabel("Filter by case").selectOption({ label: "All cases" });
  // What the bot did while it found its feet again may be more than fits in view: one line that is surely there is looked for.
  await panel.getByRole("searchbox").fill("Is the bot there");
  const event = panel.locator(".line-event").first();
  await event.waitFor();
  await panel.getByRole("button", { name: "Requests" }).click();
  await panel.locator(".line-request").first().waitFor({ state: "detached" });
  await panel.getByRole("button", { name: "Requests" }).click();
  await event.getByRole("button", { name: "Raw" }).click();
  await panel.locator(".line-raw").waitFor();
  JSON.parse(await panel.locator(".line-raw").first().textContent());
  await panel.getByRole("button", { name: "Hide raw" }).click();
  await panel.getByRole("searchbox").fill("");
  await panel.getByRole("button", { name: "Save, load, copy" }).click();
  await page.getByRole("menuitem", { name: "Copy as a test scenario" }).click();
  await page.locator(".scenario", { hasText: "Is the bot there?" }).waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Copy", exact: true }).click();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /Is the bot there\?/);
  await page.keyboard.press("Escape");
});

test("the world is saved to a file, and loaded from it", async () => {
  const panel = page.locator("#panel");
  const arrival = page.waitForEvent("download");
  await panel.getByRole("button", { name: "Save, load, copy" }).click();
  await page.getByRole("menuitem", { name: "Save the community to a file" }).click();
  const file = join(folder, "saved.json");
  await (await arrival).saveAs(file);
  await me.be("Ana");
  await me.go("help");
  await me.say("This comes after the file was saved");
  const chooser = page.waitForEvent("filechooser");
  await panel.getByRole("button", { name: "Save, load, copy" }).click();
  await page.getByRole("menuitem", { name: "Load a community from a file…" }).click();
  await (await chooser).setFiles(file);
  await page.getByRole("button", { name: "Load", exact: true }).click();
  await me.message("This comes after the file was saved").waitFor({ state: "detached" });
  await me.message("Is the bot there?").waitFor();
});

test("a restarted server is found again, with everything in it", { timeout: 60_000 }, async () => {
  await me.be("Ana");
  await me.go("general");
  await me.say("Before the restart");
  await me.composer.fill("half a sentence");
  const { port } = stage.server;
  await stage.server.stop();
  await page.locator("#banner", { hasText: "Connection lost, trying again…" }).waitFor();
  stage.server = await startServer(["--data", join(folder, "world.json"), "--port", port]);
  await page.waitForFunction(() => document.getElementById("banner").textContent === "");
  await me.message("Before the restart").waitFor();
  assert.equal(await me.composer.inputValue(), "half a sentence", "what was typed stays");
  await me.say("After the restart");
});
