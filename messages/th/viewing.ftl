# รายการที่รอตรวจ และการดูรายงานหนึ่งฉบับ
nothing_waits = ไม่มีรายการที่รอท่านตรวจ
queue = รอตรวจ { $count } รายการ
oldest_first = เรียงจากรายการที่รอนานที่สุด
more = แสดง 10 รายการแรก ยังมีอีก { $count } รายการ
since = รอตั้งแต่ { $when }
show = ดู
version = ฉบับที่ { $number } · { $answer } · { $by } ส่ง { $when }
approved = { $by } อนุมัติ { $when }
returned = { $by } ส่งคืน { $when } “{ $reason }”
replaced = ถูกแทนแล้ว: { $ref } แจ้งว่าถึง{ $arrived } · { $by } แจ้งเมื่อ { $when }
in_force = ที่ใช้อยู่: { $ref } แจ้งว่าถึง{ $arrived } · { $by } แจ้งเมื่อ { $when }
