"""Where something is printed: the documents that a framework rests on, and places in them."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SourceDocument:
    """A document as readers know it; `title_en` is empty where only the Thai title was given."""

    code: str
    title: str
    title_en: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """A place in a document, by the document's code and title; all empty for what is the house's own."""

    document: str = ""
    clause: str = ""
    clause_en: str = ""
    title: str = ""
    title_en: str = ""
