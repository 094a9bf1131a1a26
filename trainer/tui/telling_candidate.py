"""A candidate's page as blocks, in the order in which a decision is thought about. Pure; called by its screen.

A row that leads somewhere has a `Row` as its key; a score's row opens to its evidence and has its name as key.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from trainer.language import tr, tr_in, tr_many
from trainer.scoring.certify import Judged
from trainer.session.dossier import Dossier, Words, told_levels, told_outcome, told_words
from trainer.session.standing import Score
from trainer.shown import clean_lines as clean
from trainer.tui.steps import Judge, Read, Step
from trainer.tui.widgets.blocks import Block, Span
from trainer.tui.words import LEVELS, sentence

TEXT = 24


@dataclass(frozen=True, slots=True)
class Row:
    """A row that leads to a step; `at` tells it from others that lead to the same."""

    at: str
    step: Step


def told(found: Dossier, titles: Mapping[str, str], opened: Set[object]) -> list[Block]:
    """Everything. `titles` are of scenarios and criteria, by id; `opened` the scores whose evidence is shown."""
    return [
        *_recommended(found, titles),
        *_scores(found, titles, opened),
        *_critical(found, titles),
        *_asked(found),
        *_words(found, titles),
        *_sittings(found, titles),
        *_recorded(found, titles),
        *_reflections(found, titles),
    ]


def _section(title: str, aside: str = "") -> Block:
    return Block(((title, "title"),), indent=2, right=(aside, "quiet") if aside else None, gap=1)


def _recommended(found: Dossier, titles: Mapping[str, str]) -> Iterator[Block]:
    recommendation, decision = found.one.recommendation, found.one.records.decision
    reasons = [sentence(titled(one, titles)) for one in recommendation.reasons]
    state = recommendation.state.told
    head = ((f"{state[:1].upper()}{state[1:]}. ", "strong"), (reasons[0] if reasons else "", "text"))
    yield Block(head, indent=TEXT, lead=(tr("Recommended"), "title"), at=2)
    for reason in reasons[1:]:
        yield Block(reason, indent=TEXT)
    if found.hurried:
        yield Block(tr("Half of the choices were made very quickly. That decides nothing; ask."), "note", indent=TEXT)
    if decision is not None:
        by = f"{found.name(decision.by)}, {decision.at[:10]}"
        words = ((f"{decision.decision.told}. ", "strong"), (decision.reason or tr("The reason was erased."), "text"))
        yield Block(words, indent=TEXT, lead=(tr("Decided"), "title"), at=2, right=(by, "quiet"), gap=1)
        if decision.conditions:
            yield Block(tr("On condition: {conditions}", conditions=decision.conditions), indent=TEXT)


def titled(reason: str, titles: Mapping[str, str]) -> str:
    """A reason with scenarios called as on their shelf."""
    words = [(word, word.rstrip(".,:;")) for word in reason.split(" ")]
    return " ".join(
        word.replace(bare, titles[bare]) if "_" in bare and bare in titles else word for word, bare in words
    )


def _scores(found: Dossier, titles: Mapping[str, str], opened: Set[object]) -> Iterator[Block]:
    yield _section(tr("Scores"), tr("mean level ± standard error; Enter shows the evidence"))
    for score in found.standing.scores:
        stands = tr_many(
            score.observations,
            "cut {cut}, {count} observation",
            "cut {cut}, {count} observations",
            cut=f"{score.cut:g}",
        )
        name = score.told
        lead = (f"{'−' if score.of in opened else '+'} {name}", "strong")
        if score.score is None:
            yield Block(
                ((tr("not observed"), "quiet"),),
                indent=32,
                lead=lead,
                at=4,
                right=(tr("cut {cut:g}", cut=score.cut), "quiet"),
            )
            continue
        value = f"{score.score:.2f} ± {score.error or 0:.2f}"
        words: tuple[Span, ...] = ((f"{value:13}", "text"), (_beside_cut(score), "text"))
        key = score.of if score.of != "overall" else None
        lead = lead if key else (f"  {name}", "strong")
        yield Block(words, indent=32, lead=lead, at=4, right=(stands, "quiet"), key=key)
        if score.of in opened:
            yield from _evidence(found, titles, score.of)
    if found.one.recommendation.spread_assumed:
        yield Block(
            tr("The error rests on an assumed spread of 0.75 levels; a cohort of 30 would give one."), "quiet", 6
        )


def _beside_cut(score: Score) -> str:
    if score.score is None or score.error is None:
        return ""
    if abs(score.score - score.cut) < score.error:
        return tr_in("a score", "close")
    return tr("below") if score.score < score.cut else ""


def _evidence(found: Dossier, titles: Mapping[str, str], competency: str) -> Iterator[Block]:
    me, last = found.one.person.person, ""
    for number, seen in enumerate(found.evidence.get(competency, ())):
        if seen.scenario != last:
            yield Block(titles.get(seen.scenario, seen.scenario), "quiet", indent=8)
            last = seen.scenario
        level = (f"{seen.level} {tr(LEVELS.get(seen.level, ''))}", "quiet")
        words = ((titles.get(seen.criterion, seen.criterion), "text"), (f"  {seen.scene} · {seen.choice}", "quiet"))
        key = Row(f"{competency}{number}", Read(me, seen.run, seen.scene))
        yield Block(words, indent=10, right=level, at=10, key=key)


def _critical(found: Dossier, titles: Mapping[str, str]) -> Iterator[Block]:
    acts = found.one.recommendation.critical
    if acts:
        yield _section(tr("Critical acts"), tr("no score makes up for these"))
    for number, each in enumerate(acts):
        step = Judge(found.one.person.person, each.run, each.act.scene, each.act.code)
        words = ((titles.get(each.act.code, ""), "text"),)
        right = (_judged(each), "alarm" if each.confirmed is None else "quiet")
        key = Row(f"critical{number}", step)
        yield Block(words, indent=10, lead=(each.act.code, "alarm"), at=4, right=right, key=key)
        yield Block(titles.get(each.scenario, each.scenario), "quiet", indent=10)
        record = found.one.records.judged.get((each.run, each.act.scene, each.act.code))
        if record is not None:
            reason = record.reason or tr("(the reason was erased)")
            yield Block(f"{found.name(record.by)}, {record.at[:10]}: {reason}", "quiet", indent=10)


def _judged(each: Judged) -> str:
    mended = tr("put right") if each.act.repaired else tr("not put right")
    state = {None: tr("to be judged"), True: tr("confirmed"), False: tr("dismissed")}[each.confirmed]
    return f"{mended}, {state}"


def _asked(found: Dossier) -> Iterator[Block]:
    yield _section(tr("Asked"))
    for one in found.one.recommendation.requirements:
        word, room = tr("done") if one.met else tr("to do"), max(len(tr("done")), len(tr("to do"))) + 2
        lead = (f"{word:{room}}{one.title}", "quiet" if one.met else "strong")
        yield Block(((one.stands, "quiet" if one.met else "text"),), indent=34, lead=lead, at=4)


def _words(found: Dossier, titles: Mapping[str, str]) -> Iterator[Block]:
    if found.words:
        yield _section(tr("Own words"), tr("people's ratings, beside the program's scores and never in them"))
    for number, words in enumerate(found.words):
        yield Block(words.asked, "quiet", indent=4, gap=int(number > 0))
        key = Row(f"words{number}", Read(found.one.person.person, words.run, words.scene))
        right = (titles.get(words.scenario, words.scenario), "quiet")
        yield Block(told_words(words), _style(words), indent=6, at=6, right=right, key=key)
        for mark in words.marks:
            yield Block(f"{found.name(mark.by)}: {told_levels(mark.levels)}", "note", indent=6)


def _style(words: Words) -> str:
    return "quiet" if words.text is None else "text"


def _sittings(found: Dossier, titles: Mapping[str, str]) -> Iterator[Block]:
    if found.one.sittings:
        yield _section(tr("Attempts"), found.one.turn.why)
    for number, sitting in enumerate(found.one.sittings, start=1):
        state = tr("void") if sitting.voided else tr("counts") if sitting is found.one.sat and sitting.complete else ""
        state = state or (tr("under way") if not sitting.complete else tr("an earlier one"))
        reason = found.one.records.voided.get(sitting.sitting)
        head = tr("Sitting {number}, opened {opened}", number=number, opened=sitting.opened[:10])
        yield Block(((f"{state}{': ' + reason if reason else ''}", "quiet"),), indent=34, lead=(head, "strong"), at=4)
        for place in sitting.places:
            title = clean(titles.get(place.scenario, place.scenario))
            other = titles.get(place.instead_of or "", place.instead_of)
            instead = tr(", instead of {scenario}", scenario=other) if place.instead_of else ""
            ends = (f"{tr(place.status or 'not begun')}{instead}", "quiet")
            can_read = place.run is not None and place.submitted
            key = Row(sitting.sitting, Read(found.one.person.person, place.run or "")) if can_read else None
            yield Block(((title, "text"),), indent=8, at=8, right=ends, key=key)


def _recorded(found: Dossier, titles: Mapping[str, str]) -> Iterator[Block]:
    rows = sorted(_records(found, titles), key=lambda row: row[0])
    if rows:
        yield _section(tr("Recorded"))
    for at, who, what, words in rows:
        yield Block(((f"{what} ", "text"), (who, "quiet")), indent=16, lead=(at[:10], "quiet"), at=4)
        if words:
            yield Block(words, "quiet", indent=16)


def _records(found: Dossier, titles: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """When, by whom, what, and the words kept with it."""
    records = found.one.records
    for hours in records.hours:
        yield hours.day, found.name(hours.by), tr("{minutes} minutes with others", minutes=hours.minutes), ""
    for live in records.live:
        named = {titles.get(name, name): level for name, level in live.observed.levels.items()}
        what = tr(
            "Live role-play, {minutes} minutes: {told_levels}",
            minutes=live.observed.minutes,
            told_levels=told_levels(named),
        )
        yield live.day, found.name(live.by), what, live.comment or ""
    for one in records.comments:
        on = tr("Comment on {scene}", scene=one.scene) if one.scene else tr("Comment on a whole run")
        yield one.at, found.name(one.by), on, one.text or tr("(erased)")
    for decided in records.decisions:
        what = tr(
            "Decided: {decision} (recommended: {recommended})",
            decision=decided.decision.told,
            recommended=tr(decided.recommended.replace("_", " ")),
        )
        yield decided.at, found.name(decided.by), what, decided.reason or tr("(erased)")
    for asked in records.appeals:
        yield asked.at, "", tr("Appeal"), asked.reason or tr("(erased)")
        if asked.outcome is not None and asked.decided_at:
            what = tr("Appeal answered: {outcome}", outcome=told_outcome(asked.outcome))
            yield asked.decided_at, found.name(asked.decided_by), what, asked.answer or tr("(erased)")
    if records.talked:
        yield records.talked, "", tr("A talk"), ""


def _reflections(found: Dossier, titles: Mapping[str, str]) -> Iterator[Block]:
    if found.reflections:
        yield _section(tr("Reflections"))
    for number, one in enumerate(found.reflections):
        key = Row(f"reflection{number}", Read(found.one.person.person, one.run))
        right = (titles.get(one.scenario, one.scenario), "quiet")
        yield Block(one.text or tr("(erased)"), indent=4, at=4, right=right, key=key)
