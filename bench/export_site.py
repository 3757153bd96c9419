"""The exported site served by nginx beside the live one: pages a second, same pages, same client.

The peer is nginx with `gzip_static`. The client is one Python thread on one connection: the figure of nginx is a floor.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATHS = ["/", "/panduan/paspor/", "/panduan/kerja/", "/tentang/", "/kantor/", "/bantuan/"]
SECONDS = 5.0
NGINX = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  include /etc/nginx/mime.types; access_log off; keepalive_requests 1000000; gzip_static on;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port}; root {site}; index index.html; }}
}}
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def started(command: list[str], port: int, patience: float = 120) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process, patience)
        yield
    finally:
        process.terminate()
        process.wait(30)


def wait_for(port: int, process: subprocess.Popen[bytes], patience: float) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"server on port {port} did not start")


def pages_a_second(port: int) -> float:
    """Whole pages read in a few seconds, after one round to warm up."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        for path in PATHS:
            fetch(line, path)
        start, done = time.perf_counter(), 0
        while time.perf_counter() - start < SECONDS:
            fetch(line, PATHS[done % len(PATHS)])
            done += 1
        return done / (time.perf_counter() - start)


def fetch(line: socket.socket, path: str) -> None:
    line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode())
    head, _, body = read_until(line, b"\r\n\r\n").partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), (path, head[:80])
    length = next(int(row.split(b":")[1]) for row in head.lower().split(b"\r\n") if row.startswith(b"content-length"))
    while len(body) < length:
        body += line.recv(65536)


def read_until(line: socket.socket, mark: bytes) -> bytes:
    found = b""
    while mark not in found:
        part = line.recv(65536)
        if not part:
            raise SystemExit("the server closed the connection")
        found += part
    return found


def main() -> None:
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if nginx is None:
        print("export_site: skipped, nginx is not installed (Debian: apt-get install nginx-light)")
        return
    with tempfile.TemporaryDirectory() as name:
        folder, ports = Path(name), (free_port(), free_port())
        pimpasa = str(Path(sys.executable).with_name("pimpasa"))
        start = time.perf_counter()
        subprocess.run([pimpasa, "export-site", str(folder / "site")], check=True, stderr=subprocess.DEVNULL)
        print(f"export_site: written in {time.perf_counter() - start:.1f} s")
        # nginx gives up root for its workers, who must be able to enter the folder.
        folder.chmod(0o755)
        config = folder / "nginx.conf"
        config.write_text(NGINX.format(folder=folder, port=ports[0], site=folder / "site"))
        with started([nginx, "-c", str(config)], ports[0]):
            plain = pages_a_second(ports[0])
        with started([pimpasa, "serve", "--port", str(ports[1])], ports[1]):
            live = pages_a_second(ports[1])
    print(f"export_site: nginx {plain:,.0f} pages/s, live {live:,.0f} pages/s, ratio {plain / live:.1f}")


if __name__ == "__main__":
    main()
