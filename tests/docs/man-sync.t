# The manual pages are well formed, and their examples run.
need mandoc
man=$srcdir_abs/man

# What mandoc cannot know: pages that are not installed, and our section names.
# One page at a time: what mandoc says of many is mixed in the middle of lines.
for page in "$man"/*.[157]; do
    mandoc -T lint "$page" 2>&1
done | grep -v \
    -e 'referenced manual not found' -e 'possible typo in section name' -e 'outdated mandoc.db'

cp -R "$samples"/*.csv "$samples/ci" .
for page in "$man"/*.[157]; do
    mandoc -T ascii -O width=200 "$page" | col -bx |
        awk '/^[A-Z]/ { inside = /^EXAMPLES/ }
            inside && (sub(/^ *\$ /, "") || more) { more = sub(/\\$/, ""); printf "%s%s", $0, more ? "" : "\n" }' >examples
    case $page in
    *.1) [ -s examples ] || echo "$(basename "$page"): no examples" ;;
    esac
    while read -r example; do
        sh -c "$example" >out 2>err </dev/null || { echo "$(basename "$page"): status $?: $example"; cat err; }
    done <examples
done
