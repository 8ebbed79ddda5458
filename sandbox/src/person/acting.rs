//! How actions are performed, and observed.

use crate::error::ApiError;
use crate::interaction::payload::Start;
use crate::observation::Observation;
use crate::person::client::as_line;
use crate::person::{Action, Person, Refused};
use crate::world::World;

impl Person {
    /// Performs an action and records it, before anybody is notified.
    pub(super) fn act<T>(
        &self,
        act: impl FnOnce(&mut World) -> Result<(T, Action), ApiError>,
    ) -> Result<T, Refused> {
        let done = self.state.change(|world| {
            let (done, action) = act(world)?;
            self.tell(world, action);
            Ok(done)
        });
        done.map_err(|error: ApiError| error.into())
    }

    /// Records what the person is about to do.
    pub(super) fn does(&self, action: Action) {
        self.state.world(|world| self.tell(world, action));
    }

    pub(super) fn note_command(&self, start: &Start) {
        let line = self.state.world(|world| as_line(world, &start.data));
        self.does(Action::Command { channel: start.channel, line });
    }

    fn tell(&self, world: &World, action: Action) {
        self.state.notify(world, &Observation::Action { person: self.id, action });
    }
}
