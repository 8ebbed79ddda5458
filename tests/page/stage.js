// Starts the sandbox and a browser for a test, and looks after both: what the page logs as an error fails the test.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { createServer } from "node:net";
import { chromium } from "playwright-core";

const PROGRAM = process.env.SWITCHBOARD_BIN;
const BROWSER = process.env.CHROMIUM_BIN ?? "/usr/bin/chromium";
/** Without pictures, sound, or calls home. */
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
/** How long anything on the page may take, in milliseconds. */
const PATIENCE = 15_000;

/** A port that nobody uses. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/**
 * Starts `switchboard sandbox`; resolves when it can be opened.
 *
 * @param {string[]} [options]
 */
export async function startServer(options = []) {
  if (!PROGRAM) throw new Error("SWITCHBOARD_BIN names the program to test, such as target/debug/switchboard.");
  const port = options.includes("--port") ? [] : ["--port", String(await freePort())];
  const child = spawn(PROGRAM, ["sandbox", ...port, ...options], { stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  const address = new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        said.push(line);
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
        if (found) resolve(found[0]);
      });
    }
    child.once("exit", (code) => reject(new Error(`The sandbox ended (${code}).\n${said.join("\n")}`)));
  });
  const base = await address;
  return {
    base,
    port: new URL(base).port,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill("SIGINT");
      const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
      await once(child, "exit");
      clearTimeout(timer);
    },
  };
}

/**
 * A sandbox, a browser, and the page open in it.
 *
 * @param {{width?: number, height?: number, scheme?: "light" | "dark", touch?: boolean, options?: string[], guide?: boolean}} [wishes]
 */
export async function openStage({ width = 1440, height = 900, scheme = "light", touch = false, options = [], guide = false } = {}) {
  const server = await startServer(options);
  const browser = await chromium.launch({ executablePath: BROWSER, args: FLAGS });
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, hasTouch: touch, isMobile: touch, permissions: ["clipboard-read", "clipboard-write"] });
  const errors = [];
  const requests = [];
  /** Opens the page in another window; `heard` is called with what its server sends it. */
  const openWindow = async (heard = () => {}) => {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => heard(String(payload))));
    page.on("pageerror", (error) => errors.push(String(error.stack ?? error)));
    page.on("console", (message) => { if (message.type() === "error" && !/ERR_CONNECTION_REFUSED|WebSocket connection/.test(message.text())) errors.push(message.text()); });
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(server.base);
    await page.waitForSelector(".channel-current", { state: "attached" });
    if (!guide) await skipGuide(page);
    return page;
  };
  const page = await openWindow();
  const stage = {
    page, browser, context, server, errors, requests, openWindow,
    async close() {
      await browser.close();
      await stage.server.stop();
      if (errors.length > 0) throw new Error(`The page logged errors:\n${errors.join("\n")}`);
    },
  };
  return stage;
}

async function skipGuide(page) {
  const skip = page.locator(".guide").getByRole("button", { name: /explore|Skip/i });
  if (await page.locator(".guide").isVisible()) {
    await skip.first().click();
    await page.locator(".guide").waitFor({ state: "hidden" });
  }
}

/** The place of the person at the left, or of the other one. */
export function seat(page, index = 0) {
  const root = page.locator(".seat").nth(index);
  return {
    root,
    /** Becomes somebody. */
    async be(name) {
      const button = root.locator(".people").getByRole("button", { name: new RegExp(`^${name}`) });
      if (await button.count()) await button.first().click();
      else {
        await root.locator(".person-more").click();
        await page.getByRole("menuitemradio", { name: new RegExp(`^${name}`) }).click();
      }
      await root.locator(".channel-current").waitFor({ state: "attached" });
    },
    /** Opens a channel or thread whose name begins so, also one that is folded away because the person has not joined it. */
    async go(name) {
      const wanted = root.locator(".channel", { has: page.locator(".channel-name", { hasText: new RegExp(`^${name}`) }) }).first();
      const fold = root.locator(".channel-fold[aria-expanded='false']").first();
      await wanted.or(fold).first().waitFor({ state: "attached" });
      // The list is drawn again whenever one is opened.
      while (!(await wanted.count()) && await fold.count()) await fold.evaluate((button) => button.click());
      await wanted.click();
      await root.locator(".talk-title", { hasText: new RegExp(`^${name}`) }).waitFor();
    },
    /** Writes a message and waits until it stands there, with the words that it then shows. */
    async say(text, shown = text.split("\n")[0]) {
      const box = root.locator(".composer-text");
      await box.fill(text);
      if (await root.locator(".suggest").isVisible()) await page.keyboard.press("Escape");
      await box.press("Enter");
      await root.locator("article .prose").filter({ hasText: shown }).last().waitFor();
    },
    /** The messages that hold a text. */
    message(text) {
      return root.locator("article.message").filter({ hasText: text });
    },
    /** The card of a case, in the desk: the board names it as well, and has no such button. */
    card(number) {
      return this.message(`#${number} ·`).filter({ has: page.getByRole("button", { name: /^(Claim|Take over|Reopen)$/ }) });
    },
    /** Opens the menu of a message. */
    async menu(text) {
      const message = this.message(text).last();
      await message.hover();
      await message.locator(".tool-more").click();
      await page.getByRole("menu").waitFor();
    },
    /** Types a slash command, option by option. */
    async command(name, values = []) {
      await root.locator(".composer-text").fill(`/${name}`);
      await root.getByRole("option", { name: new RegExp(`^/${name}(?![\\w-])`) }).first().waitFor();
      await page.keyboard.press("Enter");
      await root.locator(".command-name").waitFor();
      for (const [option, value] of values) {
        const field = root.locator(".command-field", { has: page.locator(".command-label", { hasText: new RegExp(`^${option}$`) }) });
        if (!(await field.count())) await root.locator(".command-extra", { hasText: new RegExp(`^${option}$`) }).click();
        await field.locator("input").fill(value);
        await root.locator(".suggest-head").waitFor();
      }
      await root.locator(".command-bar .send").click();
    },
    composer: root.locator(".composer-text"),
  };
}
