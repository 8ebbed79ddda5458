//! What a text looks like in Discord's client, as a tree of nodes: the page makes elements of the
//! tree and never reads HTML, so nothing that people write can become a part of the page.
//!
//! The reader of Markdown is comrak. Where Discord differs from CommonMark, `source` changes the
//! text before it is read, and this file what was made of it. Mentions, emojis and times are found
//! afterwards, in what is left as text.

mod reader;
mod source;
mod tokens;

use std::sync::LazyLock;

use comrak::nodes::{AstNode, ListType, NodeValue};
use comrak::{Arena, Options};
use serde_json::{Value, json};

use reader::plain;

pub(crate) use reader::Reader;

/// How deep formats may lie in each other; what is deeper is shown without its looks.
const DEEPEST: usize = 24;

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.underline = true;
    options.extension.spoiler = true;
    options.extension.subtext = true;
    options.extension.autolink = true;
    options.parse.ignore_setext = true;
    // Who writes `\<@1>` means the characters, and not the person.
    options.parse.escaped_char_spans = true;
    options
});

/// The nodes of a text, of the kinds that `playground/page/protocol.d.ts` lists.
pub(crate) fn render(reader: Reader<'_>, text: &str) -> Vec<Value> {
    Renderer { reader, depth: 0 }.text(text)
}

#[derive(Clone, Copy)]
struct Renderer<'world> {
    reader: Reader<'world>,
    depth: usize,
}

impl Renderer<'_> {
    fn deeper(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }

    fn text(self, text: &str) -> Vec<Value> {
        if self.depth > DEEPEST {
            return lines(text);
        }
        let (text, quoted) = source::split_long_quote(text);
        let mut nodes = self.part(text.trim_matches('\n'));
        if let Some(quoted) = quoted {
            nodes.push(json!({"type": "quote", "children": self.deeper().text(quoted)}));
        }
        nodes
    }

    fn part(self, text: &str) -> Vec<Value> {
        let text = source::as_common_mark(text);
        let arena = Arena::new();
        let document = comrak::parse_document(&arena, &text, &OPTIONS);
        let source: Vec<&str> = text.lines().collect();
        self.blocks(document, &source)
    }

    /// Blocks below each other, with the empty lines that stand between them: Discord keeps those.
    fn blocks<'a>(self, parent: &'a AstNode<'a>, source: &[&str]) -> Vec<Value> {
        let mut nodes = Vec::new();
        let mut end: Option<(usize, bool, bool)> = None;
        for block in parent.children() {
            let (position, plain, padded) = {
                let data = block.data.borrow();
                let plain = matches!(
                    data.value,
                    NodeValue::Paragraph | NodeValue::ThematicBreak | NodeValue::HtmlBlock(_)
                ) || matches!(&data.value, NodeValue::CodeBlock(code) if !code.fenced);
                (
                    data.sourcepos,
                    plain,
                    matches!(data.value, NodeValue::List(_) | NodeValue::BlockQuote),
                )
            };
            if let Some((line, after_plain, after_padded)) = end {
                // The line that `source` puts below lists and quotes is not the writer's.
                let empty = position
                    .start
                    .line
                    .saturating_sub(line + 1)
                    .saturating_sub(usize::from(after_padded));
                let breaks = empty + usize::from(plain && after_plain);
                nodes.extend(std::iter::repeat_n(json!({"type": "break"}), breaks));
            }
            nodes.extend(self.block(block, source));
            end = Some((position.end.line, plain, padded));
        }
        nodes
    }

    fn block<'a>(self, block: &'a AstNode<'a>, source: &[&str]) -> Vec<Value> {
        if self.depth > DEEPEST {
            return lines(&all_text(block));
        }
        let inner = self.deeper();
        let data = block.data.borrow();
        match &data.value {
            NodeValue::Heading(heading) if heading.level <= 3 => {
                vec![
                    json!({"type": "heading", "level": heading.level, "children": inner.inlines(block)}),
                ]
            }
            NodeValue::Heading(heading) => {
                let mut nodes =
                    vec![plain(&format!("{} ", "#".repeat(usize::from(heading.level))))];
                nodes.extend(inner.inlines(block));
                nodes
            }
            NodeValue::BlockQuote => {
                vec![json!({"type": "quote", "children": inner.blocks(block, source)})]
            }
            NodeValue::Subtext => {
                vec![json!({"type": "subtext", "children": inner.inlines(block)})]
            }
            NodeValue::List(list) => {
                let ordered = list.list_type == ListType::Ordered;
                vec![
                    json!({"type": "list", "ordered": ordered, "start": list.start, "children": inner.blocks(block, source)}),
                ]
            }
            NodeValue::Item(_) => {
                vec![json!({"type": "item", "children": inner.blocks(block, source)})]
            }
            NodeValue::CodeBlock(code) if code.fenced => {
                let language = code.info.split_whitespace().next().unwrap_or_default();
                vec![
                    json!({"type": "code_block", "language": language, "text": code.literal.trim_end_matches('\n')}),
                ]
            }
            // Discord knows no code by indentation, and no HTML: both are text like all other.
            NodeValue::CodeBlock(code) => inner.text(&code.literal),
            NodeValue::HtmlBlock(html) => inner.text(&escaped_once(&html.literal)),
            NodeValue::ThematicBreak => vec![plain(
                source.get(data.sourcepos.start.line - 1).map_or("---", |line| line.trim()),
            )],
            _ => inner.inlines(block),
        }
    }

    fn inlines<'a>(self, parent: &'a AstNode<'a>) -> Vec<Value> {
        let mut nodes = Vec::new();
        let mut run = String::new();
        for child in parent.children() {
            let data = child.data.borrow();
            match &data.value {
                NodeValue::Text(text) => run.push_str(text),
                NodeValue::HtmlInline(text) | NodeValue::Raw(text) => run.push_str(text),
                value => {
                    self.flush(&mut run, &mut nodes);
                    nodes.extend(self.inline(child, value));
                }
            }
        }
        self.flush(&mut run, &mut nodes);
        merged(nodes)
    }

    /// Appends the run as nodes. A run joins neighbouring pieces, since a mention may span several.
    fn flush(self, run: &mut String, nodes: &mut Vec<Value>) {
        if !run.is_empty() {
            tokens::find(self.reader, &std::mem::take(run), nodes);
        }
    }

    fn inline<'a>(self, node: &'a AstNode<'a>, value: &NodeValue) -> Vec<Value> {
        if self.depth > DEEPEST {
            return lines(&all_text(node));
        }
        let inner = self.deeper();
        let with_looks = |name: &str| vec![json!({"type": name, "children": inner.inlines(node)})];
        match value {
            NodeValue::SoftBreak | NodeValue::LineBreak => vec![json!({"type": "break"})],
            NodeValue::Code(code) => vec![json!({"type": "code", "text": code.literal})],
            NodeValue::Strong => with_looks("strong"),
            NodeValue::Emph => with_looks("emphasis"),
            NodeValue::Underline => with_looks("underline"),
            NodeValue::Strikethrough => with_looks("strike"),
            NodeValue::SpoileredText => with_looks("spoiler"),
            NodeValue::Escaped => vec![plain(&all_text(node))],
            NodeValue::Link(link) => self.link(&link.url, inner.inlines(node), &all_text(node)),
            NodeValue::Image(link) => {
                let mut nodes = vec![plain("!")];
                nodes.extend(self.link(&link.url, inner.inlines(node), &all_text(node)));
                nodes
            }
            _ => inner.inlines(node),
        }
    }

    /// A link, if it leads to the web; else its words, and where it would have led.
    fn link(self, url: &str, children: Vec<Value>, words: &str) -> Vec<Value> {
        if is_web(url) {
            if words.starts_with("www.") && url.ends_with(words) {
                return children;
            }
            let mut node = json!({"type": "link", "url": url, "children": children});
            if let Some(jump) = tokens::jump(self.reader, url) {
                // An address that stands there naked is shown as the place that it leads to, as
                // Discord does.
                if words == url {
                    node["children"] = json!([plain(&jump.words)]);
                }
                node["jump"] = jump.target;
            }
            return vec![node];
        }
        // What comrak took for an address by itself, such as that of a mail, has no words of its
        // own.
        if url == words
            || url.strip_prefix("mailto:") == Some(words)
            || url.strip_prefix("xmpp:") == Some(words)
        {
            return children;
        }
        let mut nodes = vec![plain("[")];
        nodes.extend(children);
        nodes.push(plain(&format!("]({url})")));
        nodes
    }
}

/// The same nodes, with neighbouring texts as one.
fn merged(nodes: Vec<Value>) -> Vec<Value> {
    let mut fewer: Vec<Value> = Vec::with_capacity(nodes.len());
    for node in nodes {
        if let (Some(last), "text") = (
            fewer.last_mut().filter(|last| last["type"] == "text"),
            node["type"].as_str().unwrap_or_default(),
        ) {
            last["text"] = json!(format!(
                "{}{}",
                last["text"].as_str().unwrap_or_default(),
                node["text"].as_str().unwrap_or_default()
            ));
        } else {
            fewer.push(node);
        }
    }
    fewer
}

fn is_web(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.chars().next().is_some_and(|first| first.is_alphanumeric() || first == '[')
    }) && !url.chars().any(char::is_control)
}

/// A text without any looks.
fn lines(text: &str) -> Vec<Value> {
    let mut nodes = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if index > 0 {
            nodes.push(json!({"type": "break"}));
        }
        nodes.push(plain(line));
    }
    nodes
}

/// The first `<` of a block of HTML, escaped, so that it is read as text when it is read again.
fn escaped_once(html: &str) -> String {
    let html = html.trim_end_matches('\n');
    match html.find('<') {
        Some(at) => format!("{}\\{}", &html[..at], &html[at..]),
        None => html.to_owned(),
    }
}

/// Everything below a node as text, however deep.
fn all_text<'a>(node: &'a AstNode<'a>) -> String {
    let mut text = String::new();
    for node in node.descendants() {
        match &node.data.borrow().value {
            NodeValue::Text(part) => text.push_str(part),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::HtmlInline(part) => text.push_str(part),
            NodeValue::HtmlBlock(block) => text.push_str(&block.literal),
            NodeValue::CodeBlock(block) => text.push_str(&block.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak | NodeValue::Paragraph
                if !text.is_empty() =>
            {
                text.push('\n')
            }
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests;
