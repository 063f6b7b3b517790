# การส่งออกกรอบคำรับรองและปฏิทิน (thanwela export)

which_ending = { $file }: ไม่รู้จักชนิดของไฟล์นี้ กรุณาใช้ชื่อที่ลงท้ายด้วย { $endings }
which_framework = กรุณาระบุกรอบคำรับรองหนึ่งกรอบ: { $known }
none_there = ยังไม่มีกรอบคำรับรองในระบบ กรุณานำเข้าด้วย thanwela import ก่อน
cannot_write = เขียนไฟล์ { $file } ไม่ได้ กรุณาตรวจโฟลเดอร์และสิทธิ์การเขียน
forms = พร้อมแบบฟอร์มเปล่า { $count } ไฟล์ในโฟลเดอร์เดียวกัน
written = { $title } (ปีงบประมาณ { $year }): เขียนลง { $file } แล้ว
too_long_for_xlsx = { $file }: มีรายการยาวเกินกว่าที่หนึ่งช่องของ Excel รับได้ กรุณาส่งออกเป็น .toml
template_there = มีไฟล์ { $file } อยู่แล้ว จึงไม่เขียนทับ กรุณาใช้ชื่ออื่น
template_ending = { $file }: ไฟล์ต้นแบบต้องลงท้ายด้วย .xlsx
template_written = เขียนไฟล์ต้นแบบลง { $file } แล้ว กรอกใน Excel แล้วตรวจด้วย thanwela import { $file } --dry-run
