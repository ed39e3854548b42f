-- Studies by score, label and subgroups, for 'proctor evaluate --freq n'.
-- NULL becomes the empty field: no result, no truth, no scanner.
-- Levels of a cut are called as in --by age:18,40,65, which knows them again.
SELECT ai_score,
       haemorrhage,
       scanner,
       CASE
           WHEN age_years < 18 THEN '<18'
           WHEN age_years < 40 THEN '18 to <40'
           WHEN age_years < 65 THEN '40 to <65'
           WHEN age_years >= 65 THEN '>=65'
       END AS age,
       COUNT(*) AS n
FROM predictions
GROUP BY 1, 2, 3, 4
