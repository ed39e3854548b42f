# No id, patient or free text in any message, note or error.
cat >a.csv <<'END'
StudyUID,PatientID,PatientName,score,label,site,comment
SECRET-1,SECRET-P1,SECRET^Ann,0.9,1,A,SECRET remark one
SECRET-2,SECRET-P1,SECRET^Ann,0.8,0,B,SECRET remark two
SECRET-3,SECRET-P2,SECRET^Bob,0.3,1,A,SECRET remark three
SECRET-3,SECRET-P3,SECRET^Eve,0.1,0,B,SECRET remark four
END
printf 'StudyUID,label\nSECRET-1,0\nSECRET-2,1\nSECRET-9,1\nSECRET-9,0\n' >t.csv
printf 'StudyUID,label\nSECRET-1,0\nSECRET-2,1\n' >u.csv
printf 'StudyUID,label\nSECRET-7,0\nSECRET-8,1\n' >v.csv
head -n 4 a.csv >b.csv
try() {
    if proctor evaluate "$@" -B 0 >out 2>err; then status=0; else status=$?; fi
    # notes are part of the output
    if grep -q SECRET out err; then
        echo "LEAK: $*"
        grep SECRET out err
    else
        echo "silent ($status): $*"
    fi
}
try a.csv -s score -l label
try a.csv -s score -l label -f json
try a.csv -s score -l label -i StudyUID
try b.csv -s score -l label -i StudyUID --truth t.csv
try b.csv -s score -l label -i StudyUID --truth u.csv
try b.csv -s score -l label -i StudyUID --truth v.csv
try b.csv -s score -l StudyUID
try b.csv -s PatientName -l label
try b.csv -s StudyUID -l label
try b.csv -s score -l label -g PatientID:18
try b.csv -s score -l label -g StudyUID:year
try b.csv -s score -l PatientID
try b.csv -s score -l PatientID --positive x
try b.csv -s score -l label --where PatientID=x
try b.csv -s score -l label -g site -f csv
