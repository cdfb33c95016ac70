"""개인정보: masks, consents, what tells who somebody is, destruction."""
