# คำสั่ง connect
at = กำลังเชื่อมต่อ { $platform }
would = สิ่งที่จะทำ: { $what }
line_account = LINE: บัญชีนี้คือ { $name } ({ $account })
telegram_account = Telegram: บัญชีนี้คือ { $name }
webhook_set = { $platform } ส่งข้อความของผู้ใช้มาที่ { $address }
webhook_there = { $platform } ส่งข้อความของผู้ใช้มาที่ { $address } อยู่แล้ว
webhook_dropped = Telegram ไม่ส่งข้อความเข้าเว็บฮุกอีกต่อไป
polling = ระบบเป็นฝ่ายไปรับข้อความจาก Telegram เอง (THANWELA_TELEGRAM_MODE)
use_webhook_off = LINE ยังไม่ส่งข้อความมา กรุณาเปิด “Use webhook” ในหน้า Messaging API ของ LINE Developers
test_ok = LINE ทดสอบเว็บฮุกแล้ว ระบบตอบได้
test_no_connection = LINE ติดต่อเว็บฮุกไม่ได้ กรุณาตรวจว่า thanwela serve ทำงานอยู่ ที่อยู่นี้เข้าจากภายนอกถึงเครื่องนี้ได้ และใบรับรองออกโดยหน่วยงานสาธารณะและมีครบทุกชั้น
test_timeout = LINE ติดต่อได้ แต่เว็บฮุกไม่ตอบภายในเวลา กรุณาตรวจว่า thanwela serve ทำงานอยู่ และดูบันทึกของเว็บเซิร์ฟเวอร์ด้านหน้า
test_status = เว็บฮุกตอบ LINE ด้วยสถานะ { $status } แทน 200 หากเป็น 401 หรือ 403 แสดงว่า THANWELA_LINE_CHANNEL_SECRET ไม่ใช่ของช่องทางนี้ หากเป็น 404 แสดงว่าเว็บเซิร์ฟเวอร์ด้านหน้าไม่ส่งต่อ /line/webhook หากเป็น 502 หรือ 503 แสดงว่า thanwela serve ไม่ได้ทำงาน
test_unknown = LINE ทดสอบเว็บฮุกไม่ผ่านโดยไม่บอกเหตุที่ทราบได้ ({ $reason }) กรุณาลองใหม่ในหนึ่งนาที
menu_made = สร้างเมนูใต้ห้องแชตของ LINE: { $language }
menu_there = มีเมนูใต้ห้องแชตของ LINE อยู่แล้ว: { $language }
menu_shown = ทุกคนจะเห็นเมนูภายในหนึ่งนาที ส่วน LINE บนคอมพิวเตอร์ไม่มีเมนู
thai = ภาษาไทย
english = ภาษาอังกฤษ
commands_set = ให้ Telegram แสดงรายการคำสั่งและคำแนะนำระบบ ทั้งภาษาไทยและภาษาอังกฤษ
commands_there = Telegram แสดงรายการคำสั่งอยู่แล้ว
no_font = วาดเมนูไม่ได้ เพราะไม่พบแบบอักษร Sarabun กรุณาติดตั้ง Thanwela ใหม่
no_address = Telegram ต้องมีที่อยู่ https สำหรับส่งข้อความ แต่ยังไม่ได้กำหนด THANWELA_PUBLIC_URL หากไม่มีที่อยู่ กรุณากำหนด THANWELA_TELEGRAM_MODE=polling
port = Telegram ส่งได้เฉพาะพอร์ต { $ports } กรุณาแก้ THANWELA_PUBLIC_URL
bad_token = { $platform } ไม่รับโทเค็นของเรา กรุณาคัดลอกใหม่จากหน้าคอนโซล ({ $settings })
unreached = ติดต่อ { $platform } จากเครื่องนี้ไม่ได้ กรุณาตรวจเครือข่ายและไฟร์วอลล์ แล้วสั่งใหม่
refused = { $platform } ไม่รับคำสั่ง ({ $fault }) กรุณาสั่งใหม่ในหนึ่งนาที หากยังเป็นเช่นเดิม กรุณาดูที่หน้าคอนโซล
