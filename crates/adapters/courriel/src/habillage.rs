//! What a brand changes in a mail: its name, its tint, where its legal texts are.

use kernel::structure::Marque;

/// Name and tints of a brand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Habillage {
    /// Name, as people say it.
    pub(crate) nom: &'static str,
    /// "du CEJ", "de pass emploi".
    pub(crate) du_nom: &'static str,
    /// Its name in the address of its legal texts.
    pub(crate) cle: &'static str,
    /// Behind white text, 4.5 to 1 at least.
    pub(crate) teinte: &'static str,
    /// Links on white, 4.5 to 1 at least.
    pub(crate) teinte_lien: &'static str,
    /// Links on the dark ground, 4.5 to 1 at least.
    pub(crate) teinte_lien_sombre: &'static str,
}

/// The look of a brand. The tints are those of the fronts.
pub(crate) const fn habillage(marque: Marque) -> Habillage {
    match marque {
        Marque::Cej => Habillage {
            nom: "CEJ",
            du_nom: "du CEJ",
            cle: "cej",
            teinte: "#3058b8",
            teinte_lien: "#2f5bbf",
            teinte_lien_sombre: "#a9bff6",
        },
        Marque::PassEmploi => Habillage {
            nom: "pass emploi",
            du_nom: "de pass emploi",
            cle: "pass-emploi",
            teinte: "#274996",
            teinte_lien: "#274996",
            teinte_lien_sombre: "#a9bff6",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast of two colours (WCAG 2.2).
    fn contrast(a: &str, b: &str) -> f64 {
        let luminance = |couleur: &str| {
            let canal = |i: usize| {
                let valeur = f64::from(u8::from_str_radix(&couleur[i..i + 2], 16).unwrap()) / 255.0;
                if valeur <= 0.040_45 { valeur / 12.92 } else { ((valeur + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * canal(1) + 0.7152 * canal(3) + 0.0722 * canal(5)
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_tint_can_be_read() {
        for marque in Marque::ALL {
            let habillage = habillage(*marque);
            assert!(contrast(habillage.teinte, "#ffffff") >= 4.5, "{marque}");
            assert!(contrast(habillage.teinte_lien, "#ffffff") >= 4.5, "{marque}");
            assert!(contrast(habillage.teinte_lien_sombre, "#1e1e1e") >= 4.5, "{marque}");
        }
        assert!(contrast("#565656", "#ffffff") >= 4.5 && contrast("#b4b4b4", "#1e1e1e") >= 4.5, "the small print");
    }
}
