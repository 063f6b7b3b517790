# คำบอกสถานะ ใช้คำเดียวกันทุกที่

on_time = ทันกำหนด
sent = ส่งแล้ว
soon = ใกล้ครบกำหนด
late_sent = ล่าช้า { $days } วัน
late_open = เลยกำหนด ยังไม่ส่ง
nothing = ไม่มีผลงาน
not_due = ยังไม่ถึงกำหนด
not_required = ไม่ต้องรายงาน
returned = ส่งคืนให้แก้ไข
