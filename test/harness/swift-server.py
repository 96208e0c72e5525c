"""OpenStack Swift with its S3 door, whole and on disk, as one process on loopback.

    python3 swift-server.py FOLDER

Prints `listens on http://127.0.0.1:PORT` once it serves, and ends when its standard input does; the folder goes then. The
object server keeps its metadata in extended attributes of the folder's file system. Everything is this process's own: no
files in /etc, no root, no services.
"""

import os
import shutil
import sys

import eventlet
import eventlet.wsgi
from eventlet import patcher

threading = patcher.original("threading")
eventlet.monkey_patch(all=False, socket=True, select=True, thread=True)

from swift.common import utils, wsgi  # noqa: E402
from swift.common.ring import RingBuilder  # noqa: E402

FOLDER = os.path.abspath(sys.argv[1])
DEVICES = os.path.join(FOLDER, "devices")
STORAGE = ("account", "container", "object")

# The one user is `test:tester`, its password `testing`: Swift's own example, also as key and secret of S3.
PROXY = f"""
[DEFAULT]
swift_dir = {FOLDER}
[pipeline:main]
pipeline = catch_errors cache listing_formats bulk s3api tempauth slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:bulk]
use = egg:swift#bulk
[filter:s3api]
use = egg:swift#s3api
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
"""

BACKEND = """
[DEFAULT]
swift_dir = {folder}
devices = {devices}
mount_check = false
[pipeline:main]
pipeline = {name}-server
[app:{name}-server]
use = egg:swift#{name}
"""


def write(name, text):
    path = os.path.join(FOLDER, name)
    with open(path, "w") as file:
        file.write(text)
    return path


def build_ring(name, port):
    ring = RingBuilder(part_power=0, replicas=1, min_part_hours=0)
    ring.add_dev({"region": 1, "zone": 1, "weight": 1, "ip": "127.0.0.1", "port": port, "device": "disk"})
    ring.rebalance(seed="1")
    ring.get_ring().save(os.path.join(FOLDER, f"{name}.ring.gz"))


def serve(name, text, socket):
    app = wsgi.loadapp(write(f"{name}-server.conf", text), global_conf={"log_name": name})
    # As Swift's own run_server does it; clients of S3 want the letter case of ETag.
    options = {"protocol": wsgi.SwiftHttpProtocol, "capitalize_response_headers": False, "debug": False}
    return eventlet.spawn(eventlet.wsgi.server, socket, app, utils.NullLogger(), **options)


def end_with_input():
    sys.stdin.read()
    shutil.rmtree(FOLDER, ignore_errors=True)
    os._exit(0)


os.makedirs(os.path.join(DEVICES, "disk"), exist_ok=True)
write("swift.conf", "[swift-hash]\nswift_hash_path_suffix = reelgate\n")
utils.set_swift_dir(FOLDER)
sockets = {name: eventlet.listen(("127.0.0.1", 0), backlog=4096) for name in (*STORAGE, "proxy")}
for name in STORAGE:
    build_ring(name, sockets[name].getsockname()[1])
servers = [serve(name, BACKEND.format(folder=FOLDER, devices=DEVICES, name=name), sockets[name]) for name in STORAGE]
servers.append(serve("proxy", PROXY, sockets["proxy"]))
eventlet.sleep(0)
print(f"listens on http://127.0.0.1:{sockets['proxy'].getsockname()[1]}", flush=True)
threading.Thread(target=end_with_input, daemon=True).start()
for server in servers:
    server.wait()
