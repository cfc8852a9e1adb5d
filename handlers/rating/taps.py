"""What buttons about the quarterly rating do."""

from __future__ import annotations

from channels.taps import Care, Tap


class NewLeague(Tap, prefix="newleague"): ...


class ShowLeague(Tap, prefix="league"):
    league: int


class DrawLeague(Tap, prefix="leaguedraw"):
    """`version` 0 is the newest."""

    league: int
    version: int


class ExportLeague(Tap, prefix="leagueexcel"):
    league: int
    version: int


class ShowVersions(Tap, prefix="leagueversions"):
    league: int


class OpenWindow(Tap, prefix="leagueopen", care=Care.ASKED):
    """`sure` is 0 until it was asked whether she is."""

    league: int
    sure: int


class TellAgain(Tap, prefix="leaguetell", care=Care.ASKED):
    """`sure` is 0 until it was asked whether she is."""

    league: int
    sure: int


class ShowObjections(Tap, prefix="objections"):
    league: int


class AcceptObjection(Tap, prefix="objectionyes"):
    objection: int


class RefuseObjection(Tap, prefix="objectionno"):
    objection: int


class PublishLeague(Tap, prefix="leaguepublish", care=Care.ASKED):
    league: int
    sure: int


class MakePost(Tap, prefix="leaguepost"):
    """A draft of a broadcast with the leaders of each league."""

    league: int


class CorrectLeague(Tap, prefix="leaguecorrect"):
    league: int


class ChooseQuarter(Tap, prefix="leaguequarter"):
    quarter: int


class AskForTable(Tap, prefix="leaguetable"):
    quarter: int


class BeginOwn(Tap, prefix="leagueown"):
    """Of the bot's own figures."""

    quarter: int


class ShowLeagues(Tap, prefix="leagues"): ...


class ShowStanding(Tap, prefix="standing"):
    """How the hromadas for which a head acts stand in their leagues."""


class ObjectTo(Tap, prefix="object"):
    """A head objects to the figures of her row."""

    row: int


class ShowObjection(Tap, prefix="objection"):
    objection: int
