"""What people of the demo say: request seeds by subject, and the phrases between them."""

from demo.words.seed import Seed
from demo.words.seeds import SEEDS, TOPICS, seeds_for

__all__ = ["SEEDS", "TOPICS", "Seed", "seeds_for"]
