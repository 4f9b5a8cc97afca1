"""A small stateless HTTP server, on nothing but the Python that Amazon Linux brings."""

import json
import os
import signal
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = int(os.environ.get("PORT", "8080"))
HEALTH_PATH = os.environ.get("HEALTH_PATH", "/health")
KEEP_ALIVE_SECONDS = int(os.environ.get("KEEP_ALIVE_SECONDS", "65"))

leaving = threading.Event()
idle = threading.Condition()
answering = 0


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Longer than the load balancer keeps an idle connection, which would otherwise reuse one that has just been closed here.
    timeout = KEEP_ALIVE_SECONDS

    def do_GET(self):
        global answering
        with idle:
            answering += 1
        try:
            self.route()
        finally:
            with idle:
                answering -= 1
                idle.notify_all()

    def route(self):
        if self.path == HEALTH_PATH:
            # Shallow: this process can answer. What it depends on is not asked.
            self.answer(200, {"status": "ok"})
        elif self.path == "/":
            self.answer(200, {"server": socket.gethostname(), "files": os.environ.get("FILES_BUCKET")})
        else:
            self.answer(404, {"error": "not found"})

    def answer(self, status, content):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if leaving.is_set():
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args):
        """The load balancer's access log has it already."""


class Server(ThreadingHTTPServer):
    # An idle connection does not hold up the end of the process.
    daemon_threads = True


def leave(server):
    leaving.set()
    server.shutdown()


if __name__ == "__main__":
    server = Server(("", PORT), Handler)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=leave, args=(server,)).start())
    server.serve_forever()
    with idle:
        # systemd ends what takes longer than the deregistration delay.
        idle.wait_for(lambda: answering == 0)
