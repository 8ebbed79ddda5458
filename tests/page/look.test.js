// Both themes without a violation that axe can find, at a desk and on a phone.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { openStage, seat } from "./stage.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const open = [];
after(async () => { for (const stage of open) await stage.close(); });

/** Fails with what axe found, in few words. */
async function hasNoViolations(page, where) {
  // The page's own rules forbid foreign scripts; the browser's tools are above them.
  if (!(await page.evaluate("typeof axe"))?.includes("object")) await page.evaluate(AXE);
  // Nothing is judged half-way through fading in.
  await page.evaluate(() => Promise.all(document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity).map((animation) => animation.finished.catch(() => {}))));
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const found = violations.map((violation) => `${violation.id} (${violation.impact}): ${violation.nodes.slice(0, 4).map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
  assert.deepEqual(found, [], where);
}

/** Looks at everything that the page can show. */
async function lookAround(page, scheme) {
  const me = seat(page);
  await hasNoViolations(page, `${scheme}: an empty channel`);
  await me.be("Ana");
  await me.go("help");
  await me.say("# Help\nThe **export** fails, see `E17` and ||this|| https://example.com\n> quoted\n- a list\n```\ncode\n```", "fails, see");
  await me.say("Anybody?");
  await me.be("Max");
  await me.go("help");
  await me.menu("Anybody?");
  await hasNoViolations(page, `${scheme}: the menu of a message`);
  await page.getByRole("menuitem", { name: "Add Reaction" }).click();
  await hasNoViolations(page, `${scheme}: emojis`);
  await page.getByRole("button", { name: "ticket" }).click();
  await me.message("Anybody?").locator(".thread-card").waitFor();
  await me.menu("fails, see");
  await page.getByRole("menuitem", { name: "Open case" }).click();
  await me.root.locator(".message-ephemeral").first().waitFor();
  await hasNoViolations(page, `${scheme}: messages, a thread, an answer for one`);
  await me.go("desk");
  await me.root.locator(".embed").first().waitFor();
  await hasNoViolations(page, `${scheme}: cards`);
  await me.root.getByRole("button", { name: "Pinned messages" }).click();
  await page.getByRole("dialog", { name: "Pinned messages" }).waitFor();
  await hasNoViolations(page, `${scheme}: pinned messages`);
  await page.keyboard.press("Escape");
  await me.composer.fill("/");
  await me.root.getByRole("option").first().waitFor();
  await hasNoViolations(page, `${scheme}: the command picker`);
  await me.composer.fill("/escalate");
  await page.keyboard.press("Enter");
  await me.root.locator(".command-extra").first().click();
  await me.root.getByRole("option").first().waitFor();
  await hasNoViolations(page, `${scheme}: an option of a command`);
  await page.keyboard.press("Escape");
  await me.go("#1");
  await me.command("escalate");
  await page.getByRole("dialog").waitFor();
  await hasNoViolations(page, `${scheme}: a form`);
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await me.be("Ana");
  await me.root.locator(".channel", { hasText: "#1" }).first().waitFor();
  await hasNoViolations(page, `${scheme}: marks for what is new`);
  await me.go("ideas");
  await me.root.locator(".forum-new").click();
  await hasNoViolations(page, `${scheme}: a new post`);
  await page.getByRole("textbox", { name: "Title" }).fill("Dark pages");
  await page.getByLabel("Message", { exact: true }).fill("Please");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await me.message("Please").waitFor();
  await me.go("ideas");
  await hasNoViolations(page, `${scheme}: a forum`);
  await page.locator("#header").getByRole("button", { name: /^Break things/ }).click();
  await page.getByRole("dialog", { name: "Break things" }).waitFor();
  await hasNoViolations(page, `${scheme}: trouble`);
  await page.keyboard.press("Escape");
  await page.locator("#header").getByRole("button", { name: "Keyboard" }).click();
  await hasNoViolations(page, `${scheme}: the list of keys`);
  await page.keyboard.press("Escape");
  await page.locator("#header").getByRole("button", { name: "Guide", exact: true }).click();
  await page.locator(".guide-number").waitFor();
  await hasNoViolations(page, `${scheme}: the guide`);
  await page.locator(".guide").getByRole("button", { name: "Skip guide" }).click();
  await page.getByRole("button", { name: "Two people" }).click();
  await page.locator(".seat").nth(1).locator(".channel-current").waitFor();
  await hasNoViolations(page, `${scheme}: two people`);
}

for (const scheme of ["light", "dark"]) {
  test(`the ${scheme} theme has no violation`, { timeout: 120_000 }, async () => {
    const stage = await openStage({ scheme });
    open.push(stage);
    await lookAround(stage.page, scheme);
  });
}

test("the theme can be chosen, and is remembered", async () => {
  const stage = await openStage({ scheme: "light" });
  open.push(stage);
  const { page } = stage;
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole("button", { name: "Theme", exact: true }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  assert.notEqual(await ground(), light);
  await page.reload();
  await page.waitForSelector(".channel-current");
  assert.notEqual(await ground(), light);
});

for (const scheme of ["light", "dark"]) {
  test(`on a phone, panes become one (${scheme})`, { timeout: 60_000 }, async () => {
    const stage = await openStage({ scheme, width: 390, height: 844, touch: true });
    open.push(stage);
    const { page } = stage;
    const me = seat(page);
    await me.be("Ana");
    await me.root.locator(".channels").waitFor();
    assert.ok(await me.root.locator(".talk").isHidden());
    await hasNoViolations(page, `${scheme}: the channels on a phone`);
    await me.go("help");
    await me.say("A long word: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, and https://example.com/a/very/long/address/that/does/not/end/anywhere/near/the/edge");
    await hasNoViolations(page, `${scheme}: a conversation on a phone`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out at the side");
    await me.root.getByRole("button", { name: "Back to channels" }).click();
    await me.root.locator(".channels").waitFor();
    await page.locator("#header").getByRole("button", { name: "Event log" }).click();
    await page.getByRole("heading", { name: "Event log" }).waitFor();
    await hasNoViolations(page, `${scheme}: the panel on a phone`);
    await page.getByRole("button", { name: "Close this panel" }).click();
    await me.root.locator(".channels").waitFor();
  });
}

/** Whether two boxes on the page share a point. */
function overlap(one, other) {
  return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
}

test("on a phone, names are whole, and nothing lies over the buttons of a card", { timeout: 60_000 }, async () => {
  const stage = await openStage({ width: 390, height: 844, touch: true });
  open.push(stage);
  const { page } = stage;
  const me = seat(page);
  const back = () => me.root.getByRole("button", { name: "Back to channels" }).click();
  await me.be("Ana");
  await me.go("help");
  await me.say("The export stops");
  await me.say("And the import, too");
  await back();
  await me.be("Max");
  await me.go("help");
  for (const text of ["The export stops", "And the import"]) {
    await me.message(text).last().locator(".tool-more").click();
    await page.getByRole("menuitem", { name: "Open case" }).click();
    await me.root.locator(".message-ephemeral").last().waitFor();
  }
  await me.root.locator(".person", { hasText: "Ana" }).locator(".pings", { hasText: "2" }).waitFor();
  for (const name of await me.root.locator(".person-name").all()) assert.ok(await name.evaluate((words) => words.scrollWidth <= words.clientWidth), await name.textContent());
  assert.ok(await page.locator("#header").getByRole("button", { name: "Keyboard" }).isHidden(), "there are no keys to list");
  await back();
  await me.go("desk");
  await me.card(2).waitFor();
  await me.root.locator(".messages").evaluate((list) => { list.scrollTop -= 200; });
  const toEnd = me.root.locator(".to-end");
  await toEnd.waitFor();
  const shown = await me.root.locator(".messages").boundingBox();
  assert.ok(!overlap(await toEnd.boundingBox(), shown), "the way to the end lies beside the messages");
});

test("beside another person, the tools of a message cover none of its text", { timeout: 60_000 }, async () => {
  const stage = await openStage();
  open.push(stage);
  const { page } = stage;
  const me = seat(page);
  await me.be("Ana");
  await me.go("help");
  await me.say("The first of two messages that belong together");
  await me.say("The second one, whose first line is as long as there is room for it in half of the window");
  await page.getByRole("button", { name: "Two people" }).click();
  await page.locator(".seat").nth(1).locator(".channel-current").waitFor();
  const second = me.message("The second one");
  await second.hover();
  const line = await second.locator(".prose").evaluate((prose) => {
    const range = document.createRange();
    range.selectNodeContents(prose);
    const { x, y, width } = range.getClientRects()[0];
    return { x, y: y + 3, width, height: 12 };
  });
  assert.ok(!overlap(await second.locator(".tools").boundingBox(), line));
});
