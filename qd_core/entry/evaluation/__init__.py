"""`qd eval`: how well a folder of RFQs with known answers is drafted, and how far confidence can be trusted."""
