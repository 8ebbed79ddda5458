// What people do to threads by hand, and what they write to one person alone.

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

/** Chooses something in the menu of the thread that is open. */
async function choose(what) {
  const item = page.getByRole("menuitem", { name: what, exact: true });
  const isOffered = () => item.waitFor({ timeout: 1_000 }).then(() => true, () => false);
  await me.root.getByRole("button", { name: "Thread options" }).click();
  // What the menu offers follows the thread, and the last change of that may be on its way.
  for (let tries = 0; tries < 10 && !await isOffered(); tries += 1) {
    await page.keyboard.press("Escape");
    await me.root.getByRole("button", { name: "Thread options" }).click();
  }
  await item.click();
}

/** Begins a thread that hangs on no message. */
async function begin(channel, kind, name) {
  await me.go(channel);
  await me.root.getByRole("button", { name: "New thread" }).click();
  await page.getByRole("menuitem", { name: kind, exact: true }).click();
  await page.getByRole("dialog").getByRole("textbox").fill(name);
  await page.getByRole("button", { name: "Create Thread", exact: true }).click();
  await me.root.locator(".talk-title", { hasText: name }).waitFor();
}

test("a thread is begun, left, joined and renamed", async () => {
  await me.be("Ana");
  await begin("general", "New thread", "Lunch");
  await me.say("Where do we go?");
  await choose("Leave Thread");
  await choose("Join Thread");
  await choose("Rename Thread");
  await page.getByRole("dialog").getByRole("textbox").fill("Dinner");
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await me.root.locator(".talk-title", { hasText: "Dinner" }).waitFor();
});

test("an agent locks and archives it, a member may not write, and it comes back", async () => {
  await me.be("Max");
  await me.go("general");
  await me.go("Dinner");
  await choose("Lock Thread");
  await me.root.locator(".talk-top, .talk-head, header").getByText("Locked").first().waitFor();
  await me.be("Ana");
  await me.go("Dinner");
  await me.root.locator(".composer-blocked").waitFor();
  await me.be("Max");
  await me.go("Dinner");
  await choose("Archive");
  await me.root.getByText("Archived", { exact: true }).first().waitFor();
  await choose("Unarchive");
  await me.root.getByText("Archived", { exact: true }).first().waitFor({ state: "detached" });
  await choose("Unlock Thread");
  await me.be("Ana");
  await me.go("Dinner");
  await me.say("At eight, then");
});

test("a thread is deleted for everybody", async () => {
  await me.be("Max");
  await me.go("Dinner");
  await choose("Delete Thread");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await me.root.locator(".channel-name", { hasText: "Dinner" }).waitFor({ state: "detached" });
  await me.be("Ana");
  await me.root.locator(".channel-name", { hasText: "Dinner" }).waitFor({ state: "detached" });
});

test("a private thread is seen by those who are in it", async () => {
  await me.be("Olaf");
  await begin("general", "New private thread", "A surprise");
  await me.say("Nobody else reads this");
  await me.be("Ben");
  await me.go("general");
  await me.root.locator(".channel-name", { hasText: "A surprise" }).waitFor({ state: "detached" });
});

test("a post's tags are changed", async () => {
  await me.be("Ana");
  await me.go("ideas");
  await me.root.locator(".forum-new").click();
  await page.getByLabel("Title").fill("Shortcuts");
  await page.getByLabel("Message", { exact: true }).fill("For those who type.");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await me.message("For those who type.").waitFor();
  await choose("Tags…");
  await page.getByRole("option", { name: "open" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await me.go("ideas");
  await me.root.locator(".post", { hasText: "Shortcuts" }).locator(".tag", { hasText: "open" }).waitFor();
});

test("somebody is written to alone", async () => {
  await me.be("Ana");
  await me.go("help");
  await me.say("I am new here");
  await me.be("Ben");
  await me.go("help");
  await me.message("I am new here").last().click({ button: "right" });
  await page.getByRole("menuitem", { name: /^Message Ana/ }).click();
  await me.root.locator(".talk-title", { hasText: /^Ana/ }).waitFor();
  await me.say("Welcome, Ana!");
  await me.be("Max");
  await me.go("help");
  await me.message("Welcome, Ana!").waitFor({ state: "detached" });
});
