"""A document was not accepted: the law card, the case, the appeal, the staff's work on a case, figures.

Others lead here by the taps, by `clock.show_ways` and `my_cases.offer_to_join` (deep links), and by `desk.answer` (a
reply in the staff chat).
"""
