"""「取付チェック」: what an installer tries at a unit before it goes into service."""
