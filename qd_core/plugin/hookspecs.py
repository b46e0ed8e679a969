"""The hooks: each *offers* named things; what they do is in the Protocols.

What stands here is what the core does with the answers and the errors; docs/reference/hooks.md has it with a plugin of
every kind as ``qd plugin new`` writes it, whose tests are run by ours.
"""

from __future__ import annotations

from collections.abc import Iterable

import pluggy

from qd_core.model.event import Event
from qd_core.plugin.protocols import (
    CaptchaVerifier,
    CoverComposer,
    CrmAdapter,
    FieldExtractor,
    GuardrailGate,
    IntakeParser,
    Notifier,
    PdfRenderer,
    PricingStage,
    SkuResolver,
    TextExtractor,
    TierLookup,
)
from qd_core.plugin.provider import Provider

__all__ = ["GROUP", "hookimpl"]

GROUP = "qd"
"""The entry-point group, and the project name that marks hook implementations."""

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def qd_captcha_verifiers() -> Iterable[Provider[CaptchaVerifier]]:
    """Offer verifiers of web-form captchas. Mode *one*.

    The form waits two seconds. ``passed`` False keeps it out; None, an error and silence let it in, marked as not
    checked. A ConfigError is logged as an error: it is the deployment's mistake, no buyer's.
    """
    return ()


@hookspec
def qd_intake_parsers() -> Iterable[Provider[IntakeParser]]:
    """Offer parsers of raw messages. Mode *first*.

    None hands the message to the next parser. A message that is refused (RejectedError), that a parser crashes on, or
    that none takes goes to a person with the reason; its raw bytes are kept.
    """
    return ()


@hookspec
def qd_text_extractors() -> Iterable[Provider[TextExtractor]]:
    """Offer readers of files. Mode *first*.

    None hands the file to the next extractor. An error of any kind leaves the file unread, with its text as the reason
    that a person sees; the other files and the message are read all the same.
    """
    return ()


@hookspec
def qd_field_extractors() -> Iterable[Provider[FieldExtractor]]:
    """Offer readers of line items, constraints and context. Mode *first*.

    One extractor answers all three topics, asked side by side. A TransientError, or None for any topic, hands all three
    to the next; when none is left after an error, the queue tries again.
    """
    return ()


@hookspec
def qd_sku_resolvers() -> Iterable[Provider[SkuResolver]]:
    """Offer resolvers of names to SKUs. Mode *all*.

    Asked in order, no further after an exact hit. The core merges the proposals and decides; a SKU that is not in the
    catalog is dropped. After an error the queue tries the RFQ again.
    """
    return ()


@hookspec
def qd_tier_lookups() -> Iterable[Provider[TierLookup]]:
    """Offer sources of customer tiers. Mode *first*.

    None hands the customer to the next source; whom nobody knows is a new prospect. A sender whose mail fails DMARC is
    not looked up. Without a selection the CRM adapter's own look-up comes before the rules document.
    """
    return ()


@hookspec
def qd_pricing_stages() -> Iterable[Provider[PricingStage]]:
    """Offer stages of the price waterfall. Mode *chain*.

    Each stage gets the price that the one before left. The core refuses a new price without a citation, a float, a
    negative amount; that and a crash stop the draft with the stage's name and its distribution. Pure, without a limit
    of time.
    """
    return ()


@hookspec
def qd_guardrail_gates() -> Iterable[Provider[GuardrailGate]]:
    """Offer gates. Mode *all*; the four built-in ones always run.

    They run when the cover is written, after every edit, and just before sending. FAIL blocks, FLAG is shown, and
    ``needs_manager`` asks for a manager's approval. A gate that crashes has failed. Pure, without a limit of time.
    """
    return ()


@hookspec
def qd_cover_composers() -> Iterable[Provider[CoverComposer]]:
    """Offer writers of the cover paragraph. Mode *one*.

    Three attempts, each told why the gates failed the one before; an error is a failed attempt. Then the voice
    document's own paragraph is used, then one that says nothing. A TransientError lets the queue try again.
    """
    return ()


@hookspec
def qd_pdf_renderers() -> Iterable[Provider[PdfRenderer]]:
    """Offer printers of the quote. Mode *one*.

    Called to show a draft and, once, when a person has approved it. An error keeps the quote from being sent. Pure,
    without a limit of time.
    """
    return ()


@hookspec
def qd_notifiers() -> Iterable[Provider[Notifier]]:
    """Offer ways to tell people. Mode *all*.

    Every one is asked, whatever the others did, and each hears of an event once. After an error the queue tries again
    those that failed, and no others.
    """
    return ()


@hookspec
def qd_crm_adapters() -> Iterable[Provider[CrmAdapter]]:
    """Offer CRM adapters. Mode *one*.

    Told of a draft that waits for a person, and of the sent quote. Every operation may come twice and must do its work
    once. A TransientError lets the queue try again; any other error is put on the audit trail and stops nothing.
    """
    return ()


@hookspec
def qd_event(event: Event) -> None:
    """Observe an event, in the plugins that ``[select] observers`` names; an exception is logged, never fatal.

    This one counts::

        from qd_core.model.event import Event
        from qd_core.plugin import Plugin, hookimpl

        plugin = Plugin(api=1)
        seen: dict[str, int] = {}


        @hookimpl
        def qd_event(event: Event) -> None:
            seen[event.kind] = seen.get(event.kind, 0) + 1
    """
