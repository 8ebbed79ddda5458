// A person may have Discord in another language: commands are then offered in it, and sent by the names that the bot knows.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openStage, seat } from "./stage.js";

/** By this the sandbox knows its bot. */
const AUTHORIZATION = { authorization: "Bot sandbox.bot.token", "content-type": "application/json" };

let stage;
let page;
let me;

/** Gives commands of the bot German words of this test's own, as the bot would when it registers them. */
async function translate(changes) {
  const api = `${stage.server.base}/api/v10`;
  const ask = async (path, options = {}) => {
    const answer = await fetch(`${api}${path}`, { headers: AUTHORIZATION, ...options });
    assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.clone().text()}`);
    return answer.json();
  };
  const { id } = await ask("/applications/@me");
  const guilds = await ask("/users/@me/guilds");
  const scopes = [`/applications/${id}/commands`, ...guilds.map((guild) => `/applications/${id}/guilds/${guild.id}/commands`)];
  for (const scope of scopes) {
    for (const command of await ask(`${scope}?with_localizations=true`)) {
      const change = changes[command.name];
      if (change) await ask(`${scope}/${command.id}`, { method: "PATCH", body: JSON.stringify(change(command)) });
    }
  }
}

const german = (name, description) => ({ name_localizations: { de: name }, description_localizations: { de: description } });

before(async () => {
  stage = await openStage();
  page = stage.page;
  me = seat(page);
  await me.be("Max");
  await me.go("desk");
  await me.composer.fill("/tag");
  await me.root.getByRole("option", { name: /^\/tag/ }).first().waitFor();
  await me.composer.fill("");
  await translate({
    "Open case": () => ({ name_localizations: { de: "Fall anlegen (Probe)" } }),
    tag: (command) => ({
      ...german("anheften-probe", "Gibt einem Fall ein Schild"),
      options: command.options.map((option) => (option.name === "name" ? { ...option, ...german("schild", "Welches Schild") } : option)),
    }),
  });
});
after(() => stage.close());

const language = () => me.root.locator(".person-language");

async function speak(name) {
  await language().click();
  await page.getByRole("menuitemradio", { name }).click();
  await me.root.getByRole("button", { name: new RegExp(`: ${name},`) }).waitFor();
}

test("a person's language is chosen by keys, beside the person", async () => {
  await me.be("Ana");
  await me.go("help");
  await me.say("The export stops");
  await me.be("Max");
  await me.go("help");
  await me.root.getByRole("button", { name: "Language of Max: English" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menu", { name: "Language of Max. As Discord would show it to them" }).waitFor();
  assert.equal(await page.getByRole("menuitemradio", { name: "English" }).getAttribute("aria-checked"), "true");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await me.root.getByRole("button", { name: "Language of Max: Deutsch" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-person")), "language", "the keyboard stays there");
  await me.be("Ana");
  await me.root.getByRole("button", { name: "Language of Ana: English" }).waitFor();
});

test("the menu of a message is in that language, and works", async () => {
  await me.be("Max");
  await me.go("help");
  await me.menu("The export stops");
  await page.getByRole("menuitem", { name: "Fall anlegen (Probe)" }).click();
  await me.root.locator(".message-ephemeral").waitFor();
  await me.message("The export stops").locator(".thread-card", { hasText: "#1 ·" }).waitFor();
});

test("slash commands are found by either name, and filled in and sent", async () => {
  await me.go("#1");
  for (const typed of ["/anheften", "/tag"]) {
    await me.composer.fill(typed);
    const row = me.root.getByRole("option", { name: /^\/anheften-probe/ });
    await row.waitFor();
    assert.match(await row.textContent(), /Gibt einem Fall ein Schild/);
  }
  await page.keyboard.press("Enter");
  await me.root.locator(".command-name", { hasText: "/anheften-probe" }).waitFor();
  const field = me.root.getByRole("combobox", { name: "schild: Welches Schild" });
  await field.fill("export");
  await me.root.locator(".suggest-head", { hasText: "Welches Schild" }).waitFor();
  await me.root.locator(".command-bar .send").click();
  // Over the answer stands the name that the bot knows, as others would read it.
  await me.root.locator("article", { hasText: "used" }).locator(".mention", { hasText: /^\/tag$/ }).first().waitFor();
});

test("the language is kept, and taken up by every window of that person", async () => {
  const other = await stage.openWindow();
  await seat(other).be("Max");
  await seat(other).root.getByRole("button", { name: "Language of Max: Deutsch" }).waitFor();
  await speak("English");
  await seat(other).root.getByRole("button", { name: "Language of Max: English" }).waitFor();
  await me.composer.fill("/tag");
  await me.root.getByRole("option", { name: /^\/tag/ }).first().waitFor();
  assert.equal(await me.root.getByRole("option", { name: /probe/ }).count(), 0);
  await me.composer.fill("");
  await other.close();
});
