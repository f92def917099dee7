//! Pictures that take several rooms together.

mod a_year;
