# A file without a header loses its first study, and says so.
sed 1d "$samples/asah.csv" | tr -d '"' | cut -d , -f 2,6 | sed 's/Poor/1/; s/Good/0/' >bare.csv
proctor evaluate bare.csv -s '#2' -l '#1' -t 0.2 -B 0 -f csv 2>note | grep -E ',rows_(read|evaluated),' | cut -d , -f 6,11
cat note
# No note with --no-header, where all studies are read, nor where a header is one.
proctor evaluate bare.csv --no-header -s '#2' -l '#1' -t 0.2 -B 0 -f csv | grep ,rows_read, | cut -d , -f 6,11
proctor evaluate "$samples/fixture40.csv" -s score -l label -B 0 -f csv | grep ,rows_read, | cut -d , -f 6,11
# Years as names of columns are one, if the labels are not called 0 or 1.
printf 'ill,2024\n0,0.1\n1,0.9\n0,0.4\n1,0.3\n' >years.csv
proctor evaluate years.csv -s 2024 -l ill -B 0 -f csv | grep ,rows_read, | cut -d , -f 6,11
