//! How alike two customers are, by what is known of both: segment, industry, product. What is unknown counts for nothing.

use crate::domain::value::text::folded;
use std::collections::BTreeSet;

/// What customers are compared by, folded.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Profile {
    segment: Option<String>,
    industry: Option<String>,
    products: BTreeSet<String>,
}

/// In what two customers are alike, the strongest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Likeness {
    /// They use the same product.
    Product,
    /// They are of the same industry.
    Industry,
    /// They are of the same segment.
    Segment,
}

impl Likeness {
    /// Its name.
    pub const fn word(self) -> &'static str {
        match self {
            Likeness::Product => "product",
            Likeness::Industry => "industry",
            Likeness::Segment => "segment",
        }
    }

    /// How much it counts: an industry says more of a problem than a size, a product the most.
    const fn weight(self) -> u32 {
        match self {
            Likeness::Product => 4,
            Likeness::Industry => 3,
            Likeness::Segment => 2,
        }
    }
}

impl Profile {
    /// A profile of texts as given.
    pub fn new<'a>(
        segment: Option<&str>,
        industry: Option<&str>,
        products: impl IntoIterator<Item = &'a str>,
    ) -> Profile {
        let kept = |text: &str| Some(folded(text)).filter(|text| !text.is_empty());
        Profile {
            segment: segment.and_then(kept),
            industry: industry.and_then(kept),
            products: products.into_iter().filter_map(kept).collect(),
        }
    }

    /// In what another is like this one.
    pub fn alike(&self, other: &Profile) -> Vec<Likeness> {
        let same = |one: &Option<String>, two: &Option<String>| one.is_some() && one == two;
        [
            (Likeness::Product, !self.products.is_disjoint(&other.products)),
            (Likeness::Industry, same(&self.industry, &other.industry)),
            (Likeness::Segment, same(&self.segment, &other.segment)),
        ]
        .into_iter()
        .filter_map(|(likeness, is)| is.then_some(likeness))
        .collect()
    }
}

/// How much some likeness counts.
pub fn weight(alike: &[Likeness]) -> u32 {
    alike.iter().map(|likeness| likeness.weight()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_in_what_both_are_known_for() {
        let one = Profile::new(Some("Enterprise"), Some("Logistics"), ["Tideline Team", "Analytics"]);
        for (segment, industry, products, want) in [
            (Some("enterprise"), Some("logistics"), vec!["analytics"], "product industry segment"),
            (Some("smb"), Some("Logistics"), vec![], "industry"),
            (None, None, vec!["tideline team", "x"], "product"),
            (None, None, vec![], ""),
            (Some(""), Some(""), vec![""], ""),
        ] {
            let alike = one.alike(&Profile::new(segment, industry, products.clone()));
            let told: Vec<&str> = alike.iter().map(|likeness| likeness.word()).collect();
            assert_eq!(told.join(" "), want, "{segment:?} {industry:?} {products:?}");
        }
        let nobody = Profile::new(None, None, []);
        assert!(nobody.alike(&nobody).is_empty(), "what nobody knows is not alike");
        assert!(weight(&[Likeness::Product]) > weight(&[Likeness::Industry]));
        assert!(weight(&[Likeness::Industry, Likeness::Segment]) > weight(&[Likeness::Product]));
    }
}
