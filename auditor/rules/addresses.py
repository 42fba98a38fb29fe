"""Finds web addresses without their scheme, as adverts write them, and farms of links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from auditor.model import Span
from auditor.rules.noise import link_farms
from auditor.rules.traits import Trait
from auditor.text.lazy import lazy

if TYPE_CHECKING:
    from auditor.rules.structure import Structure

__all__ = ["TRAITS"]

_ZONES = (
    "com|net|org|cc|vip|xyz|top|club|info|me|tv|app|site|online|live|io|cn|hk|tw|one|fun|bet|win|casino|shop|icu|ru|to|link"
    "|co|is|gg|biz|pro|store|space|website|life|world|today|pw|ws|ly|eu|uk|de|ai|im|la|fm|sx|mobi|asia|zone|fans|chat|cam|sex|xxx|porn|adult"
    "|dating|poker|games|loan|loans|credit|money|cash|finance|capital|trade|vegas|cyou|sbs|rest|monster|buzz|lol|quest|pics|cfd|click|bid|date"
    "|download|review|party|stream|men|host|press|email|network|agency|center|company|guru|ninja|rocks|social|work|wang|ren|ltd|group|ink|vin"
    "|ie|au|nz|za|ng|ke|gh|ph|sg|ca|nl|es|pt|se|fi|dk|ch|cz|gr|br|mx|pk|bd|lk|ae|th|vn|jp|kr"
    "|tech|design|studio|digital|cloud|clinic|cafe|tours|homes|solar|blog|dev|law|photo|pet|farm"
    "|travel|fit|yoga|garden|kitchen|coffee|wine|beer|bike|repair|cleaning|rentals|tickets|training|university|doctor|dental"
    "|dentist|pharmacy|fitness|beauty|hair|boutique|jewelry|toys|tattoo|limo|taxi|example"
    "|red|kim|cool|plus|deals|sale|discount|gold|video|show|tube|health|care|academy|solutions|services"
)
_DOMAIN_TAIL = lazy(rf"\.(?:{_ZONES})\b(?:/[\w./\-]{{0,60}})?")
_SIGNS = {"domain": rf"\.(?:{_ZONES})\b"}
_DOMAIN_HEAD = lazy(r"(?:(?<![a-z0-9.\-])www\.)?[a-z0-9][a-z0-9\-]{0,40}$")


def _domains(page: Structure) -> Iterator[Span]:
    text = page.view.plain
    for match in _DOMAIN_TAIL.finditer(text):
        head = _DOMAIN_HEAD.search(text, max(0, match.start() - 45), match.start())
        if head is not None and text[max(0, head.start() - 1) : head.start()] not in {"@", "."}:
            yield head.start(), match.end()


def _link_farms(page: Structure) -> Iterator[Span]:
    return link_farms(page.view.plain, page.places("domain"))


TRAITS: Mapping[str, Trait] = {
    "domain": Trait(_domains, signs=_SIGNS, commonness=0.05),
    "link-farm": Trait(_link_farms, signs=_SIGNS),
}
