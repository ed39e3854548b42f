# An undeclared column that looks like an id and repeats is worth a note: one of
# the patient, one of the study; none if the study id is declared or unique.
cat >a.csv <<'END'
study_id,PatientID,score,label,exam_id
x1,p1,0.9,1,e1
x2,p1,0.8,1,e2
x3,p2,0.3,0,e3
x4,p3,0.4,0,e4
x5,p3,0.6,0,e4
x6,p3,0.2,1,e4
END
try() {
    echo "== $*"
    proctor evaluate a.csv -s score -l label -B 0 -f csv -o out.csv "$@" 2>&1
}
try
try -i study_id
try -g PatientID
try -q
