"""What each fact is worth asking for, and what we give in return (rule I).

Every sentence keeps its places in braces; `app.leverage.cards` fills them and shows no card with a gap.
"""

from dataclasses import dataclass

from app.messages import Message


@dataclass(frozen=True)
class Leverage:
    """One row of the table: the section, the fact, its cost as money (``{cost}``) and, where the money is
    not known, in words; one ask and one give."""

    section: str
    fact: Message
    cost: Message
    cost_in_words: Message
    ask: Message
    give: Message


LEVERAGE: dict[str, Leverage] = {
    "stock_low": Leverage(
        "s3",
        Message("{sku}: {have} left, 1.5 times a period's sales would be {target}."),
        Message("Running out would cost about {cost} of margin."),
        Message("What is not there cannot be sold."),
        Message("Order {sku} today ({order} cases) and fix the delivery day."),
        Message("We warn you before it runs out."),
    ),
    "old_lots": Leverage(
        "s3",
        Message("{sku}: {old_qty} old ones are left while {new_qty} newer ones have gone out."),
        Message("The old ones are worth {cost}, and every day makes them harder to sell."),
        Message("Every day makes the old ones harder to sell."),
        Message("Load the old ones first, with a bin card on each stack."),
        Message("We keep our own stack tidy ourselves."),
    ),
    "near_expiry": Leverage(
        "s3",
        Message("{sku}: at {rate} a day only {sellable} sell in time; {risk} will not."),
        Message("Those {risk} cost {cost}."),
        Message("What expires is lost."),
        Message("Agree today what happens with the {risk}, and by which day."),
        Message("An agreed swap quota, in writing."),
    ),
    "cash_short": Leverage(
        "s4",
        Message("Cash covers {days} days of payments."),
        Message("{cost} is owed to you and overdue."),
        Message("One late payment and the goods stop."),
        Message("Order less but more often: {amount} at a time, twice a week."),
        Message("A smaller minimum order, once it is approved."),
    ),
    "pay_day": Leverage(
        "s4",
        Message("Your money is fullest on {weekday}."),
        Message("An order on the wrong day ties up {cost}."),
        Message("An order on another day competes with other payments."),
        Message("Place our order on {weekday}."),
        Message("A fixed place on our truck for that day."),
    ),
    "labour_free": Leverage(
        "s5",
        Message("{n} people in the field are used to {u}; {m} more calls a week are possible."),
        Message("Calls that are not made leave {cost} a month lying."),
        Message("You pay for those hours already."),
        Message("Give one route to our products."),
        Message("We bring the route list and train the people."),
    ),
    "push_low": Leverage(
        "s5",
        Message("A case of ours earns your people {ours}, the best other one {rival}."),
        Message("Cases of ours that are not offered leave {cost} a month lying."),
        Message("Your people sell what pays them, not what pays you."),
        Message("Pay the same commission per case for ours."),
        Message("A one-week contest for your people."),
    ),
    "attention_low": Leverage(
        "s6",
        Message("Ours bring {pp} of your profit on {rs} of your people, vehicles, space and money."),
        Message("The same attention elsewhere earns {cost} less a month."),
        Message("What earns you most gets less than its part."),
        Message("Give ours one person, one vehicle or one bay."),
        Message("A profit sheet for you every month."),
    ),
    "outlets_missing": Leverage(
        "s7",
        Message("{gap} of your outlets do not carry ours."),
        Message("Those outlets could earn you {cost} a month."),
        Message("Your truck passes them already."),
        Message("One placing day at 30 of them."),
        Message("We ride along."),
    ),
    "long_long": Leverage(
        "s7",
        Message("Goods pass {tiers} hands, and {outside} of them leave the home area."),
        Message("Price cuts from outside would cost {cost} a month."),
        Message("Where nobody sees the goods, nobody holds the price."),
        Message("Record the batch of every delivery."),
        Message("Priority supply inside the area."),
    ),
}
