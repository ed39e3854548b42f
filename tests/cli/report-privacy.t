# A study is named only where --ids plain asks for it, and a patient never.
cat >a.csv <<'END'
StudyUID,PatientID,score,label,site
SECRET-S1,SECRET-P1,0.9,1,A
SECRET-S2,SECRET-P2,0.8,0,B
SECRET-S3,SECRET-P3,0.3,1,A
SECRET-S4,SECRET-P4,0.1,0,B
END
for format in html markdown; do
    for ids in none plain; do
        for by in '' '-p PatientID'; do
            # shellcheck disable=SC2086 # options
            proctor report a.csv -s score -l label -i StudyUID $by -g site -B 0 --ids $ids -f $format >out
            echo "$format, --ids $ids $by: $(grep -c SECRET-S out) lines with a study, $(grep -c SECRET-P out) with a patient"
        done
    done
done
# Without --id there is nothing to name.
proctor report a.csv -s score -l label -B 0 --ids plain | grep -c SECRET
# Folders are nobody's business.
mkdir SECRET-folder
cp a.csv SECRET-folder/b.csv
cp a.csv SECRET-folder/t.csv
proctor report SECRET-folder/b.csv -s score -l label -i StudyUID --truth SECRET-folder/t.csv -B 0 |
    grep -c SECRET || :
