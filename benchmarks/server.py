"""nginx with the course on loopback: it counts what it is asked, and can be made slow."""

import os
import re
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PORT = 8821
ELSEWHERE = 8822
MODULES = Path("/usr/lib/nginx/modules")

CONFIGURATION = """{modules}
worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.err crit; daemon on; {user}
worker_rlimit_nofile 65536;
events {{ worker_connections 16384; multi_accept on; }}
http {{
 log_format told '$msec $server_addr';
 access_log {log}; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 10000000; keepalive_timeout 300;
 types {{ text/html html; text/css css; application/javascript js; image/svg+xml svg; text/plain txt; }}
 default_type text/plain; charset utf-8; etag on; gzip_static on; gzip_vary on; error_page 404 = @missing;
 client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
 uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
 server {{ listen 127.0.0.1:{port} backlog=4096; root {folder}/site;
   rewrite ^/vanha/(\\d\\d\\d)(\\d\\d)\\.html$ /p/$1/$1$2.html permanent;
   location / {{ {sleep} }}
   location = /stub {{ access_log off; stub_status; }}
   location @missing {{ default_type text/html; return 404 '<html><body><h1>404</h1></body></html>'; }} }}
 server {{ listen {elsewhere} backlog=4096;
   location /ext/ok/ {{ {sleep} default_type text/html; try_files /none @ok; }}
   location @ok {{ default_type text/html;
     return 200 '<html><head><title>ok</title></head><body><p>ok</p></body></html>'; }}
   location / {{ {sleep} default_type text/html; try_files /none @missing; }}
   location @missing {{ return 404; }} }}
}}
"""


def program() -> str:
    """Where nginx is; it lies outside the path of ordinary users."""
    return "/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else "nginx"


@contextmanager
def serving(folder: Path, *, latency: float = 0.0, log: bool = False) -> Iterator[str]:
    """Serve `folder`/site; each answer waits for `latency` seconds. Gives the address of the front page."""
    folder = folder.resolve()
    names = ("ndk_http_module.so", "ngx_http_lua_module.so") if latency else ()
    configuration = CONFIGURATION.format(
        modules="".join(f"load_module {MODULES / name};\n" for name in names),
        folder=folder,
        user="user root;" if os.getuid() == 0 else "",
        log=f"{folder}/access.log told" if log else "off",
        port=PORT,
        elsewhere=ELSEWHERE,
        sleep=f"access_by_lua_block {{ ngx.sleep({latency}) }}" if latency else "",
    )
    (folder / "nginx.conf").write_text(configuration)
    (folder / "access.log").unlink(missing_ok=True)
    last = str((os.cpu_count() or 1) - 1)
    subprocess.run(["taskset", "-c", last, program(), "-c", str(folder / "nginx.conf")], check=True)
    try:
        _Own.count = 0
        _wait_for_answer()
        yield f"http://127.0.0.1:{PORT}/"
    finally:
        number = int((folder / "nginx.pid").read_text())
        os.kill(number, signal.SIGTERM)
        _wait_until_gone(number)


def _wait_for_answer() -> None:
    for _ in range(100):
        try:
            requests()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("nginx does not answer")


def _wait_until_gone(number: int) -> None:
    for _ in range(100):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)


def requests() -> int:
    """How many requests the server has taken, this one not counted."""
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/stub", timeout=5) as answer:
        found = re.search(r"\n *\d+ +\d+ +(\d+)", answer.read().decode())
    if found is None:
        raise RuntimeError("nginx told no numbers")
    _Own.count += 1
    return int(found[1]) - _Own.count


class _Own:
    """How often we asked for numbers ourselves."""

    count = 0
