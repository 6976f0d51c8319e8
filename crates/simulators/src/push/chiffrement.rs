//! What the browser does with the body of a message (RFC 8291, RFC 8188).

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use web_push_native::Auth;

use super::appareil::Appareil;

/// Salt, length of a record, length of the key, key of the sender.
const ENTETE: usize = 16 + 4 + 1 + 65;
/// A record holds at least the sign of its end and its proof.
const ENREGISTREMENT_MINIMAL: u32 = 18;

/// The text of a message; `None` when it is not for this device.
pub(super) fn decrypt(corps: &[u8], appareil: &Appareil) -> Option<String> {
    let (taille, longueur_cle) = (corps.get(16..20)?, *corps.get(20)?);
    let taille = u32::from_be_bytes(taille.try_into().ok()?);
    if corps.len() <= ENTETE || longueur_cle != 65 || taille < ENREGISTREMENT_MINIMAL {
        return None;
    }
    let auth: [u8; 16] = BASE64.decode(&appareil.auth).ok()?.try_into().ok()?;
    let clair = web_push_native::decrypt(corps.to_vec(), &appareil.secret()?, &Auth::from(auth)).ok()?;
    String::from_utf8(clair).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORPS: &str = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz\
                         AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    fn example() -> Appareil {
        Appareil {
            cle_privee: "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94".to_owned(),
            auth: "BTBZMqHH6r4Tts7J_aSIgg".to_owned(),
            ..Appareil::new("RFC 8291", None).unwrap()
        }
    }

    #[test]
    fn the_example_of_rfc_8291_is_read() {
        let corps = BASE64.decode(CORPS).unwrap();
        assert_eq!(decrypt(&corps, &example()).as_deref(), Some("When I grow up, I want to be a watermelon"));
        let abonnement = example().abonnement("https://push.example");
        assert_eq!(
            abonnement.p256dh,
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
        );
    }

    #[test]
    fn what_is_cut_changed_or_for_another_device_is_not_read() {
        let corps = BASE64.decode(CORPS).unwrap();
        for fin in 0..corps.len() {
            assert_eq!(decrypt(&corps[..fin], &example()), None, "{fin}");
        }
        for rang in 0..corps.len() {
            let mut change = corps.clone();
            change[rang] ^= 1;
            // The length of a record is not proved: another one that is long enough reads the same.
            if !(16..20).contains(&rang) {
                assert_eq!(decrypt(&change, &example()), None, "{rang}");
            }
        }
        let mut nulle = corps.clone();
        nulle[16..20].fill(0);
        assert_eq!(decrypt(&nulle, &example()), None);
        assert_eq!(decrypt(&corps, &Appareil::new("autre", None).unwrap()), None);
    }
}
