//! The statements of a call, and the plans that PostgreSQL really used for them: it writes them
//! itself (`auto_explain`), with the values that were sent, the statements inside functions as well,
//! whether it planned for these values or once for all.

use super::cas::Cas;
use crate::base::Base;
use crate::load;
use crate::statements::Observed;
use anyhow::{Context, Result, ensure};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

/// Tables that no hot query may read from one end to the other.
const GRANDES: [&str; 3] = ["beneficiaire", "journal", "notification"];
/// A case that asks for more than this share of the people may read them all: no index is faster.
const PART: u32 = 4;
/// Enough for a connection to keep a plan for all values, if it ever does (that takes 5).
const APPELS: usize = 12;

/// How many statements a case makes, and how they read the big tables.
#[derive(Debug, Serialize)]
pub struct Plan {
    /// Name of the case.
    pub cas: String,
    /// Statements when the gateway has never seen the token.
    pub appelant_inconnu: usize,
    /// When the caller is remembered.
    pub appelant_connu: usize,
    /// `table: how`, and in how many plans.
    pub acces: BTreeMap<String, usize>,
    /// The whole plans that read one from end to end, with their query.
    pub parcours: Vec<Value>,
}

/// Calls each case some times, and reads what PostgreSQL wrote of it.
pub async fn read(base: &Base, cases: Vec<Cas>, people: u32) -> Result<Vec<Plan>> {
    let owner = base.owner().await?;
    // A module that is missing would close the door to every new connection.
    owner.execute_unprepared("LOAD 'auto_explain'").await.context("auto_explain manque à ce PostgreSQL")?;
    for (name, value) in [
        ("session_preload_libraries", "auto_explain"),
        ("auto_explain.log_min_duration", "0"),
        ("auto_explain.log_format", "json"),
        ("auto_explain.log_nested_statements", "on"),
    ] {
        owner.execute_unprepared(&format!("ALTER DATABASE postgres SET {name} = '{value}'")).await?;
    }
    let plans = observe(base, cases, people).await;
    owner.execute_unprepared("ALTER DATABASE postgres RESET ALL").await?;
    owner.close().await?;
    plans
}

async fn observe(base: &Base, cases: Vec<Cas>, people: u32) -> Result<Vec<Plan>> {
    let mut log = File::open(base.journal())?;
    let mut plans = Vec::new();
    // The first is the read by key of the measurement itself, which the product does not have.
    for cas in cases.into_iter().skip(1) {
        // A gateway of its own, which has seen no token yet.
        let observed = Observed::start(base).await?;
        log.seek(SeekFrom::End(0))?;
        observed.take();
        cas.check(&observed.channel).await?;
        let unknown = observed.take();
        cas.check(&observed.channel).await?;
        let mut sent = observed.take();
        let (appelant_inconnu, appelant_connu) = (unknown.len(), sent.len());
        sent.extend(unknown);
        for appelant in &cas.case.appelants {
            let often = APPELS.div_ceil(cas.case.appelants.len());
            for message in appelant.operations.iter().cycle().take(often).flatten() {
                load::call(&observed.channel, &cas.case, appelant.bearer.as_ref(), message.clone()).await?;
            }
        }
        sent.extend(observed.take());
        observed.stop().await?;
        let mut written = Vec::new();
        log.read_to_end(&mut written)?;
        let written = parse(&String::from_utf8_lossy(&written))?;
        let texts: HashSet<String> =
            written.iter().filter_map(|plan| plan["Query Text"].as_str()).map(squeeze).collect();
        let unseen = sent.iter().map(|sent| squeeze(sent)).find(|sent| !texts.contains(sent));
        ensure!(unseen.is_none(), "{} : pas de plan pour « {} »", cas.case.title, unseen.unwrap_or_default());
        let (acces, mut parcours) = summary(written);
        if cas.people * PART > people {
            parcours.retain(|plan| !only_people(plan));
        }
        let cas = cas.case.name.to_string();
        plans.push(Plan { cas, appelant_inconnu, appelant_connu, acces, parcours });
    }
    Ok(plans)
}

/// Statements that are laid out differently are the same.
fn squeeze(sql: &str) -> String {
    sql.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The plans of a log: each follows a line that announces it, indented by a tabulation.
fn parse(log: &str) -> Result<Vec<Value>> {
    let mut plans = Vec::new();
    let mut lines = log.lines().peekable();
    while let Some(line) = lines.next() {
        if !(line.contains("LOG:  duration: ") && line.ends_with(" plan:")) {
            continue;
        }
        let mut json = String::new();
        while let Some(line) = lines.next_if(|line| line.starts_with('\t')) {
            json.push_str(line);
        }
        plans.push(serde_json::from_str(&json).context("plan illisible")?);
    }
    Ok(plans)
}

/// How the big tables are read, and the plans that read one from end to end.
fn summary(plans: Vec<Value>) -> (BTreeMap<String, usize>, Vec<Value>) {
    let mut acces = BTreeMap::new();
    let mut parcours: Vec<Value> = Vec::new();
    for plan in plans {
        let mut found = Vec::new();
        walk(&plan["Plan"], &mut found);
        for how in &found {
            *acces.entry(how.clone()).or_default() += 1;
        }
        let same = |other: &Value| other["Query Text"] == plan["Query Text"];
        if found.iter().any(|how| how.ends_with("Seq Scan")) && !parcours.iter().any(same) {
            parcours.push(plan);
        }
    }
    (acces, parcours)
}

/// No other big table is read from end to end.
fn only_people(plan: &Value) -> bool {
    let mut found = Vec::new();
    walk(&plan["Plan"], &mut found);
    found.iter().filter(|how| how.ends_with("Seq Scan")).all(|how| how.starts_with("beneficiaire "))
}

fn walk(node: &Value, found: &mut Vec<String>) {
    let text = |name: &str| node[name].as_str().unwrap_or_default();
    let kind = text("Node Type");
    // Indexes are named after their table, and a scan of bits of an index has no other name.
    let table = GRANDES.iter().find(|table| text("Relation Name") == **table || text("Index Name").starts_with(*table));
    if let Some(table) = table.filter(|_| kind.ends_with("Scan") && kind != "Bitmap Heap Scan") {
        found.push(format!("{table} : {} {kind}", text("Index Name")).replace("  ", " "));
    }
    for child in node["Plans"].as_array().into_iter().flatten() {
        walk(child, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_that_reads_a_big_table_from_end_to_end_is_found_inside_others() {
        let log = "2026-11-21 UTC [1] LOG:  duration: 0.1 ms  plan:\n\t{\n\t  \"Query Text\": \"SELECT\\n1\",\n\t  \"Plan\": {\n\
                   \t    \"Node Type\": \"Sort\", \"Plans\": [{\"Node Type\": \"Seq Scan\", \"Relation Name\": \"journal\"},\n\
                   \t    {\"Node Type\": \"Index Scan\", \"Relation Name\": \"beneficiaire\", \"Index Name\": \"beneficiaire_pkey\"}]\n\
                   \t  }\n\t}\n2026-11-21 UTC [1] LOG:  checkpoint\n";
        let (acces, parcours) = summary(parse(log).unwrap());
        assert_eq!(parcours.len(), 1);
        assert_eq!(acces["journal : Seq Scan"], 1);
        assert_eq!(acces["beneficiaire : beneficiaire_pkey Index Scan"], 1);
    }
}
