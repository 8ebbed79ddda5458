//! What leads see of the bridges and proxies of a server.

use serenity::all::CreateEmbed;

use crate::domain::{Bridge, Language};

use crate::discord::view::{Body, escape::escape, limit, words::t};

/// Builds the response to `/bridge list`.
pub fn bridges(language: Language, bridges: &[Bridge]) -> Body {
    if bridges.is_empty() {
        return Body::text(t!(language, "bridges-none"));
    }
    let line = |bridge: &Bridge| {
        let (name, id) = (escape(&bridge.name), bridge.source.to_string());
        t!(language, "bridges-line", name = name, id = id)
    };
    let lines: Vec<String> = bridges.iter().map(line).collect();
    let list = limit::listed(language, &lines, "\n", limit::DESCRIPTION);
    let embeds = vec![CreateEmbed::new().description(list)];
    Body { embeds, ..Body::text(t!(language, "bridges-list")) }
}

/// Builds the response to `/bridge add`: what it means that the bridge is there.
pub fn bridge_added(language: Language, bridge: &Bridge) -> Body {
    let (name, id) = (escape(&bridge.name), bridge.source.to_string());
    Body::text(t!(language, "bridge-added", name = name, id = id))
}
