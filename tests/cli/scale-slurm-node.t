# slurm.sh of the samples, in a Slurm of one node that runs for this test alone: the page is that of the rows.
need slurmctld
need slurmd
need sbatch
here=$PWD
mkdir spool state
cat >slurm.conf <<EOF
ClusterName=one
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=27817
SlurmdPort=27818
AuthType=auth/none
CredType=cred/none
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
StateSaveLocation=$here/state
SlurmdSpoolDir=$here/spool
SlurmctldPidFile=$here/slurmctld.pid
SlurmdPidFile=$here/slurmd.pid
SlurmctldLogFile=$here/slurmctld.log
SlurmdLogFile=$here/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SchedulerParameters=sched_interval=1
MpiDefault=none
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=1 RealMemory=1000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
EOF
SLURM_CONF=$here/slurm.conf
export SLURM_CONF
stop() {
    for daemon in slurmd slurmctld; do
        [ ! -s $daemon.pid ] || kill "$(cat $daemon.pid)"
    done
    sleep 1
}
trap stop EXIT
# Who may not start a Slurm here skips.
{ slurmctld -c && slurmd; } >start.log 2>&1 || exit 77
wait_for() { # seconds command...
    left=$1
    shift
    until "$@" >/dev/null 2>&1; do
        left=$((left - 1))
        [ $left -gt 0 ] || return 1
        sleep 1
    done
}
# shellcheck disable=SC2317 # called by wait_for
node_is_idle() { [ "$(sinfo -h -o %T)" = idle ]; }
wait_for 30 node_is_idle || exit 77

head -n 1 "$samples/head-ct.csv" | tee a.csv b.csv >c.csv
awk 'NR > 1 { print >>(substr("abc", NR % 3 + 1, 1) ".csv") }' "$samples/head-ct.csv"
"$samples/scale/slurm.sh" a.csv b.csv c.csv | sed 's/[0-9][0-9]*$/N/'
# shellcheck disable=SC2317
queue_is_empty() { [ -s results.txt ] && [ -z "$(squeue -h)" ]; }
wait_for 100 queue_is_empty || { squeue; cat slurm-*.out; }
ls counts
proctor evaluate "$samples/head-ct.csv" -s ai_score -l haemorrhage -g scanner,age:18,40,65 >rows.txt
diff rows.txt results.txt | grep "^[<>]"
