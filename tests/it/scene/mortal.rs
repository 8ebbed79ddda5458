//! Something to run a bot on that can end at any moment.

use std::{
    sync::mpsc,
    thread::{self, JoinHandle},
};

use tokio::{
    runtime::{Builder, Handle},
    sync::oneshot,
};

/// A thread of its own, with all tasks of a bot.
pub(super) struct Mortal {
    tasks: Handle,
    end: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl Mortal {
    /// What is logged there goes where this thread logs.
    pub(super) fn new() -> Self {
        let (end, ended) = oneshot::channel();
        let (started, handle) = mpsc::channel();
        let logs = tracing::dispatcher::get_default(Clone::clone);
        let thread = thread::spawn(move || {
            let _logs = tracing::dispatcher::set_default(&logs);
            let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
            started.send(runtime.handle().clone()).expect("somebody waits for it");
            // Whoever forgets it ends it, too.
            drop(runtime.block_on(ended));
            runtime.shutdown_background();
        });
        let tasks = handle.recv().expect("the thread runs");
        Self { tasks, end, thread }
    }

    /// Does something there.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        task: impl Future<Output = T> + Send + 'static,
    ) -> T {
        self.tasks.spawn(task).await.expect("it does not panic")
    }

    /// Drops all tasks, wherever they are.
    pub(super) fn end(self) {
        drop(self.end);
        self.thread.join().expect("it does not panic");
    }
}
