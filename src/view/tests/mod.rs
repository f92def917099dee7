//! Pictures that take several rooms together.
mod a_year;
mod the_story;
