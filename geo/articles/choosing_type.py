"""Which type of event a group of mentions is: the surest words say it, and who stood on both sides."""

from __future__ import annotations

from geo.articles.actors import ARMED, ActorMention
from geo.articles.mentions import GROUND
from geo.articles.merging import Group

VIOLENCE, BATTLES, EXPLOSIONS = "Violence against civilians", "Battles", "Explosions/Remote violence"
PROTESTS = "Protests"
_RANK = {EXPLOSIONS: 6, BATTLES: 4, VIOLENCE: 4, "Military movement": 3, "Diplomacy": 3, "Strategic developments": 2}
_SPECIFIC, _HARM = 1, -3


def choose_type(group: Group, actor1: ActorMention | None, actor2: ActorMention | None) -> tuple[str, str]:
    """Choose type and sub-type, of event_types.csv."""
    best = max(group.mentions, key=lambda one: (_rank(one), one.strength)).hit.trigger
    event_type, sub_type = best.event_type, best.sub_event_type
    kinds = [one.kind if one else "" for one in (actor1, actor2)]
    is_harmed = event_type == PROTESTS and any(one.is_harm for one in group.mentions)
    if "protesters" in kinds and (event_type == VIOLENCE or is_harmed) and kinds[0] in ("forces", "police"):
        return PROTESTS, "Excessive force against protesters"
    if event_type == BATTLES and not {"protesters", "rioters"}.isdisjoint(kinds):
        return "Riots", "Violent demonstration"
    if best.roles == "take" and actor2 is not None and not group.places and event_type == BATTLES:
        return ("Strategic developments", "Arrests")
    is_reached = any(one.family == GROUND and not one.hit.trigger.sub_event_type for one in group.mentions)
    if event_type == BATTLES and best.roles == "move" and is_reached:
        return BATTLES, _territory(actor1)
    if event_type == BATTLES and not sub_type:
        return BATTLES, _territory(actor1) if group.mentions[0].family == GROUND else "Armed clash"
    if event_type == VIOLENCE and not sub_type:
        is_fight = actor2 is not None and actor2.kind in ARMED and (actor1 is None or actor1.kind in ARMED | {"state"})
        return (BATTLES, "Armed clash") if is_fight else (VIOLENCE, "Attack")
    if event_type == EXPLOSIONS and not sub_type:
        is_air = actor1 is not None and actor1.kind in ("forces", "state") and best.roles == "act"
        return EXPLOSIONS, "Air/drone strike" if is_air else "Remote explosive/landmine/IED"
    return event_type, sub_type


def _rank(mention: object) -> int:
    trigger = mention.hit.trigger
    rank = _RANK.get(trigger.event_type, 1) + _SPECIFIC * bool(trigger.sub_event_type)
    return rank + _HARM * (trigger.says == "harm") - (trigger.says == "state")


def _territory(actor1: ActorMention | None) -> str:
    if actor1 is None:
        return ""
    return (
        "Government regains territory"
        if actor1.kind in ("forces", "state", "police")
        else ("Non-state actor overtakes territory")
    )
