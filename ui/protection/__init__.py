"""암호로 보호하기 in the window: asking the passphrase, the recovery key, the cover, what is kept sealed."""
