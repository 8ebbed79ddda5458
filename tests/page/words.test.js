// What people write stays text, wherever it is shown.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openStage, seat } from "./stage.js";

const CODE = "window.__ran=1";
const TEMPLATES = [
  (code) => `<script>${code}</script>`, (code) => `<img src=x onerror="${code}">`, (code) => `<svg onload=${code}>`, (code) => `<svg><script>${code}</script></svg>`, (code) => `<iframe srcdoc="<script>parent.${code}</script>">`,
  (code) => `<a href="javascript:${code}">click</a>`, (code) => `[click](javascript:${code})`, (code) => `[click](JaVaScRiPt:${code})`, (code) => `[click](data:text/html,<script>${code}</script>)`, (code) => `<javascript:${code}>`,
  (code) => `"><script>${code}</script>`, (code) => `'><img src=x onerror=${code}>`, (code) => `</textarea><script>${code}</script>`, (code) => `<details open ontoggle=${code}>`, (code) => `<body onload=${code}>`,
  (code) => `<input autofocus onfocus=${code}>`, (code) => `<video><source onerror="${code}"></video>`, (code) => `<math><mtext><script>${code}</script></mtext></math>`, (code) => `<style>*{background:url("javascript:${code}")}</style>`, (code) => `<meta http-equiv="refresh" content="0;url=javascript:${code}">`,
  (code) => `<base href="javascript:${code}//">`, (code) => `<form action="javascript:${code}"><button>x</button></form>`, (code) => `<object data="javascript:${code}"></object>`, (code) => `<embed src="javascript:${code}">`, (code) => `<template><script>${code}</script></template>`,
  (code) => `&lt;script&gt;${code}&lt;/script&gt;`, (code) => `\u003cscript\u003e${code}\u003c/script\u003e`, (code) => `<!--><script>${code}</script>-->`, (code) => `\${${code}}{{${code}}}`, (code) => `<marquee onstart=${code}>`,
];
const WRAPPERS = [(text) => text, (text) => `**${text}**`, (text) => `\`${text}\``, (text) => `\`\`\`html\n${text}\n\`\`\``, (text) => `> ${text}`, (text) => `# ${text}`, (text) => `||${text}||`, (text) => `- ${text}`, (text) => `-# ${text}`, (text) => `__*${text}*__`];
export const PAYLOADS = TEMPLATES.flatMap((template) => WRAPPERS.map((wrap) => wrap(template(CODE))));
/** What may stand in a message, whatever its author wrote. */
const ALLOWED = ["A", "ARTICLE", "B", "BLOCKQUOTE", "BR", "BUTTON", "CODE", "DIV", "DD", "DL", "DT", "EM", "I", "LI", "OL", "P", "PATH", "PRE", "S", "SPAN", "STRONG", "SVG", "CIRCLE", "TIME", "U", "UL"];

let stage;

before(async () => { stage = await openStage(); });
after(() => stage.close());

/** What is on the page that nobody of us put there. */
function strangers(page) {
  return page.evaluate((allowed) => {
    const bad = [];
    if ("__ran" in window) bad.push("a script of somebody ran");
    if (document.scripts.length !== 1) bad.push(`${document.scripts.length} scripts`);
    for (const element of document.querySelectorAll(".messages *, .panel-list *, .channels *, .forum-body *, dialog *, .composer-about *, .talk-head *")) {
      const inside = element.closest(".messages, .panel-list");
      if (inside && !allowed.includes(element.tagName.toUpperCase())) bad.push(element.outerHTML.slice(0, 200));
      for (const attribute of element.attributes) if (attribute.name.startsWith("on")) bad.push(element.outerHTML.slice(0, 200));
      const href = element.getAttribute("href");
      if (href && !/^(https?:|\/)/.test(href)) bad.push(href);
    }
    return bad;
  }, ALLOWED);
}

test(`${PAYLOADS.length} payloads in messages stay text`, async () => {
  assert.equal(PAYLOADS.length, 300);
  const { page } = stage;
  const me = seat(page);
  await me.be("Ana");
  await me.go("general");
  for (let start = 0; start < PAYLOADS.length; start += 20) {
    const texts = PAYLOADS.slice(start, start + 20);
    await page.evaluate(async (texts) => {
      const token = document.querySelector('meta[name="page-token"]').content;
      const socket = new WebSocket(`ws://${location.host}/page/live?token=${token}&person=ben`);
      let answers = 0;
      await new Promise((resolve, reject) => {
        socket.onmessage = ({ data }) => {
          const frame = JSON.parse(data);
          if (frame.t === "snapshot") {
            const channel = frame.guilds[0].channels.find((each) => each.name === "general");
            texts.forEach((content, id) => socket.send(JSON.stringify({ id, verb: "say", channel_id: channel.id, content })));
          }
          if (frame.t === "answer") {
            if (frame.refused) reject(new Error(frame.refused));
            answers += 1;
            if (answers === texts.length) resolve();
          }
        };
      });
      socket.close();
    }, texts);
    await page.waitForFunction((count) => document.querySelector(".messages article:last-of-type") !== null && document.querySelectorAll(".messages article").length > Math.min(5, count), texts.length);
    assert.deepEqual(await strangers(page), []);
  }
  // A look at all of them, up to the first.
  for (let step = 0; step < 60; step += 1) {
    await page.evaluate(() => { document.querySelector(".messages").scrollTop -= 500; });
    await page.evaluate(() => new Promise(requestAnimationFrame));
    if (step % 6 === 0) assert.deepEqual(await strangers(page), []);
  }
});

test("names of threads, posts and cases stay text", async () => {
  const { page } = stage;
  const me = seat(page);
  const name = `<img src=x onerror=${CODE}><b>bold</b>`;
  await me.be("Ana");
  await me.go("help");
  await me.say(name);
  await me.be("Max");
  await me.go("help");
  await me.menu("<b>bold</b>");
  await page.getByRole("menuitem", { name: "Open case" }).click();
  await me.root.locator(".thread-card").waitFor();
  await me.go("#1");
  await me.go("desk");
  await me.root.locator(".embed").first().waitFor();
  await me.go("ideas");
  await me.root.locator(".forum-new").click();
  await page.getByLabel("Title").fill(name);
  await page.getByLabel("Message", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await me.root.locator(".talk-title", { hasText: "<b>bold</b>" }).waitFor();
  await me.go("ideas");
  await me.root.locator(".post-title", { hasText: "<b>bold</b>" }).waitFor();
  assert.deepEqual(await strangers(page), []);
});

test("the page asks nobody but its own server", () => {
  assert.deepEqual(stage.requests.filter((url) => !url.startsWith(stage.server.base) && !url.startsWith("data:") && !url.startsWith("blob:")), []);
  const first = stage.requests.slice(0, 6).map((url) => new URL(url).pathname);
  for (const part of ["/", "/page/page.js", "/page/style.css"]) assert.equal(first.filter((path) => path === part).length, 1, `${part} comes in one request`);
});
