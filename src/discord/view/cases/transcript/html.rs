//! A transcript as one HTML page: no scripts, no external resources, with dark mode, and printable.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use crate::{desk::Conversation, domain::Language};

use crate::discord::view::{
    cases::transcript::content::{file, heading, lines},
    plain::{Names, date},
    words::t,
};

/// The most bytes of messages: Discord accepts files of 10 MiB, and the pictures need a share.
const ROOM: usize = 3 * 1024 * 1024;

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.4rem;margin:0}\
header p,time,.remark{opacity:.7}\
.event{text-align:center}\
article{border-left:.25rem solid #8888;padding:.2rem 0 .2rem .8rem;margin:1rem 0}\
.customer{border-color:#e67e22}.agent{border-color:#3498db}\
h2{font-size:1rem;margin:0}time{font-weight:normal;font-size:.85rem}\
article p{margin:.2rem 0;white-space:pre-wrap;overflow-wrap:anywhere}\
img{max-width:100%;height:auto;display:block;margin:.4rem 0}\
@media print{body{margin:0;max-width:none}article{break-inside:avoid}}";

/// Writes the whole conversation.
pub fn html(language: Language, conversation: &Conversation, names: &Names) -> String {
    let (title, facts) = heading(language, conversation, names);
    // The content security policy allows exactly this style, so even an injected one would have no
    // effect.
    let style = STANDARD.encode(Sha256::digest(STYLE));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'sha256-{style}'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>{title}</h1>\n<p>{facts}</p>\n</header>\n<main>\n",
        code = language.into_str(),
        title = escape(&title),
        facts = escape(&facts),
    );
    let lines = lines(language, conversation, names);
    let count = lines.len();
    for (index, line) in lines.into_iter().enumerate() {
        if page.len() > ROOM {
            let more = t!(language, "transcript-more", count = count - index);
            page += &format!("<p class=\"remark\">{}</p>\n", escape(&more));
            break;
        }
        let time = format!(
            "<time datetime=\"{}\">{}</time>",
            line.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            date(line.at)
        );
        let Some(writer) = line.writer else {
            page += &format!("<p class=\"event\">{time} {}</p>\n", escape(&line.text));
            continue;
        };
        let remark = line.remark.map_or_else(String::new, |remark| {
            format!("<p class=\"remark\">({})</p>", escape(&remark))
        });
        let said = if line.text.is_empty() {
            String::new()
        } else {
            format!("<p>{}</p>", escape(&line.text))
        };
        page += &format!(
            "<article class=\"{}\">\n<h2>{} {time}</h2>\n{said}{remark}\n</article>\n",
            writer.side,
            escape(&writer.name),
        );
    }
    page += "</main>\n";
    if !conversation.files.is_empty() {
        page +=
            &format!("<footer>\n<h2>{}</h2>\n<ul>\n", escape(&t!(language, "transcript-files")));
        for (kept, content) in &conversation.files {
            let picture = content.as_ref().zip(kept.content_type.as_deref()).map_or_else(
                String::new,
                |(bytes, kind)| {
                    format!(
                        "<img src=\"data:{};base64,{}\" alt=\"{}\">",
                        escape(kind),
                        STANDARD.encode(bytes),
                        escape(&kept.filename)
                    )
                },
            );
            page += &format!(
                "<li>{}{picture}</li>\n",
                escape(&file(language, conversation, kept, names))
            );
        }
        page += "</ul>\n</footer>\n";
    }
    page + "</body>\n</html>\n"
}

/// Escapes text for HTML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
