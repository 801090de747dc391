"""The linker by rules: relations of grammar and order, and what a sentence leaves out taken over from those before.

Per figure: its governor (a word of flow or measure), the places by their marker, the good, the period, the source; an empty
role is inherited from the last frame with the same measure, then from the topic of the text and its headline.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from extractor.linking import roles, things, times, wording
from extractor.linking.equivalents import take_restatements
from extractor.linking.frame import Frame, Ground, Mention
from extractor.linking.governor import governor
from extractor.linking.markers import mark
from extractor.linking.scene import Scene, is_headline
from extractor.linking.timeline import Timeline


@dataclass(slots=True)
class Memory:
    """What the text has said so far."""

    timeline: Timeline
    topic: Mention | None = None
    frame: Frame | None = None
    frame_has_flow: bool = False
    source: Mention | None = None
    subject: Mention | None = None


class RuleLinker:
    """Frames by rules; see the module."""

    def __call__(self, doc: Doc) -> list[Frame]:
        memory = Memory(Timeline(date.fromisoformat(doc._.article_date) if doc._.article_date else None))
        memory.topic = _topic(doc)
        frames: list[Frame] = []
        text = doc.text
        for sentence in doc.sents:
            scene = Scene(sentence, text)
            places = mark(scene)
            _remember_subject(scene, places, memory)
            memory.timeline.begin()
            frames += _Sentence(scene, places, memory).frames() if scene.figures else []
        return frames


def _topic(doc: Doc) -> Mention | None:
    """The country that the article is about: the first of the headline, else the one named most, early ones first."""
    counts: dict[str, float] = {}
    first: dict[str, Mention] = {}
    for rank, place in enumerate(doc._.places):
        first.setdefault(place["name"], place)
        weight = 3.0 if place["start"] < doc._.title_end else 1.0
        counts[place["name"]] = counts.get(place["name"], 0.0) + weight / (1 + rank / 10)
    return first[max(counts, key=lambda name: counts[name])] if counts else None


def _remember_subject(scene: Scene, places: list[Mention], memory: Memory) -> None:
    """The country of which the text speaks: the last subject or owner; what `the country` and `its` stand for."""
    for place in places:
        if place["form"] != "demonym" and (
            place["marker"] in ("subject", "owner") or (place["marker"] == "none" and not scene.parsed)
        ):
            memory.subject = place
            return


class _Sentence:
    """The figures of one sentence, linked together."""

    def __init__(self, scene: Scene, places: list[Mention], memory: Memory) -> None:
        self.scene, self.places, self.memory = scene, places, memory
        self.restated = take_restatements(scene)
        self.paired = _respectively(scene, places)

    def frames(self) -> list[Frame]:
        frames = []
        for index, figure in enumerate(self.scene.figures):
            frame = self._frame(index, figure)
            frame.equivalents = [_equivalent(other) for other in self.restated.get(figure["start"], ())]
            frames.append(frame)
            if frame.in_scope:
                self._remember(frame)
        return frames

    def _frame(self, index: int, figure: Mention) -> Frame:
        frame = Frame(figure)
        flow = governor(self.scene, figure)
        frame.kind = wording.kind(figure, flow, self.scene)
        frame.in_scope = not wording.is_forecast(figure, self.scene)
        frame.asserted = not wording.is_doubted(figure, self.scene)
        if figure["trend"]:
            frame.fill("trend", figure["trend"], _ground(figure["trend_span"]))
        self._measure(frame, flow)
        self._places(frame, flow, index)
        self._commodity(frame, flow)
        self._period(frame, index)
        self._source(frame)
        return frame

    def _measure(self, frame: Frame, flow: Mention | None) -> None:
        previous = self.memory.frame
        if frame.figure["unit"] == "people" and frame.figure["counted"] and (flow is None or flow["class"] != "people"):
            frame.fill("measure", frame.figure["counted"], _ground(frame.figure["counted_span"]))
            return
        if flow is not None:
            frame.fill("measure", flow["measure"], (flow["start"], flow["end"]))
            frame.fill("direction", self._direction(flow), (flow["start"], flow["end"]))
        elif previous is not None and _same_sort(previous.figure, frame.figure):
            frame.fill("measure", previous.measure, previous.grounding.get("measure"))
            frame.fill("direction", previous.direction, previous.grounding.get("direction"))

    def _direction(self, flow: Mention) -> str | None:
        """The flow's direction; a word that may also be told of business at home needs a place across a border."""
        direction: str | None = flow["direction"]
        if direction in ("import", "export") and "port" not in flow["text"].lower():
            crossing = [p for p in self.places if p["marker"] != "none" and p["marker"] != "place"]
            abroad = self.memory.frame is not None and self.memory.frame.direction in ("import", "export", "re-export")
            if not (len(crossing) > 1 or (crossing and flow["pos"] == "verb") or abroad):
                return None
        return direction

    def _places(self, frame: Frame, flow: Mention | None, index: int) -> None:
        figure, direction = frame.figure, frame.direction
        by_role: dict[str, list[Mention]] = {"entity": [], "partner": []}
        for place in self.places:
            if (part := roles.role(place, direction, flow)) is not None:
                by_role[part].append(place)
        beside = self.paired.get(index, {}).get("place") or roles.adjacent(self.scene, figure, self.places)
        following = None if beside else roles.after(self.scene, figure, self.places)
        for part, places in by_role.items():
            chosen = _nearest(self.scene, figure, places, beside or following)
            if chosen:
                name, _ = roles.joined(chosen)
                frame.fill(part, name, (chosen[0]["start"], chosen[-1]["end"]))
        if beside is not None and beside["name"] not in (frame.entity, frame.partner):
            self._listed(frame, beside)
        if frame.partner == frame.entity:
            frame.partner = None
        self._inherit_places(frame, flow)

    def _listed(self, frame: Frame, place: Mention) -> None:
        """A country that a list puts beside its figure is the other side of a named country's flow, else the entity."""
        part = "partner" if frame.direction and (frame.entity or self._inherited_entity()) else "entity"
        frame.fill(part, place["name"], (place["start"], place["end"]))

    def _inherited_entity(self) -> str | None:
        previous = self.memory.frame
        return previous.entity if previous else None

    def _inherit_places(self, frame: Frame, flow: Mention | None) -> None:
        previous = self.memory.frame
        body = _subject_body(self.scene, frame.figure)
        if frame.entity is None and body is not None and (flow is None or flow["class"] in ("company", "people")):
            frame.fill("entity", body["name"], (body["start"], body["end"]))
        if previous is not None and frame.entity is None and previous.entity != frame.partner:
            frame.fill("entity", previous.entity, previous.grounding.get("entity"))
        for place in (self.memory.subject, self.memory.topic):
            if frame.entity is None and place is not None and place["name"] != frame.partner:
                frame.fill("entity", place["name"], (place["start"], place["end"]))
        continues = previous is not None and previous.direction == frame.direction and frame.direction is not None
        if frame.partner is None and continues and previous is not None and (flow is None or _refers(self.scene)):
            partner = previous.partner if previous.partner != frame.entity else None
            frame.fill("partner", partner, previous.grounding.get("partner"))

    def _commodity(self, frame: Frame, flow: Mention | None) -> None:
        if frame.figure["unit"] == "people" or (
            flow is not None and flow["class"] in ("rate", "economy", "transfer", "people")
        ):
            return
        good = things.commodity(self.scene, frame.figure, flow)
        if good is not None:
            frame.fill("commodity", good["name"], (good["start"], good["end"]))
            frame.lexicon = good["lexicon"]
            return
        previous = self.memory.frame
        total = any(word in self.scene.sentence.text.lower().split() for word in ("total", "overall", "all"))
        if (
            previous is not None
            and not total
            and (flow is None or previous.measure == frame.measure or _refers(self.scene))
        ):
            frame.fill("commodity", previous.commodity, previous.grounding.get("commodity"))
            frame.lexicon = previous.lexicon

    def _period(self, frame: Frame, index: int) -> None:
        timeline = self.memory.timeline
        span, said = timeline.find(self.scene, frame.figure, self.paired.get(index, {}).get("period"))
        if span is not None:
            frame.fill("period", (span.start, span.end), said)
        if frame.kind == "change":
            compared = times.baseline(self.scene, frame.figure, span, timeline.today)
            if compared is not None:
                ground = (compared[1]["start"], compared[1]["end"]) if compared[1] else None
                frame.fill("baseline", (compared[0].start, compared[0].end), ground)

    def _source(self, frame: Frame) -> None:
        for role in ("source", "via"):
            found = [s for s in self.scene.sources if s["role"] == role]
            if found:
                frame.fill(role, found[0]["text"], (found[0]["start"], found[0]["end"]))
        press = [s for s in self.scene.sources if s["role"] == "press"]
        if press:
            part = "via" if frame.source else "source"
            frame.fill(part, press[0]["text"], (press[0]["start"], press[0]["end"]))

    def _remember(self, frame: Frame) -> None:
        memory = self.memory
        if is_headline(self.scene.doc, self.scene):
            memory.frame = frame
            return
        memory.frame = frame
        memory.timeline.remember(self.scene, frame)


def _ground(span: list[int] | None) -> Ground | None:
    return (span[0], span[1]) if span else None


def _equivalent(figure: Mention) -> dict[str, str | None]:
    return {"value": figure["value"], "currency": figure["currency"], "unit": figure["unit"]}


def _same_sort(previous: Mention, figure: Mention) -> bool:
    """Whether a figure may go on from another: money from money, and a per cent or multiple from anything."""
    if figure["sort"] in ("per_cent", "percentage_points", "multiple", "fraction", "absence"):
        return True
    return previous["sort"] in (figure["sort"], "per_cent", "multiple", "absence", "percentage_points", "fraction")


def _refers(scene: Scene) -> bool:
    return any(r["refers_to"] in ("flow", "figure", "good") for r in scene.references)


def _nearest(scene: Scene, figure: Mention, places: list[Mention], beside: Mention | None) -> list[Mention]:
    """Of the places in one role the one for this figure: beside it, else the nearest before, with those joined to it by `and`."""
    if not places:
        return []
    if beside is not None and any(p["start"] == beside["start"] for p in places):
        return [beside]
    before = [p for p in places if p["end"] <= figure["start"]]
    chosen = [before[-1]] if before else [places[0]]
    index = places.index(chosen[0])
    step = -1 if before else 1
    while 0 <= index + step < len(places):
        left, right = sorted((places[index], places[index + step]), key=lambda p: int(p["start"]))
        gap = scene.text(left["end"], right["start"]).replace("the", "").strip()
        if gap not in (",", "and", ", and", "&"):
            break
        chosen = [left, right, *chosen[1:]] if step < 0 else [*chosen, right]
        index += step
    return chosen


def _subject_body(scene: Scene, figure: Mention) -> Mention | None:
    """A company that is the subject of the figure's sentence: `Nestle sold 5 million tonnes`."""
    sources = [(s["start"], s["end"]) for s in scene.sources]
    for body in scene.names:
        if body["end"] <= figure["start"] and not any(a <= body["start"] < b for a, b in sources):
            head = scene.head(body)
            if head.dep_ in ("nsubj", "poss", "nsubjpass"):
                return body
    return None


def _respectively(scene: Scene, places: list[Mention]) -> dict[int, dict[str, Mention]]:
    """`A and B sold 5 and 7 million respectively`: figures paired in order with as many places or periods."""
    if "respectively" not in scene.sentence.text.lower():
        return {}
    pairs: dict[int, dict[str, Mention]] = {i: {} for i in range(len(scene.figures))}
    for name, mentions in (("place", places), ("period", scene.times)):
        if len(mentions) == len(scene.figures) > 1:
            for index, mention in enumerate(mentions):
                pairs[index][name] = mention
    return pairs
