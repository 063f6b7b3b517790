"""The words of dates and numbers in both languages, as people write them and as we do."""

import re

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
# In the order in which things are lettered: without the two letters that nobody uses any more.
THAI_LETTERS = "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"

# Monday first, as date.weekday() counts.
WEEKDAYS = {
    "th": ("วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัสบดี", "วันศุกร์", "วันเสาร์", "วันอาทิตย์"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}

# January first; what we write.
MONTHS = {
    "th": ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
LONG_MONTHS = {
    "th": (
        "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
        "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip

# What people write besides: without the ending, and the commonest slips of spelling.
OTHER_MONTHS = {
    "มกรา": 1, "กุมภา": 2, "กุมภาพันธุ์": 2, "มีนา": 3, "เมษา": 4, "พฤษภา": 5, "มิถุนา": 6, "กรกฎา": 7, "กรกฏา": 7,
    "กรกฏาคม": 7, "สิงหา": 8, "กันยา": 9, "ตุลา": 10, "พฤศจิกา": 11, "พฤษจิกายน": 11, "ธันวา": 12, "sept": 9,
}  # fmt: skip
OTHER_WEEKDAYS = {"วันพฤหัส": 3, "พฤหัส": 3}

BUDDHIST_ERA = {"th": "พ.ศ.", "en": "B.E."}
BUDDHIST_ERAS = ("พ.ศ.", "พ.ศ", "พศ", "b.e.", "b.e", "be")
CHRISTIAN_ERAS = ("ค.ศ.", "ค.ศ", "คศ", "a.d.", "a.d", "ad", "c.e.", "c.e", "ce")
NEAR_DAYS = {"วันนี้": 0, "today": 0, "เมื่อวาน": -1, "เมื่อวานนี้": -1, "yesterday": -1, "พรุ่งนี้": 1, "tomorrow": 1}
BEFORE_A_DATE = ("วันที่", "ที่", "on")

PER_CENT = {"th": "ร้อยละ", "en": "%"}
PER_CENT_BEFORE = ("ร้อยละ",)
PER_CENT_AFTER = ("%", "เปอร์เซ็นต์", "เปอร์เซนต์", "เปอร์เซ็น", "percent", "per cent")
MONEY_AFTER = ("บาท", "baht")
MAGNITUDES = ("ร้อย", "พัน", "หมื่น", "แสน", "ล้าน", "hundred", "thousand", "million", "billion")
OUT_OF = ("/", "จาก", "out of", "of")
HOUR_AFTER = {"th": "น.", "en": ""}
HOURS_AFTER = ("นาฬิกา", "น.", "น")
HOURS_BEFORE = ("เวลา", "at")

STEPS = ("ขั้นตอนที่", "ขั้นตอน", "ขั้นที่", "ขั้น", "step")
INDICATORS = ("ตัวชี้วัดที่", "ตัวชี้วัด", "indicator")
PROJECTS = ("โครงการ", "กิจกรรม", "project", "activity")
UNITS = ("หน่วยงาน", "unit")
ROUNDS = ("รอบ", "round")
ROUNDS_AFTER = ("เดือน", "months", "month")
RECEIPTS = ("เลขที่รับ", "เลขรับที่", "เลขรับ", "receipt no.", "receipt no", "receipt", "no.", "no")

REMOVE = ("ลบรายการที่", "ลบรายการ", "ลบ", "remove", "delete")
ENTERED = (
    "บันทึกในระบบแล้วเมื่อ", "บันทึกในระบบเมื่อ", "บันทึกแล้วเมื่อ", "บันทึกเมื่อ", "บันทึกแล้ว", "รายงานแล้วเมื่อ", "รายงานแล้ว", "กรอกแล้วเมื่อ",
    "กรอกแล้ว", "เมื่อ", "entered on", "entered", "on",
)  # fmt: skip

# What names the readers of an announcement before a colon, and who all of them are.
ADDRESSED = ("ถึง", "to ")
EVERYBODY = ("ทุกคน", "ทั้งหมด", "ทุกหน่วยงาน", "ทุกหน่วย", "everybody", "everyone", "all")
OWING = ("ผู้ที่ยังค้างส่ง", "ผู้ที่ค้างส่ง", "ผู้ที่ยังค้าง", "ผู้ค้างส่ง", "ค้างส่ง", "who owe", "owing")
KINDS = ("ประเภทหน่วยงาน", "ประเภท", "kind")

# What makes a command bring its answer as a file.
FILES = ("ไฟล์", "file", "ics", ".ics")

# The polite endings that follow a word without changing what it means.
POLITE = ("ครับผม", "ครับ", "คับ", "ค่ะ", "คะ", "ค่า", "จ้ะ", "จ้า", "นะ")

# What stands before a person's name. Those with a dot are titles only with it: many names begin with the same letters.
TITLES = (
    "นาย", "นาง", "นางสาว", "เด็กชาย", "เด็กหญิง", "คุณ", "คุณหญิง", "ท่านผู้หญิง", "นายแพทย์", "แพทย์หญิง", "ทันตแพทย์",
    "ทันตแพทย์หญิง", "เภสัชกร", "เภสัชกรหญิง", "สัตวแพทย์", "สัตวแพทย์หญิง", "ศาสตราจารย์", "รองศาสตราจารย์",
    "ผู้ช่วยศาสตราจารย์", "อาจารย์", "ดอกเตอร์", "หม่อมหลวง", "หม่อมราชวงศ์", "ว่าที่", "ว่าที่ร้อยตรี", "ว่าที่ร้อยโท", "ว่าที่ร้อยเอก",
    "ว่าที่พันตรี", "พลเอก", "พลโท", "พลตรี", "พันเอก", "พันโท", "พันตรี", "ร้อยเอก", "ร้อยโท", "ร้อยตรี", "จ่าสิบเอก", "จ่าสิบโท",
    "จ่าสิบตรี", "สิบเอก", "สิบโท", "สิบตรี", "พลตำรวจเอก", "พลตำรวจโท", "พลตำรวจตรี", "พันตำรวจเอก", "พันตำรวจโท", "พันตำรวจตรี",
    "ร้อยตำรวจเอก", "ร้อยตำรวจโท", "ร้อยตำรวจตรี", "ดาบตำรวจ", "จ่าสิบตำรวจ", "สิบตำรวจเอก", "สิบตำรวจโท", "สิบตำรวจตรี",
    "พลเรือเอก", "พลเรือโท", "พลเรือตรี", "นาวาเอก", "นาวาโท", "นาวาตรี", "เรือเอก", "เรือโท", "เรือตรี", "พันจ่าเอก", "จ่าเอก",
    "พลอากาศเอก", "พลอากาศโท", "พลอากาศตรี", "นาวาอากาศเอก", "นาวาอากาศโท", "นาวาอากาศตรี", "เรืออากาศเอก",
    "เรืออากาศโท", "เรืออากาศตรี", "พันจ่าอากาศเอก", "จ่าอากาศเอก",
)  # fmt: skip
TITLES_WITH_DOT = (
    "น.ส.", "นส.", "ด.ช.", "ด.ญ.", "ดร.", "ผศ.", "รศ.", "ศ.", "อ.", "นพ.", "พญ.", "ทพ.", "ทพญ.", "ภก.", "ภญ.",
    "ม.ล.", "ม.ร.ว.", "พล.อ.", "พล.ท.", "พล.ต.", "พ.อ.", "พ.ท.", "พ.ต.", "ร.อ.", "ร.ท.", "ร.ต.", "จ.ส.อ.", "จ.ส.ท.",
    "จ.ส.ต.", "ส.อ.", "ส.ท.", "ส.ต.", "พล.ต.อ.", "พล.ต.ท.", "พล.ต.ต.", "พ.ต.อ.", "พ.ต.ท.", "พ.ต.ต.", "ร.ต.อ.",
    "ร.ต.ท.", "ร.ต.ต.", "ด.ต.", "ส.ต.อ.", "ส.ต.ท.", "ส.ต.ต.", "พล.ร.อ.", "พล.ร.ท.", "พล.ร.ต.", "น.อ.", "น.ท.",
    "น.ต.", "พล.อ.อ.", "พล.อ.ท.", "พล.อ.ต.", "พ.จ.อ.", "จ.อ.", "mr.", "mrs.", "ms.", "miss ", "dr.", "prof.",
)  # fmt: skip
RANKS_OF_WOMEN = ("หญิง",)
# Posts and callings that begin like a title.
NO_TITLES = (
    "นายกเทศมนตรี", "นายกรัฐมนตรี", "นายกสมาคม", "นายกสภา", "นายกองค์การ", "นายก อบ", "นายกอบต.", "นายกอบจ.", "นายกเมือง",
    "นายทะเบียน", "นายอำเภอ", "นายช่าง", "นายตรวจ", "นายด่าน", "นายท่า", "นายสถานี",
)  # fmt: skip

AND = {"th": "และ", "en": "and"}
DAYS = {
    "th": {"calendar": ("วัน", "วัน"), "working": ("วันทำการ", "วันทำการ")},
    "en": {"calendar": ("day", "days"), "working": ("working day", "working days")},
}


def either(words: tuple[str, ...]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
