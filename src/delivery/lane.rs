//! The order of a server's jobs. Jobs with the same key, such as those that draw one case, share a
//! lane and are performed one after the other; lanes take turns.

use std::collections::{HashMap, HashSet, VecDeque, hash_map::Entry};

use crate::domain::{Job, Time};

/// How many jobs of a server are performed at once.
const AT_ONCE: usize = 16;
/// How many lanes a server has in memory. Further jobs wait in the database.
const LANES: usize = 4_096;

/// The lanes of a server in which a job is being performed or waits for its turn, by their keys.
#[derive(Default)]
pub(super) struct Lanes {
    lanes: HashMap<String, Lane>,
    /// The keys of the lanes whose next job waits for its turn, in order.
    waiting: VecDeque<String>,
    /// How many jobs are being performed.
    running: usize,
}

struct Lane {
    /// The row and the version of the lane's newest job. The dispatcher may receive a job again,
    /// when its lease has ended; a job with a different row is newer, since the old row was
    /// deleted when its job was done.
    id: i64,
    version: i64,
    leased_until: Time,
    /// The job that waits for its turn, if the lane has one besides the job being performed.
    next: Option<Job>,
}

impl Lanes {
    /// Adds a job. A newer version replaces the job that waits in its lane, since a surface is
    /// drawn from the state at that time. If there are too many lanes, the job is left to the
    /// database: it is due again when its lease ends.
    pub(super) fn add(&mut self, job: Job) {
        let key = job.effect.key();
        let is_full = self.lanes.len() >= LANES;
        match self.lanes.entry(key) {
            Entry::Occupied(mut lane) => {
                let lane = lane.get_mut();
                lane.leased_until = lane.leased_until.max(job.leased_until);
                if job.id != lane.id || job.version > lane.version {
                    lane.id = job.id;
                    lane.version = job.version;
                    lane.next = Some(job);
                }
            }
            Entry::Vacant(_) if is_full => {}
            Entry::Vacant(free) => {
                self.waiting.push_back(free.key().clone());
                free.insert(Lane {
                    id: job.id,
                    version: job.version,
                    leased_until: job.leased_until,
                    next: Some(job),
                });
            }
        }
    }

    /// Returns the next job to perform, with the key of its lane; `None` if none waits or enough
    /// are being performed.
    pub(super) fn start(&mut self) -> Option<(String, Job)> {
        if self.running >= AT_ONCE {
            return None;
        }
        let key = self.waiting.pop_front()?;
        let job = self.lanes.get_mut(&key)?.next.take()?;
        self.running += 1;
        Some((key, job))
    }

    /// Notes that the job which was performed in a lane has ended. The next job of the lane waits
    /// behind the other lanes.
    pub(super) fn end(&mut self, key: String) {
        self.running = self.running.saturating_sub(1);
        match self.lanes.get(&key) {
            Some(Lane { next: Some(_), .. }) => self.waiting.push_back(key),
            Some(_) => drop(self.lanes.remove(&key)),
            None => {}
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lanes.is_empty()
    }

    /// The rows whose leases end before a time. They are to be renewed.
    pub(super) fn expiring(&self, before: Time) -> impl Iterator<Item = i64> {
        self.lanes.values().filter(move |lane| lane.leased_until < before).map(|lane| lane.id)
    }

    /// Notes that the leases of rows were renewed.
    pub(super) fn renewed(&mut self, rows: &HashSet<i64>, until: Time) {
        for lane in self.lanes.values_mut().filter(|lane| rows.contains(&lane.id)) {
            lane.leased_until = until;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CaseNumber, Effect, GuildId, id};

    fn job(case: i64, version: i64) -> Job {
        Job {
            id: case,
            guild: GuildId(1),
            effect: Effect::DrawCase { case: CaseNumber(case) },
            version,
            attempts: 0,
            first_tried_at: id::created_at(0),
            leased_until: id::created_at(0),
            opened: None,
        }
    }

    /// The cases and versions whose turn it is.
    fn started(lanes: &mut Lanes) -> Vec<(i64, i64)> {
        std::iter::from_fn(|| lanes.start()).map(|(_, job)| (job.id, job.version)).collect()
    }

    fn end(lanes: &mut Lanes, case: i64) {
        lanes.end(format!("case:{case}"));
    }

    #[test]
    fn one_job_of_a_case_is_under_way_and_the_newest_waits() {
        let mut lanes = Lanes::default();
        lanes.add(job(1, 1));
        assert_eq!(started(&mut lanes), [(1, 1)]);
        for version in [1, 2, 3, 2] {
            lanes.add(job(1, version));
        }
        assert_eq!(started(&mut lanes), [], "the first is under way");
        end(&mut lanes, 1);
        assert_eq!(started(&mut lanes), [(1, 3)]);
        end(&mut lanes, 1);
        assert!(lanes.is_empty());
    }

    #[test]
    fn what_is_enqueued_between_the_end_of_a_row_and_the_end_of_its_job_is_not_lost() {
        let mut lanes = Lanes::default();
        lanes.add(job(1, 1));
        assert_eq!(started(&mut lanes), [(1, 1)]);
        let next = Job { effect: job(1, 1).effect, ..job(2, 1) };
        lanes.add(next.clone());
        lanes.add(next);
        end(&mut lanes, 1);
        assert_eq!(started(&mut lanes), [(2, 1)]);
        end(&mut lanes, 1);
        assert!(lanes.is_empty());
    }

    #[test]
    fn a_case_that_changes_all_the_time_lets_the_others_go_first() {
        let mut lanes = Lanes::default();
        let many = i64::try_from(AT_ONCE).expect("a few") + 2;
        (1..=many).for_each(|case| lanes.add(job(case, 1)));
        assert_eq!(started(&mut lanes).len(), AT_ONCE);
        lanes.add(job(1, 2));
        end(&mut lanes, 1);
        assert_eq!(started(&mut lanes), [(many - 1, 1)]);
        end(&mut lanes, 2);
        end(&mut lanes, 3);
        assert_eq!(started(&mut lanes), [(many, 1), (1, 2)]);
    }

    #[test]
    fn no_more_lanes_are_kept_than_there_is_room_for() {
        let mut lanes = Lanes::default();
        (0..=i64::try_from(LANES).expect("some")).for_each(|case| lanes.add(job(case, 1)));
        assert_eq!(lanes.lanes.len(), LANES);
    }

    #[test]
    fn leases_are_renewed_before_they_end() {
        let mut lanes = Lanes::default();
        let at = |milliseconds: u64| id::created_at(milliseconds << 22);
        lanes.add(Job { leased_until: at(10), ..job(1, 1) });
        lanes.add(Job { leased_until: at(20), ..job(2, 1) });
        assert_eq!(lanes.expiring(at(15)).collect::<Vec<_>>(), [1]);
        lanes.renewed(&HashSet::from([1]), at(30));
        assert_eq!(lanes.expiring(at(25)).collect::<Vec<_>>(), [2], "its lease was not renewed");
    }
}
