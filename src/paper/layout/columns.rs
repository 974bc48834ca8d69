//! How wide the columns of a table are, how large its letters, and how many rows of columns it needs.

/// What a column needs, in points, with the space beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Need {
    /// Narrower it cannot be without cutting words into bits.
    pub least: f32,
    /// Wide enough for every cell on one line.
    pub most: f32,
    /// How much of the width it takes beside the others; 0 = as its contents need.
    pub share: f32,
}

/// The widths of columns that together are as wide as the table.
pub fn widths(needs: &[Need], width: f32) -> Vec<f32> {
    let least: f32 = needs.iter().map(|need| need.least).sum();
    if least >= width {
        return needs.iter().map(|need| need.least * width / least.max(1.0)).collect();
    }
    let shares: f32 = needs.iter().map(share).sum();
    if shares > 0.0 {
        return with_shares(needs, width, shares);
    }
    let most: f32 = needs.iter().map(|need| need.most).sum();
    if most <= width {
        let spare = (width - most) / most.max(1.0);
        return needs.iter().map(|need| need.most * (1.0 + spare)).collect();
    }
    poured(needs, width)
}

/// Short columns get all they need, long ones share the rest, the longer the more.
fn poured(needs: &[Need], width: f32) -> Vec<f32> {
    let at = |level: f32| -> Vec<f32> {
        let wide =
            |need: &Need| (level * need.most.sqrt()).clamp(need.least, need.most.max(need.least));
        needs.iter().map(wide).collect()
    };
    let (mut low, mut high) = (0.0, 1_000.0);
    for _ in 0..40 {
        let level = (low + high) / 2.0;
        if at(level).iter().sum::<f32>() > width { high = level } else { low = level }
    }
    at(low)
}

fn share(need: &Need) -> f32 {
    if need.share.is_finite() { need.share.max(0.0) } else { 0.0 }
}

/// Columns without a share take what they need, but leave the others their least.
fn with_shares(needs: &[Need], width: f32, shares: f32) -> Vec<f32> {
    let (mut least, mut most, mut others) = (0.0, 0.0, 0.0);
    for need in needs {
        if share(need) > 0.0 {
            others += need.least;
        } else {
            least += need.least;
            most += need.most;
        }
    }
    let own = most.min(width - others).max(least);
    let part = if most > least { (own - least) / (most - least) } else { 0.0 };
    let spare = (width - own - others).max(0.0);
    // First by share; who falls below its least then gets that, and the others a little less.
    let mut all: Vec<f32> = needs
        .iter()
        .map(|need| match share(need) {
            share if share > 0.0 => ((others + spare) * share / shares).max(need.least),
            _ => need.least + (need.most - need.least) * part,
        })
        .collect();
    for _ in 0..4 {
        lend(needs, &mut all);
    }
    let over = all.iter().sum::<f32>() - width;
    let slack: f32 = needs.iter().zip(&all).map(|(need, wide)| wide - need.least).sum();
    if over.abs() > 0.01 && slack > 0.0 {
        for (need, wide) in needs.iter().zip(&mut all) {
            *wide -= over * (*wide - need.least) / slack;
        }
    }
    all
}

/// What a column with a share has and no cell of it needs goes to those whose words would have to be broken.
fn lend(needs: &[Need], widths: &mut [f32]) {
    let is_hungry = |need: &Need, wide: f32| share(need) > 0.0 && wide < need.most;
    let pairs = || needs.iter().zip(widths.iter());
    let hungry: f32 =
        pairs().filter(|(need, wide)| is_hungry(need, **wide)).map(|(need, _)| share(need)).sum();
    let spare = |need: &Need, wide: f32| {
        if share(need) > 0.0 { (wide - need.most.max(need.least)).max(0.0) } else { 0.0 }
    };
    let all: f32 = pairs().map(|(need, wide)| spare(need, *wide)).sum();
    if hungry <= 0.0 || all <= 0.0 {
        return;
    }
    for (need, wide) in needs.iter().zip(widths.iter_mut()) {
        if is_hungry(need, *wide) {
            *wide += all * share(need) / hungry;
        } else {
            *wide -= spare(need, *wide);
        }
    }
}

/// Cuts columns that do not fit beside each other into bands below each other, about as many in each; the first column
/// comes again in each where it says what a row is about.
pub fn bands(needs: &[Need], width: f32, repeats: bool) -> Vec<Vec<usize>> {
    let fewest = filled(needs, width, repeats, usize::MAX);
    let own = needs.len() - usize::from(repeats && !needs.is_empty());
    let even = own.div_ceil(fewest.len().max(1)) + usize::from(repeats);
    let balanced = filled(needs, width, repeats, even);
    if balanced.len() == fewest.len() { balanced } else { fewest }
}

/// Bands of no more than `most` columns, each as full as it gets.
fn filled(needs: &[Need], width: f32, repeats: bool, most: usize) -> Vec<Vec<usize>> {
    let head = if repeats { needs.first().map_or(0.0, |need| need.least) } else { 0.0 };
    let fresh = usize::from(repeats);
    let mut bands: Vec<Vec<usize>> = Vec::new();
    let mut band: Vec<usize> = Vec::new();
    let mut used = 0.0;
    for (at, need) in needs.iter().enumerate() {
        let is_full = band.len() >= most || used + need.least > width;
        if band.len() > fresh && is_full {
            bands.push(std::mem::take(&mut band));
            used = 0.0;
            if repeats {
                band.push(0);
                used = head;
            }
        }
        band.push(at);
        used += need.least;
    }
    if !band.is_empty() {
        bands.push(band);
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(least: f32, most: f32, share: f32) -> Need {
        Need { least, most, share }
    }

    #[test]
    fn columns_fill_the_width_and_keep_their_least() {
        let cases: [&[Need]; 5] = [
            &[need(20.0, 40.0, 0.0), need(30.0, 300.0, 0.0)],
            &[need(20.0, 400.0, 0.0), need(30.0, 300.0, 0.0)],
            &[need(20.0, 40.0, 0.0), need(30.0, 300.0, 1.0), need(30.0, 300.0, 3.0)],
            &[need(90.0, 400.0, 1.0), need(30.0, 300.0, 50.0), need(20.0, 20.0, 0.0)],
            &[need(20.0, 40.0, f32::NAN), need(30.0, 300.0, -1.0)],
        ];
        for needs in cases {
            let widths = widths(needs, 200.0);
            let sum: f32 = widths.iter().sum();
            assert!((sum - 200.0).abs() < 0.1, "{needs:?} {widths:?}");
            for (need, width) in needs.iter().zip(&widths) {
                assert!(*width >= need.least - 0.1, "{needs:?} {widths:?}");
            }
        }
    }

    #[test]
    fn a_short_column_lends_what_it_does_not_need() {
        let needs = [need(20.0, 30.0, 1.0), need(30.0, 300.0, 1.0)];
        let widths = widths(&needs, 200.0);
        assert!((widths[0] - 30.0).abs() < 0.1 && (widths[1] - 170.0).abs() < 0.1, "{widths:?}");
    }

    #[test]
    fn too_many_columns_are_cut_and_none_is_lost() {
        let needs = vec![need(30.0, 60.0, 0.0); 20];
        let bands = bands(&needs, 100.0, true);
        assert!(bands.iter().all(|band| band[0] == 0 && band.len() <= 3));
        let fewest = bands.iter().map(Vec::len).min();
        assert!(fewest >= Some(2), "{bands:?}");
        let mut seen: Vec<usize> = bands.into_iter().flatten().collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen, (0..20).collect::<Vec<_>>());
    }
}
