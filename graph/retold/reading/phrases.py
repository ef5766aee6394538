"""The words by which pages of many sites tell readers what a line is for; none belongs to a single site.

Each tuple holds regular expressions, matched without regard to case.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "ABOUT_AUTHOR",
    "AUTHORS",
    "BOILERPLATE",
    "BYLINE_LEADS",
    "CREDIT_LABELS",
    "MENU_WORDS",
    "RELATED_HEADINGS",
    "any_of",
]


def any_of(patterns: tuple[str, ...]) -> str:
    """Return one expression that matches any of `patterns`."""
    return "(?:" + "|".join(patterns) + ")"


#: What stands before the author's name.
BYLINE_LEADS: Final = (
    r"(?:(?:written|words|text|story|reviewed|recapped|interviewed|reported|posted|published|prepared|compiled)"
    r" )?by",
    r"(?:an? )?(?:\w+ )?(?:review|recap|interview|report|essay|column|analysis) by",
    r"(?:by|author|writer|critic|reviewer|words|text|review|story):",
    r"par|von|por|door|de:|di:|da:",
)

#: Headings under which other articles, or readers' comments, are listed.
RELATED_HEADINGS: Final = (
    r"(?:you )?(?:may|might) (?:also )?(?:like|enjoy)",
    r"you[’']?ll (?:also )?(?:like|love)",
    r"related(?: \w+){0,2}",
    r"(?:similar|other) (?:posts|articles|stories|reviews|news)",
    r"(?:most )?recent (?:posts|articles|stories|reviews|news|comments|entries)",
    r"(?:also )?(?:read|see|watch|hear) (?:more|also|next)(?: \w+){0,3}",
    r"more (?:from|on|about|like|in|by|stories|news|reviews|to)(?: .{1,50})?",
    r"(?:also|elsewhere) (?:in|on|from|by) .{1,40}",
    r"also (?:read|see|reviewed)(?: \w+){0,2}",
    r"see also|read on|further reading|elsewhere|in other news",
    r"most (?:read|viewed|popular|shared|watched|commented|recent)(?: .{1,30})?",
    r"popular(?: (?:now|posts|stories|articles|right now|this week))?",
    r"trending(?: \w+){0,2}",
    r"(?:the )?latest(?: (?:\w+ ){0,2}(?:news|stories|posts|articles|reviews|headlines|videos|episodes))?",
    r"recommended(?: .{1,30})?",
    r"editors?[’']?s? (?:picks?|choice)",
    r"(?:top|hot|featured|big) (?:stories|posts|articles|videos|reviews)",
    r"(?:next|previous|newer|older)(?: (?:up|post|article|story|page))?(?: in)?",
    r"up next|keep reading|continue reading",
    r"don[’']t miss(?: .{1,30})?",
    r"from (?:our|the|around the) (?:partners|web|archives?|shop|blog|sponsors)|around the web",
    r"(?:sponsored|promoted)(?: \w+){0,2}",
    r"(?:the )?(?:\d+ )?(?:comments?|replies|responses|reader comments|discussion|conversation|thread)"
    r"(?: \(.{1,40}\))?(?: sort by.*)?",
    r"(?:join|leave|view|post|show|see|read) (?:the |a |all )?(?:\d+ )?"
    r"(?:conversation|comments?|reply|discussion)(?: \(.{1,20}\))?",
    r"(?:what )?(?:the |our )?readers (?:say|said|write)",
    r"leggi anche|lire aussi|à lire aussi|lesen sie auch|auch interessant|mehr zum thema",
    r"lee también|leer más|te puede interesar|leia também|lees ook|läs också",
    r"関連記事|관련 ?기사|相关阅读",
)

#: What a page says about itself: cookies, accounts, sharing, tags, copyright. Found anywhere in a line.
BOILERPLATE: Final = (
    r"\bcookies?\b.{0,80}\b(?:use|we|our|policy|consent|browsing|experience|site)\b",
    r"\b(?:we|this site) uses?\b.{0,40}\bcookies\b",
    r"(?:utilizziamo|verwenden|utilisons|utilizamos|gebruiken).{0,30}cookies?",
    r"\bby (?:signing|submitting|choosing|continuing|clicking|using)\b.{0,120}\b(?:agree|consent)",
    r"\b(?:sign up|subscribe|register|log ?in|sign in) (?:for|to|now|below|here|or|and) .{0,80}"
    r"(?:newsletter|account|inbox|updates|offers|articles|daily|weekly|free)",
    r"^(?:sign up|subscribe|log ?in|sign in)\b",
    r"delivered (?:right |straight |directly )?to your inbox|\bget .{2,60} delivered\b",
    r"\ball rights? reserved\b|^©|^\(c\) ?\d{4}|^copyright\b|©\s?(?:copyright )?\d{4}",
    r"\baffiliate (?:commission|links?)\b|\bearn an? .{0,20}commission\b|purchase through links",
    r"\bprivacy (?:policy|notice|choices|settings)\b|\bterms (?:of|and|&) (?:use|service|conditions|sale)\b",
    r"^terms\b.{0,40}privacy|\bprotected by recaptcha\b|\bcommunity guidelines\b|\bunsubscribe\b",
    r"enter (?:a valid|your) (?:username|e-?mail)|\b(?:reset|retrieve|forgotten|forgot) (?:your )?password\b",
    r"please (?:check your email|log in|sign in|enter|try again)",
    r"(?:leave|drop|add|post) (?:a|your) comments?|lascia un commento|devi essere connesso",
    r"^(?:advertisement|advertising|sponsored|ad)\b[\s:—–-]*.{0,20}$|^\[?ad(?:vertisement)?\b.{0,40}\]$",
    r"^not a subscriber\b|^you have (?:\w+ ){0,3}(?:free )?(?:articles?|reads?)\b",
    r"^support (?:us|our)\b.{0,80}$",
    r"^(?:tags?|filed under|filed in|posted in|tagged(?: with)?|categor(?:y|ies)|labels?|topics?)\s?:",
    r"^(?:posted in|tagged with)$",
    r"^(?:share|tweet|pin|email|print)(?: ?(?:this|on|via|to)\b.{0,60})?[:!]?$",
    r"sharetweet|^share(?: on| this|:).{0,60}",
    r"^(?:all )?sharing options|^follow (?:us|me|[\w ]{1,30} on(?:line)?)\b.{0,60}$|find us on|^powered by\b",
    r"^if you can.t see images|^you (?:get|receive|are receiving) this|^(?:save|add) articles?\b",
    r"\breproduction (?:by|without)|do not (?:sell|lift) (?:my|our|or)\b",
    r"^manage (?:cookies?|consent|preferences)",
    r"^welcome back!?$|^(?:\d+|no) (?:comments?|shares?|views?|likes?)$|nessun commento",
)

#: What a credit's label may be, before a colon or above its value.
CREDIT_LABELS: Final = (
    r"directed|directors?|dir\.|written|writers?|screenplay|screenwriters?|script|teleplay|story|book|libretto|lyrics",
    r"created|creators?|showrunners?|produced|(?:executive )?producers?|production|music|composers?|score",
    r"cinematograph(?:y|er)|photography|edited|editors?|editing|choreograph(?:y|er)|designer|costumes?",
    r"(?:voice )?cast|starring|stars|with|voices?(?: of)?|narrat(?:ed|or)",
    r"based on|adapted (?:from|by)|adaptation|source|original (?:title|work|network|story)",
    r"first (?:aired|performed|published|shown)",
    r"release(?:d|s)?(?: date)?|premiered?|air date|opens|opening|running time|runtime|length|genres?",
    r"networks?|channel|platforms?|streaming(?: on)?|where to watch|watch on|available on",
    r"distributed|distributors?|distribution|production compan(?:y|ies)|studio",
    r"country(?: of origin)?|languages?",
    r"publishers?|published|imprint|pages|isbn|(?:no\. of |number of )?(?:episodes|seasons)",
    r"authors?|translat(?:ed|ors?|ion)|illustrat(?:ed|ors?)|artist|developers?",
    r"followed by|preceded by|series|budget|box office|awards?|rated|certificate",
    r"setting|set in|title|year|format|label",
)

#: Headings of what a page says about its author.
ABOUT_AUTHOR: Final = r"about (?:the |our )?(?:author|writer|critic|contributor|reviewer|reporter)s?:?"

#: What authors of articles are called.
AUTHORS: Final = (
    r"(?:writer|critic|reporter|editor|journalist|columnist|contributor|correspondent|author|freelancer?|blogger|"
    r"host|lecturer|teacher)"
)

#: A short line made of these words alone is an entry of a menu.
MENU_WORDS: Final = frozenset(
    re.findall(
        r"\w+",
        """
        a about accedi accessibility account add ads advertise advertisement advertising all altro and
        anime archive archives article articles awards back banner bluesky bookmark books business
        calendar careers cartoni celebrity cerca chi choices classifieds close columns comics comment
        comments contact contacts contatti content cookie cookies copy crosswords culture deals dismiss
        donate editorial email en english entertainment error essays events exclusives explained
        facebook faq fashion features feedback film films flipboard follow followed following food for
        forum forums gallery galleries games gaming gift guides health help hide home homepage
        horoscopes in instagram interviews jobs language legal less life lifestyle like link linkedin
        lists listen literary loading local log login main manage masthead menu merch more movie movies
        music my navigation network news newsletter newsletters next no notice of on online open opinion
        opinions options or our out page patreon photo photos pin pinterest pocket podcast podcasts
        politics premium press previews previous print privacy puzzles rankings read recaps reddit
        register result results review reviews rss save science search sections series serie share shop
        show siamo sign site sitemap skip sports sport staff store stories style submenu subscribe
        subscription subsections support tags tech television terms the threads tiktok to top trailers
        travel trending tumblr tv tweet twitter up us video videos view watch weather whatsapp with work
        world write x youtube z
        """,
    )
)
