//! PLACEHOLDER so that the UI compiles until the words land: on conflict, take the real file whole.

/// Why an edit was refused, as a sentence.
pub fn edit_error(error: &crate::edit::EditError, _plan: &crate::plan::Plan) -> String {
    format!("That did not fit: {error:?}")
}
