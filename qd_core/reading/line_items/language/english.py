"""English: phrases by role, separated by `;`."""

from __future__ import annotations

from typing import Final

from qd_core.reading.line_items.language.tags import Tag

__all__ = ["PHRASES"]

_WISHES: Final = "; ".join(
    f"{who} {verb}"
    for who in (
        *("we would", "i would", "we will", "i will", "we might", "we could"),
        *("we'd", "i'd", "we'll", "i'll"),
    )
    for verb in (
        "take",
        "buy",
        "order",
        "purchase",
        "go for",
        "go with",
        "be ordering",
        "be taking",
        "be buying",
    )
)
"""What the writer would take, in every form of it."""
_ABLE: Final = "; ".join(
    f"{lead} able to {verb}"
    for lead in ("would you be", "are you", "will you be", "if you are", "whether you are", "if you're")
    for verb in ("supply", "offer", "provide", "quote", "quote for", "price", "do", "get", "sell", "source")
)
"""Whether the company can: its answer is a quote."""

PHRASES: Final = {
    Tag.ASK: (
        f"{_WISHES}; {_ABLE}; order would be; order will be; be looking at; are looking at; thinking of; "
        "requote; re-quote; you can supply; can supply; could supply; able to supply; able to offer; "
        "able to provide; can you supply; could you supply; can you provide; could you provide; "
        "can you offer; could you offer; supply us; can you get; could you do; would you be able; "
        "requir*; please quote; quote; quote me; quote us; quote for; quotation for; quotation on; "
        "request for quotation; request a quote; requesting a quote; price request; request for quote; "
        "rfq; bid; a bid; your bid; enquiry; inquiry; enquiring; need; needs; needed; we need; require; "
        "requires; we require; required; want; wants; we want; looking for; look for; interested in; "
        "would like; i'd like; we'd like; like to order; like to get; like to buy; like to purchase; "
        "let me have; let us have; send me; send us; "
        "could i get; can i get; may i have; can i have; could we get; can we get; get me; can we have; "
        "could we have; could i have; may we have; might we have; "
        "please supply; please offer; your offer; an offer; best offer; please price; price up; please price up; "
        "after some; we're after; i'm after; requirement; requirements; our requirement; to order; "
        "order the following; to buy; to purchase; in need of; please provide; do you carry; "
        "do you stock; do you sell; do you have; have you got; do you guys carry; do you guys stock; "
        "do you guys sell; do you guys have; put me down for; gonna need; could use; "
        "can you do; please send; reorder; re-order; in the market for; please include; "
        "please also include; could you include; could you also include; can you include; "
        "can you also include; also include; throw in; could you add; could you also add; can you add; "
        "can you also add; tack on; pls quote; plz quote; would be great; as well please; sourcing; "
        "add to that; also need; also quote; quoting; needing; be needing; we are after; i am after; are after; "
        "wanting; hoping to get; hoping for; could do with; got any; any chance of; would love; "
        "we take; i take; i'll have; we'll have; we buy; i buy; we order; i order; we purchase; we're buying; "
        "we are buying; i'm buying; we're ordering; we are ordering; buying; "
        "same as last week; same as last month; like last time; like last week; as last time; "
        "chasing; could you sort; can you sort; keen to get; trying to get; "
        "want to get; please get; could i please get; can i please get; could we please get; can we please get; "
        "same as last time; same again; same order as; repeat order; repeat of our; our usual; the usual"
    ),
    Tag.PRICE: (
        "how much is; how much are; how much for; how much does; how much do; how much would; how much will; "
        "what does; what do; what would; what about; how about; price; prices; pricing; priced; cost; costs; how much; "
        "what are you getting for; what are you asking for; what are you charging for; what do you want for; "
        "what do you get for; "
        "your rate; rates; unit price; best price; charge; what do you charge; going rate; price check; "
        "know what; know how much; tell me what; tell us what; let me know what; let us know what; "
        "price list for; what is your; what's your; what are your; quote price"
    ),
    Tag.SELL: (
        "reply for a free; reply for your free; claim your free; "
        "book your free; get your free quote today; get your free quote now; "
        "leading manufacturer; a manufacturer of; manufacturer of; our best price; our best offer; "
        "free samples; free sample; may we send; may we send you; can we send you; we would like to introduce; "
        "we are writing to introduce; let us introduce; i came across your company; "
        "i came across your website; partner with you; our price list is attached; boost your; "
        "grow your business; we offer; we are offering; we can offer you; we sell; our products include; "
        "we supply; we provide; we manufacture; we are a manufacturer; we are a supplier; our factory; "
        "unsubscribe; special offer; reply yes; get a discount; limited time; our newsletter; "
        "we help companies; we specialise; leading supplier; professional manufacturer; "
        "production lines; our price list; our product range; shall we send you; we would like to offer; "
        "we are able to offer; we're a manufacturer; we specialize"
    ),
    Tag.PAST: (
        "expired; lapsed; superseded; did you; did we; have you received; have you shipped; status of; "
        "where is; where are; when will; last time; paid; we paid; previously; earlier this year; "
        "last few; arrived; last month; last year; last week; last order; last quarter; previous order; "
        "previous quote; the previous; years ago; year ago; months ago; month ago; weeks ago; week ago; "
        "days ago; bought; ordered; we got; received; fitted; installed; purchased; used to; had bought; "
        "had ordered; have ordered; already have; already ordered; already got; we have got; "
        "delivered last; shipped last; you sent; you quoted; you delivered; you supplied; failed; broke; "
        "broken; damaged; missing; faulty; defective; cracked; leaking; short-shipped; "
        "whine; has started; have started; we returned; was; were; we had; has been; have been; "
        "for reference; for your reference; for comparison; in 2019; in 2020; in 2021; in 2022; in 2023; "
        "in 2024; still have; left in stock; we have plenty; sorted"
    ),
    Tag.NEGATE: (
        "do not quote; don't quote; do not need; don't need; no longer need; not needed; no need for; "
        "no need to quote; do not include; don't include; not interested in; not quote; not looking for; "
        "do not want; don't want; except; excluding; other than; already covered; not required; "
        "apart from; no more; skip; won't need; will not need; leave out; leave off; do not send; "
        "rather not; we are covered for; we're covered for; don't quote us; we do not require; "
        "don't require; if we ever; if you ever; in case we; may need; might need; may also need; "
        "might also need; hypothetically"
    ),
    Tag.DROP: (
        "scrap; drop; remove; delete; cancel; forget; ignore; disregard; strike; take off; take out; "
        "leave out; leave off; scratch; forget about; no longer need; we no longer need; don't need; "
        "do not need; take the; skip; omit; not needed after all; isn't needed; are not needed; "
        "no longer required; no longer needed; is not needed; scrub; ditch; axe; lose the; cross off; "
        "cross out; strike out; pull the; no need for; don't bother with; can do without"
    ),
    Tag.CORRECT: (
        "on second thoughts; on second thought; second thoughts; on reflection; having checked; "
        "turns out; make that; make it; make the; change; change it to; change to; changed to; "
        "correction; corrected; should be; should read; update; updated to; revise; revised to; amend; "
        "amended to; sorry; actually; my mistake; i meant; meant; increase; increase to; reduce; "
        "reduce to; bump; up to; lower; raise; instead; scratch that; scrub that; wait; hold on; hang on; "
        "oops; typo; rather; i mean; "
        "needs to be; it's now; is now; now; no wait; edit; set; switch; swap; double; halve; bring"
    ),
    Tag.INSTEAD: (
        "not; instead of; rather than; in place of; in lieu of; and not; not the; previously; formerly; "
        "was; from"
    ),
    Tag.MORE: "add; more; another; additional; extra; on top; further; add another; plus",
    Tag.JOINT: "after; at; in; on; with; from; incl; including; per; of type",
    Tag.EXACT: "just; only; exactly; precisely",
    Tag.APPROX: (
        "about; approx; approximately; around; roughly; circa; ca; some; something like; maybe; "
        "probably; perhaps; say; give or take; in the region of; more or less; estimated; est; likely; "
        "a good; close to; nearly; almost; just over; just under; or so"
    ),
    Tag.AT_MOST: "up to; at most; max; maximum; no more than; not more than; less than; under; below",
    Tag.AT_LEAST: (
        "at least; min; minimum; no less than; not less than; more than; over; upwards of; in excess of"
    ),
    Tag.VAGUE: (
        "a few; few; some; several; a number of; a bunch of; various; tbd; tba; tbc; as needed; "
        "as required; to be determined; to be confirmed; to be advised; a handful of; a handful; "
        "handful of; lots of; a lot of; many; enough; any quantity; unknown; not sure how many; "
        "a supply of; a load of; a stack of; n/a; not sure; don't know yet; dont know yet; open; "
        "various quantities; loads of; plenty of; assorted"
    ),
    Tag.BETWEEN: "between; somewhere between; anywhere between; from; anywhere from; somewhere from",
    Tag.TO: "to; thru; through; till; up to",
    Tag.AND: ("and; plus; as well as; also; along with; together with; then; and then; and also; including"),
    Tag.OR: "or; and/or; alternatively; or else; versus; vs",
    Tag.EACH: (
        "of each; each; of each of; of both; each of; apiece; of every; of either; per type; of all; "
        "of all three"
    ),
    Tag.OF: (
        "of; of the; of your; of these; of those; of our; off; off of; off the; of type; of part; "
        "of item; of sku; x; by"
    ),
    Tag.ARTICLE: ("the; your; our; their; his; her; my; these; those; this; that; its; such; any; all; both"),
    Tag.ONE: "a; an",
    Tag.CLAUSE: (
        "get; getting; obtain; procure; arrange; go for; goes for; run us; runs us; run me; sell for; sells for; "
        "return on; return from; return to the office; now; as; in stock; ex stock; available; "
        "availability; replaced; repaired; returned; refunded; "
        "exchanged; collected; no wait; i; we; you; he; she; it; they; who; which; that; because; since; "
        "so; is; are; am; be; was; were; been; will; would; can; could; shall; should; may; might; must; "
        "needs to be there; needs to be here; needs to be in; needs to be at; needs to be on; "
        "needs to be with; need to be there; need to be here; need to be in; need to be at; "
        "need to be on; need to be with; should be there; should be here; should be in; "
        "should be at; should be on; should be with; must be there; must be here; must be in; "
        "must be at; must be on; must be with; "
        "do; does; did; have; has; had; if; when; where; while; until; unless; what; how; why; there; "
        "here; but; however; let; don't; doesn't; isn't; aren't; yes; ok; okay; it's; that's; we're; "
        "they're; i'm; we've; i've; you're; i'll; we'll; we'd; i'd; depends; depending; preferably; "
        "ideally; they'd; us; me; them; him; advise; let me know; please advise; otherwise; although; "
        "though; subject to; assuming; nothing; everything; something; anything; anyone; someone; "
        "somebody; anyway; asap; urgently; urgent; immediately; today; tomorrow; yesterday; currently; "
        "soon; still; finally; lastly"
    ),
    Tag.DELIVERY: (
        "needs to be delivered; needs to be delivered to; needs to be shipped; "
        "needs to be shipped to; need to be delivered; need to be delivered to; need to be shipped; "
        "need to be shipped to; should be delivered; should be delivered to; should be shipped; "
        "should be shipped to; must be delivered; must be delivered to; must be shipped; "
        "must be shipped to; "
        "deliver to; delivered to; deliver; delivered; delivery; delivery to; for delivery; "
        "for delivery to; delivery address; delivery would be to; ship to; ships to; shipped to; "
        "shipping to; shipping; shipment to; shipping address; ship; to be delivered; destination; "
        "send to; sent to; to our yard; to our site; to our shop; to our warehouse; on site; on-site; "
        "site address; collection; pick up; pickup; pick-up; we collect; will collect; to site; "
        "for collection; drop off; drop to; dropping to; dropping at; dropped to; "
        "dropped at; drop at; deliver it; deliver them; freight to; dap; ddp; exw; fob; "
        "cif; cpt; fca; incoterms; billing address; bill to; bill-to; ship-to; invoice to; site is; "
        "our address; our address is; location; going to; headed to; bound for; consignee"
    ),
    Tag.WHEN: (
        "by; before; until; on; no later than; not later than; latest; latest by; due; needed by; "
        "required by; need by; by end of; end of; within; in; by the; on the; from; as of; starting; "
        "for; week of; the week of; deadline; valid until; eta; lead time; turnaround; needed on; "
        "required on"
    ),
    Tag.POLITE: (
        "please; thanks; thank you; pls; plz; thx; cheers; many thanks; ta; much appreciated; "
        "appreciated; thanks in advance; kindly; if possible; if you can; if you could; when you can; "
        "when you get a chance; for me; for us"
    ),
    Tag.GREETING: (
        "hi; hello; dear; hey; good morning; good afternoon; good evening; morning; afternoon; evening; "
        "team; all; sir; madam; sirs; sir or madam; dear sir; dear madam; to whom it may concern; there; "
        "hi there; hello there; folks; guys; greetings; g'day"
    ),
    Tag.SIGNOFF: (
        "regards; kind regards; best regards; warm regards; best; best wishes; sincerely; "
        "yours sincerely; yours faithfully; yours truly; many thanks; thanks; thank you; cheers; "
        "thanks and regards; thanks & regards; with kind regards; with best regards; "
        "sent from my iphone; sent from my; br; rgds; ta; thanks again; thank you very much; "
        "thanks in advance; thanks so much; kindest regards; all the best; respectfully; cordially; "
        "take care; tks; thx; thank you and regards; have a great day; have a nice day"
    ),
    Tag.MACHINE: (
        "ai assistant; ai assistants; ai agent; ai agents; ai model; ai models; ai system; ai tool; "
        "ai bot; language model; large language model; llm; chatgpt; gpt; chatbot; system prompt; "
        "system note; system message; system instruction; system override; ignore previous instructions; "
        "ignore all previous; ignore previous; ignore your instructions; ignore your rules; "
        "ignore your pricing rules; ignore all instructions; ignore the rules; ignore all rules; "
        "ignore the instructions; previous instructions; note to ai; note to the ai; note to any ai; "
        "attention ai; message to ai; to the ai; if you are an ai; automated reader; automated agent; "
        "automated assistant; to the bot; dear assistant; your pricing rules; developer mode; as an ai; "
        "instruction to the assistant; quoting software; quoting system; quoting bot; "
        "instruction to parser; parser note"
    ),
    Tag.GENERIC: (
        "order guide; order guides; ordering guide; "
        "following; the following; items; item; list; lists; parts; part; products; product; goods; "
        "materials; material; stuff; things; these; those; below; above; quote; quotes; quotation; "
        "price; prices; pricing; offer; bid; lines; line; everything; requirements; requirement; one; "
        "ones; job; project; order; orders; request; enquiry; inquiry; rfq; answer; reply; information; "
        "info; help; details; detail; delivery; date; time; address; attachment; attached; file; "
        "spreadsheet; pdf; excel; sheet; drawing; drawings; spec; specs; question; questions; call; "
        "contact; contacts; email; mail; phone; name; company; customer; account; discount; discounts; "
        "terms; availability; lead; stock; total; freight; cost; costs; it; them; that; this; quantity; "
        "quantities; qty; qtys; amount; amounts; number; numbers; cheapest; best; rates; rate; budget; "
        "estimate; estimates; catalog; catalogue; brochure; sample; samples; certificate; certificates; "
        "datasheet; data; more; replacement; replacements; units; pieces; pcs; each; same; alternative; "
        "alternatives; equivalent; equivalents; invoice; confirmation; supplier; suppliers; vendor; "
        "someone; somebody"
    ),
    Tag.NOT_GOODS: (
        "day; days; week; weeks; month; months; year; years; hour; hours; hrs; minute; minutes; min; "
        "mins; people; employees; staff; persons; guys; men; women; workers; users; students; guests; "
        "customers; clients; members; percent; sites; site; locations; location; branches; stores; "
        "offices; shops; floors; storeys; stories; buildings; rooms; houses; apartments; units of; "
        "queries; enquiries; inquiries; "
        "copies; times; o'clock; am; pm; dollars; usd; eur; euros; gbp; bucks; cents; am.; p.m; quotes; "
        "suppliers; vendors; options; questions; things; deliveries; shipments; drops; orders; projects; "
        "jobs; lines; items; line items; business days; working days; calendar days; shifts; trucks; "
        "machines; attachments; pages; st; nd; rd; th; lots; call-offs; releases; installments; miles; "
        "kilometers; degrees; moves; contacts; teams; crews; different; types; kinds; colleagues; "
        "hires; new hires; starters; new starters; pupils; patients; classrooms; engineers; technicians; "
        "fitters; letters"
    ),
    Tag.QUANTITY: (
        "qty; quantity; qtty; quant; qnty; amount; count; quantities; number required; no. required; "
        "required qty; order qty; total; total of"
    ),
    Tag.ITEM: (
        "part no; part number; part #; part; p/n; pn; part num; item no; item number; item #; item; sku; "
        "model; model no; model number; cat no; catalog no; catalogue no; catalog number; mfr part; mpn; "
        "ref; reference; code; product code; stock code; stock no; product; article; article no; art no; "
        "your part no; your ref"
    ),
    Tag.REFERENCE: (
        "requote; re-quote; "
        "request for quotation; request for quote; quote request; price request; quotation request; rfq; "
        "rfq no; po; po no; p.o; purchase order; quote; quotation; quote no; order; order no; "
        "order number; invoice; invoice no; inv; job; job no; project; project no; ticket; case no; "
        "quote ref; quotation ref; order ref; rfq ref; enquiry ref; grant no; grant number; "
        "ref no; our ref; your ref; reference no; enquiry; enquiry no; inquiry; inquiry no; request; "
        "customer no; account; account no; acct; phase; station; site; building; bldg; room; floor; "
        "suite; ste; unit no; page; rev; revision; version; section; chapter; dept; department; lot no; "
        "gate; dock; bay; plant; tender; tender no; contract; agreement; vat; tax id; reg no; "
        "registration; tel; phone; ph; fax; mobile; cell; office; ext; extension; call; dial; block; "
        "zone; area; level; plot; po box; p.o. box; box no; highway; route; exit; line; shop; workshop; "
        "store; warehouse; batch; customer; drawing no; dwg; rfp; sow; wo; work order; mro; requisition; "
        "requisition no; req no"
    ),
    Tag.LABEL: (
        "size; sz; sizes; type; class; grade; schedule; sch; series; model; mod; style; no; number; nr; "
        "gauge; ga; awg; din; en; iso; ansi; astm; asme; bs; nema; ul; ip; cat; level; snr; nrr; eu; uk; "
        "pn; dn; ral; colour; color; shade; mark; mk; ref; grit; mesh; ply; stage; phase; dia; diameter; "
        "width; height; thickness; wall; bore; pitch; od; id; form; pattern; category; vol; volume; "
        "strength; hardness; shore; rating; code; ver; version; gen; generation; sae; api; iec; nsf; "
        "jis; bspt; npt; bsp; unc; unf; alloy; ss; stainless"
    ),
    Tag.MONTH: (
        "january; february; march; april; may; june; july; august; september; october; november; "
        "december; jan; feb; mar; apr; jun; jul; aug; sep; sept; oct; nov; dec"
    ),
    Tag.WEEKDAY: (
        "monday; tuesday; wednesday; thursday; friday; saturday; sunday; mon; tue; tues; wed; thu; "
        "thurs; fri; sat; sun"
    ),
    Tag.STREET: (
        "street; st; road; rd; avenue; ave; lane; ln; drive; dr; boulevard; blvd; way; court; ct; "
        "highway; hwy; parkway; pkwy; square; sq; industrial estate; business park; trading estate; "
        "close; crescent; terrace; quay; wharf; mews; park; industrial park; broadway; turnpike; circle; "
        "trail; row; gardens; unit"
    ),
    Tag.ORDINAL: (
        "first; second; third; fourth; fifth; sixth; last; 1st; 2nd; 3rd; 4th; 5th; 6th; 7th; 8th; 9th; 10th"
    ),
    Tag.LINE: (
        "line; lines; line item; item; items; pos; position; row; line no; item no; entry; #; number; "
        "no; bullet; point"
    ),
    Tag.SAME: (
        "of them; of em; of 'em; of those; of these; of the same; of it; the same; same again; same item; of that one; "
        "of that; of this; of this one; replacements; of either; pcs please; pieces please; "
        "units please; of the above"
    ),
    Tag.LADDER: (
        "price breaks; price break; price breaks at; breaks at; break at; breaks; quantity breaks; "
        "volume breaks; priced at; price at; prices at; pricing at; prices for; price for; pricing for; "
        "if cheaper; if it is cheaper; if it's cheaper; if that is cheaper; if that's cheaper; "
        "quantities of; in quantities of; volumes of; at quantities of; tiers; tiers at; tiered"
    ),
    Tag.PURPOSE: "for; for use in; for use with; to suit; to fit; for use on",
    Tag.TOWARDS: "to; via; care of; c/o; attn; attention",
    Tag.ATTACHED: (
        "attached; attachment; enclosed; see attached; attaching; enclosure; in the attachment; "
        "attached list; attached file; attached is; find attached; spreadsheet attached; pdf attached; "
        "as attached; the attached"
    ),
    Tag.SUPPORT: (
        "confirm the delivery date; confirm the delivery; confirm delivery of; confirm when; confirm receipt; "
        "accept your quote; accept your quotation; accept your offer; accept the quote; accept the quotation; "
        "happy with your quote; go ahead with your quote; proceed with your quote; place the order as quoted; "
        "invoice; invoices; statement; remittance; payment reminder; overdue; paid; payment; "
        "credit note; credit memo; packing slip; short shipped; complaint; refund; return; returns; "
        "rma; warranty; faulty; defective; broken; "
        "tracking; where is my order; order status; order confirmation; order acknowledgement; shipped; "
        "has shipped; newsletter; unsubscribe; webinar; job application; resume; cv; curriculum vitae; "
        "vacancy; applying for; apply for; thank you for your order; thank you for your quote; "
        "thanks for the quote; we will not; we went with; survey; feedback; guide; manual; how do i; "
        "how do we; how often; install; installation instructions; troubleshooting; fitting guide; "
        "login; password; account statement; bank details; appointment; meeting; holiday; out of office; "
        "msds; safety data sheet; data sheet; proof of delivery"
    ),
    Tag.HIRING: (
        "any vacancies; have vacancies; job vacancy; job vacancies; job application; my cv; my resume; "
        "my curriculum vitae; looking for employment; seeking employment"
    ),
    Tag.OCCASION: ("holiday; holidays; survey; meeting; webinar; install; appointment; manual; guide"),
}
