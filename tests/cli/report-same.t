# The same bytes on any number of threads; in any order of the rows but for the digest
# of the file.
need shuf
set -- -s ai_score -l haemorrhage -p patient_id -i study_id --ids plain -g scanner,age:18,65 -t 0.5 -B 100
file=$samples/head-ct.csv
proctor report "$file" "$@" --threads 1 -o one.html
proctor report "$file" "$@" --threads 4 -o four.html
cmp one.html four.html && echo "threads agree"
{
    head -n 1 "$file"
    sed 1d "$file" | shuf --random-source="$file"
} >head-ct.csv
proctor report head-ct.csv "$@" -o shuffled.html
diff one.html shuffled.html | grep -c '^[<>]'
diff one.html shuffled.html | grep '^[<>]' | sed -E 's/[0-9a-f]{64}/SHA-256/' | sort -u
