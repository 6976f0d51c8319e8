//! The commands of a client.

/// Longest mail, announced by `SIZE`.
pub(super) const TAILLE_MAXIMALE: usize = 1 << 20;

/// A command.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Commande {
    Ehlo,
    Helo,
    /// Account of `AUTH PLAIN`; the password is not looked at.
    Auth(String),
    /// Sender; empty for a mail that answers a failure.
    Mail(String),
    Rcpt(String),
    Data,
    Rset,
    Noop,
    Quit,
    /// A code and its text.
    Refusee(u16, &'static str),
}

const SYNTAXE: Commande = Commande::Refusee(501, "5.5.4 Syntax error in parameters");

/// Reads a line without its end.
pub(super) fn parse(ligne: &[u8]) -> Commande {
    let Ok(ligne) = std::str::from_utf8(ligne) else {
        return Commande::Refusee(500, "5.5.2 Syntax error");
    };
    let (verbe, reste) = ligne.split_once(' ').unwrap_or((ligne, ""));
    let reste = reste.trim();
    match verbe.to_ascii_uppercase().as_str() {
        "EHLO" if !reste.is_empty() => Commande::Ehlo,
        "HELO" if !reste.is_empty() => Commande::Helo,
        "EHLO" | "HELO" => SYNTAXE,
        "AUTH" => auth(reste),
        "MAIL" => mail(reste),
        "RCPT" => match path(reste, "TO:") {
            Some((adresse, "")) if !adresse.is_empty() => Commande::Rcpt(adresse.to_owned()),
            _ => SYNTAXE,
        },
        "DATA" => Commande::Data,
        "RSET" => Commande::Rset,
        "NOOP" => Commande::Noop,
        "QUIT" => Commande::Quit,
        _ => Commande::Refusee(502, "5.5.1 Command not implemented"),
    }
}

fn mail(reste: &str) -> Commande {
    let Some((adresse, parametres)) = path(reste, "FROM:") else {
        return SYNTAXE;
    };
    for parametre in parametres.split_ascii_whitespace() {
        match parametre.to_ascii_uppercase().split_once('=') {
            Some(("SIZE", taille)) => match taille.parse::<usize>() {
                Ok(taille) if taille <= TAILLE_MAXIMALE => {}
                Ok(_) => return Commande::Refusee(552, "5.3.4 Message too big"),
                Err(_) => return SYNTAXE,
            },
            Some(("BODY", "8BITMIME" | "7BIT")) => {}
            None if parametre.eq_ignore_ascii_case("SMTPUTF8") => {}
            _ => return Commande::Refusee(555, "5.5.4 Parameter not recognised"),
        }
    }
    Commande::Mail(adresse.to_owned())
}

/// `FROM:<address> parameters`: the address and the rest.
fn path<'a>(reste: &'a str, mot: &str) -> Option<(&'a str, &'a str)> {
    let debut = reste.get(..mot.len())?;
    let (adresse, parametres) = reste[mot.len()..].trim_start().strip_prefix('<')?.split_once('>')?;
    let lisible = !adresse.chars().any(|c| c.is_whitespace() || c.is_control() || c == '<');
    let valable = adresse.is_empty() || adresse.split_once('@').is_some_and(|(l, d)| !l.is_empty() && !d.is_empty());
    (debut.eq_ignore_ascii_case(mot) && lisible && valable).then_some((adresse, parametres.trim()))
}

fn auth(reste: &str) -> Commande {
    use base64::Engine as _;
    use base64::prelude::BASE64_STANDARD;

    let Some((_, jeton)) = reste.split_once(' ').filter(|(mecanisme, _)| mecanisme.eq_ignore_ascii_case("PLAIN"))
    else {
        return Commande::Refusee(504, "5.5.4 Mechanism not supported");
    };
    let clair = BASE64_STANDARD.decode(jeton.trim()).ok().and_then(|octets| String::from_utf8(octets).ok());
    let mut parties = clair.as_deref().unwrap_or_default().split('\0').skip(1);
    match (parties.next(), parties.next()) {
        (Some(compte), Some(secret)) if !compte.is_empty() && !secret.is_empty() => Commande::Auth(compte.to_owned()),
        _ => SYNTAXE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_as_the_rfc_writes_them() {
        for (ligne, attendue) in [
            ("ehlo client.example", Commande::Ehlo),
            ("MAIL FROM:<a@b.fr>", Commande::Mail("a@b.fr".into())),
            ("mail from:<a@b.fr> SIZE=1000 BODY=8BITMIME SMTPUTF8", Commande::Mail("a@b.fr".into())),
            ("MAIL FROM:<>", Commande::Mail(String::new())),
            ("RCPT TO:<zoé@mail.fr>", Commande::Rcpt("zoé@mail.fr".into())),
            ("AUTH PLAIN AHVuAGRldXg=", Commande::Auth("un".into())),
            ("DATA", Commande::Data),
            ("quit", Commande::Quit),
            ("EHLO", SYNTAXE),
            ("MAIL FROM:a@b.fr", SYNTAXE),
            ("MAIL TO:<a@b.fr>", SYNTAXE),
            ("RCPT TO:<>", SYNTAXE),
            ("RCPT TO:<a b@c.fr>", SYNTAXE),
            ("RCPT TO:<sans-arobase>", SYNTAXE),
            ("R\u{e9}", Commande::Refusee(502, "5.5.1 Command not implemented")),
            ("MAIL FROM:<a@b.fr> SIZE=99999999", Commande::Refusee(552, "5.3.4 Message too big")),
            ("MAIL FROM:<a@b.fr> XX=1", Commande::Refusee(555, "5.5.4 Parameter not recognised")),
            ("AUTH LOGIN", Commande::Refusee(504, "5.5.4 Mechanism not supported")),
            ("VRFY a", Commande::Refusee(502, "5.5.1 Command not implemented")),
        ] {
            assert_eq!(parse(ligne.as_bytes()), attendue, "{ligne}");
        }
        assert_eq!(parse(b"\xff"), Commande::Refusee(500, "5.5.2 Syntax error"));
    }
}
