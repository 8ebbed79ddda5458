//! Users.

use serde_json::{Value, json};

use crate::locale;
use crate::world::{Snowflake, User, World};

/// `UserResponse`.
pub fn user(user: &User) -> Value {
    json!({
        "id": user.id.to_string(),
        "username": user.username,
        "global_name": if user.bot { None } else { user.global_name.as_deref() },
        "avatar": null,
        "discriminator": if user.bot { "0001" } else { "0" },
        "public_flags": 0,
        "flags": 0,
        "primary_guild": null,
        "bot": user.bot,
        "banner": null,
        "accent_color": null,
        "avatar_decoration_data": null,
    })
}

/// `UserResponse` by id; for a user who does not exist, one with a placeholder's name.
pub fn user_by_id(world: &World, id: Snowflake) -> Value {
    world.users.get(&id).map_or_else(
        || {
            user(&User {
                id,
                username: "deleted_user".into(),
                global_name: None,
                bot: false,
                direct_messages_closed: true,
                locale: locale::DEFAULT.into(),
                direct: Default::default(),
            })
        },
        user,
    )
}

/// `UserPIIResponse`: the bot about itself.
pub fn own_user(world: &World) -> Value {
    let mut own = user_by_id(world, world.bot_id);
    own["mfa_enabled"] = json!(true);
    own["locale"] = json!(locale::DEFAULT);
    own["verified"] = json!(true);
    own["email"] = Value::Null;
    own["premium_type"] = json!(0);
    own
}
