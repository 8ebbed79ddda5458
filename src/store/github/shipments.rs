//! Releases and milestones of repositories, since what they ship may become known after them.

use crate::domain::{Shipment, Time};

use crate::store::Error;
use crate::store::codec::{milliseconds, named, time};
use crate::store::tx::{Reader, Tx, execute, fetch_all, row};

row! {
    struct ShipmentRow {
        kind: String,
        id: i64,
        name: String,
        at: i64,
    }
}

impl ShipmentRow {
    fn into_domain(self) -> Result<Shipment, Error> {
        Ok(Shipment { kind: named(&self.kind)?, id: self.id, name: self.name, at: time(self.at)? })
    }
}

impl Reader<'_> {
    /// The shipments of a repository, in lower case, from a time on, the first one first.
    pub async fn shipments(
        &mut self,
        repository: &str,
        since: Time,
    ) -> Result<Vec<Shipment>, Error> {
        let rows = fetch_all!(
            self,
            ShipmentRow,
            "SELECT kind, id, name, at FROM github_shipments WHERE repository = $1 AND at >= $2 ORDER BY at, kind, id",
            repository,
            milliseconds(since)
        )?;
        rows.into_iter().map(ShipmentRow::into_domain).collect()
    }
}

impl Tx<'_> {
    /// Saves a shipment of a repository, in lower case. Returns false if it is known like this.
    pub async fn note_shipment(
        &mut self,
        repository: &str,
        shipment: &Shipment,
    ) -> Result<bool, Error> {
        let noted = execute!(
            self,
            "INSERT INTO github_shipments (repository, kind, id, name, at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (repository, kind, id) DO UPDATE SET name = excluded.name, at = excluded.at
                WHERE github_shipments.name <> excluded.name OR github_shipments.at <> excluded.at",
            repository,
            shipment.kind.into_str(),
            shipment.id,
            &shipment.name,
            milliseconds(shipment.at)
        )?;
        Ok(noted > 0)
    }
}
