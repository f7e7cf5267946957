"""How items behave when they are answered: difficulty, discrimination, fairness, item response models."""
