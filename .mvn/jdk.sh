# shellcheck shell=sh
# Finds a JDK 25 for ./mvnw and ./genome. Sourced by both, so plain POSIX sh.
#
#   GENOME_JDK_SEARCH  the only folders to look in, separated by ':' (shell patterns allowed)
#   GENOME_JDK_FOLDER  where ./genome keeps a JDK it fetched (default: .genome/jdk)

genome_jdk_feature=25

# Prints every place that is looked in, one a line; patterns are not expanded.
genome_jdk_places() {
  if [ -n "${GENOME_JDK_SEARCH+set}" ]; then
    printf '%s\n' "$GENOME_JDK_SEARCH" | tr ':' '\n'
  else
    [ -z "${JAVA_HOME-}" ] || printf '%s\n' "$JAVA_HOME"
    genome_jdk_of_path
    printf '%s\n' "/usr/lib/jvm/*" "/usr/java/*" "/opt/java/*" \
      "/Library/Java/JavaVirtualMachines/*/Contents/Home" \
      "$HOME/Library/Java/JavaVirtualMachines/*/Contents/Home" \
      "$HOME/.sdkman/candidates/java/*" "$HOME/.jdks/*"
  fi
  printf '%s\n' "${GENOME_JDK_FOLDER:-$1/.genome/jdk}/*" "${GENOME_JDK_FOLDER:-$1/.genome/jdk}/*/Contents/Home"
}

# The folder that the `java` on the PATH belongs to, through its links.
genome_jdk_of_path() {
  genome_link=$(command -v java || true)
  [ -n "$genome_link" ] || return 0
  while [ -L "$genome_link" ]; do
    genome_target=$(readlink "$genome_link")
    case "$genome_target" in
      /*) genome_link=$genome_target ;;
      *) genome_link=$(dirname "$genome_link")/$genome_target ;;
    esac
  done
  dirname "$(dirname "$genome_link")"
}

# Succeeds when $1 is the folder of a whole JDK 25. The release file spares starting each java found.
genome_is_jdk() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  if [ -r "$1/release" ]; then
    genome_found=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  else
    genome_found=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  fi
  [ "$genome_found" = "$genome_jdk_feature" ]
}

# Prints the first JDK 25 found, $1 being the folder of the checkout; fails when there is none.
genome_find_jdk() {
  genome_places=$(genome_jdk_places "$1")
  genome_ifs=$IFS
  IFS='
'
  for genome_place in $genome_places; do
    # Only the newline splits, so a folder with a blank in its name stays whole.
    for genome_home in $genome_place; do
      if genome_is_jdk "$genome_home"; then
        IFS=$genome_ifs
        printf '%s\n' "$genome_home"
        return 0
      fi
    done
  done
  IFS=$genome_ifs
  return 1
}

# Says on standard error what is missing and where it was looked for.
genome_say_no_jdk() {
  {
    echo "No JDK $genome_jdk_feature found. Looked in:"
    genome_jdk_places "$1" | sed '/^$/d; s/^/  /'
    echo "Install one (Debian/Ubuntu: apt install openjdk-25-jdk; macOS: brew install openjdk@25; any: https://adoptium.net)"
    echo "and set JAVA_HOME to its folder."
  } >&2
}

# Exports JAVA_HOME of a JDK 25, or says what is missing and fails.
genome_use_jdk() {
  if genome_jdk=$(genome_find_jdk "$1"); then
    JAVA_HOME=$genome_jdk
    export JAVA_HOME
  else
    genome_say_no_jdk "$1"
    return 1
  fi
}
