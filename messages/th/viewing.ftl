# รายการที่รอตรวจ และการดูรายงานหนึ่งฉบับ
nothing_waits = ไม่มีรายการที่รอท่านตรวจ
queue = รอตรวจ { $count } รายการ
oldest_first = เรียงจากรายการที่รอนานที่สุด
more = แสดง 10 รายการแรก ยังมีอีก { $count } รายการ
since = รอตั้งแต่ { $when }
show = ดู
late = ล่าช้า
overview = ภาพรวม
version = ฉบับที่ { $number } · { $answer } · ผู้ส่ง: { $by } · { $when }
approved = ผู้อนุมัติ: { $by } · { $when }
returned = ผู้ส่งคืน: { $by } · { $when } · “{ $reason }”
replaced = ถูกแทนแล้ว: { $ref } แจ้งว่าถึง{ $arrived } · ผู้แจ้ง: { $by } · { $when }
in_force = ที่ใช้อยู่: { $ref } แจ้งว่าถึง{ $arrived } · ผู้แจ้ง: { $by } · { $when }
