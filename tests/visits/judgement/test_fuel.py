"""Rule D6: what a dealer's vehicles burn, against their own median of three months."""

from app.visits.judgement.document import read_memory, write_memory
from app.visits.judgement.evidence import Memory
from app.visits.retention.reduced import reduced_memory
from tests.visits.judgement import plain

BEFORE = Memory(fuel=((plain.ago(200), 30), (plain.ago(60), 10), (plain.ago(30), 9), (plain.ago(14), 11)))


def judged(fuel: int | None, memory: Memory = BEFORE):
    return plain.judged({"staff_driver_detour": {"sign": "no", "fuel": fuel}}, memory=memory)


def test_over_a_seventh_above_the_usual_is_noticed():
    assert judged(12).figure("driver_risk").value.fuel_over is True
    assert judged(11).figure("driver_risk").value.fuel_over is False
    assert "12 litres on 100 km, 10 are usual" in str(judged(12).figure("driver_risk").steps[-1])


def test_without_earlier_figures_or_one_of_today_nothing_is_said():
    assert judged(12, Memory()).figure("driver_risk").value.fuel_over is None
    assert judged(None).figure("driver_risk").value.fuel_over is None


def test_three_months_are_handed_on_and_go_with_what_is_private():
    memory = judged(12).memory
    assert [litres for _on, litres in memory.fuel] == [10, 9, 11, 12]
    assert read_memory(write_memory(memory)).fuel == memory.fuel
    assert reduced_memory(write_memory(memory), ())["fuel"] == []
