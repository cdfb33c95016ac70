"""개인정보: consents, masks lifted with a reason, the log of it, destruction, what each role may do."""
