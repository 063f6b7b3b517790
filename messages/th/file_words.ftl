# คำที่ใช้เรียกสิ่งต่าง ๆ ในไฟล์กรอบคำรับรอง: ตาราง ชนิดของค่า สิ่งที่อ้างถึง

unit_kinds = ชนิดหน่วยงาน
units = หน่วยงาน
sources = เอกสารต้นฉบับ
frameworks = กรอบคำรับรอง
dimensions = มิติ
indicators = ตัวชี้วัด
blanks = แบบฟอร์มเปล่า
steps = ขั้นตอน
bindings = หน่วยงานที่ต้องรายงาน
projects = โครงการ/กิจกรรม
documents = เอกสารที่ส่ง
rounds = รอบการรายงาน
deadlines = วันครบกำหนด
penalties = บทหักคะแนน
process_steps = ขั้นตอนของกระบวนการ
reliefs = การยกเว้นและการขยายเวลา
posts = ตำแหน่ง
holidays = วันหยุด

text = ข้อความในเครื่องหมายคำพูด
flag = true หรือ false
whole = จำนวนเต็ม
wholes = รายการจำนวนเต็ม เช่น [7, 3, 1, 0]
number = ตัวเลข
numbers = รายการตัวเลข เช่น [1, 2, 3, 4, 5]
texts = รายการข้อความ เช่น ["ก", "ข"]
table = กลุ่มของค่า
tables = รายการของกลุ่มค่า
hour = เวลา เช่น "09:00"
date = วันที่
other = ค่าชนิดอื่น

unit = หน่วยงาน
bound_unit = หน่วยงานที่ต้องรายงานตัวชี้วัดนี้
kind = ชนิดหน่วยงาน
dimension = มิติ
indicator = ตัวชี้วัด
round = รอบการรายงาน
source = เอกสารที่อ้างถึง
process = ขั้นตอนของกระบวนการ
document = เอกสารที่ส่ง
field = ช่องของรายการ (entry)
