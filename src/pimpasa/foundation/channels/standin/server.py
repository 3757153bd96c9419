"""The stand-in as a server of its own on this machine, for programs that send over a real connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx

from pimpasa.foundation.channels.standin.provider import StandIn


@contextmanager
def serving(provider: StandIn, port: int = 0) -> Iterator[str]:
    """Gives the address under which the provider answers."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            try:
                answer = provider.answer(httpx.Request("POST", "http://standin.invalid", content=body))
            except httpx.ReadTimeout:
                self.close_connection = True
                return
            self.send_response(answer.status_code)
            for name in ("Retry-After", "Content-Type"):
                if name in answer.headers:
                    self.send_header(name, answer.headers[name])
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Says nothing: requests carry words and numbers."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
