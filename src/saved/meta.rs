//! The format number of everything below `fr/`: the one thing that must be readable for ever.

use super::envelope::{self, Damage};
use super::store::set_checked;
use super::{Store, StoreError, key};
use serde::{Deserialize, Serialize};

/// The layout of keys and the envelope this build knows.
pub const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Meta {
    format: u32,
}

/// The format number in a store: `Ok(true)` when this build may write, `Ok(false)` when a newer one wrote there.
/// Writes the number where there is none; a damaged one is written anew, since each value also checks itself.
///
/// # Errors
/// When the store refuses.
pub fn check_format(store: &mut dyn Store) -> Result<bool, StoreError> {
    match store.get(key::META)?.map(|value| envelope::open::<Meta>(key::META, &value).map(|meta| meta.header.format)) {
        Some(Ok(FORMAT)) => Ok(true),
        Some(Ok(_) | Err(Damage::Newer(_))) => Ok(false),
        None | Some(Err(_)) => {
            let sealed = envelope::seal(key::META, &Meta { format: FORMAT }, "", usize::MAX);
            set_checked(store, key::META, &sealed.value).map(|()| true)
        }
    }
}
