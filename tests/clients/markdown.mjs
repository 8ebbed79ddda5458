// Reads pairs of a text and its escaped form, as JSON, and checks with a parser that others wrote that a reader of the
// escaped form sees the text, and that each link leads where it led.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.SWITCHBOARD_TEST_CLIENTS, "package.json"));
const { parse } = require("discord-markdown-parser");

/** What a reader sees of a text, and where its links lead. */
function read(text) {
  const seen = { text: "", links: [], code: "", marks: [] };
  const walk = (node) => {
    if (Array.isArray(node)) {
      node.forEach(walk);
    } else if (["url", "autolink", "link"].includes(node.type)) {
      seen.links.push(node.target);
      if (node.type === "link") {
        walk(node.content);
      } else {
        seen.text += node.target;
      }
    } else if (["inlineCode", "codeBlock"].includes(node.type)) {
      seen.code += `${node.content}\n`;
      seen.marks.push(node.type);
    } else if (["text", "twemoji"].includes(node.type)) {
      if (typeof node.content === "string") {
        seen.text += node.content;
      } else {
        seen.text += node.name ?? "";
        walk(node.content ?? []);
      }
    } else if (["br", "newline"].includes(node.type)) {
      seen.text += "\n";
    } else {
      seen.marks.push(node.type);
      walk(node.content ?? []);
    }
  };
  // As in embeds, where a link may hide behind a text.
  walk(parse(text, "extended"));
  return seen;
}

/**
 * An address without what this parser leaves out at its end although Discord does not, which is a closing bracket with the
 * punctuation before it; decoded as browsers decode it.
 */
const address = (target) => target.replaceAll("%3E", ">").replace(/(?:[.,:;"'\]]*\))+$/, "");

/** A text without the brackets around addresses, which no client shows, and without the space that breaks `@everyone`. */
const plain = (text) => text.replaceAll("%3E", ">").replace(/[<>\u200B]/g, "");

const wrong = JSON.parse(readFileSync(process.argv[2], "utf8")).filter(([typed, escaped]) => {
  const theirs = read(typed);
  const ours = read(escaped);
  const wanted = theirs.links.map(address);
  const added = ours.links.map(address).filter((link) => {
    const at = wanted.indexOf(link);
    if (at >= 0) {
      wanted.splice(at, 1);
    }
    return at < 0;
  });
  // An address in code is no link; shown as text, it becomes one, and leads to itself.
  const misled = added.filter((link) => !theirs.code.includes(link));
  return wanted.length > 0 || misled.length > 0 || ours.marks.length > 0 || plain(ours.text) !== plain(typed);
});
for (const [typed, escaped] of wrong.slice(0, 10)) {
  console.log(JSON.stringify({ typed, escaped, theirs: read(typed), ours: read(escaped) }));
}
process.exitCode = wrong.length > 0 ? 1 : 0;
