#!/usr/bin/env bash
# Tries `./pe demo` on a bare Debian 12 that has only Rust and Node.js, as root and as an ordinary user, with each origin
# of PostgreSQL. It proves that the README command needs nothing else.
#
#   outils/essai-debian-nu.sh [dossier]          root, on Debian; about 6 GB in the folder (/var/tmp/essai-debian-nu)
#   ORIGINES="npm pypi apt" COMPTES="root essai" outils/essai-debian-nu.sh
#
# The last commit is what is tried. The Debian is made by debootstrap from the mirror of this machine, and kept for the
# next time without the packages that the trial added: remove the folder to free the space.
set -euo pipefail

racine=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dossier=${1:-/var/tmp/essai-debian-nu}
origines=${ORIGINES:-npm pypi apt}
comptes=${COMPTES:-root essai}
modele=$dossier/modele
nu=$dossier/debian
port=18090
delai=1800

dire() { printf '\n== %s\n' "$*"; }
echouer() {
    printf 'échec : %s\n' "$*" >&2
    exit 1
}

[ "$(id -u)" -eq 0 ] || echouer "à lancer par root"
for outil in cargo rustc node npm git; do
    command -v "$outil" >/dev/null || echouer "$outil est introuvable"
done
command -v debootstrap >/dev/null || apt-get install -y --no-install-recommends debootstrap >/dev/null

# First address of the packages, in either format of the configuration.
miroir() {
    cat /etc/apt/sources.list.d/*.sources 2>/dev/null | awk '$1 == "URIs:" { print $2; exit }'
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | awk '$1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /:\/\//) { print $i; exit } }'
}

demonter() {
    local point
    for point in opt/npm opt/rust dev proc; do
        if mountpoint -q "$nu/$point"; then umount -R "$nu/$point"; fi
    done
}

# Ends what the trial left running inside, and only that.
tuer_restes() {
    local lien
    for lien in /proc/[0-9]*/root; do
        if [ "$(readlink "$lien" 2>/dev/null)" = "$nu" ]; then
            lien=${lien#/proc/}
            kill -9 "${lien%/root}" 2>/dev/null || true
        fi
    done
}

terminer() {
    tuer_restes
    demonter
}
trap terminer EXIT

preparer() {
    if [ ! -e "$modele/complet" ]; then
        dire "Debian 12 minimal"
        rm -rf "$modele"
        mkdir -p "$modele"
        debootstrap --variant=minbase bookworm "$modele" "$(miroir | head -n 1)" >"$dossier/debootstrap.log"
        touch "$modele/complet"
    fi
    demonter
    rm -rf "$nu"
    cp -a "$modele" "$nu"
    cp /etc/resolv.conf /etc/hosts "$nu/etc/"

    # Rust and Node.js, and nothing else of this machine.
    mkdir -p "$nu/opt/rust" "$nu/opt/npm" "$nu/opt/bin"
    mount --bind "$(rustc --print sysroot)" "$nu/opt/rust"
    mount --bind "$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")" "$nu/opt/npm"
    cp "$(readlink -f "$(command -v node)")" "$nu/opt/bin/node"
    ln -s ../npm/bin/npm-cli.js "$nu/opt/bin/npm"
    ln -s ../npm/bin/npx-cli.js "$nu/opt/bin/npx"
    mount -t proc proc "$nu/proc"
    mount --rbind /dev "$nu/dev"
    mount --make-rslave "$nu/dev"

    # The certificate authorities and the registries of this machine, which may be behind a proxy of its own.
    cp /etc/ssl/certs/ca-certificates.crt "$nu/opt/autorites.crt"
    local reglage
    for reglage in "$HOME/.cargo/config.toml" "$HOME/.npmrc"; do
        if [ -e "$reglage" ]; then install -D -m 644 "$reglage" "$nu/opt/reglages/${reglage#"$HOME/"}"; fi
    done

    chroot "$nu" useradd --create-home --shell /bin/sh essai
    local compte maison
    for compte in root essai; do
        maison=$(maison "$compte")
        # Closed to other accounts, as root's home is everywhere.
        chmod 700 "$nu$maison"
        mkdir -p "$nu$maison/projet"
        git -C "$racine" archive HEAD | tar -x -C "$nu$maison/projet"
        if [ -d "$nu/opt/reglages" ]; then cp -r "$nu/opt/reglages/." "$nu$maison/"; fi
        chroot "$nu" chown -R "$compte:" "$maison"
    done
}

maison() { if [ "$1" = root ]; then echo /root; else echo "/home/$1"; fi; }

# Runs a command inside, as one account, with a clean environment.
dedans() {
    local compte=$1
    shift
    exec chroot --userspec="$compte:$compte" --groups= "$nu" /usr/bin/env -i \
        HOME="$(maison "$compte")" PATH=/opt/bin:/opt/rust/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
        SSL_CERT_FILE=/opt/autorites.crt NODE_EXTRA_CA_CERTS=/opt/autorites.crt PIP_CERT=/opt/autorites.crt \
        sh -c 'cd "$HOME/projet" && exec "$@"' sh "$@"
}

# Starts the demo with these options, waits for its page, stops it: seconds until it was ready.
essayer() {
    local compte=$1 origine=$2 journal=$3 debut=$SECONDS pid duree
    shift 3
    : >"$journal"
    (dedans "$compte" env PASS_EMPLOI_POSTGRES="$origine" ./pe demo --port "$port" "$@") >"$journal" 2>&1 &
    pid=$!
    until grep -q 'Prêt' "$journal"; do
        if ! kill -0 "$pid" 2>/dev/null || [ $((SECONDS - debut)) -gt "$delai" ]; then
            tail -n 30 "$journal" >&2
            echouer "$compte, $origine : la démonstration n'est pas prête (journal : $journal)"
        fi
        sleep 0.2
    done
    duree=$((SECONDS - debut))
    node -e "fetch('http://127.0.0.1:$port/').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))" ||
        echouer "$compte, $origine : la page ne répond pas"
    kill -TERM "$pid"
    wait "$pid" || true
    sleep 1
    if grep -lzs "^$(maison "$compte")/projet/donnees" /proc/[0-9]*/cmdline >/dev/null; then
        echouer "$compte, $origine : un processus reste après l'arrêt"
    fi
    echo "$duree"
}

mkdir -p "$dossier"
preparer
for origine in $origines; do
    for compte in $comptes; do
        if [ "$compte" != root ] && [ "$origine" = apt ] && [ ! -d "$nu/usr/lib/postgresql" ]; then
            dire "$compte, $origine : sans objet, apt demande root"
            continue
        fi
        dire "$compte, $origine"
        # The data of another origin may be of another version.
        premier=$(essayer "$compte" "$origine" "$dossier/$compte-$origine-1.log" --reset)
        second=$(essayer "$compte" "$origine" "$dossier/$compte-$origine-2.log")
        echo "prête en $premier s, puis en $second s"
    done
done
dire "tous les essais passent"
