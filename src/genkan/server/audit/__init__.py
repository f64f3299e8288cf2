"""The audit list 「操作履歴」: who of a property's staff changed what, and when."""
