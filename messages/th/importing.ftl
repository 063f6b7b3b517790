# การนำเข้ากรอบคำรับรอง (thanwela import): สิ่งที่เปลี่ยน และข้อผิดพลาดทุกข้อในไฟล์

cannot_open = เปิดไฟล์ { $file } ไม่ได้
too_large = ไฟล์ { $file } ใหญ่เกิน 2 MB จึงไม่น่าใช่ไฟล์กรอบคำรับรอง
not_utf8 = ไฟล์ { $file } บรรทัดที่ { $line }: ตัวอักษรอ่านไม่ได้ กรุณาบันทึกไฟล์ใหม่โดยเลือกการเข้ารหัส UTF-8
not_toml = { $line ->
    [0] ไฟล์ { $file }: รูปแบบไม่ถูกต้อง มีตัวเลขยาวหรือวงเล็บซ้อนกันมากเกินไป
   *[other] ไฟล์ { $file } บรรทัดที่ { $line }: รูปแบบไม่ถูกต้อง กรุณาตรวจเครื่องหมายคำพูด เครื่องหมายเท่ากับ และวงเล็บ
}
refused = ไฟล์ { $file } ยังไม่ได้นำเข้า พบ { $count } ข้อที่ต้องแก้ไข
mistake = { $place }: { $sentence }
unchanged = { $title } (ปีงบประมาณ { $year }): ข้อมูลตรงกับไฟล์อยู่แล้ว ไม่มีอะไรเปลี่ยน
changed = { $title } (ปีงบประมาณ { $year }): นำเข้าแล้ว
would_change = { $title } (ปีงบประมาณ { $year }): ถ้านำเข้าจริงจะเปลี่ยนดังนี้ (ยังไม่ได้บันทึก)
made = เพิ่ม { $what } { $count } รายการ
row_changed = เปลี่ยน { $what } { $label }
row_closed = ปิด { $what } { $label } (ไม่อยู่ในไฟล์แล้ว ข้อมูลเดิมยังอยู่)
row_reopened = เปิด { $what } { $label } อีกครั้ง
difference = – { $field }: { $old } → { $new }
nothing_there = (ว่าง)
truth = { $value ->
    [yes] ใช่
   *[no] ไม่ใช่
}
ledger = รายการที่ต้องส่ง: เพิ่ม { $opened } · เปลี่ยนวัน { $changed } · ปิด { $closed } · เปิดใหม่ { $reopened }
year_not_buddhist = --year { $year } ไม่ใช่ปี พ.ศ. หากเป็น ค.ศ. กรุณาเขียน { $buddhist }
