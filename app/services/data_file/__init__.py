"""자료 파일: backup, protection by a passphrase, check, and what lies beside the file."""
