#!/usr/bin/env bash
# Brings what the tests need besides npm packages: ffmpeg and ffprobe (to look into videos), strace (to prove that an
# acknowledged write is on disk), curl (to run the line that the server prints), ps and script (to see processes, and a
# terminal), Chromium without its windows (to play the videos and walk through the console; the whole of Chromium does, too,
# and is slower) with a Chinese font (or its pages would be measured as rows of empty boxes), OpenStack Swift (an object store
# that speaks S3; only its program, no service is started), Postgres (the tests start servers of their own), and what runs the
# programs of samples/: jq for those of curl, Python, Go, Java, PHP, Ruby, and Mono for C#. Does nothing where they are present.
# The languages are 100 MB to fetch, of which Go is 80, and as much again where there is no Java.
set -euo pipefail

tools=(ffmpeg ffprobe strace curl ps script jq python3 go javac php ruby mcs mono)
packages=(ffmpeg strace curl procps bsdutils chromium-headless-shell jq python3 golang-go default-jdk-headless php-cli php-curl
  ruby mono-mcs libmono-system-net-http4.0-cil fontconfig fonts-wqy-microhei python3-swift postgresql)

missing=()
for tool in "${tools[@]}"; do
  command -v "$tool" >/dev/null 2>&1 || missing+=("$tool")
done
command -v chromium-headless-shell >/dev/null 2>&1 || command -v chromium >/dev/null 2>&1 || missing+=(chromium-headless-shell)
php -r 'exit(extension_loaded("curl") ? 0 : 1);' >/dev/null 2>&1 || missing+=(php-curl)
[ -e /usr/lib/mono/4.5/System.Net.Http.dll ] || missing+=(System.Net.Http)
command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
/usr/bin/python3 -c 'import swift.proxy.server' >/dev/null 2>&1 || missing+=(python3-swift)
[ -n "$(fc-list :lang=zh 2>/dev/null)" ] || missing+=("a Chinese font")
[ "${#missing[@]}" -eq 0 ] && exit 0

echo "installing what the tests need: ${missing[*]}"
if ! command -v apt-get >/dev/null 2>&1; then
  echo "The tests need ${missing[*]}, and this system has no apt-get. Install them with its own package manager, then run npm test again." >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    echo "The tests need ${missing[*]}. Run: sudo apt-get install ${packages[*]}   then run npm test again." >&2
    exit 1
  fi
  as_root=(sudo -n)
fi
# Debian's package would make and start a server of the system's, which nothing here uses.
if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
  "${as_root[@]}" mkdir -p /etc/postgresql-common
  echo 'create_main_cluster = false' | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
