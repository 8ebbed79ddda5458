//! Messages about a case that mention whom they are for.

use crate::domain::{Case, RoleId, UserId};

use crate::discord::view::{Body, bugs::news};

/// Pings the customer. A guest is named in the words.
pub(super) fn to_customer(case: &Case, content: String) -> Body {
    Body { pings: case.account().into_iter().collect(), ..Body::text(content) }
}

/// Pings all who are told what became of a bug.
pub(super) fn to_customers(case: &Case, people: &[UserId], body: Body) -> Body {
    Body { pings: news::told_people(case, people), ..body }
}

pub(super) fn pinging(who: UserId, content: String) -> Body {
    Body { pings: vec![who], ..Body::text(content) }
}

/// Pings roles, which are named before what the message says.
pub(super) fn to_roles(roles: &[RoleId], body: Body) -> Body {
    if roles.is_empty() {
        return body;
    }
    let mentions: Vec<String> = roles.iter().map(|role| format!("<@&{role}>")).collect();
    let content = format!("{}: {}", mentions.join(" "), body.content);
    Body { content, role_pings: roles.to_vec(), ..body }
}

pub(super) fn to_agent(agent: Option<UserId>, content: String) -> Body {
    Body { pings: agent.into_iter().collect(), ..Body::text(content) }
}
