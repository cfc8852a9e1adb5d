"""Events in chat: what people do with them, how staff prepare them, the door, and what comes afterwards."""
