//! Chances in words people use: a fraction says what it is worth better than a figure with digits it does not have.

use crate::plan::Doubt;

/// `four times in five`, for a chance of 0 to 1: the nearest fraction people say.
pub fn odds(chance: f64) -> &'static str {
    const SAID: &[(f64, &str)] = &[
        (0.015, "almost never"),
        (0.075, "one time in twenty"),
        (0.15, "one time in ten"),
        (0.225, "one time in five"),
        (0.29, "one time in four"),
        (0.365, "one time in three"),
        (0.45, "two times in five"),
        (0.55, "one time in two"),
        (0.635, "three times in five"),
        (0.71, "two times in three"),
        (0.775, "three times in four"),
        (0.85, "four times in five"),
        (0.925, "nine times in ten"),
        (0.985, "19 times in 20"),
    ];
    SAID.iter().find(|(below, _)| chance < *below).map_or("almost always", |(_, words)| words)
}

/// `80 %`: to the nearest five where the runs behind it (as half the width of the interval they leave, 0 to 1) are worth no
/// more, else to the nearest one. What is not certain is never said to be.
pub fn share(chance: f64, within: f64) -> String {
    let step = if within > 0.01 { 5.0 } else { 1.0 };
    let percent = (chance * 100.0 / step).round() * step;
    let edge = (chance < 1.0 && percent >= 100.0, chance > 0.0 && percent <= 0.0);
    match edge {
        (true, _) => format!("over {} %", 100.0 - step),
        (_, true) => format!("under {step} %"),
        _ => format!("{percent} %"),
    }
}

/// `−15 % to +30 %`: how far a duration may be from the typed one.
pub fn write_doubt(doubt: Doubt) -> String {
    format!("−{} % to +{} %", doubt.shorter, doubt.longer)
}

/// Reads `-15 % to +30 %`, `15 30`, or `20` for as much less as more.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn read_doubt(text: &str) -> Result<Doubt, String> {
    let numbers: Vec<u16> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map_while(|part| part.parse().ok())
        .collect();
    let wrong = || format!("{} is not understood. Try −15 % to +30 %.", super::quoted(text));
    let (shorter, longer) = match numbers.as_slice() {
        [both] => (*both, *both),
        [shorter, longer] => (*shorter, *longer),
        _ => return Err(wrong()),
    };
    match u8::try_from(shorter) {
        Ok(shorter) if shorter <= 100 && longer <= 1000 => Ok(Doubt { shorter, longer }),
        _ => Err("It can take up to 100 % less and up to 1000 % more.".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubt_reads_back() {
        for doubt in
            [Doubt { shorter: 0, longer: 0 }, Doubt { shorter: 15, longer: 30 }, Doubt { shorter: 100, longer: 1000 }]
        {
            assert_eq!(read_doubt(&write_doubt(doubt)), Ok(doubt));
        }
        assert_eq!(read_doubt("20"), Ok(Doubt { shorter: 20, longer: 20 }));
        assert_eq!(read_doubt("-5/+10"), Ok(Doubt { shorter: 5, longer: 10 }));
        assert_eq!(read_doubt("much"), Err("“much” is not understood. Try −15 % to +30 %.".to_owned()));
        assert_eq!(read_doubt("101 5"), Err("It can take up to 100 % less and up to 1000 % more.".to_owned()));
        assert!(read_doubt("99999999 5").is_err() && read_doubt("1 2 3").is_err());
    }

    #[test]
    fn a_chance_is_the_nearest_fraction_people_say() {
        let said =
            [0.0, 0.05, 0.1, 0.2, 0.25, 1.0 / 3.0, 0.4, 0.5, 0.6, 2.0 / 3.0, 0.75, 0.8, 0.9, 0.95, 1.0].map(odds);
        assert_eq!(
            said,
            [
                "almost never",
                "one time in twenty",
                "one time in ten",
                "one time in five",
                "one time in four",
                "one time in three",
                "two times in five",
                "one time in two",
                "three times in five",
                "two times in three",
                "three times in four",
                "four times in five",
                "nine times in ten",
                "19 times in 20",
                "almost always"
            ]
        );
    }

    #[test]
    fn no_digits_that_are_not_there() {
        assert_eq!(
            [0.0, 0.001, 0.812, 0.999, 1.0].map(|c| share(c, 0.02)).join(", "),
            "0 %, under 5 %, 80 %, over 95 %, 100 %"
        );
        assert_eq!([0.812, 0.999].map(|c| share(c, 0.005)).join(", "), "81 %, over 99 %");
    }
}
