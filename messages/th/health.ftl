# สุขภาพระบบ สำหรับผู้ดูแลระบบ
title = สุขภาพระบบ
well = ไม่มีเรื่องที่ต้องดูแล
look = เรื่องที่ต้องดูแล { $count } เรื่อง (เก่าที่สุดตั้งแต่ { $since })
messages = ข้อความถึง { $platform } ที่รอส่ง { $count } ข้อความ เก่าที่สุดตั้งแต่ { $since }
no_messages = ไม่มีข้อความรอส่ง
fetches = ไฟล์จาก { $platform } ที่รอรับ { $count } ไฟล์ เก่าที่สุดตั้งแต่ { $since }
no_fetches = ไม่มีไฟล์รอรับ
events = รายการที่กำลังลองใหม่ { $parked } · ทำไม่สำเร็จ { $given_up }
heard = { $platform } มีข้อมูลเข้าล่าสุด { $at }
quota = { $platform } เดือนนี้เหลือ { $left } จาก { $limit } ข้อความ
stalled = ส่งข้อความไปยัง { $platform } ไม่ได้ตั้งแต่ { $since }
disk = พื้นที่ดิสก์ว่าง { $free } จาก { $total } GiB
certificate = ใบรับรองใช้ได้ถึง { $at }
backup = สำรองข้อมูลล่าสุด { $at }
no_backup = สำรองข้อมูลล่าสุด ไม่พบข้อมูล
version = รุ่น { $version }
