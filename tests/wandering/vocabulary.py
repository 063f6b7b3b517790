"""What people type and send: sensible, half right, wrong and hostile."""

from datetime import timedelta

from tests.demo.telegram.pictures import jpeg, png

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
FILES = {
    "แผน.pdf": PDF,
    "plan<b>&amp;.pdf": PDF + b"\n",
    "run.exe": b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(64),
    "empty.pdf": b"",
    "photo.jpg": b"not a photo at all",
    "ก" * 200 + ".pdf": PDF + b"\n\n",
}
PHOTOS = (jpeg(20, 20), jpeg(21, 20), png(8, 8))
HOSTILE = (
    "๙๙๙๙๙๙๙๙๙๙๙๙๙๙๙",
    "999999999999999999999999999999",
    "-1",
    "0",
    "๐",
    "1e9",
    "NaN",
    "٣",
    "½",
    "²",
    "🙂",
    "👨‍👩‍👧‍👦" * 8,
    "\u202eกลับด้าน\u202c",
    "\u200b",
    "ก\u0e49\u0e49\u0e49\u0e49",
    "'; DROP TABLE reports; --",
    "<b>หนา</b> & \"'",
    "</b><a href='x'>",
    "%s %d %n",
    '{ $x } {0} { "a" }',
    "\\n\\u0000",
    "a\x00b",
    "\x01\x1b[31m",
    "บรรทัดหนึ่ง\nบรรทัดสอง\r\n\tสาม",
    "ยาว " * 900,
    "ย" * 4900,
    "=1+1",
    "../../etc/passwd",
    "/",
    "@",
    ">",
    "=",
    "!",
    "!reporting.begin x",
    "=X.1.confirm",
    "R-",
    "R-XXXX",
    "TW0000000000",
    "TW-ABC-DEF-GH2",
    "ๆ",
    "ฯลฯ",
    "31/2/2570",
    "29 ก.พ. 2570",
)
NOTES = ("ประชุมแล้ว", "held the meeting", 'เอกสาร <ก> & "ข"', "a\nb", "รายงานการประชุมแล้ว", "ยืนยันแล้ว", "")
ANSWERS = (
    "ขั้น 1", "ขั้น 3", "ขั้น ๕", "ขั้น 9", "step 2", "45", "45/60", "60/45", "0/0", "๔๕ จาก ๖๐", "85%", "1,200", "1,20", "3"
)  # fmt: skip
ENTRIES = (
    "45/2569 / คณะกรรมการ ก", "46/2569 | committee B", "47/2569", "นายสมชาย ใจดี / การเขียนข่าว", "สมชาย ใจดี, การเขียนข่าว",
    "อบต.แม่ริม", "วันนี้", "15 ต.ค. 69", "ลบ 1", "remove 9",
)  # fmt: skip
CODES = ("8", "2.2", "10.1", "๘", "99", "8.", "ตัวชี้วัด 8", "", "1.1", "2.1", "2.3", "3.1", "4.1", "10.2")
PROJECTS = ("", "ก", "ข", "ค", "โครงการ ก", "ง")
UNITS = ("", "", "สปข.3", "สปข.5", "unit สปข. ๓", "สปข.99", "หน่วยงาน กกร.")
ROUNDS = ("6", "6/2570", "9", "12", "13", "0", "๖/๗๐", "รอบ 6 เดือน", "6/2548")
DAYS = ("15/4/2570", "15 เม.ย. 70 14:30", "วันนี้", "31/2/2570", "1/1/2500", "15/4/2570 25:00 เลขรับ 123", "")
PAUSES = (
    timedelta(seconds=1),
    timedelta(minutes=1),
    timedelta(minutes=31),
    timedelta(hours=5),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=31),
)
