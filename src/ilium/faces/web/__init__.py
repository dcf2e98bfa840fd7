"""The web pages: for a person in pain, on a phone, without JavaScript, network or account."""
