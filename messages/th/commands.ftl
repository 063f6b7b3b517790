# คำสั่งที่พิมพ์ได้ คำแรกคือคำที่ระบบใช้แนะนำ คำอื่นคั่นด้วย | ทุกคำเขียนติดกัน ไม่เว้นวรรค
# Words that people type. The first is the one that we teach; others are parted by |. No spaces inside a word.

report = รายงาน | รายงานผล | ส่งรายงาน
nothing = ไม่มีผลงาน | ไม่มีผล
confirm = ยืนยัน | ยืนยันส่ง
edit = แก้ไข
cancel = ยกเลิก
status = สถานะ
why = เหตุผล | ทำไม
projects = โครงการ
language = ภาษา
help = ช่วยเหลือ | วิธีใช้
health = สุขภาพระบบ
leave = ออก | ออกจากระบบ
start = เริ่ม | เข้าร่วม
queue = คิว | รอตรวจ
show = ดู
approve = อนุมัติ
return = ส่งคืน
late = ล่าช้า
overview = ภาพรวม
round = รอบ
score = คะแนน
result = ผล | ผลตัวชี้วัด
calendar = ปฏิทิน
stepdone = ขั้นตอนเสร็จ
stepback = ขั้นตอนกลับ
stepundone = ถอนขั้นตอน
submit = นำส่ง
recall = ขอคืน
sent = ส่งแล้ว
nudge = ติดตาม
grant = อนุญาต
deny = ไม่อนุญาต
same = เหมือนงวดก่อน | ทุกรายการเหมือนงวดก่อน | เหมือนเดือนก่อน | ทุกรายการเหมือนเดือนก่อน
all = ดูทั้งหมด | ทั้งหมด
