//! The levels of every state, by each method that a view asks for. Made on a thread, once for each method.

use crate::gui::later::Later;
use crate::session::Session;
use kriterion_heart::choropleth::levels_of_all;
use kriterion_heart::level::Level;
use kriterion_heart::rating::AsOf;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Default)]
pub struct Rated {
    by_method: BTreeMap<String, Later<Vec<[Level; 8]>>>,
}

impl Rated {
    /// Other facts: levels made from the old ones are of no use.
    pub fn forget(&mut self) {
        self.by_method.clear();
    }

    /// In the order of the atlas, from the newest data; `None` while they are being made.
    pub fn levels(&mut self, session: &Session, method: &str) -> Option<&[[Level; 8]]> {
        let levels = self.by_method.entry(method.to_owned()).or_insert_with(|| {
            let (bundle, id) = (Arc::clone(&session.bundle), method.to_owned());
            Later::begin("levels", move || {
                bundle
                    .method(&id)
                    .map_or_else(Vec::new, |method| levels_of_all(&bundle, method, AsOf::Newest))
            })
        });
        levels.get().map(Vec::as_slice)
    }
}
