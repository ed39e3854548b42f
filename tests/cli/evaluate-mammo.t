# 5,444 mammograms: scanners with few cancers are shown but not judged,
# "(missing)" density stands last, and that patients repeat is said.
need_shared
proctor evaluate "$shared/mammo_val_images/data.csv" -l cancer -s preds \
    --by site_id,machine_id,age:50,60,70,density -t 0.5 -B 0
