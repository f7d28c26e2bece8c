//! A metric over time, drawn as lines: total, and what is bound of it.

use chrono::{DateTime, Utc};

use crate::quotas::queries::Change;

const WIDTH: i64 = 640;
const HEIGHT: i64 = 160;

/// Points of an SVG `polyline` of 640 × 160, for each line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    pub total: String,
    pub bound: String,
    /// The highest figure, at the top.
    pub most: i64,
}

impl Chart {
    /// Each figure holds until the next change, the last until `now`. Nothing to draw without a change.
    #[must_use]
    pub fn of(changes: &[Change], now: DateTime<Utc>) -> Option<Self> {
        let points: Vec<(DateTime<Utc>, i64, i64)> =
            changes.iter().map(|it| (it.at, it.total, it.allocated + it.used + it.pending)).collect();
        Self::drawn(&points, now)
    }

    fn drawn(points: &[(DateTime<Utc>, i64, i64)], now: DateTime<Utc>) -> Option<Self> {
        let (begin, most) =
            (points.first()?.0, points.iter().map(|(_, total, bound)| (*total).max(*bound)).max()?.max(1));
        let span = (now - begin).num_seconds().max(1);
        let x = |at: DateTime<Utc>| ((at - begin).num_seconds() * WIDTH / span).clamp(0, WIDTH);
        let y = |figure: i64| HEIGHT - figure * HEIGHT / most;
        let steps = |figure: fn(&(DateTime<Utc>, i64, i64)) -> i64| {
            let mut line = Vec::new();
            for (nth, point) in points.iter().enumerate() {
                let until = points.get(nth + 1).map_or(now, |next| next.0);
                line.push(format!("{},{}", x(point.0), y(figure(point))));
                line.push(format!("{},{}", x(until), y(figure(point))));
            }
            line.join(" ")
        };
        Some(Self { total: steps(|point| point.1), bound: steps(|point| point.2), most })
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    #[test]
    fn figures_hold_until_they_change() {
        let day = |day| Utc.with_ymd_and_hms(2026, 12, day, 0, 0, 0).unwrap();
        let chart = Chart::drawn(&[(day(1), 100, 0), (day(2), 200, 50)], day(5)).unwrap();
        assert_eq!(chart.total, "0,80 160,80 160,0 640,0");
        assert_eq!(chart.bound, "0,160 160,160 160,120 640,120");
        assert_eq!((chart.most, Chart::drawn(&[], day(5))), (200, None));
    }
}
