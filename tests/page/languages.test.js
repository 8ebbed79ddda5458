// A person may have Discord in another language: commands are then offered in it, and sent by the names that the bot knows.

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

const language = () => me.root.locator(".person-language");

async function speak(name) {
  await language().click();
  await page.getByRole("menuitemradio", { name }).click();
  await me.root.getByRole("button", { name: new RegExp(`: ${name},`) }).waitFor();
}

test("every command that is offered has words of its own in that language", async () => {
  await me.be("Lea");
  await me.go("help");
  const offered = async () => {
    await me.composer.fill("");
    await me.composer.fill("/");
    await me.root.locator(".suggest-item").first().waitFor();
    return me.root.locator(".suggest-item .suggest-about").allTextContents();
  };
  await speak("English");
  const english = await offered();
  await speak("Deutsch");
  const german = await offered();
  assert.equal(german.length, english.length);
  assert.deepEqual(german.filter((words) => english.includes(words)), []);
  await me.composer.fill("");
  await speak("English");
});

test("a person's language is chosen by keys, beside the person", async () => {
  await me.be("Ana");
  await me.go("help");
  await me.say("The export stops");
  await me.be("Max");
  await me.go("help");
  await me.message("The export stops").waitFor();
  await me.root.getByRole("button", { name: "Language of Max: English" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menu", { name: "Language of Max. Their Discord language" }).waitFor();
  assert.equal(await page.getByRole("menuitemradio", { name: "English" }).getAttribute("aria-checked"), "true");
  await page.keyboard.press("ArrowDown");
  await page.locator(":focus", { hasText: "Deutsch" }).waitFor();
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
  await page.getByRole("menuitem", { name: "Fall eröffnen" }).click();
  await me.root.locator(".message-ephemeral").waitFor();
  await me.message("The export stops").locator(".thread-card", { hasText: "#1 ·" }).waitFor();
});

test("slash commands are found by either name, and filled in and sent", async () => {
  await me.go("#1");
  for (const typed of ["/notiz", "/note"]) {
    await me.composer.fill(typed);
    const row = me.root.getByRole("option", { name: /^\/notiz/ });
    await row.waitFor();
    assert.match(await row.textContent(), /Schreibt eine Notiz für das Team/);
  }
  await page.keyboard.press("Enter");
  await me.root.locator(".command-name", { hasText: "/notiz" }).waitFor();
  const field = me.root.getByRole("combobox", { name: "text: Was das Team wissen soll" });
  await field.fill("Liegt am Export");
  await me.root.locator(".suggest-head", { hasText: "Was das Team wissen soll" }).waitFor();
  await me.root.locator(".command-bar .send").click();
  // Over the answer stands the name that the reader knows the command by, whoever used it.
  const answer = me.root.locator("article.message-ephemeral").last();
  await answer.locator(".message-over", { hasText: "benutzt" }).locator(".mention", { hasText: /^\/notiz$/ }).waitFor();
});

test("what Discord itself says in a conversation is in that language, and follows it", async () => {
  const answer = me.root.locator("article.message-ephemeral").last();
  await answer.locator(".only-you", { hasText: "Nur für dich sichtbar" }).getByRole("button", { name: "Verwerfen" }).waitFor();
  assert.match(await me.composer.getAttribute("placeholder"), /^Nachricht an #1.*oder \/ für Befehle$/);
  await me.say("Kurz gesagt");
  await me.menu("Kurz gesagt");
  await page.getByRole("menuitem", { name: "Edit Message" }).click();
  await me.composer.fill("Kurz und gut");
  await me.composer.press("Enter");
  await me.message("Kurz und gut").locator(".edited", { hasText: "(bearbeitet)" }).waitFor();
  await speak("English");
  await me.message("Kurz und gut").locator(".edited", { hasText: "(edited)" }).waitFor();
  await me.root.locator("article.message-ephemeral").last().locator(".message-over", { hasText: "used" }).locator(".mention", { hasText: /^\/note$/ }).waitFor();
  await speak("Deutsch");
});

test("a form of the bot is sent and left in that language", async () => {
  await me.command("eskalieren");
  const form = page.getByRole("dialog");
  await form.getByRole("button", { name: "Absenden" }).click();
  await form.getByText("Bitte fülle dieses Feld aus.").waitFor();
  await form.getByRole("button", { name: "Abbrechen" }).click();
  await form.waitFor({ state: "detached" });
});

test("the language is kept, and taken up by every window of that person", async () => {
  const other = await stage.openWindow();
  await seat(other).be("Max");
  await seat(other).root.getByRole("button", { name: "Language of Max: Deutsch" }).waitFor();
  await speak("English");
  await seat(other).root.getByRole("button", { name: "Language of Max: English" }).waitFor();
  await me.composer.fill("/note");
  await me.root.getByRole("option", { name: /^\/note/ }).first().waitFor();
  assert.equal(await me.root.getByRole("option", { name: /notiz/ }).count(), 0);
  await me.composer.fill("");
  await other.close();
});
