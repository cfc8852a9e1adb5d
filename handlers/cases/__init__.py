"""A document was not accepted: the law card, the case, the appeal, the staff's work on a case, figures.

Others lead here by the taps, by `clock.show_ways` and `me_too.offer` (deep links), by `my_cases.say_by_code`, and by
`desk.answer` (a reply in the staff chat).
"""
