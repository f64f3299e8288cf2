"""Alarms 「アラーム」: what somebody should see to at an entrance, who was told, and who has seen to it."""
