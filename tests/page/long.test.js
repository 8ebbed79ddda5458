// A channel with 5,000 messages: it opens at once, scrolls smoothly, and keeps the reader's place.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openStage, seat } from "./stage.js";

const MESSAGES = 5_000;
/** No more than this may be on the page at a time. */
const MOST_ROWS = 120;
/** What the page itself may need of the 16.7 milliseconds of a frame: script, style and layout. */
const OWN_WORK = 8;
/** A frame that took longer than this was dropped, at 60 frames a second, in milliseconds. */
const DROPPED = 25;

let stage;
let page;
let me;
let tools;

before(async () => {
  stage = await openStage();
  page = stage.page;
  tools = await stage.context.newCDPSession(page);
  await tools.send("Performance.enable");
  me = seat(page);
});
after(() => stage.close());

test(`${MESSAGES} messages are written`, { timeout: 180_000 }, async () => {
  await me.be("Max");
  await page.evaluate(async (total) => {
    const token = document.querySelector('meta[name="page-token"]').content;
    const socket = new WebSocket(`ws://${location.host}/page/live?token=${token}&person=ana`);
    const words = "the export of the project stops at eighty percent and then nothing more happens until the program is started again".split(" ");
    let sent = 0;
    let answered = 0;
    let channel = "";
    const send = () => {
      sent += 1;
      const length = sent % 7 === 0 ? 60 : sent % 3 === 0 ? 20 : 6;
      const text = Array.from({ length }, (_, index) => words[(index * 7 + sent) % words.length]).join(" ");
      const more = sent % 11 === 0 ? "\n> quoted\n- one\n- two\n```\ncode\n```" : "";
      socket.send(JSON.stringify({ id: sent, verb: "say", channel_id: channel, content: `${sent}: ${text}${more}` }));
    };
    await new Promise((resolve, reject) => {
      socket.onclose = () => reject(new Error("The connection was lost."));
      socket.onmessage = ({ data }) => {
        const frame = JSON.parse(data);
        if (frame.t === "snapshot") {
          channel = frame.guilds[0].channels.find((each) => each.name === "general").id;
          for (let index = 0; index < 20; index += 1) send();
        }
        if (frame.t !== "answer") return;
        if (frame.refused) reject(new Error(frame.refused));
        answered += 1;
        if (answered === total) resolve();
        else if (sent < total) send();
      };
    });
    socket.close();
  }, MESSAGES);
});

test("the channel opens at its end, with few rows on the page", async () => {
  const began = Date.now();
  await me.go("general");
  await me.message(`${MESSAGES}: `).waitFor();
  console.log(`opened in ${Date.now() - began} ms`);
  assert.ok(await page.locator(".messages article").count() < MOST_ROWS);
});

/** Milliseconds that the page has worked since it was opened, without painting. */
async function worked() {
  const { metrics } = await tools.send("Performance.getMetrics");
  const parts = ["ScriptDuration", "LayoutDuration", "RecalcStyleDuration"];
  return metrics.filter(({ name }) => parts.includes(name)).reduce((sum, { value }) => sum + value * 1000, 0);
}

/** Scrolls by so many pixels a frame for some seconds, and measures each frame. */
async function scroll(step, milliseconds) {
  const before = await worked();
  const seen = await scrollAndWatch(step, milliseconds);
  return { ...seen, own: ((await worked()) - before) / seen.frames.length };
}

function scrollAndWatch(step, milliseconds) {
  return page.evaluate(async ({ step, milliseconds }) => {
    const scroller = document.querySelector(".messages");
    const frames = [];
    const frame = () => new Promise((resolve) => { requestAnimationFrame(resolve); });
    let last = await frame();
    const end = last + milliseconds;
    while (last < end) {
      scroller.scrollTop += step;
      const now = await frame();
      frames.push(now - last);
      last = now;
    }
    frames.sort((one, other) => one - other);
    return { frames, rows: document.querySelectorAll(".messages article").length, height: scroller.scrollHeight, top: scroller.scrollTop };
  }, { step, milliseconds });
}

function report(name, { frames, own }) {
  const at = (share) => frames[Math.min(frames.length - 1, Math.floor(frames.length * share))].toFixed(1);
  const dropped = frames.filter((frame) => frame > DROPPED).length;
  console.log(`${name}: ${frames.length} frames, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms, dropped ${dropped} (${((dropped / frames.length) * 100).toFixed(1)} %), of each frame ${own.toFixed(1)} ms our own work`);
}

test("scrolling up loads what is older, up to the first message", { timeout: 240_000 }, async () => {
  report("up, while older messages load", await scroll(-400, 3_000));
  const end = Date.now() + 200_000;
  const first = me.root.locator(".messages article .prose", { hasText: /^1: / });
  while (Date.now() < end) {
    await page.evaluate(() => { document.querySelector(".messages").scrollTop = 0; });
    if (await page.evaluate(() => document.querySelector(".messages").scrollTop === 0 && [...document.querySelectorAll(".messages article .prose")].some((text) => text.textContent.startsWith("1: ")))) break;
  }
  await first.first().waitFor();
});

test("scrolling through all of it is smooth", { timeout: 60_000 }, async () => {
  await page.evaluate(() => { document.querySelector(".messages").scrollTop = 0; });
  await page.waitForTimeout(300);
  const calm = await scroll(60, 4_000);
  report("down, 60 pixels a frame", calm);
  const quick = await scroll(200, 4_000);
  report("down, 200 pixels a frame", quick);
  assert.ok(quick.rows < MOST_ROWS, `${quick.rows} rows are on the page`);
  // A busy machine drops frames without our doing; what we need of each tells whether we keep up.
  assert.ok(calm.own < OWN_WORK, `${calm.own} ms of each frame`);
  assert.ok(quick.own < OWN_WORK, `${quick.own} ms of each frame`);
});

test("whoever reads in the middle keeps their place while others write", async () => {
  const place = () => page.evaluate(() => {
    const frame = document.querySelector(".messages").getBoundingClientRect();
    const row = [...document.querySelectorAll(".messages article")].find((article) => article.getBoundingClientRect().top >= frame.top);
    return { key: row.dataset.message, top: Math.round(row.getBoundingClientRect().top) };
  });
  const here = await place();
  const other = await stage.openWindow();
  const there = seat(other);
  await there.be("Ana");
  await there.go("general");
  await there.say("Something new at the end");
  await me.root.locator(".to-end", { hasText: "1 new message" }).waitFor();
  assert.deepEqual(await place(), here);
  await me.root.locator(".to-end").click();
  await me.message("Something new at the end").waitFor();
  await there.say("And another one");
  await me.message("And another one").waitFor();
  assert.ok(await page.evaluate(() => {
    const scroller = document.querySelector(".messages");
    return scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
  }), "the reader stays at the end");
  await other.close();
});
