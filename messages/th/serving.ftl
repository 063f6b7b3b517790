# การเปิดเซิร์ฟเวอร์ (thanwela serve)
occupied = มี thanwela serve อีกตัวหนึ่งทำงานกับฐานข้อมูลนี้อยู่ ฐานข้อมูลหนึ่งใช้ได้ครั้งละหนึ่งตัว กรุณาหยุดตัวเดิมก่อน หรือกำหนดฐานข้อมูลอื่นให้ตัวนี้
no_certificate = { $certificate } กับ { $key } ไม่ใช่ใบรับรองกับกุญแจที่คู่กัน หรืออ่านไม่ได้ (THANWELA_TLS_CERTIFICATE, THANWELA_TLS_KEY)
no_port = ใช้ { $host } พอร์ต { $port } ไม่ได้ เพราะมีโปรแกรมอื่นใช้อยู่ หรือไม่ใช่ที่อยู่ของเครื่องนี้ (THANWELA_HOST, THANWELA_PORT)
