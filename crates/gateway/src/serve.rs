//! Listener, TLS, shutdown.

use axum::Router;
use axum::extract::connect_info::{Connected, IntoMakeServiceWithConnectInfo};
use axum::serve::{IncomingStream, Listener};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// The machine at the other end of a connection: the caller, or a proxy.
#[derive(Debug, Clone, Copy)]
pub struct Pair(pub SocketAddr);

impl Connected<IncomingStream<'_, TcpListener>> for Pair {
    fn connect_info(stream: IncomingStream<'_, TcpListener>) -> Self {
        Self(*stream.remote_addr())
    }
}

impl Connected<IncomingStream<'_, PromptListener>> for Pair {
    fn connect_info(stream: IncomingStream<'_, PromptListener>) -> Self {
        Self(*stream.remote_addr())
    }
}

impl Connected<IncomingStream<'_, TlsListener>> for Pair {
    fn connect_info(stream: IncomingStream<'_, TlsListener>) -> Self {
        Self(*stream.remote_addr())
    }
}

/// The router, whose routes are told from where each call comes.
pub fn service(router: Router) -> IntoMakeServiceWithConnectInfo<Router, Pair> {
    router.into_make_service_with_connect_info::<Pair>()
}

/// Open calls are given this long when the process is asked to stop.
const PATIENCE: Duration = Duration::from_secs(10);
/// A client that does not finish its TLS handshake is dropped.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// Serves until `arret` becomes true, then lets open calls end, for a while.
pub async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    router: Router,
    arret: watch::Receiver<bool>,
) -> io::Result<()> {
    let mut stop = arret.clone();
    let stopped = async move {
        // An error means that the sender is gone: stop as well.
        let _ = stop.wait_for(|stop| *stop).await;
    };
    let listener = PromptListener(listener);
    let served = async {
        match tls {
            None => axum::serve(listener, service(router)).with_graceful_shutdown(stopped).await,
            Some(acceptor) => {
                let listener = TlsListener::new(listener, acceptor);
                axum::serve(listener, service(router)).with_graceful_shutdown(stopped).await
            }
        }
    };
    let mut stop = arret;
    let hard_stop = async move {
        let _ = stop.wait_for(|stop| *stop).await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        result = served => result,
        () = hard_stop => Ok(()),
    }
}

/// Reads a certificate chain and its key, both in PEM. HTTP/2 is offered first.
pub fn tls_acceptor(chain: &Path, key: &Path) -> Result<TlsAcceptor, Box<dyn std::error::Error + Send + Sync>> {
    let chain: Vec<_> = CertificateDer::pem_file_iter(chain)?.collect::<Result<_, _>>()?;
    let key = PrivateKeyDer::from_pem_file(key)?;
    let mut config = rustls::ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

/// A listener whose answers do not wait for each other: without NODELAY, half the throughput and
/// 44 ms at the tail.
struct PromptListener(TcpListener);

impl Listener for PromptListener {
    type Io = TcpStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        let _ = stream.set_nodelay(true);
        (stream, address)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.0.local_addr()
    }
}

/// A listener whose handshakes run beside each other, so that a slow client delays nobody.
struct TlsListener {
    ready: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
    local: io::Result<SocketAddr>,
}

impl TlsListener {
    fn new(mut tcp: impl Listener<Io = TcpStream, Addr = SocketAddr>, acceptor: TlsAcceptor) -> Self {
        let local = tcp.local_addr();
        let (sender, ready) = mpsc::channel(64);
        tokio::spawn(async move {
            while !sender.is_closed() {
                let (stream, address) = tcp.accept().await;
                let (acceptor, sender) = (acceptor.clone(), sender.clone());
                tokio::spawn(async move {
                    if let Ok(Ok(stream)) = tokio::time::timeout(HANDSHAKE, acceptor.accept(stream)).await {
                        // The server stopped meanwhile: the client will see a closed connection.
                        let _ = sender.send((stream, address)).await;
                    }
                });
            }
        });
        Self { ready, local }
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(accepted) => accepted,
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.local.as_ref().map(|address| *address).map_err(|error| io::Error::new(error.kind(), error.to_string()))
    }
}
