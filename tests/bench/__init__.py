"""Ratios of speed and memory: `script/bench`. Never asserted in tests; figures go to docs/performance.md."""
