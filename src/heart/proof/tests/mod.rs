//! On the bundled data: slips that were planted, sentences that are right, and hostile text.

mod corpus;
mod generated;
mod hostile;
