-- The words of rules that look for words: any of these, and all of these. Such a rule has an empty pattern.
ALTER TABLE rules ADD COLUMN words TEXT;
ALTER TABLE rules ADD COLUMN all_words TEXT;
