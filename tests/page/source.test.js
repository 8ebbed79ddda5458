// What holds for the page's source, whoever changes it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, "../../playground/page");
const read = (name) => readFileSync(join(folder, name), "utf8");
const listed = (name) => read(name).split("\n").map((line) => line.replace(/#.*/, "").trim()).filter(Boolean);
const scripts = readdirSync(folder).filter((name) => name.endsWith(".js"));

test("the types hold", () => {
  execFileSync(join(here, "node_modules/.bin/tsc"), ["--project", folder], { stdio: "inherit" });
});

test("every part is served, and nothing else", () => {
  assert.deepEqual(listed("scripts.txt").sort(), [...scripts].sort());
  assert.deepEqual(listed("styles.txt").sort(), readdirSync(join(folder, "style")).map((name) => `style/${name}`).sort());
});

test("nobody's text can become HTML", () => {
  for (const name of scripts) {
    const text = read(name);
    for (const word of ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "createContextualFragment", "setHTMLUnsafe"]) assert.ok(!text.includes(word), `${name} uses ${word}`);
    // The only HTML that is ever read is the server's own page, for its token.
    assert.ok(!text.includes("parseFromString") || name === "socket.js", `${name} reads HTML`);
    assert.match(text, /^\/\/ @ts-check\n/, `${name} is checked`);
  }
});

test("files stay small", () => {
  for (const name of [...scripts, ...listed("styles.txt")]) assert.ok(read(name).split("\n").length <= 420, `${name} is too long`);
});

test("no address leads out", () => {
  for (const name of ["index.html", ...scripts, ...listed("styles.txt")]) {
    const outside = [...read(name).matchAll(/https?:\/\/[\w.]+/g)].map(([address]) => address).filter((address) => address !== "http://www.w3.org");
    assert.deepEqual(outside, [], name);
  }
});
