"""Items in the formats other programs read and write: QTI, Moodle XML, GIFT, Aiken, XLSX, CSV."""
