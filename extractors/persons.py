"""Clusters of the people that several articles name: who is who, from their names alone.

The order carries it: full names first, the longest first; then names with initials; then lone surnames, each to its
only owner in the same article, else to its only owner anywhere, else it stays alone. A name joins a cluster only when
it fits every name there, so that two people never become one through a third spelling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from .lexicon import Gender, first_name_gender, read_lexicon
from .nameparts import Name
from .personindex import Cluster, Clusters, Fit, Node, Pairs
from .vocabulary import Vocabulary

__all__ = ["Cluster", "Node", "Pairs", "cluster", "given_gender"]

CLOSE = 0.03
"""Two owners whose scores differ by less than this are equally good, and neither is taken."""


def cluster(
    nodes: Iterable[Node], known: Iterable[tuple[str | None, list[Node]]] = (), apart: Pairs = frozenset()
) -> list[Cluster]:
    """Clusters of all nodes, whatever their order; ``known`` are ids with the names that belong to them for certain.

    Where the id is None, the names belong together, and whoever has them is new.
    """
    nodes, seeds = list(nodes), [(i, list(names)) for i, names in known]
    everyone = nodes + [node for _, names in seeds for node in names]
    words = (name for node in everyone for name in (node.name, node.spelled) if name)
    clusters = Clusters(Vocabulary(words), apart)
    lone_seeds: dict[str, str] = {}
    placed: dict[str, int] = {}
    for identity, names in seeds:
        full = [node for node in names if node.name.full]
        if full:
            at = clusters.put(full, known=identity)
            placed.update((node.name.text, at) for node in full if node.name.text not in placed)
        elif identity is not None:
            lone_seeds.update((node.name.text, identity) for node in names)
    _doubt(clusters)
    _full_names(clusters, [node for node in nodes if node.name.full], placed)
    short = [node for node in nodes if not node.name.full]
    _short_names(clusters, [node for node in short if len(node.name.tokens) > 1])
    _short_names(clusters, [node for node in short if len(node.name.tokens) < 2])
    _keep_lone_ids(clusters.all, lone_seeds)
    return [found for found in clusters.all if any(node.article for node in found.nodes)]


def _doubt(clusters: Clusters) -> None:
    """Marks the known people whose full name fits two others equally well, as it did when they were first met."""
    doubtful = []
    for at, known in enumerate(clusters.all):
        fits = [fit for fit in clusters.like(next(iter(known.names.values()))) if fit[1] != at]
        if len(fits) > 1 and fits[0][0] - fits[1][0] < CLOSE:
            doubtful.append(known)
    for known in doubtful:
        known.alone = True


def _keep_lone_ids(found: list[Cluster], ids: dict[str, str]) -> None:
    """A person known by a surname only keeps its id when the full name turns up; when two claim it, neither gets it.

    Unless it still is the surname of nobody.
    """
    claims: defaultdict[str, list[Cluster]] = defaultdict(list)
    for one in found:
        if not one.alone:
            for identity in {ids[text] for node in one.nodes for text in _texts(node) if text in ids}:
                claims[identity].append(one)
    for identity, claimants in sorted(claims.items()):
        if len(claimants) > 1:
            claimants = [one for one in claimants if not any(name.full for name in one.names.values())]
        if len(claimants) == 1 and claimants[0].known is None:
            claimants[0].known = identity


def _texts(node: Node) -> tuple[str, ...]:
    return (node.name.text, node.spelled.text) if node.spelled else (node.name.text,)


def _full_names(clusters: Clusters, nodes: list[Node], placed: dict[str, int]) -> None:
    by_text: defaultdict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        by_text[node.name.text].append(node)
    for same in sorted(by_text.values(), key=_order):
        name = same[0].name
        at = placed.get(name.text)
        if at is None:
            fits = clusters.like(name)
            sure = len(fits) == 1 or (len(fits) > 1 and fits[0][0] - fits[1][0] >= CLOSE)
            at = fits[0][1] if sure else None
            if fits and not sure:
                clusters.put(same, alone=True)
                continue
            same = same if fits else _with_owners_here(clusters, same)
        if same:
            clusters.put(same, at)


def _with_owners_here(clusters: Clusters, same: list[Node]) -> list[Node]:
    """Gives nodes of one name to the only one in their article whose given names it is (Saif al-Islam); the others."""
    others = []
    for node in same:
        owners = clusters.namesakes(node) if node.article else []
        if len(owners) == 1:
            clusters.all[owners[0]].nodes.append(node)
        else:
            others.append(node)
    return others


def _order(same: list[Node]) -> tuple[int, int, int, str]:
    """The longest names first, then the most frequent."""
    tokens = same[0].name.tokens
    words = sum(not token.initial for token in tokens)
    return -words, -len(tokens), -sum(node.count for node in same), same[0].name.text


def _short_names(clusters: Clusters, nodes: list[Node]) -> None:
    """Names with initials, or lone surnames: first those that have an owner, then the rest among themselves."""
    rest: list[Node] = []
    found: list[tuple[Node, int, str]] = []
    doubtful: list[Node] = []
    fitting: dict[str, list[Fit]] = {}
    for node in sorted(nodes, key=lambda n: (n.name.text, n.article, n.number)):
        if node.name.text not in fitting:
            fitting[node.name.text] = clusters.owners(node.name)
        fits = fitting[node.name.text]
        owner = _owner(clusters, node, fits)
        if owner is not None:
            found.append((node, *owner))
        elif fits and not _contradicted(clusters, node, fits):
            doubtful.append(node)
        else:
            rest.append(node)
    for node, at, why in found:
        clusters.all[at].nodes.append(node)
        clusters.all[at].why[node.article, node.number] = why
    for node in doubtful:
        clusters.put([node], alone=True)
    _unowned(clusters, rest)


def _unowned(clusters: Clusters, nodes: list[Node]) -> None:
    """Short names that nobody owns: equal ones, and spellings of one, are one person."""
    by_text: defaultdict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        by_text[node.name.text, node.gender or ""].append(node)
    fresh = Clusters(Vocabulary(node.name for node in nodes), clusters.apart)
    for same in sorted(by_text.values(), key=_order):
        fits = [fit for fit in fresh.owners(same[0].name) if not _other_gender(same[0], fresh.all[fit[1]])]
        fresh.put(same, fits[0][1] if len(fits) == 1 else None)
    for found in fresh.all:
        clusters.put(found.nodes)


def _owner(clusters: Clusters, node: Node, fits: list[Fit]) -> tuple[int, str] | None:
    """The only owner in the article, else the only one anywhere, and why it is that one; else None."""
    short = "surname" if len(node.name.tokens) == 1 else "initials and surname fit"
    fits = [fit for fit in fits if not _other_gender(node, clusters.all[fit[1]])]
    here = clusters.here(node.article, fits)
    fits = [fit for fit in fits if not clusters.all[fit[1]].alone]
    if not here and len(node.name.tokens) == 1:
        named = clusters.namesakes(node)
        if len(named) == 1:
            return named[0], "given name; the only one of that name in its article"
    for some, where in ((here, "in its article"), ([] if here else fits, "in any article")):
        reason = f"the only one of that name {where}"
        best = [at for score, at in some if score > some[0][0] - CLOSE]
        if len(best) > 1 and node.gender and sum(node.gender in _genders(clusters.all[at]) for at in best) == 1:
            best = [at for at in best if node.gender in _genders(clusters.all[at])]
            reason = f"the only one of that name and gender {where}"
        if len(best) > 1:
            shared = {at: max(len(node.words & other.words) for other in clusters.all[at].nodes) for at in best}
            most = max(shared.values())
            best = [at for at in best if shared[at] == most > 0]
            reason = "of those of that name, the one whose title or role fits"
        if len(best) == 1:
            return best[0], f"{short}; {reason}"
    return None


def _contradicted(clusters: Clusters, node: Node, fits: list[Fit]) -> bool:
    """Whether all whose family name it is are known to be of the other gender."""
    return all(_other_gender(node, clusters.all[at]) for _, at in fits)


def _genders(found: Cluster) -> set[Gender]:
    """What titles and articles tell of a cluster's gender, else its given names."""
    told = {node.gender for node in found.nodes if node.gender}
    return told or {gender for name in found.names.values() if (gender := given_gender(name))}


def _other_gender(node: Node, found: Cluster) -> bool:
    genders = _genders(found) if node.gender else set()
    return bool(genders) and node.gender not in genders


def given_gender(name: Name) -> Gender | None:
    """What a given name tells: by the tables of given names, else one in -a is a woman's but for a list of men's."""
    if not name.full or 0 in name.families or name.tokens[0].initial:
        return None
    if known := first_name_gender(name.text):
        return known
    token, table = name.tokens[0], read_lexicon("nicknames")
    if not token.forms.isdisjoint(table["both"]):
        return None
    women = {form in table["women"] for form in token.forms}
    if len(women) == 1:
        return "f" if women.pop() else "m"
    key = token.keys[0]
    return "f" if not women and key.endswith("a") and key not in read_lexicon("titles")["men_in_a"] else None
