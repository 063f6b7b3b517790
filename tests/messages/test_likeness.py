"""Twenty pairs that are the same and twenty that are not: names of persons, agencies, committees, as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.likeness import likeness

PERSONS_ALIKE = [
    ("นายสมชาย ใจดี", "สมชาย ใจดี"),
    ("นาย สมชาย  ใจดี", "สมชาย ใจดี"),
    ("น.ส.มาลี มีสุข", "นางสาวมาลี มีสุข"),
    ("น.ส. มาลี มีสุข", "มาลี มีสุข"),
    ("นางมาลี มีสุข", "นางสาว มาลี มีสุข"),
    ("ดร.สมชาย ใจดี", "ดร. สมชาย ใจดี"),
    ("ผศ.ดร.สมชาย ใจดี", "นายสมชาย ใจดี"),
    ("ว่าที่ ร.ต.สมชาย ใจดี", "สมชาย ใจดี"),
    ("ว่าที่ร้อยตรี สมชาย ใจดี", "ว่าที่ ร.ต. สมชาย ใจดี"),
    ("พ.ต.อ.หญิง มาลี มีสุข", "มาลี มีสุข"),
    ("Mr. Somchai Jaidee", "somchai  jaidee"),
    ("สม\u200bชาย ใจดี", "สมชาย ใจดี\ufeff"),
    ("อํานวย พรหมสร", "อำนวย พรหมสร"),
    ("นายอํานวย พรหมสร", "อำนวย พรหมสร"),
]
THINGS_ALIKE = [
    ("เทศบาลนครเชียงใหม่", "เทศบาล นคร เชียงใหม่"),
    ("โรงเรียนวัดที่ ๑๒", "โรงเรียนวัดที่ 12"),
    ("อบต.แม่ริม", "อบต. แม่ริม"),
    ("“ชมรมผู้สูงอายุ”", "ชมรมผู้สูงอายุ"),
    ("คําสั่งที่ ๔๕/๒๕๔๗", "คำสั่งที่ 45 / 2547"),
    ("THAI PBS", "Thai PBS"),
]
PERSONS_APART = [
    ("นายกเทศมนตรีนครเชียงใหม่", "กเทศมนตรีนครเชียงใหม่"),
    ("นายกเทศมนตรี นครเชียงใหม่", "กเทศมนตรี นครเชียงใหม่"),
    ("นายกรัฐมนตรี แห่งประเทศไทย", "กรัฐมนตรี แห่งประเทศไทย"),
    ("นายอำเภอ แม่ริม", "อำเภอ แม่ริม"),
    ("นายสมชาย", "สมชาย"),
    ("ดรุณี ใจดี", "ุณี ใจดี"),
    ("นางนวล ใจดี", "นวลจันทร์ ใจดี"),
    ("นายิกา ใจดี", "กา ใจดี"),
    ("สมชาย ใจดี", "สมชาย ใจดี (2)"),
    ("สมชาย ใจดี", "สมชัย ใจดี"),
    ("มาลี มีสุข", "มาลี มีศุข"),
    ("ศรีสุดา ทองดี", "สุดา ทองดี"),
    ("อรทัย ทองดี", "รทัย ทองดี"),
    ("นายพล ใจดี", "นายพร ใจดี"),
]
THINGS_APART = [
    ("นายสมชาย ใจดี", "สมชาย ใจดี"),
    ("โรงเรียนวัดที่ 1", "โรงเรียนวัดที่ 11"),
    ("คำสั่งที่ 4/52547", "คำสั่งที่ 45/2547"),
    ("อบต.แม่ริม", "องค์การบริหารส่วนตำบลแม่ริม"),
    ("ข้อ 2.1", "ข้อ 21"),
    ("room 1 23", "room 12 3"),
]


def test_there_are_twenty_of_each():
    assert len(PERSONS_ALIKE) + len(THINGS_ALIKE) == len(PERSONS_APART) + len(THINGS_APART) == 20


@pytest.mark.parametrize(("one", "other"), PERSONS_ALIKE)
def test_one_person_however_the_name_was_typed(one, other):
    assert likeness(one, person=True) == likeness(other, person=True)


@pytest.mark.parametrize(("one", "other"), THINGS_ALIKE)
def test_one_agency_or_order_however_it_was_typed(one, other):
    assert likeness(one) == likeness(other)


@pytest.mark.parametrize(("one", "other"), PERSONS_APART)
def test_two_persons_or_none_at_all(one, other):
    assert likeness(one, person=True) != likeness(other, person=True)


@pytest.mark.parametrize(("one", "other"), THINGS_APART)
def test_two_things_and_titles_that_belong_to_a_name(one, other):
    assert likeness(one) != likeness(other)


@given(st.text(alphabet='กขสมายนงดรอ.ำํา่้ ิ12๑/\u200babZ-("', max_size=30), st.booleans())
def test_what_is_compared_is_compared_the_same_again(text, person):
    found = likeness(text, person=False)
    assert likeness(found) == found
    assert likeness(f" {text}\u200b ", person=person) == likeness(text, person=person)
