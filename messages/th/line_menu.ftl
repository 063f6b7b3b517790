# เมนูใต้ห้องแชตของ LINE
bar = เมนู
report = สิ่งที่ต้องส่ง
status = สิ่งที่ส่งแล้ว
projects = ดู เพิ่ม สิ้นสุด
calendar = วันครบกำหนด
help = คำที่พิมพ์ได้
language = Switch to English
