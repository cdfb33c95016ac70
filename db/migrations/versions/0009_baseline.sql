ALTER TABLE stage ADD COLUMN baseline_start DATE;
ALTER TABLE stage ADD COLUMN baseline_end DATE;
