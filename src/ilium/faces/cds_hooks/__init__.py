"""CDS Hooks 2: cards in a hospital's own system while a patient's chart is open."""
