"""Every rule by name and in words, for the page that opens when a figure is tapped."""

from dataclasses import dataclass

from app.leverage.cash import SanityFigures
from app.leverage.lots import RETAIL_STOCK_DAYS
from app.messages import Message, Percent


@dataclass(frozen=True)
class Formula:
    """What a rule is called, and how it reckons. Thresholds are named, not quoted: they can be changed."""

    name: Message
    words: Message


_TRADE = SanityFigures()
_OF_THE_TRADE = {
    "gross_low": Percent(_TRADE.gross_margin[0]), "gross_high": Percent(_TRADE.gross_margin[1]),
    "net_low": Percent(_TRADE.net_margin[0]), "net_high": Percent(_TRADE.net_margin[1]),
    "owed_low": _TRADE.receivable_days[0], "owed_high": _TRADE.receivable_days[1],
    "stock_low": _TRADE.stock_days[0], "stock_high": _TRADE.stock_days[1],
}  # fmt: skip


FORMULAS: dict[str, Formula] = {
    "A1": Formula(
        Message("Classic customer card"),
        Message("Sold = last count + received − count now. Should be there = safety factor × sold."),
    ),
    "A2": Formula(
        Message("Target stock"),
        Message(
            "Sold a day × the longer of one and a half periods, and period plus delivery time. "
            "Missing = target − sellable − on the way."
        ),
    ),
    "A3": Formula(
        Message("Sold since the last count"),
        Message(
            "Last count + received − count now − gone bad − sent back − passed on − free goods − bad returns."
        ),
    ),
    "A4": Formula(
        Message("Sold a day"),
        Message("Sold ÷ days with stock; intervals shorter than a week are taken together."),
    ),
    "A5": Formula(
        Message("First estimate"),
        Message("Without an earlier count: our shipments of 30 days ÷ 30, else the volume told ÷ 30."),
    ),
    "A6": Formula(
        Message("Not selling"),
        Message("Stock is there and none was sold for a month; new and out-of-season products are exempt."),
    ),
    "A7": Formula(
        Message("Keeping to the rule"),
        Message("Stock before the order ÷ sales of one period."),
    ),
    "A8": Formula(
        Message("Whole cases"),
        Message(
            "Need ÷ units in a case, rounded up from a small part of a case, at least the smallest order."
        ),
    ),
    "A9": Formula(
        Message("Suggested order"),
        Message("The target, then no more than stays fresh, than the floor holds, and than can be paid."),
    ),
    "A10": Formula(
        Message("How sure it is"),
        Message("Sure with two counts of ours some weeks apart, no stock-out and no contradiction."),
    ),
    "B1": Formula(
        Message("First in, first out"),
        Message("1 − units that left before older ones ÷ all that left."),
    ),
    "B2": Formula(
        Message("Age of a lot"),
        Message("Days since production ÷ shelf life; near expiry also by the published table."),
    ),
    "B3": Formula(
        Message("Freshness of the stock"),
        Message("Each lot's quantity × the weight of its class, over the whole quantity."),
    ),
    "B4": Formula(
        Message("Stock at risk"),
        Message("Oldest lot first: what does not sell at today's rate before its age limit."),
    ),
    "B5": Formula(
        Message("Days of cover"),
        Message(
            "Sellable stock ÷ sold a day. For comparison, retailers aim at {beverage} days of drinks, "
            "{dry_food} of dry food, {frozen} of frozen food and {personal_care} of personal care.",
            RETAIL_STOCK_DAYS,
        ),
    ),
    "B6": Formula(
        Message("Off floor and wall"), Message("The distance that two food-store regulations ask for.")
    ),
    "C1": Formula(Message("What is known of the cash"), Message("Entries, daily totals, or what was told.")),
    "C2": Formula(
        Message("Cash flow"),
        Message("Money in and money out ÷ days covered, closed days included. Left over ÷ money in."),
    ),
    "C3": Formula(Message("Days of cash cover"), Message("(Cash + bank) ÷ money going out a day.")),
    "C4": Formula(
        Message("Affordable order"),
        Message(
            "Day by day: balance + part of the usual inflow − routine payments − large payments. "
            "The lowest balance from payday on, less a reserve."
        ),
    ),
    "C5": Formula(
        Message("Best purchase day"),
        Message("The day after the weekday on which the money of a usual week is highest."),
    ),
    "C6": Formula(
        Message("Where the money goes"),
        Message(
            "Shares of outflow and inflow that are worth one question; payments to us that fall while our "
            "goods sell as before."
        ),
    ),
    "C7": Formula(
        Message("Rough figures of the trade"),
        Message(
            "Receivables ÷ sales of a month. What is told of the trade, by no good source: margin "
            "{gross_low} to {gross_high}, profit {net_low} to {net_high}, receivables of {owed_low} "
            "to {owed_high} days, stock of {stock_low} to {stock_high} days.",
            _OF_THE_TRADE,
        ),
    ),
    "D1": Formula(Message("Visits a day"), Message("Visits ÷ (field reps × working days).")),
    "D2": Formula(
        Message("Reps needed"),
        Message("Outlets × visits a month, over visits a day × working days, rounded up."),
    ),
    "D3": Formula(
        Message("Sales per head"), Message("Sales of the month ÷ heads; part-timers count in part.")
    ),
    "D4": Formula(
        Message("Pay mix"),
        Message("Commission ÷ (base + commission), and our commission a case ÷ the best rival's."),
    ),
    "D5": Formula(Message("Use of labour"), Message("Calls needed ÷ calls possible.")),
    "D6": Formula(
        Message("Driver signs"),
        Message("Points of each behaviour seen or documented; what was only heard counts in part."),
    ),
    "E1": Formula(Message("Our share"), Message("Our sales ÷ all sales, and our profit ÷ all profit.")),
    "E2": Formula(
        Message("Concentration"), Message("The sum of the squared shares of all brands, in percent.")
    ),
    "E3": Formula(
        Message("Role of a product"),
        Message("Our sales ÷ the largest other brand's, against the growth of the last three months."),
    ),
    "E4": Formula(
        Message("Target attainment"),
        Message("Sold ÷ the part of the target that is due by now."),
    ),
    "E5": Formula(
        Message("Return on stock money"),
        Message("Margin a unit × monthly volume ÷ average value of the stock."),
    ),
    "E6": Formula(
        Message("Attention index"),
        Message("The mean of our shares of space, vehicles, staff time and money ÷ our share of the profit."),
    ),
    "E7": Formula(Message("Change of share"), Message("A share is read together with the volume behind it.")),
    "F1": Formula(
        Message("Coverage"), Message("Outlets supplied ÷ outlets there are; with our goods likewise.")
    ),
    "F2": Formula(
        Message("Vehicle capacity"),
        Message("Cases × trips × days out ÷ working days × load factor, against daily volume and peak."),
    ),
    "F3": Formula(
        Message("Product line"), Message("Items ÷ categories, and items sold lately ÷ items stocked.")
    ),
    "F4": Formula(
        Message("Network and territory"),
        Message("The share delivered straight to outlets, and the share of volume near home."),
    ),
    "F5": Formula(
        Message("Diversion signs"),
        Message("Points of each sign, at most 100. Signs are reasons to check, never proof."),
    ),
    "G1": Formula(Message("Section score"), Message("100 × scores × weights ÷ weights answered.")),
    "G2": Formula(
        Message("Overall score"), Message("Section scores by weight; missing sections are left out.")
    ),
    "G3": Formula(
        Message("Value class"),
        Message("Dealers sorted by our sales; the class follows from the share of sales before."),
    ),
    "G4": Formula(
        Message("Visit interval"),
        Message(
            "By class; one step faster with an open critical finding, complaint or broken promise. "
            "On time is who comes by the last day of grace."
        ),
    ),
    "G5": Formula(Message("Trend"), Message("Each section against the last full audit.")),
    "H1": Formula(
        Message("Phrase guard"), Message("What is written is compared with a list of empty phrases.")
    ),
    "H2": Formula(
        Message("Concrete wording"), Message("Each phrase has a wording that names who, what and when.")
    ),
    "H3": Formula(
        Message("Promises kept"), Message("Kept on time ÷ due; the softer rate counts late ones in part.")
    ),
    "H4": Formula(Message("Self score"), Message("Scores × weights ÷ weights of the items answered.")),
    "I": Formula(
        Message("Strength of a card"),
        Message("Severity × evidence × freshness × (1 + money at stake ÷ the dealer's monthly profit)."),
    ),
    "J": Formula(Message("Marks to check"), Message("What about a visit is unlikely; a mark is no blame.")),
}
