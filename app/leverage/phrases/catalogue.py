"""All 51 phrases, in the order of the list (rule H2)."""

from app.leverage.phrases import authority, boast, cheque, guarantee, jianghu, pettygain, push, vague
from app.leverage.phrases.entry import Phrase

PHRASES: tuple[Phrase, ...] = (
    *jianghu.PHRASES,
    *guarantee.PHRASES,
    *cheque.PHRASES,
    *vague.PHRASES,
    *authority.PHRASES,
    *push.PHRASES,
    *boast.PHRASES,
    *pettygain.PHRASES,
)
PHRASES_BY_ID: dict[str, Phrase] = {phrase.id: phrase for phrase in PHRASES}
