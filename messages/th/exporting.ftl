# การส่งออกกรอบคำรับรองและปฏิทิน (thanwela export)

which_ending = { $file }: ไม่รู้จักชนิดของไฟล์นี้ กรุณาใช้ชื่อที่ลงท้ายด้วย { $endings }
which_framework = กรุณาระบุกรอบคำรับรองหนึ่งกรอบ: { $known }
none_there = ยังไม่มีกรอบคำรับรองในระบบ กรุณานำเข้าด้วย thanwela import ก่อน
cannot_write = เขียนไฟล์ { $file } ไม่ได้ กรุณาตรวจโฟลเดอร์และสิทธิ์การเขียน
written = { $title } (ปีงบประมาณ { $year }): เขียนลง { $file } แล้ว
