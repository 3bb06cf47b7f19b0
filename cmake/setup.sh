# What ./run and ./test share: packages of Debian 12 and the build. Sourced, not run.

BUILD_PACKAGES=(g++ cmake ninja-build pkg-config libfmt-dev libyaml-cpp-dev libcli11-dev
  nlohmann-json3-dev libsqlite3-dev libxxhash-dev libboost-graph-dev
  libeigen3-dev libjemalloc-dev duktape-dev)
TEST_PACKAGES=(libgtest-dev libgmock-dev libglpk-dev gdal-bin chromium fonts-dejavu-core nodejs)

# need_packages NAME...: installs those that are not there; touches no network when all are.
need_packages() {
  local missing=() name
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "installing: ${missing[*]}" >&2
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=300 update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=300 install -y -qq \
    --no-install-recommends "${missing[@]}" >&2
}

# need_page_tools: what rebuilds the report's page for comparison with the built one, once; the tests that
# need it are skipped aloud where it cannot be had. Everything else works without.
need_page_tools() {
  local wanted=src/web/package-lock.json have=src/web/node_modules/.lock
  cmp -s "$wanted" "$have" && return 0
  command -v npm >/dev/null || need_packages npm || true
  if (cd src/web && npm ci --ignore-scripts --loglevel=error --fetch-retries=1 --fetch-timeout=60000 >&2); then
    cp "$wanted" "$have"
  else
    echo "the page's tools cannot be had: tests that rebuild the page will be skipped" >&2
  fi
}

# build PRESET TARGET: configures and compiles; says nothing when all is up to date.
build() {
  local log
  log=$(mktemp)
  local tests=OFF
  [ "$2" = corridor ] || tests=ON
  if [ "$tests" = ON ] || [ ! -f "build/$1/CMakeCache.txt" ]; then
    cmake --preset "$1" -DCORRIDOR_BUILD_TESTS=$tests >"$log" 2>&1 || { cat "$log" >&2; return 1; }
  fi
  echo "building ($2)" >&2
  cmake --build --preset "$1" --target "$2" >"$log" 2>&1 || { cat "$log" >&2; return 1; }
  rm -f "$log"
}
