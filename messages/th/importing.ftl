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

table_unit_kinds = ชนิดหน่วยงาน
table_units = หน่วยงาน
table_frameworks = กรอบคำรับรอง
table_dimensions = มิติ
table_indicators = ตัวชี้วัด
table_steps = ขั้นตอน
table_bindings = หน่วยงานที่ต้องรายงาน
table_projects = โครงการ/กิจกรรม
table_rounds = รอบการรายงาน
table_deadlines = วันครบกำหนด
table_penalties = บทหักคะแนน
table_posts = ตำแหน่ง
table_holidays = วันหยุด

kind_text = ข้อความในเครื่องหมายคำพูด
kind_flag = true หรือ false
kind_whole = จำนวนเต็ม
kind_wholes = รายการจำนวนเต็ม เช่น [7, 3, 1, 0]
kind_number = ตัวเลข
kind_numbers = รายการตัวเลข เช่น [1, 2, 3, 4, 5]
kind_texts = รายการข้อความ เช่น ["ก", "ข"]
kind_table = กลุ่มของค่า
kind_tables = รายการของกลุ่มค่า
kind_hour = เวลา เช่น "09:00"
kind_date = วันที่
kind_other = ค่าชนิดอื่น

what_unit = หน่วยงาน
what_bound_unit = หน่วยงานที่ต้องรายงานตัวชี้วัดนี้
what_kind = ชนิดหน่วยงาน
what_dimension = มิติ
what_indicator = ตัวชี้วัด
what_round = รอบการรายงาน

mistake_missing = ยังไม่ได้ระบุ
mistake_empty = ต้องไม่เว้นว่าง
mistake_too_long = ยาวเกิน { $longest } ตัวอักษร
mistake_reserved = “{ $value }” เป็นคำที่ระบบใช้เอง กรุณาใช้รหัสอื่น
mistake_code_with_space = รหัส “{ $value }” ต้องไม่มีช่องว่างและเครื่องหมาย /
mistake_twice = “{ $value }” ซ้ำกัน
mistake_not_a_choice = “{ $value }” ไม่ใช่คำที่ใช้ได้ คำที่ใช้ได้คือ { $allowed }
mistake_not_a_choice_near = “{ $value }” ไม่ใช่คำที่ใช้ได้ หมายถึง “{ $nearest }” หรือไม่ คำที่ใช้ได้คือ { $allowed }
mistake_wrong_type = ต้องเป็น { $expected } แต่พบ { $found }
mistake_outside = ต้องอยู่ระหว่าง { $low } ถึง { $high }
mistake_number_outside = ต้องเป็นตัวเลขที่ไม่ติดลบ ไม่เกินสิบสองหลัก และมีทศนิยมไม่เกินหกตำแหน่ง
mistake_unknown_key = ไม่รู้จักคำนี้
mistake_unknown_key_near = ไม่รู้จักคำนี้ หมายถึง “{ $nearest }” หรือไม่
mistake_unknown_name = ไม่มี{ $what } “{ $value }” ในไฟล์นี้
mistake_unknown_name_near = ไม่มี{ $what } “{ $value }” ในไฟล์นี้ หมายถึง “{ $nearest }” หรือไม่
mistake_ours_unknown = “{ $value }” ไม่มีอยู่ในส่วนนี้ของไฟล์
mistake_not_a_day = ไม่ใช่วันที่ กรุณาเขียนเป็น "2548-03-30" (พ.ศ.-เดือน-วัน) หรือ "03-30" ในไฟล์ที่ไม่ระบุปี
mistake_no_such_day = ไม่มีวันนี้ในปฏิทิน
mistake_day_with_year = ไฟล์นี้ไม่ระบุปี (year) จึงต้องเขียนวันเป็น "เดือน-วัน" เช่น "03-30"
mistake_day_without_year = ไฟล์นี้เป็นของปีงบประมาณ { $year } จึงต้องเขียนวันพร้อมปี เช่น "2548-03-30"
mistake_day_without_quotes = ปี พ.ศ. ต้องอยู่ในเครื่องหมายคำพูด: "{ $value }" (วันที่ที่ไม่มีเครื่องหมายคำพูดเป็นปี ค.ศ.)
mistake_year_not_buddhist = ปี { $value } ไม่ใช่ปี พ.ศ. ถ้าเป็นปี ค.ศ. กรุณาเขียนเป็น { $buddhist }
mistake_day_outside_year = วันนี้ห่างจากปีงบประมาณ { $year } เกินหนึ่งปี
mistake_not_every_year = วันที่ 29 กุมภาพันธ์ไม่ได้มีทุกปี ไฟล์ที่ไม่ระบุปีใช้วันนี้ไม่ได้
mistake_ladder_order = ลำดับวันต้องไม่ย้อนกัน: officer ไม่เกิน head และ head ไม่เกิน supervisor
mistake_sending_is_quiet = เวลาส่งข้อความอยู่ในช่วงที่ไม่รบกวน (quiet_from ถึง quiet_until)
mistake_post_scope = { $role ->
    [psdg] ตำแหน่ง psdg เป็นของทั้งกรม ไม่ต้องระบุ unit หรือ indicators
    [officer] ตำแหน่ง officer ต้องระบุ unit และไม่ระบุ indicators
    [head] ตำแหน่ง head ต้องระบุ unit และไม่ระบุ indicators
   *[other] ตำแหน่ง { $role } ต้องระบุ indicators และไม่ระบุ unit
}
mistake_nobody_bound = ยังไม่ได้ระบุว่าหน่วยงานใดต้องรายงาน (units หรือ kinds)
mistake_steps_missing = รายงานแบบขั้นตอนต้องมี steps อย่างน้อยหนึ่งขั้น
mistake_steps_of_other_method = steps ใช้ได้เฉพาะ method = "step"
mistake_too_many_steps = มีขั้นตอนเกิน 20 ขั้น
mistake_project_of_other_method = โครงการใช้ได้เฉพาะ method = "step"
mistake_projects_not_reported = มีโครงการ จึงต้องระบุ by_project = true
mistake_criteria_not_five = เกณฑ์การให้คะแนนต้องมีห้าค่า สำหรับคะแนน 1 ถึง 5
mistake_criteria_order = เกณฑ์การให้คะแนนต้องเรียงเพิ่มขึ้นหรือลดลงทางเดียว
mistake_project_twice = โครงการรหัส “{ $value }” ของ { $unit } ซ้ำกัน
mistake_year_is_set = ไฟล์นี้ระบุปีไว้แล้ว จึงสั่งให้วางบนปีอื่นไม่ได้
mistake_tier_twice = ขั้นการส่ง (tier) เดียวกันมีวันครบกำหนดมากกว่าหนึ่งวัน
mistake_tier_order = วันครบกำหนดของขั้นที่ 2 ต้องไม่อยู่หลังขั้นที่ 3
mistake_before_round = วันครบกำหนดอยู่ก่อนวันแรกของรอบ
mistake_penalty_twice = ขั้นที่ { $tier } ของรอบเดียวกันมีบทหักคะแนนมากกว่าหนึ่งบท
mistake_said_twice = มีรายการที่พูดถึงสิ่งเดียวกันมากกว่าหนึ่งครั้ง
