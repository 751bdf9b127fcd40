"""One mention of an event: a trigger with what its sentence says of who, where, when and whether."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.articles.actors import ActorMention
from geo.articles.counts import Count
from geo.articles.days import DaySpan
from geo.articles.triggers import Hit
from geo.articles.whereabouts import Where

FORCE, GROUND, CROWD = "force", "ground", "crowd"
_FORCE_TYPES = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
DESTRUCTION = "Looting/property destruction"


@dataclass(frozen=True, slots=True)
class Mention:
    """What one sentence says of one event.

    Attributes:
        hit: The trigger.
        sentence: Number of its sentence.
        start: Where the trigger begins, in characters of the text.
        end: Where it ends, exclusive.
        status: Of `geo.articles.drafts.STATUSES`.
        actor1: Who acted, None where the sentence does not say.
        actor2: Who was acted on, fought or met.
        where: The place that the sentence names for it.
        day: The day that it names for it.
        roads: Roads it names, each with its start, end and name.
        counts: Numbers of its sentence that stand nearest to it: killed, wounded, vehicles.
        strength: 0 to 1; how surely the words tell of an event.
        is_other: Whether the words say that it is not the one told before: "another attack".
        is_claim: Whether nobody but a party to the event says so.
        is_definite: Whether they speak of one told before: "the attack".
        doubts: What a person should look at.
    """

    hit: Hit
    sentence: int
    start: int
    end: int
    status: str
    actor1: ActorMention | None
    actor2: ActorMention | None
    where: Where
    day: DaySpan | None
    roads: tuple[tuple[int, int, str], ...] = ()
    counts: tuple[Count, ...] = ()
    strength: float = 0.0
    is_other: bool = False
    is_definite: bool = False
    is_claim: bool = False
    doubts: tuple[str, ...] = field(default=())

    @property
    def family(self) -> str:
        """The kind of events that it may be one with."""
        trigger = self.hit.trigger
        if trigger.roles in ("take", "move") and trigger.event_type == "Battles":
            return GROUND
        if trigger.event_type in _FORCE_TYPES or trigger.sub_event_type == DESTRUCTION:
            return FORCE
        if trigger.event_type in ("Protests", "Riots"):
            return CROWD
        if trigger.event_type == "Strategic developments":
            return trigger.sub_event_type
        return trigger.event_type

    @property
    def is_harm(self) -> bool:
        """Whether it tells what another event led to."""
        return self.hit.trigger.says == "harm"
